import type { JsonObject } from '../json-value.ts';

/** One thing to tell the business: what becomes (part of) a `changes[]` item of a webhook. */
export interface WebhookUpdate {
  /** `changes[].field`, e.g. `messages`, `smb_message_echoes`, `calls`. */
  readonly field: string;
  /** `changes[].value` without `messaging_product` and `metadata`; arrays of several updates are joined. */
  readonly value: JsonObject;
  /** True when `value` carries the phone number's `metadata`; account-level fields do not. */
  readonly aboutPhoneNumber: boolean;
}

/** What an update says, in a few words for the trace: `messages:text`, `messages:status:read`, … */
export function describeUpdate(update: WebhookUpdate): readonly string[] {
  const words: string[] = [];
  const lists = [
    ['messages', ''],
    ['message_echoes', 'echo:'],
    ['statuses', 'status:'],
    ['calls', 'call:'],
  ] as const;
  for (const [key, prefix] of lists) {
    const items = update.value[key];
    if (!Array.isArray(items)) continue;
    for (const item of items as readonly JsonObject[]) {
      const kind = item['status'] ?? item['event'] ?? item['type'] ?? 'unknown';
      words.push(`${update.field}:${prefix}${String(kind)}:${String(item['id'] ?? '')}`);
    }
  }
  return words.length > 0 ? words : [update.field];
}
