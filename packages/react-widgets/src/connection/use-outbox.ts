import { useMemo } from 'react';
import type { OutboxItem } from '../client/support-client.ts';
import { useSupport } from '../provider/support-context.ts';
import { useReadable } from '../provider/use-readable.ts';

const empty: readonly OutboxItem[] = [];

/** Messages that are not on the server yet, oldest first. */
export function useOutbox(): {
  readonly items: readonly OutboxItem[];
  /** Sends a failed one again, under the same id: it cannot arrive twice. */
  readonly retry: (clientMessageId: string) => void;
  /** Takes one out and gives back its content, to be written anew. */
  readonly edit: (clientMessageId: string) => OutboxItem | undefined;
  readonly discard: (clientMessageId: string) => void;
} {
  const { client } = useSupport();
  const items = useReadable(client.outbox, empty);
  const actions = useMemo(
    () => ({
      retry: (id: string) => client.retry(id),
      edit: (id: string) => client.take(id),
      discard: (id: string) => client.discard(id),
    }),
    [client],
  );
  return { items, ...actions };
}
