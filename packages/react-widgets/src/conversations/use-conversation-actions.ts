import { useCallback, useMemo, useState } from 'react';
import type { ClientError } from '../client/client-error.ts';
import type { ConversationChange } from '../client/support-client.ts';
import type { Conversation } from '../client/wire-types.ts';
import { asClientError } from '../connection/as-client-error.ts';
import { useSupport } from '../provider/support-context.ts';

/** What can be done with a conversation besides writing. */
export interface ConversationActions {
  readonly isBusy: boolean;
  /** Why the last change did not go through; it was taken back. */
  readonly error: ClientError | undefined;
  readonly dismissError: () => void;
  /** Each resolves to whether it went through. */
  readonly resolve: () => Promise<boolean>;
  readonly reopen: () => Promise<boolean>;
  readonly setPending: () => Promise<boolean>;
  readonly snooze: (until: Date) => Promise<boolean>;
  readonly setPriority: (priority: Conversation['priority']) => Promise<boolean>;
}

/** Changes of a conversation: shown at once, and taken back with an error if the server refuses. */
export function useConversationActions(conversationId: string): ConversationActions {
  const { client } = useSupport();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ClientError>();
  const change = useCallback(
    async (what: ConversationChange): Promise<boolean> => {
      setBusy(true);
      setError(undefined);
      try {
        await client.change(conversationId, what);
        return true;
      } catch (cause) {
        setError(asClientError(cause));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [client, conversationId],
  );
  const actions = useMemo(
    () => ({
      resolve: () => change({ status: 'resolved' }),
      reopen: () => change({ status: 'open' }),
      setPending: () => change({ status: 'pending' }),
      snooze: (until: Date) => change({ status: 'snoozed', snoozedUntil: until.toISOString() }),
      setPriority: (priority: Conversation['priority']) => change({ priority }),
      dismissError: () => setError(undefined),
    }),
    [change],
  );
  return { isBusy, error, ...actions };
}
