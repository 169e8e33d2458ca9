import type { ClientError } from './client-error.ts';
import type { StoredItem } from './storage-ports.ts';

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
export function sending(item: StoredItem): StoredItem {
  return { ...item, status: 'sending', attempts: item.attempts + 1, error: undefined };
}

/** Waits to be sent again. */
export function waiting(item: StoredItem, error?: ClientError): StoredItem {
  return { ...item, status: 'queued', error };
}

/** What becomes of an item whose sending failed: it waits, or stays until somebody retries, edits or discards it. */
export function afterFailure(item: StoredItem, error: ClientError): StoredItem {
  if (error.code === 'unauthorized') return waiting(item);
  return isAutomatic(item, error) ? waiting(item, error) : { ...item, status: 'failed', error };
}

/** Whether it is tried again without anybody asking: the network was down, or the server said that it is busy. */
function isAutomatic({ attempts }: StoredItem, { code, isRetryable }: ClientError): boolean {
  if (code === 'network_error') return true;
  return isRetryable && code !== 'internal_error' && code !== 'http_500' && attempts < mostAutomaticAttempts;
}
