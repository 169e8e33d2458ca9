import type { JsonObject, JsonValue } from '../json-value.ts';
import type { WebhookUpdate } from './webhook-update.ts';

/** How updates are laid out in one POST. All three are documented; a receiver must read every one. */
export type EnvelopeLayout =
  /** One entry; updates of one field share one change, their arrays joined. */
  | 'joined'
  /** One entry with a change for each update. */
  | 'changes'
  /** An entry for each update. */
  | 'entries';

/** Whose webhook it is and what it says. */
export interface EnvelopeInput {
  /** WhatsApp Business Account id, `entry[].id`. */
  readonly wabaId: string;
  /** Sender key of the business's number, `metadata.phone_number_id`. */
  readonly phoneNumberId: string;
  /** The business's number in digits, `metadata.display_phone_number`. */
  readonly displayPhoneNumber: string;
  /** What to tell, in order. */
  readonly updates: readonly WebhookUpdate[];
  /** @defaultValue 'joined' */
  readonly layout?: EnvelopeLayout;
}

type Change = { field: string; value: Record<string, JsonValue> };

function identityOf(contact: JsonObject): string {
  return JSON.stringify([contact['wa_id'] ?? null, contact['user_id'] ?? null]);
}

function joinArrays(key: string, first: readonly JsonValue[], second: readonly JsonValue[]): JsonValue[] {
  if (key !== 'contacts') return [...first, ...second];
  const contacts = new Map<string, JsonValue>();
  for (const contact of [...first, ...second]) contacts.set(identityOf(contact as JsonObject), contact);
  return [...contacts.values()];
}

function changeOf(input: EnvelopeInput, update: WebhookUpdate): Change {
  const metadata = { display_phone_number: input.displayPhoneNumber, phone_number_id: input.phoneNumberId };
  const base = update.aboutPhoneNumber ? { messaging_product: 'whatsapp', metadata } : {};
  return { field: update.field, value: { ...base, ...update.value } };
}

function joinInto(change: Change, update: WebhookUpdate): void {
  for (const [key, value] of Object.entries(update.value)) {
    const existing = change.value[key];
    change.value[key] =
      Array.isArray(existing) && Array.isArray(value)
        ? joinArrays(key, existing as JsonValue[], value)
        : value;
  }
}

function joinedChanges(input: EnvelopeInput): Change[] {
  const changes: Change[] = [];
  for (const update of input.updates) {
    const existing = changes.find((change) => change.field === update.field);
    if (existing !== undefined && update.aboutPhoneNumber) joinInto(existing, update);
    else changes.push(changeOf(input, update));
  }
  return changes;
}

/**
 * The payload of one webhook POST, as an object. Encode it with `encodeWebhook` and sign those bytes with `signWebhook`.
 * WhatsApp Cloud API, webhooks: one POST may hold up to 1000 updates in several entries and changes.
 */
export function buildEnvelope(input: EnvelopeInput): JsonObject {
  const layout = input.layout ?? 'joined';
  const changes =
    layout === 'joined' ? joinedChanges(input) : input.updates.map((update) => changeOf(input, update));
  const entry =
    layout === 'entries'
      ? changes.map((change) => ({ id: input.wabaId, changes: [change] }))
      : [{ id: input.wabaId, changes }];
  return { object: 'whatsapp_business_account', entry };
}

/** Several envelopes' entries in one POST, in order: entries of different layouts mixed. */
export function mixEnvelopes(envelopes: readonly JsonObject[]): JsonObject {
  const entry = envelopes.flatMap(
    (envelope) => (envelope['entry'] as readonly JsonValue[] | undefined) ?? [],
  );
  return { object: 'whatsapp_business_account', entry };
}
