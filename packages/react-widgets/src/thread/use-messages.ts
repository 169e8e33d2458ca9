import { useMemo } from 'react';
import type { Loadable, ThreadState } from '../client/support-client.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** What can be done with a thread. */
export interface ThreadActions {
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
  /** Loads around a message. */
  readonly jumpTo: (messageId: string) => Promise<void>;
  readonly jumpToLatest: () => Promise<void>;
  /** Staff saw everything up to `seq`. */
  readonly markSeen: (seq: number) => void;
}

/** The messages, notes and events of a conversation, kept up to date. */
export function useMessages(conversationId: string): Loadable<ThreadState> & ThreadActions {
  const { client } = useSupport();
  const thread = useMemo(() => client.thread(conversationId), [client, conversationId]);
  const actions = useMemo<ThreadActions>(
    () => ({
      loadOlder: () => thread.loadOlder(),
      loadNewer: () => thread.loadNewer(),
      jumpTo: (messageId) => thread.jumpTo(messageId),
      jumpToLatest: () => thread.jumpToLatest(),
      markSeen: (seq) => thread.markSeen(seq),
    }),
    [thread],
  );
  return { ...useLoadable(thread), ...actions };
}
