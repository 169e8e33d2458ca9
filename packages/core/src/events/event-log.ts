import type { ConversationId } from '../ids.ts';
import type { Page, PageRequest } from '../page.ts';
import type { DomainEvent } from './event-envelope.ts';
import type { DomainEventName } from './event-map.ts';
import type { LogPosition } from './log-position.ts';

/** An event and where it stands. */
export interface LoggedEvent {
  readonly position: LogPosition;
  readonly event: DomainEvent;
}

/** A stretch of the log. */
export interface LogRead {
  /** Positions of another epoch mean nothing: the log was restored or rebuilt. */
  readonly epoch: string;
  readonly events: readonly LoggedEvent[];
  /** Where to go on from, also when `events` is empty. */
  readonly position: LogPosition;
}

/**
 * Reads the log in order. Only settled events are returned: those of transactions older than every open one, so an
 * event that commits late is never skipped. Polling is enough; nothing depends on a notification.
 */
export interface EventLog {
  /**
   * Up to `limit` events after the position; with `types` only those, and the position still moves past the others.
   * @throws {LogEpochMismatchError} if `epoch` is given and is not the log's.
   */
  read(
    after: { readonly epoch?: string; readonly position: LogPosition },
    limit: number,
    options?: { readonly types?: readonly DomainEventName[] },
  ): Promise<LogRead>;
  /** The end of the settled part now. */
  end(): Promise<{ readonly epoch: string; readonly position: LogPosition }>;
}

/**
 * Where a page of a conversation's timeline ended: the second half of a position. Whoever changes a conversation holds
 * its row, so within one conversation events commit in this order and none slips in before another.
 */
export type TimelineKey = `${bigint}`;

/** One account's part of the log. */
export interface AccountEventLog extends EventLog {
  /**
   * Events of one conversation among `types`, oldest first. Only types that begin with `conversation.` are found; those
   * of messages and notes stand with the messages and notes.
   */
  ofConversation(
    id: ConversationId,
    types: readonly DomainEventName[],
    page: PageRequest<TimelineKey>,
  ): Promise<Page<DomainEvent, TimelineKey>>;
}

/** Where flows write events; exists only inside a transaction, so nothing can be published outside one. */
export interface Outbox {
  append(events: readonly DomainEvent[]): Promise<void>;
}
