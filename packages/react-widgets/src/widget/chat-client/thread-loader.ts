import type { ChatCredentials } from './chat-credentials.ts';
import { ChatRequestError, type ChatRest } from './chat-rest.ts';
import type { ChatStore } from './chat-store.ts';
import type { ChatClientFrame } from './chat-types.ts';
import { type ChatThread, closeGap, hasGap, loadNewest, loadOlder, unloadedThread } from './thread-merge.ts';

const pageSize = 30;
const mostCursors = 50;

/** What loading needs of the client. */
export interface ThreadLoaderOptions {
  readonly store: ChatStore;
  readonly rest: ChatRest;
  readonly credentials: ChatCredentials;
  readonly send: (frame: ChatClientFrame) => boolean;
}

/** Brings in what is missing of the threads: history by REST, what came meanwhile by a replay. */
export interface ThreadLoader {
  open(conversationId: string): void;
  older(conversationId: string): void;
  /** A connection began: asks for everything after what is here. */
  resume(): void;
  /**
   * The replay is over; what it did not reach is read anew.
   * @param cursors by conversation: up to where the server has replayed
   */
  resumed(cursors: Readonly<Record<string, number>>): void;
  /** Asks for a replay if something is missing. */
  fillGap(): void;
  gapTooLarge(conversationId: string | undefined): void;
  /** The connection is gone. */
  stop(): void;
}

/** A loader for the threads of one store. */
export function createThreadLoader({ store, rest, credentials, send }: ThreadLoaderOptions): ThreadLoader {
  let isReplaying = false;
  let asked: readonly string[] = [];

  const change = (id: string, to: (thread: ChatThread) => ChatThread): void =>
    store.change((state) => {
      const thread = state.threads[id];
      return thread === undefined ? state : { ...state, threads: { ...state.threads, [id]: to(thread) } };
    });

  /** Reads with the present token, and once more with a new one if that was refused. */
  const read = async <Page>(ask: (token: string) => Promise<Page>): Promise<Page> => {
    const token = await credentials.token();
    if (token === null) throw new ChatRequestError('unauthorized', 401, null);
    try {
      return await ask(token);
    } catch (error) {
      const isRefused = error instanceof ChatRequestError && error.status === 401;
      if (!isRefused || credentials.renewAt() === null) throw error;
      return ask(await credentials.renew());
    }
  };

  const newest = (id: string): void => {
    store.change((state) => ({
      ...state,
      threads: { ...state.threads, [id]: { ...(state.threads[id] ?? unloadedThread), status: 'loading' } },
    }));
    read((token) => rest.messages(token, id, { limit: pageSize })).then(
      ({ items, hasOlder }) => {
        change(id, (thread) => loadNewest(thread, items, hasOlder));
        // The page may be older than what the connection began with.
        const { threads, conversations } = store.get();
        const lastSeq = conversations.find((conversation) => conversation.id === id)?.lastSeq ?? 0;
        if (lastSeq > (threads[id]?.toSeq ?? 0)) replay();
        else fillGap();
      },
      () => change(id, (thread) => ({ ...thread, status: 'error' })),
    );
  };

  const replay = (): void => {
    const state = store.get();
    if (isReplaying || state.connection.status !== 'online') return;
    const cursors: Record<string, number> = {};
    for (const { id } of state.conversations) {
      const thread = state.threads[id];
      if (thread?.status === 'ready' && Object.keys(cursors).length < mostCursors) cursors[id] = thread.toSeq;
    }
    asked = Object.keys(cursors);
    isReplaying = send({ v: 1, t: 'resume', data: { cursors } } as ChatClientFrame);
  };

  const fillGap = (): void => {
    if (Object.values(store.get().threads).some(hasGap)) replay();
  };

  return {
    open: (id) => {
      const thread = store.get().threads[id];
      if (thread === undefined || thread.status === 'error') newest(id);
    },
    older: (id) => {
      const thread = store.get().threads[id];
      const first = thread?.messages[0];
      if (thread?.hasOlder !== true || thread.isLoadingOlder || first === undefined) return;
      change(id, (before) => ({ ...before, isLoadingOlder: true }));
      read((token) => rest.messages(token, id, { beforeSeq: first.seq, limit: pageSize })).then(
        ({ items, hasOlder }) => change(id, (before) => loadOlder(before, items, hasOlder)),
        () => change(id, (before) => ({ ...before, isLoadingOlder: false })),
      );
    },
    resume: replay,
    resumed: (cursors) => {
      isReplaying = false;
      for (const [id, { status }] of Object.entries(store.get().threads)) {
        if (status !== 'ready') continue;
        const seq = cursors[id];
        // What was not asked for was not replayed, whatever the server says of it.
        if (asked.includes(id) && seq !== undefined) change(id, (thread) => closeGap(thread, seq));
        else newest(id);
        // A replay that leaves a gap would leave it the next time as well.
        const after = store.get().threads[id];
        if (after !== undefined && hasGap(after)) newest(id);
      }
    },
    fillGap,
    gapTooLarge: (conversationId) => {
      isReplaying = false;
      const { threads } = store.get();
      const ids =
        conversationId === undefined
          ? Object.keys(threads).filter((id) => threads[id]?.status === 'ready')
          : [conversationId];
      for (const id of ids) newest(id);
    },
    stop: () => {
      isReplaying = false;
    },
  };
}
