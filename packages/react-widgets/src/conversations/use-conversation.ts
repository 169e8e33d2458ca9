import { useCallback, useMemo } from 'react';
import type { ConversationChange, Loadable } from '../client/support-client.ts';
import type { Conversation } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** One conversation and how to change it. @param id `undefined` = none is open, which stays `loading` */
export function useConversation(id: string | undefined): Loadable<{ readonly conversation: Conversation }> & {
  /** Shown at once and taken back if the server refuses. Rejects with a `ClientError`. */
  readonly change: (change: ConversationChange) => Promise<Conversation>;
} {
  const { client } = useSupport();
  const readable = useMemo(() => (id === undefined ? undefined : client.conversation(id)), [client, id]);
  const change = useCallback(
    (what: ConversationChange) =>
      id === undefined
        ? Promise.reject(new Error('No conversation is open, so there is nothing to change.'))
        : client.change(id, what),
    [client, id],
  );
  return { ...useLoadable(readable), change };
}
