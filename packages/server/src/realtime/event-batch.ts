import {
  type ConversationId,
  comparePositions,
  type Desk,
  type LoggedEvent,
  type LogPosition,
} from '@parley/core';
import type { InboxFacts } from '../api-call.ts';
import type { Connection } from './connection.ts';
import { createEventFrames, type EventFrames } from './event-frames.ts';
import { conversationOf, hydrateEvents } from './hydrate-events.ts';

/** Events and what is sent for them. */
export interface EventBatch {
  readonly events: readonly LoggedEvent[];
  readonly frames: EventFrames;
  /** Every conversation the events are about. */
  readonly about: ReadonlySet<ConversationId>;
  /** Those of them whose messages were loaded. */
  readonly threaded: ReadonlySet<ConversationId>;
}

/** Loads what the events are about; messages and notes only of conversations that `isRead`. */
export async function prepareBatch(
  desk: Desk,
  inboxFacts: InboxFacts,
  events: readonly LoggedEvent[],
  isRead: (id: ConversationId) => boolean,
): Promise<EventBatch> {
  const about = new Set<ConversationId>();
  for (const entry of events) {
    const id = conversationOf(entry);
    if (id !== undefined) about.add(id);
  }
  const threaded = new Set([...about].filter(isRead));
  const subjects = await hydrateEvents(desk, inboxFacts, events, threaded);
  return { events, about, threaded, frames: createEventFrames(events, subjects) };
}

/**
 * Sends a connection those events of the batch from `start` on that it may know and does not know yet.
 *
 * @param to where the account's log stands with this batch
 */
export function sendBatch(connection: Connection, batch: EventBatch, start: number, to: LogPosition): void {
  const { events, frames, about } = batch;
  const { peer, names, conversations, lists } = connection;
  const first = behindFloor(connection, events, start, to);
  if (first >= events.length) return;
  if (![...conversations].some((id) => about.has(id))) {
    if (!lists.has('account')) return;
    peer.write(frames.listFrom(first, names, peer.encode));
  } else {
    const parts: Uint8Array[] = [];
    for (let index = first; index < events.length; index += 1) {
      const id = conversationOf(events[index] as LoggedEvent);
      const isReader = id !== undefined && conversations.has(id);
      if (!isReader && !lists.has('account')) continue;
      parts.push(frames.one(index, isReader && batch.threaded.has(id), names, peer.encode));
    }
    if (parts.length === 0) return;
    peer.write(Buffer.concat(parts));
  }
  connection.toldAt = Math.trunc(performance.now());
}

/** The first event the connection has not had from another process, which may be ahead of this one. */
function behindFloor(
  connection: Connection,
  events: readonly LoggedEvent[],
  start: number,
  to: LogPosition,
): number {
  const { floor } = connection;
  if (floor === undefined) return start;
  let first = start;
  while (first < events.length && comparePositions((events[first] as LoggedEvent).position, floor) <= 0)
    first += 1;
  if (comparePositions(to, floor) >= 0) connection.floor = undefined;
  return first;
}
