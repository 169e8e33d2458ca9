import type { Api, Page } from './api.ts';
import { type ThreadWindow, windowOf } from './thread-window.ts';
import type { Conversation, LogEvent, Message, Note } from './wire-types.ts';

/** Messages shown at first, and of each further page. */
export const threadPageSize = 50;
/** Of what was read, so much is shown above the first unread message. */
const readBefore = 20;
const largestPage = 100;
const mostPages = 10;

/** Reads the newest messages. */
export async function readLatest(api: Api, id: string): Promise<ThreadWindow> {
  const page = await api.messages(id, { order: 'desc', limit: threadPageSize });
  return windowOf(page.items, page.nextCursor === null ? 1 : undefined, true);
}

/** Reads what is shown first: the newest messages or, where more than those are unread, the first of the unread. */
export async function readFirst(
  api: Api,
  id: string,
  { lastReadSeq = 0, lastSeq = 0, unreadCount = 0 }: Partial<Conversation> = {},
): Promise<ThreadWindow> {
  const afterSeq = Math.max(0, lastReadSeq - readBefore);
  if (unreadCount === 0 || lastSeq - afterSeq <= threadPageSize) return readLatest(api, id);
  const page = await api.messages(id, { order: 'asc', afterSeq, limit: threadPageSize });
  return windowOf(page.items, afterSeq + 1, page.nextCursor === null);
}

/** Reads a stretch again: the same numbers, and what came since if it reaches to the end and is not too far. */
export async function readAgain(
  api: Api,
  id: string,
  { messages, from, followsTail }: ThreadWindow,
): Promise<ThreadWindow> {
  const last = messages.at(-1)?.seq ?? from;
  const start = Math.max(from, last - largestPage * (mostPages - 2));
  const read = await readAfter(api, id, start - 1, followsTail ? undefined : last + 1);
  return read === undefined ? readLatest(api, id) : windowOf(read, start, followsTail);
}

/** Reads all messages after a seq, or those before another; undefined = too many. */
export function readAfter(
  api: Api,
  id: string,
  afterSeq: number,
  beforeSeq?: number,
): Promise<readonly Message[] | undefined> {
  return readAll((cursor) =>
    api.messages(id, { order: 'asc', afterSeq, beforeSeq, limit: largestPage, cursor }),
  );
}

/** Reads a message, by our id or the channel's, and its neighbours. `lastSeq` = the newest of the conversation, as far as known then. */
export async function readAround(
  api: Api,
  id: string,
  around: string,
  lastSeq: () => number,
): Promise<ThreadWindow> {
  const { items } = await api.messages(id, { around, limit: threadPageSize });
  const read = windowOf(items, undefined, false);
  return { ...read, followsTail: (items.at(-1)?.seq ?? 0) >= lastSeq() };
}

/** All notes, oldest first. */
export async function readNotes(api: Api, id: string): Promise<readonly Note[]> {
  return (await readAll((cursor) => api.notes(id, cursor))) ?? [];
}

/** What happened to the conversation. */
export async function readTimeline(api: Api, id: string): Promise<readonly LogEvent[]> {
  return (await readAll((cursor) => api.timeline(id, cursor))) ?? [];
}

async function readAll<T>(
  readPage: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[] | undefined> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: Page<T> = await readPage(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
  return undefined;
}
