import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Channel, InboundEvent, JsonObject, JsonValue, RawRequest } from '@parley/core';
import { createWhatsAppChannel } from '../create-whatsapp-channel.ts';
import type { WhatsAppChannelOptions } from '../options.ts';

// The payloads beside this file are our own, in the shapes the Cloud API documents; every name and number is made up.

const folder = new URL('.', import.meta.url);

/** The inbox all fixtures are for. */
export const inbox = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  portfolioId: '506914307656634',
  displayPhoneNumber: '+1 555-078-3881',
  appSecrets: ['appsecret-3f9c'],
  verifyToken: 'verify-token-77a1',
  accessToken: 'EAAaccess-token-51be',
} as const satisfies WhatsAppChannelOptions;

/** Every situation there is a payload of. */
export const situations: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5))
  .sort();

/** A payload, fresh each time. */
export function fixture(situation: string): JsonObject {
  return JSON.parse(readFileSync(new URL(`${situation}.json`, folder), 'utf8')) as JsonObject;
}

/** A webhook request with this body, signed as the provider signs. */
export function signed(body: JsonValue | Uint8Array, secret: string = inbox.appSecrets[0]): RawRequest {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  const signature = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
  return {
    method: 'POST',
    url: '/webhooks/whatsapp/inb_0199c5f2a3b47c1d8e2f0199c5f2a3b4',
    header: (name) => (name === 'x-hub-signature-256' ? signature : undefined),
    body: bytes,
  };
}

/** The channel of the fixtures' inbox; it reaches nobody unless told otherwise. */
export function openChannel(options: Partial<WhatsAppChannelOptions> = {}): Channel {
  const fetch = () => Promise.reject(new Error('no call was expected'));
  return createWhatsAppChannel({ ...inbox, fetch, ...options });
}

/** What a payload says. */
export function eventsOf(body: JsonValue): InboundEvent[] {
  return openChannel()
    .parse(Buffer.from(JSON.stringify(body)))
    .map((item) => item.event);
}

/** What a payload of one item says. */
export function eventOf(situation: string): InboundEvent {
  const events = eventsOf(fixture(situation));
  if (events.length !== 1) throw new Error(`${situation} says ${events.length} things`);
  return events[0] as InboundEvent;
}

/** An envelope on the field `messages` with this value; metadata is added. */
export function envelope(value: JsonObject, field = 'messages'): JsonObject {
  const metadata = { display_phone_number: '15550783881', phone_number_id: inbox.phoneNumberId };
  const change = { field, value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: inbox.wabaId, changes: [change] }] };
}
