import { laterMessage } from './delivery-order.ts';
import { firstIndex } from './first-index.ts';
import type { Message } from './wire-types.ts';

/**
 * The stretch of a thread that is loaded, by `seq`. The server numbers messages from 1 without holes, so a hole means
 * that something is still on its way.
 */
export interface ThreadWindow {
  readonly messages: readonly Message[];
  /** The first number of the stretch, loaded or not; what lies before was not asked for. */
  readonly from: number;
  /** Whether it reaches to the end and grows with what comes. */
  readonly followsTail: boolean;
}

/** Finds a message by our id, or by the channel's, which is what a reply says of what it quotes. */
export const isNamed =
  (name: string) =>
  ({ id, providerMessageId }: Pick<Message, 'id' | 'providerMessageId'>): boolean =>
    id === name || providerMessageId === name;

/** What a place in the thread read. */
export function windowOf(
  messages: readonly Message[],
  from: number | undefined,
  followsTail: boolean,
): ThreadWindow {
  const sorted = [...messages].sort((left, right) => left.seq - right.seq);
  return { messages: sorted, from: from ?? sorted[0]?.seq ?? 1, followsTail };
}

/** Puts messages in their place. Those outside the stretch are left out, unless they come at an end that follows. */
export function placeMessages(window: ThreadWindow, incoming: readonly Message[]): ThreadWindow {
  let messages: Message[] | undefined;
  for (const message of incoming) {
    const now = messages ?? window.messages;
    const index = indexOfSeq(now, message.seq);
    const known = now[index]?.seq === message.seq ? now[index] : undefined;
    const isAfter = index === now.length;
    if (known === undefined && (message.seq < window.from || (isAfter && !window.followsTail))) continue;
    const next = laterMessage(known, message);
    if (next === known) continue;
    messages ??= [...window.messages];
    messages.splice(index, known === undefined ? 0 : 1, next);
  }
  return messages === undefined ? window : { ...window, messages };
}

/** Those of these messages that are not there. */
export function missingIn({ messages }: ThreadWindow, from: readonly Message[]): readonly Message[] {
  return from.filter(({ seq }) => messages[indexOfSeq(messages, seq)]?.seq !== seq);
}

/** Adds a page that continues the stretch upwards. */
export function prepend(window: ThreadWindow, older: readonly Message[], isFirst: boolean): ThreadWindow {
  const above = older.filter(({ seq }) => seq < window.from);
  const from = isFirst ? 1 : Math.min(window.from, ...above.map(({ seq }) => seq));
  return placeMessages({ ...window, from }, above);
}

/** Adds a page that continues the stretch downwards. `isEnd` = nothing came after it. */
export function append(window: ThreadWindow, newer: readonly Message[], isEnd: boolean): ThreadWindow {
  const last = window.messages.at(-1)?.seq ?? 0;
  const grown = placeMessages(
    { ...window, followsTail: true },
    newer.filter(({ seq }) => seq > last),
  );
  return { ...grown, followsTail: isEnd };
}

/** Whether a message is missing between what is there, or before `lastSeq` at an end that follows. */
export function hasHole({ messages, from, followsTail }: ThreadWindow, lastSeq: number): boolean {
  const last = messages.at(-1)?.seq ?? from - 1;
  return messages.length !== last - from + 1 || (followsTail && last < lastSeq);
}

/** Where a seq stands, or would stand. */
function indexOfSeq(messages: readonly Message[], seq: number): number {
  return firstIndex(messages, (message) => message.seq >= seq);
}
