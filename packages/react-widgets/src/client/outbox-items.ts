import type { ClientError } from './client-error.ts';
import type { StoredItem } from './storage-ports.ts';
import type { OutboxItem } from './support-client.ts';

const mostAutomaticAttempts = 8;

/** The item to send next in each conversation: the oldest that waits, unless one of that conversation is on its way. */
export function nextToSend(items: readonly StoredItem[]): readonly StoredItem[] {
  const next = new Map<string, StoredItem | undefined>();
  for (const item of items) {
    if (item.status === 'sending') next.set(item.conversationId, undefined);
    else if (item.status === 'queued' && !next.has(item.conversationId)) next.set(item.conversationId, item);
  }
  return [...next.values()].filter((item) => item !== undefined);
}

/** On its way. Whatever happens from here on, the server may have it. */
export function sending({ error: _error, ...item }: StoredItem): StoredItem {
  return { ...item, status: 'sending', attempts: item.attempts + 1 };
}

/** Waits to be sent again. */
export function waiting({ error: _error, ...item }: StoredItem, error?: ClientError): StoredItem {
  return { ...item, status: 'queued', ...(error === undefined ? {} : { error }) };
}

/** Stays until somebody retries, edits or discards it. */
export function failed(item: StoredItem, error: ClientError): StoredItem {
  return { ...item, status: 'failed', error };
}

/** What becomes of an item whose sending failed. */
export function afterFailure(item: StoredItem, error: ClientError): StoredItem {
  if (error.code === 'unauthorized') return waiting(item);
  return isAutomatic(item, error) ? waiting(item, error) : failed(item, error);
}

/** Whether it is tried again without anybody asking: the network was down, or the server said that it is busy. */
function isAutomatic({ attempts }: StoredItem, { code, isRetryable }: ClientError): boolean {
  if (code === 'network_error') return true;
  return isRetryable && code !== 'internal_error' && code !== 'http_500' && attempts < mostAutomaticAttempts;
}

/** As others see it. */
export function shownItem({ owner: _owner, ...item }: StoredItem): OutboxItem {
  return item;
}
