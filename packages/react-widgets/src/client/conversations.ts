import type { ClientContext } from './client-context.ts';
import { type ConversationChanger, createConversationChanger } from './conversation-changer.ts';
import { createConversationList, type KeptList } from './conversation-list.ts';
import { type ConversationStore, createConversationStore } from './conversation-store.ts';
import type { Directory } from './directory.ts';
import { createKeyedCache } from './keyed-cache.ts';
import { queryKey } from './matches-query.ts';
import { createResource, type Resource } from './resource.ts';
import type { ConversationQuery } from './support-client.ts';
import type { Conversation } from './wire-types.ts';

const hintsAfterMs = 100;
const mostHints = 20;

/** Lists of conversations and single ones. */
export interface Conversations {
  readonly store: ConversationStore;
  readonly change: ConversationChanger;
  list(query: ConversationQuery): KeptList;
  one(id: string): Resource<{ readonly conversation: Conversation }>;
  /** Reads it if it is not known, or may be old. */
  need(id: string): Promise<void>;
  /** It changed, and nobody said how: it is read, together with others that changed at the same time. */
  hinted(id: string): void;
  /** Everything may be old. */
  refresh(): void;
}

/** See {@link Conversations}. */
export function createConversations(
  ctx: ClientContext,
  directory: Pick<Directory, 'meNow' | 'meLater'>,
): Conversations {
  let doubtedAt = 0;
  const store = createConversationStore(ctx.ticks, (id, startedAt) => {
    // Asked before the connection that tells of changes now: one that came in between is told by nobody.
    if (startedAt < doubtedAt) hinted(id);
  });
  const queries = new Map<string, ConversationQuery>();
  const me = {
    now: () => directory.meNow()?.agent.id,
    later: async () => (await directory.meLater()).agent.id,
  };
  const lists = createKeyedCache<KeptList>(40, (key) =>
    createConversationList(ctx, store, queries.get(key) ?? {}, me),
  );
  const read = async (id: string): Promise<void> => {
    const startedAt = ctx.ticks.next();
    store.read(await ctx.api.conversation(id), startedAt);
  };
  const ones = createKeyedCache<Resource<{ readonly conversation: Conversation }>>(500, (id) =>
    createResource(
      ctx,
      () => {
        const conversation = store.get(id);
        return conversation === undefined ? undefined : { conversation };
      },
      () => read(id),
    ),
  );
  store.onChange((id) => {
    ones.peek(id)?.cell.invalidate();
    for (const list of lists.values()) list.changed(id);
  });

  const hints = new Set<string>();
  const refresh = (): void => {
    hints.clear();
    doubtedAt = ctx.ticks.next();
    for (const list of lists.values()) list.refresh();
    for (const one of ones.values()) one.refresh();
  };
  const followHints = (): void => {
    const ids = [...hints];
    hints.clear();
    if (ids.length > mostHints) refresh();
    else for (const id of ids) ones.get(id).loader.load();
  };
  const hinted = (id: string): void => {
    if (hints.size === 0) ctx.env.setTimer(followHints, hintsAfterMs);
    hints.add(id);
  };
  return {
    store,
    change: createConversationChanger(ctx, store, hinted),
    list(query) {
      const key = queryKey(query);
      queries.set(key, query);
      return lists.get(key);
    },
    one: ones.get,
    need: (id) => (store.knownAt(id) > doubtedAt ? Promise.resolve() : read(id)),
    hinted,
    refresh,
  };
}
