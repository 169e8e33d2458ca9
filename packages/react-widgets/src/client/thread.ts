import type { Cell } from './cell.ts';
import type { ClientContext } from './client-context.ts';
import type { ConversationStore } from './conversation-store.ts';
import { laterMessage } from './delivery-order.ts';
import type { Timer } from './environment.ts';
import type { Watched } from './keyed-cache.ts';
import { createLoader } from './loader.ts';
import { createResource } from './resource.ts';
import { createSeenMarker } from './seen-marker.ts';
import type { Loadable, OutboxItem, Thread, ThreadState } from './support-client.ts';
import { createThreadAssembler } from './thread-items.ts';
import {
  readAfter,
  readAgain,
  readAround,
  readFirst,
  readLatest,
  readNotes,
  readTimeline,
  threadPageSize,
} from './thread-reader.ts';
import {
  append,
  hasHole,
  isNamed,
  missingIn,
  placeMessages,
  prepend,
  type ThreadWindow,
} from './thread-window.ts';
import { joinByTime } from './timed-list.ts';
import { createUnreadMark } from './unread-mark.ts';
import type { LogEvent, Message, Note } from './wire-types.ts';

const fillHoleAfterMs = 150;
const noteTime = ({ createdAt }: Note): string => createdAt;
const eventTime = ({ at }: LogEvent): string => at;

type Way = 'older' | 'newer';

/** A thread as the client keeps it. */
export interface KeptThread extends Thread, Watched {
  readonly cell: Cell<Loadable<ThreadState>>;
  /** A note, or the present state of a message. `isAnswer` = of a send, which may be the first answer again: as it was then. */
  told(stored: Message | Note, isAnswer: boolean): void;
  eventTold(event: LogEvent): void;
  /** The conversation or what waits to be sent changed. */
  changed(): void;
  /** What it shows may be old. */
  refresh(): void;
}

/** What a thread takes from the rest of the client. */
export interface ThreadSources {
  readonly store: ConversationStore;
  readonly unsent: () => readonly OutboxItem[];
  /** What was read of the thread, before it is shown: some of it may be what this browser has unsent. */
  readonly onRead: (stored: readonly (Message | Note)[]) => void;
  /** Reads the conversation if it is not known. */
  readonly needConversation: () => Promise<void>;
  /** Somebody listens: everything of the conversation must be told. Returns how to end that. */
  readonly listen: () => () => void;
}

/** The messages of one conversation: a stretch of them, kept right by events. */
export function createThread(ctx: ClientContext, id: string, sources: ThreadSources): KeptThread {
  const { env, api } = ctx;
  const { store } = sources;
  const assemble = createThreadAssembler();
  let window: ThreadWindow | undefined;
  let notes: readonly Note[] = [];
  let events: readonly LogEvent[] = [];
  /** Told while something was being read, which may show it as it was. */
  const toldMeanwhile = new Map<string, { readonly message: Message; readonly isAnswer: boolean }>();
  let reads = 0;
  /** Counts up when another stretch takes the place of the present one. */
  let stretch = 0;
  const turning = new Set<Way>();
  let holeTimer: Timer | undefined;

  const lastSeq = (): number => store.get(id)?.lastSeq ?? 0;
  const reading = async <T>(work: Promise<T>): Promise<T> => {
    reads += 1;
    try {
      return await work;
    } finally {
      reads -= 1;
      // Whoever waits for this reading goes on first.
      if (reads === 0) queueMicrotask(() => queueMicrotask(() => reads === 0 && toldMeanwhile.clear()));
    }
  };
  const take = (messages: readonly Message[], isAnswer: boolean): void => {
    if (window !== undefined)
      window = placeMessages(window, isAnswer ? missingIn(window, messages) : messages);
  };
  const show = (next: ThreadWindow): void => {
    window = next;
    for (const { message, isAnswer } of toldMeanwhile.values()) take([message], isAnswer);
    cell.invalidate();
    fillHole();
  };
  const replace = (next: ThreadWindow): void => {
    const shown = new Map(window?.messages.map((message) => [message.id, message]));
    sources.onRead(next.messages);
    stretch += 1;
    show({ ...next, messages: next.messages.map((message) => laterMessage(shown.get(message.id), message)) });
  };

  const reload = async (): Promise<void> => {
    const before = stretch;
    const needed = sources.needConversation();
    const [read, readingNotes, readingEvents] = await reading(
      Promise.all([
        window === undefined
          ? needed.then(() => readFirst(api, id, store.get(id)))
          : readAgain(api, id, window),
        readNotes(api, id),
        readTimeline(api, id),
        needed,
      ]),
    );
    sources.onRead(readingNotes);
    notes = joinByTime(notes, readingNotes, noteTime);
    events = joinByTime(events, readingEvents, eventTime);
    if (stretch === before) replace(read);
    // Another stretch was begun meanwhile, of which nobody knows whether it is newer than what this was to refresh.
    else loader.load();
    opened.mark();
  };

  const opened = createUnreadMark(() => (cell.isWatched() ? store.get(id) : undefined));
  const compute = (): ThreadState | undefined => {
    if (window === undefined) return undefined;
    const items = assemble({ window, notes, events, unsent: sources.unsent() });
    return {
      items,
      hasOlder: window.from > 1,
      hasNewer: !window.followsTail,
      isLoadingOlder: turning.has('older'),
      isLoadingNewer: turning.has('newer'),
      firstUnreadKey: opened.keyIn(items),
    };
  };
  const resource = createResource(ctx, compute, reload, () => {
    const stopListening = sources.listen();
    queueMicrotask(opened.mark);
    return () => {
      opened.clear();
      filler.rest();
      stopListening();
    };
  });
  const { cell, loader } = resource;

  const jump = async (work: () => Promise<ThreadWindow>): Promise<void> => {
    stretch += 1;
    const before = stretch;
    const read = await reading(work());
    if (stretch === before) replace(read);
  };

  /** A message is missing that was told of: it is usually just on its way, else it is read. */
  const fillHole = (): void => {
    if (window === undefined || !hasHole(window, lastSeq()) || holeTimer !== undefined) return;
    if (!cell.isWatched()) {
      loader.expire();
      return;
    }
    holeTimer = env.setTimer(() => {
      holeTimer = undefined;
      if (window !== undefined && hasHole(window, lastSeq())) filler.load();
    }, fillHoleAfterMs);
  };
  const filler = createLoader(
    ctx,
    async () => {
      if (window === undefined) return;
      const before = stretch;
      const { messages, from } = window;
      const holeAt = messages.findIndex(({ seq }, index) => seq !== from + index);
      const lastKnown = holeAt < 0 ? from + messages.length - 1 : from + holeAt - 1;
      const read = await reading(readAfter(api, id, lastKnown));
      if (stretch !== before || window === undefined) return;
      // Too much was missed to fill it: what is older is read again when somebody looks there.
      if (read === undefined) await jump(() => readLatest(api, id));
      else show(placeMessages(window, read));
    },
    () => cell.invalidate(),
  );

  const canTurn = (way: Way): boolean =>
    window !== undefined && (way === 'older' ? window.from > 1 : !window.followsTail);
  const turn = async (way: Way): Promise<void> => {
    if (turning.has(way) || !canTurn(way)) return;
    turning.add(way);
    cell.invalidate();
    try {
      // Where another stretch comes in between, the page beside that one is wanted.
      for (let isDone = false; !isDone && canTurn(way); ) {
        const before = stretch;
        const [order, place] =
          way === 'older'
            ? (['desc', { beforeSeq: window?.from }] as const)
            : (['asc', { afterSeq: window?.messages.at(-1)?.seq }] as const);
        const page = await reading(api.messages(id, { order, ...place, limit: threadPageSize }));
        isDone = stretch === before;
        if (!isDone || window === undefined) continue;
        stretch += 1;
        show((way === 'older' ? prepend : append)(window, page.items, page.nextCursor === null));
      }
    } catch (error) {
      ctx.report(error);
    }
    turning.delete(way);
    cell.invalidate();
  };
  const refresh = (): void => {
    env.clearTimer(holeTimer);
    holeTimer = undefined;
    resource.refresh();
  };
  const seen = createSeenMarker(ctx, id, store, () => window);

  return {
    cell,
    get: cell.get,
    subscribe: cell.subscribe,
    isWatched: cell.isWatched,
    loadOlder: () => void turn('older'),
    loadNewer: () => void turn('newer'),
    jumpTo(messageId) {
      if (window?.messages.some(isNamed(messageId)) === true) return Promise.resolve();
      return jump(() => readAround(api, id, messageId, lastSeq));
    },
    jumpToLatest() {
      if (window?.followsTail === true) return Promise.resolve();
      return jump(() => readLatest(api, id));
    },
    markSeen: seen.mark,
    told(stored, isAnswer) {
      if ('author' in stored) notes = joinByTime(notes, [stored], noteTime);
      else {
        if (reads > 0 && !(isAnswer && toldMeanwhile.has(stored.id)))
          toldMeanwhile.set(stored.id, { message: stored, isAnswer });
        take([stored], isAnswer);
        fillHole();
      }
      cell.invalidate();
    },
    eventTold(event) {
      events = joinByTime(events, [event], eventTime);
      cell.invalidate();
    },
    changed() {
      fillHole();
      cell.invalidate();
    },
    refresh,
  };
}
