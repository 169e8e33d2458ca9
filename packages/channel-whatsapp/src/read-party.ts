import type { IdentityRef, JsonObject, Party } from '@parley/core';
import { type ChangeContext, channelKind, type InboxFacts } from './inbox-facts.ts';
import { type Field, readId, readObject, readPhone, readText } from './read-field.ts';

/** The ids one item gives for a person. */
export interface PersonIds {
  readonly phone?: string | undefined;
  readonly userId?: string | undefined;
  readonly parentUserId?: string | undefined;
}

/** Reads a person's ids from the fields that may hold them. */
export function readPersonIds(fields: {
  readonly phone?: Field;
  readonly userId?: Field;
  readonly parentUserId?: Field;
}): PersonIds {
  return {
    phone: readPhone(fields.phone),
    userId: readId(fields.userId),
    parentUserId: readId(fields.parentUserId),
  };
}

/** The ids as identities of the inbox's scope, strongest first: user id, parent user id, phone. */
export function identitiesOf(ids: PersonIds, inbox: InboxFacts): IdentityRef[] {
  const refs: IdentityRef[] = [];
  const add = (kind: string, value: string | undefined): void => {
    if (value !== undefined) refs.push({ channel: channelKind, scope: inbox.scope, kind, value });
  };
  add('user_id', ids.userId);
  add('parent_user_id', ids.parentUserId);
  add('phone', ids.phone);
  return refs;
}

/**
 * The person an item is from or to: the item's own ids, completed from the contact that belongs to it. Undefined where
 * nothing names a person.
 */
export function readParty(own: PersonIds, context: ChangeContext): Party | undefined {
  const contact = findContact(own, context.contacts);
  const identities = identitiesOf(contact === undefined ? own : completed(own, contact), context.inbox);
  if (identities.length === 0) return undefined;
  const profile = readObject(contact?.profile);
  const name = readText(profile?.name)?.trim();
  const username = (readText(profile?.username) ?? readText(contact?.username))?.replace(/^@/, '');
  return {
    identities,
    ...(name === undefined || name === '' ? {} : { name }),
    ...(username === undefined || username === '' ? {} : { username }),
  };
}

/** Contacts and messages are separate lists, joined by phone or user id; a single contact is taken without a match. */
function findContact(own: PersonIds, contacts: readonly JsonObject[]): JsonObject | undefined {
  for (const contact of contacts) {
    if (own.userId !== undefined && contact.user_id === own.userId) return contact;
    if (own.phone !== undefined && readPhone(contact.wa_id) === own.phone) return contact;
  }
  return contacts.length === 1 ? contacts[0] : undefined;
}

/**
 * Ids of the contact that the item itself leaves out. A contact that contradicts the item (`wa_id` is not always the
 * number that was dialled) gives only its name: joining two people by mistake is worse than an id less.
 */
function completed(own: PersonIds, contact: JsonObject): PersonIds {
  const theirs = readPersonIds({
    phone: contact.wa_id,
    userId: contact.user_id,
    parentUserId: contact.parent_user_id,
  });
  const differs = (left: string | undefined, right: string | undefined): boolean =>
    left !== undefined && right !== undefined && left !== right;
  if (differs(own.phone, theirs.phone) || differs(own.userId, theirs.userId)) return own;
  return {
    phone: own.phone ?? theirs.phone,
    userId: own.userId ?? theirs.userId,
    parentUserId: own.parentUserId ?? theirs.parentUserId,
  };
}
