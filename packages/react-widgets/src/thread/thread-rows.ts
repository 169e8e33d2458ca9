import type { ThreadItem } from '../client/support-client.ts';
import type { Actor } from '../client/wire-types.ts';

/** An event of the thread. */
export type EventItem = Extract<ThreadItem, { kind: 'event' }>;
/** Something somebody wrote. */
export type WrittenItem = Exclude<ThreadItem, EventItem>;

/** One row of the drawn thread. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'events'; readonly key: string; readonly events: readonly EventItem[] }
  | {
      readonly kind: 'written';
      readonly key: string;
      readonly item: WrittenItem;
      /** The first and the last of what one person wrote within three minutes. */
      readonly isGroupStart: boolean;
      readonly isGroupEnd: boolean;
    };

/** Messages of one person no further apart than this stand together. */
export const groupGapMs = 3 * 60_000;

/** What rows depend on besides the items. */
export interface ThreadRowsOptions {
  /** `2026-01-05` for every moment of that day, in the zone of the reader. */
  readonly dayKey: (at: Date) => string;
  readonly firstUnreadKey?: string | undefined;
  /** More stands before the first item: whether a day begins with it is not known. */
  readonly hasOlder: boolean;
}

/** The rows of a thread: days, the unread marker, runs of events drawn as one, and messages in groups. */
export function threadRows(items: readonly ThreadItem[], options: ThreadRowsOptions): readonly ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day = options.hasOlder && items[0] !== undefined ? options.dayKey(momentOf(items[0])) : undefined;
  for (const [index, item] of items.entries()) {
    const at = momentOf(item);
    const itemDay = options.dayKey(at);
    if (itemDay !== day) rows.push({ kind: 'day', key: `day:${item.key}`, at: at.toISOString() });
    day = itemDay;
    if (item.key === options.firstUnreadKey) rows.push({ kind: 'unread', key: 'unread' });
    if (item.kind === 'event') {
      const last = rows.at(-1);
      if (last?.kind === 'events') rows[rows.length - 1] = { ...last, events: [...last.events, item] };
      else rows.push({ kind: 'events', key: item.key, events: [item] });
      continue;
    }
    const before = rows.at(-1)?.kind === 'written' ? items[index - 1] : undefined;
    const after = items[index + 1];
    const isAfterBreak =
      after === undefined ||
      after.key === options.firstUnreadKey ||
      options.dayKey(momentOf(after)) !== itemDay;
    rows.push({
      kind: 'written',
      key: item.key,
      item,
      isGroupStart: before === undefined || !belongTogether(before, item),
      isGroupEnd: isAfterBreak || !belongTogether(item, after),
    });
  }
  return rows;
}

/** When an item was written. */
export function momentOf(item: ThreadItem): Date {
  switch (item.kind) {
    case 'message':
      return new Date(item.message.sentAt);
    case 'note':
      return new Date(item.note.createdAt);
    case 'event':
      return new Date(item.at);
    case 'unsent':
      return new Date(item.item.createdAt);
  }
}

function belongTogether(earlier: ThreadItem, later: ThreadItem): boolean {
  if (earlier.kind === 'event' || later.kind === 'event') return false;
  if (authorOf(earlier) !== authorOf(later)) return false;
  return Math.abs(momentOf(later).getTime() - momentOf(earlier).getTime()) <= groupGapMs;
}

/** The same for everything one person wrote to the same readers. What is unsent is one's own. */
function authorOf(item: WrittenItem): string {
  switch (item.kind) {
    case 'message':
      return `${item.message.direction} ${idOf(item.message.sender)}`;
    case 'note':
      return `note ${idOf(item.note.author)}`;
    case 'unsent':
      return item.item.kind === 'note' ? 'unsent note' : 'unsent';
  }
}

function idOf(actor: Actor): string {
  return 'id' in actor ? `${actor.type} ${actor.id}` : actor.type;
}
