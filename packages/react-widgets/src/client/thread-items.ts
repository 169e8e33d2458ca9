import type { OutboxItem, ThreadItem } from './support-client.ts';
import type { ThreadWindow } from './thread-window.ts';
import type { LogEvent, Message, Note } from './wire-types.ts';

/** What a thread is put together from. */
export interface ThreadParts {
  readonly window: ThreadWindow;
  readonly notes: readonly Note[];
  readonly events: readonly LogEvent[];
  /** In the order of writing. */
  readonly unsent: readonly OutboxItem[];
}

/** One list from all parts: messages by `seq`, notes after the message they were written after, events by time. */
export type ThreadAssembler = (parts: ThreadParts) => readonly ThreadItem[];

/** An assembler that gives the same object for the same thing, so that only what changed is drawn again. */
export function createThreadAssembler(): ThreadAssembler {
  const made = new WeakMap<object, ThreadItem>();
  const once = (of: object, item: ThreadItem): ThreadItem => {
    const known = made.get(of);
    if (known?.key === item.key) return known;
    made.set(of, item);
    return item;
  };

  return ({ window: { messages, from, followsTail }, notes, events, unsent }) => {
    const last = messages.at(-1)?.seq ?? 0;
    const shown = new Set<string | undefined>();
    /** After which message it stands, and when it came. */
    const placed: { readonly seq: number; readonly at: string; readonly item: ThreadItem }[] = [];
    const between = (seq: number, at: string, of: object, item: ThreadItem): void => {
      // Outside the stretch that is loaded nobody can say where it belongs.
      if ((from > 1 && seq < from - 1) || (!followsTail && seq >= last)) return;
      placed.push({ seq, at, item: once(of, item) });
    };
    for (const message of messages) {
      const clientId = clientIdOf(message);
      // A message keeps the key it had while it was unsent; of several parts, the first does.
      const key = clientId === undefined || shown.has(clientId) ? message.id : clientId;
      shown.add(clientId);
      placed.push({ seq: message.seq, at: '', item: once(message, { kind: 'message', key, message }) });
    }
    for (const note of notes)
      between(note.afterSeq, note.createdAt, note, {
        kind: 'note',
        key: clientIdOf(note) ?? note.id,
        note,
      });
    for (const event of events) {
      const { id, at, type, data } = event;
      const before = messages.findLast(({ createdAt }) => createdAt <= at);
      between(before?.seq ?? (from > 1 ? 0 : -1), at, event, { kind: 'event', key: id, at, type, data });
    }
    placed.sort((a, b) => a.seq - b.seq || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const waiting = unsent.filter(({ clientMessageId }) => !shown.has(clientMessageId));
    return [
      ...placed.map(({ item }) => item),
      ...waiting.map((item) => once(item, { kind: 'unsent', key: item.clientMessageId, item })),
    ];
  };
}

/** The id the browser gave a message or note, where it was written in one. */
export function clientIdOf(thing: Message | Note): string | undefined {
  if ('author' in thing) return thing.clientNoteId ?? undefined;
  return thing.direction === 'outbound' ? (thing.clientMessageId ?? undefined) : undefined;
}

/** Which events of a conversation are shown between its messages. */
export function isShownEvent(type: string): boolean {
  return type.startsWith('conversation.') && type !== 'conversation.seen';
}
