import { useMemo } from 'react';
import type { ConversationListState, ConversationQuery, Loadable } from '../client/support-client.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** What can be done with a list of conversations. */
export interface ConversationsActions {
  readonly loadMore: () => void;
  /** While frozen, rows keep their place and changes are counted in `newCount`. */
  readonly setFrozen: (isFrozen: boolean) => void;
  /** Shows what waited. */
  readonly applyNew: () => void;
}

/** A list that is kept up to date while the component is there. */
export function useConversations(
  query: ConversationQuery,
): Loadable<ConversationListState> & ConversationsActions {
  const { client } = useSupport();
  const key = JSON.stringify(query);
  const list = useMemo(() => client.conversations(JSON.parse(key) as ConversationQuery), [client, key]);
  const actions = useMemo<ConversationsActions>(
    () => ({
      loadMore: () => list.loadMore(),
      setFrozen: (isFrozen) => list.setFrozen(isFrozen),
      applyNew: () => list.applyNew(),
    }),
    [list],
  );
  return { ...useLoadable(list), ...actions };
}
