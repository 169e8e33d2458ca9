import { backoffMs } from './backoff.ts';
import { type Cell, createCell } from './cell.ts';
import type { ClientContext } from './client-context.ts';
import { failureOf, plainError } from './client-failure.ts';
import type { Timer } from './environment.ts';
import { afterFailure, nextToSend, sending, waiting } from './outbox-items.ts';
import { createOutboxList, type OutboxList } from './outbox-list.ts';
import type { OutboxStorage, Stored, StoredItem, TabChannel } from './storage-ports.ts';
import type { NewOutgoing, OutboxItem } from './support-client.ts';
import { clientIdOf } from './thread-items.ts';
import { uuidV7 } from './uuid-v7.ts';
import type { Message, Note } from './wire-types.ts';

/** Sends what the agent wrote: in order, once, and whatever happens to the page. */
export interface Outbox {
  readonly cell: Cell<readonly OutboxItem[]>;
  /** Those a thread shows. */
  of(conversationId: string): readonly OutboxItem[];
  add(conversationId: string, outgoing: NewOutgoing): string;
  retry(clientMessageId: string): void;
  /** Undefined while it is on its way. */
  take(clientMessageId: string): OutboxItem | undefined;
  /** The server has these, however that became known. */
  told(stored: Stored): void;
  /** The connection is back, or who is signed in became known. */
  kick(): void;
  start(): void;
  stop(): void;
  wipe(): void;
}

/** What the outbox needs of the rest of the client. */
export interface OutboxOptions {
  readonly storage: OutboxStorage;
  readonly tabs: TabChannel;
  /** Id of the agent, as last known in this browser. */
  readonly owner: () => string | undefined;
  /** Whether the agent may send now: signed in, and who it is has been checked. */
  readonly isReady: () => boolean;
  /** What the server made of items. */
  readonly onStored: (stored: Stored) => void;
  /** What a conversation has unsent changed. */
  readonly onChange: (conversationId: string | undefined) => void;
}

/** See {@link Outbox}. */
export function createOutbox(ctx: ClientContext, options: OutboxOptions): Outbox {
  const { env, api, batch } = ctx;
  const { storage, tabs, owner } = options;
  /** Conversations that wait before the next attempt. */
  const pauses = new Map<string, Timer>();
  let isLeading = false;
  let starts = 0;
  let stampMs = 0;

  const list: OutboxList = createOutboxList(
    ctx,
    storage,
    tabs,
    (item) => {
      if (item?.status === 'queued' && item.error === undefined) resume(item.conversationId);
      cell.invalidate();
      options.onChange(item?.conversationId);
      pump();
    },
    options.onStored,
  );
  const mine = ({ owner: by }: StoredItem): boolean => by === undefined || by === owner();
  const cell = createCell<readonly OutboxItem[]>(batch, () => list.all().filter(mine));

  const resume = (conversationId: string): void => {
    env.clearTimer(pauses.get(conversationId));
    pauses.delete(conversationId);
  };
  const pump = (): void => {
    if (!isLeading || !options.isReady()) return;
    for (const item of nextToSend(list.all().filter(mine))) {
      if (pauses.has(item.conversationId)) continue;
      deliver(item).catch(ctx.report);
    }
  };

  const deliver = async (item: StoredItem): Promise<void> => {
    const id = item.clientMessageId;
    const going = sending({ ...item, owner: owner() });
    try {
      // Stored first: a page that comes after this one must know that the server may have it.
      await list.put(going);
      // Taken back in another tab meanwhile.
      if (list.get(id) === undefined) return pump();
      const accepted = going.kind === 'note' ? [await postNote(going)] : await postMessage(item, going);
      // Shown as stored before it goes from here: it must be somewhere at every moment.
      options.onStored(accepted);
      list.remove(id, accepted);
    } catch (thrown) {
      const failure = failureOf(thrown);
      const current = list.get(id);
      if (current === undefined) return;
      const next = afterFailure(current, plainError(failure));
      if (next.status === 'queued' && next.error !== undefined) pause(next, failure.retryAfterMs);
      await list.put(next);
    }
  };
  const pause = ({ conversationId, attempts }: StoredItem, retryAfterMs: number | undefined): void => {
    const timer = env.setTimer(() => {
      pauses.delete(conversationId);
      pump();
    }, retryAfterMs ?? backoffMs(attempts, env.random()));
    pauses.set(conversationId, timer);
  };
  const postMessage = async (before: StoredItem, item: StoredItem): Promise<readonly Message[]> => {
    const { conversationId, clientMessageId, content, replyTo } = item;
    if (before.attempts > 0) {
      const { items } = await api.messages(conversationId, { clientMessageId });
      if (items.length > 0) return items;
    }
    const { parts } = await api.send(conversationId, clientMessageId, content, replyTo);
    return parts.map((part) => ({ ...part, direction: 'outbound' }));
  };
  const postNote = async ({ conversationId, clientMessageId, content }: StoredItem): Promise<Note> => {
    const text = content.type === 'text' ? content.text : '';
    return api.addNote(conversationId, clientMessageId, text);
  };

  return {
    cell,
    of: (conversationId) => list.all().filter((item) => item.conversationId === conversationId && mine(item)),
    add(conversationId, { kind, content, replyTo }) {
      // Ids of one tab always grow, so that they are in the order of writing.
      stampMs = Math.max(env.now(), stampMs + 1);
      const clientMessageId = uuidV7(stampMs, env.randomBytes(10));
      void list.put({
        clientMessageId,
        conversationId,
        kind,
        content,
        replyTo,
        createdAt: env.now(),
        status: 'queued',
        attempts: 0,
        owner: owner(),
      });
      batch.hurry();
      return clientMessageId;
    },
    retry(id) {
      const item = list.get(id);
      if (item === undefined || item.status === 'sending') return;
      void list.put(waiting(item));
      batch.hurry();
    },
    take(id) {
      const item = list.get(id);
      if (item === undefined || item.status === 'sending' || !list.remove(id)) return undefined;
      batch.hurry();
      return item;
    },
    told(stored) {
      for (const thing of stored) {
        const id = clientIdOf(thing);
        if (id !== undefined) list.remove(id, [thing]);
      }
    },
    kick() {
      for (const conversationId of [...pauses.keys()]) resume(conversationId);
      cell.invalidate();
      options.onChange(undefined);
      pump();
    },
    start() {
      starts += 1;
      const round = starts;
      storage.open();
      tabs.open();
      list
        .load()
        .catch(ctx.report)
        .then(() => tabs.lead())
        .then(() => {
          if (round !== starts) return;
          isLeading = true;
          list.takeOver();
        })
        .catch(ctx.report);
    },
    stop() {
      starts += 1;
      isLeading = false;
      list.handOver();
      pauses.clear();
      storage.close();
      tabs.close();
    },
    wipe: list.wipe,
  };
}
