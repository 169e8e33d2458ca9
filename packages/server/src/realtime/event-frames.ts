import type { LoggedEvent } from '@parley/core';
import { showEvent } from '../show-event.ts';
import { aliasOf, type EventNames } from './event-aliases.ts';
import { conversationOf, type EventSubjects } from './hydrate-events.ts';
import type { RealtimePeer } from './realtime-peer.ts';

/** Frames of a batch of events: each is written and encoded at most once for all who get the same. */
export interface EventFrames {
  /**
   * The frame of one event.
   *
   * @param isThread with the message or note, for who reads the conversation
   */
  one(index: number, isThread: boolean, names: EventNames, encode: RealtimePeer['encode']): Uint8Array;
  /** The frames of all events from `start` on as the list shows them. */
  listFrom(start: number, names: EventNames, encode: RealtimePeer['encode']): Uint8Array;
}

/** Frames of these events. */
export function createEventFrames(events: readonly LoggedEvent[], subjects: EventSubjects): EventFrames {
  const texts = new Map<string, string>();
  const encoded = new Map<RealtimePeer['encode'], Map<string, Uint8Array>>();
  const textOf = (index: number, isThread: boolean, names: EventNames): string => {
    const key = `${index} ${isThread} ${names}`;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = eventText(events[index] as LoggedEvent, isThread, names, subjects);
    texts.set(key, text);
    return text;
  };
  const once = (encode: RealtimePeer['encode'], key: string, make: () => readonly string[]): Uint8Array => {
    const known = encoded.get(encode) ?? new Map<string, Uint8Array>();
    encoded.set(encode, known);
    const frames = known.get(key) ?? encode(make());
    known.set(key, frames);
    return frames;
  };
  return {
    one: (index, isThread, names, encode) =>
      once(encode, `${index} ${isThread} ${names}`, () => [textOf(index, isThread, names)]),
    listFrom: (start, names, encode) =>
      once(encode, `from ${start} ${names}`, () =>
        events.slice(start).map((_, offset) => textOf(start + offset, false, names)),
      ),
  };
}

/** Put together from JSON that is shared, instead of writing a conversation once per event. */
function eventText(
  entry: LoggedEvent,
  isThread: boolean,
  names: EventNames,
  { conversations, messages, notes }: EventSubjects,
): string {
  const { event, position } = entry;
  const alias = aliasOf(names, event);
  let text = `{"t":"event"${alias === undefined ? '' : `,"name":"${alias}"`},"position":"${position}"`;
  text += `,"event":${JSON.stringify(showEvent(event))}`;
  const conversationId = conversationOf(entry);
  const conversation = conversationId === undefined ? undefined : conversations.get(conversationId);
  if (conversation !== undefined) text += `,"conversation":${conversation}`;
  if (isThread) {
    const { data } = event;
    const message = 'messageId' in data ? messages.get(data.messageId) : undefined;
    const note = 'noteId' in data ? notes.get(data.noteId) : undefined;
    if (message !== undefined) text += `,"message":${message}`;
    if (note !== undefined) text += `,"note":${note}`;
  }
  return `${text}}`;
}
