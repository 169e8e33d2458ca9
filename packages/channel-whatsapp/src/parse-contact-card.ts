import type { ContactCard, JsonObject } from '@parley/core';
import { present } from './present.ts';
import { readObject, readObjects, readPhone, readText } from './read-field.ts';

/** A contact card of an inbound message (`messages[].contacts[]`, not the `contacts` of the webhook). */
export function parseContactCard(card: JsonObject): ContactCard {
  const phones = readObjects(card.phones).flatMap(parsePhone);
  const emails = readObjects(card.emails).flatMap((entry) => {
    const email = readText(entry.email);
    return email === undefined ? [] : [present({ email, type: readText(entry.type) })];
  });
  const urls = readObjects(card.urls).flatMap((entry) => {
    const url = readText(entry.url);
    return url === undefined ? [] : [present({ url, type: readText(entry.type) })];
  });
  const addresses = readObjects(card.addresses);
  const organisation = parseOrganisation(readObject(card.org));
  return present({
    name: parseName(card, phones[0]?.phone),
    phones: phones.length === 0 ? undefined : phones,
    emails: emails.length === 0 ? undefined : emails,
    organisation,
    addresses: addresses.length === 0 ? undefined : addresses,
    urls: urls.length === 0 ? undefined : urls,
    birthday: readText(card.birthday),
    isSendersOwn: isSendersOwn(card) ? true : undefined,
  });
}

/** Only a card the customer sent by tapping our request proves to be theirs; any other is somebody's. */
export function isSendersOwn(card: JsonObject): boolean {
  return card.origin === 'contact_request';
}

function parseName(card: JsonObject, fallback: string | undefined): ContactCard['name'] {
  const name = readObject(card.name);
  const first = readText(name?.first_name);
  const last = readText(name?.last_name);
  const joined = [first, last].filter((part) => part !== undefined).join(' ');
  return present({
    formatted: readText(name?.formatted_name) ?? (joined === '' ? (fallback ?? '') : joined),
    first,
    last,
    middle: readText(name?.middle_name),
    prefix: readText(name?.prefix),
    suffix: readText(name?.suffix),
  });
}

function parsePhone(entry: JsonObject): NonNullable<ContactCard['phones']>[number][] {
  const channelId = readPhone(entry.wa_id);
  const phone = readText(entry.phone) ?? (channelId === undefined ? undefined : `+${channelId}`);
  return phone === undefined ? [] : [present({ phone, type: readText(entry.type), channelId })];
}

function parseOrganisation(org: JsonObject | undefined): ContactCard['organisation'] {
  if (org === undefined) return undefined;
  const organisation = present({
    company: readText(org.company),
    department: readText(org.department),
    title: readText(org.title),
  });
  return Object.keys(organisation).length === 0 ? undefined : organisation;
}
