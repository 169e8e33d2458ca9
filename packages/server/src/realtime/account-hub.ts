import {
  type AccountId,
  type ConversationId,
  comparePositions,
  type Desk,
  gather,
  type LogCursor,
  type LoggedEvent,
  type Logger,
  type LogPosition,
  SupportError,
} from '@parley/core';
import type { InboxFacts } from '../api-call.ts';
import { actorOf, type Connection } from './connection.ts';
import { type EventBatch, prepareBatch, sendBatch } from './event-batch.ts';
import { createEventHistory } from './event-history.ts';
import { readMissed } from './missed-events.ts';
import { nextTurn, socketsPerTurn } from './next-turn.ts';
import { createReaderIndex } from './reader-index.ts';
import { frameText, type ServerFrame } from './server-frames.ts';
import { noConversations } from './topics.ts';

/** What a hub is made of. */
export interface HubParts {
  readonly accountId: AccountId;
  /** Of the account, in the name of the system. */
  readonly desk: Desk;
  readonly inboxFacts: InboxFacts;
  readonly log: Logger;
  /** The end of the settled log of all accounts, asked anew. */
  readonly endOfLog: () => Promise<LogCursor>;
  readonly maxMissedEvents: number;
  readonly heartbeatMs: number;
  /** Told of each batch once its frames are out. */
  readonly onBatch: (events: readonly LoggedEvent[]) => void;
}

/** The connections of one account and what they are told of its log. */
export interface AccountHub {
  readonly connections: ReadonlySet<Connection>;
  /** Up to where everybody has been told everything. */
  readonly position: LogPosition;
  /** The next events of the account. */
  onEvents(events: readonly LoggedEvent[]): void;
  /** The log was replaced: everybody starts over from there. */
  restart(at: LogCursor): void;
  /**
   * Welcomes a connection, sends what it missed and lets it in between two batches, so that it gets every event behind
   * its position once. Rejects if the database is away for too long.
   */
  join(connection: Connection, resume: LogCursor | undefined): Promise<void>;
  leave(connection: Connection): void;
  /** Which of these conversations the account has. */
  known(ids: readonly ConversationId[]): Promise<ReadonlySet<ConversationId>>;
  /** Who listens to a conversation. */
  readersOf(id: ConversationId): Iterable<Connection>;
  subscribe(connection: Connection, ids: readonly ConversationId[]): void;
  unsubscribe(connection: Connection, ids: readonly ConversationId[]): void;
}

interface Waiting {
  readonly connection: Connection;
  readonly resume: LogCursor | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

type ResyncReason = Extract<ServerFrame, { readonly t: 'resync_required' }>['reason'];

const batchSize = 500;
const retryMs = 500;
const maxJoinTries = 6;

/** A hub that stands at `start` and has no connections. */
export function createAccountHub(parts: HubParts, start: LogCursor): AccountHub {
  const { desk, inboxFacts, maxMissedEvents } = parts;
  const history = createEventHistory(start.position, maxMissedEvents);
  const connections = new Set<Connection>();
  const readers = createReaderIndex();
  let { epoch } = start;
  let pending: LoggedEvent[] = [];
  const joining: Waiting[] = [];
  let isRunning = false;
  /** Set when those who are connected can no longer be told everything. */
  let resync: { readonly reason: ResyncReason; readonly at: LogCursor } | undefined;

  const resyncText = (reason: ResyncReason): string =>
    frameText({ t: 'resync_required', reason, epoch, position: history.to });

  /** Waits for the database; undefined when nobody needs the batch any more. */
  const prepare = async (events: readonly LoggedEvent[]): Promise<EventBatch | undefined> => {
    for (let tries = 1; connections.size > 0 && resync === undefined; tries += 1) {
      try {
        return await prepareBatch(desk, inboxFacts, events, readers.has);
      } catch (error) {
        const reason = SupportError.is(error) ? error.code : 'unknown';
        if (tries === 1)
          parts.log.warn({ accountId: parts.accountId, reason }, 'realtime events wait for the database');
        await rest(retryMs);
      }
    }
    return undefined;
  };

  const fanOut = async (events: readonly LoggedEvent[]): Promise<void> => {
    const batch = await prepare(events);
    history.append(events, (events.at(-1) as LoggedEvent).position);
    if (batch === undefined || resync !== undefined) return;
    let told = 0;
    for (const connection of [...connections]) {
      sendBatch(connection, batch, 0, history.to);
      told += 1;
      if (told % socketsPerTurn === 0) await nextTurn();
    }
    parts.onBatch(events);
  };

  const startOver = (): void => {
    if (resync === undefined) return;
    const { reason, at } = resync;
    resync = undefined;
    epoch = at.epoch;
    history.restart(at.position);
    pending = pending.filter(({ position }) => comparePositions(position, at.position) > 0);
    const text = resyncText(reason);
    for (const connection of connections) {
      connection.floor = undefined;
      connection.peer.send(text);
    }
  };

  const welcome = ({ connection, resolve }: Waiting, isResumed: boolean, position: LogPosition): void => {
    const { peer, id } = connection;
    resolve();
    if (connection.isGone) return;
    const { heartbeatMs } = parts;
    const actor = actorOf(connection);
    peer.send(frameText({ t: 'welcome', connectionId: id, epoch, position, actor, heartbeatMs, isResumed }));
    connection.toldAt = Math.trunc(performance.now());
    connections.add(connection);
    readers.add(connection, connection.conversations);
  };

  /** Why a connection cannot go on from where it was. */
  const obstacle = (resume: LogCursor, end: LogCursor | undefined): ResyncReason | undefined => {
    if (resume.epoch !== epoch) return 'epoch_changed';
    if (end !== undefined && comparePositions(resume.position, end.position) > 0) return 'position_unknown';
    if (!history.covers(resume.position)) return 'too_far_behind';
    const missed = history.events.length - history.indexAfter(resume.position);
    return missed > maxMissedEvents ? 'too_far_behind' : undefined;
  };

  const letIn = async (group: readonly Waiting[]): Promise<void> => {
    const cursors = group.flatMap(({ resume }) => (resume?.epoch === epoch ? [resume.position] : []));
    await readMissed(desk.events, epoch, history, cursors, maxMissedEvents);
    const isAhead = cursors.some((position) => comparePositions(position, history.to) > 0);
    const end = isAhead ? await parts.endOfLog() : undefined;
    const resumed: Waiting[] = [];
    for (const waiting of group) {
      const { connection, resume } = waiting;
      const reason = resume === undefined ? undefined : obstacle(resume, end);
      if (resume !== undefined && reason === undefined) {
        resumed.push(waiting);
        continue;
      }
      welcome(waiting, false, history.to);
      if (reason !== undefined) connection.peer.send(resyncText(reason));
    }
    await catchUp(resumed);
  };

  const catchUp = async (resumed: readonly Waiting[]): Promise<void> => {
    if (resumed.length === 0) return;
    const starts = resumed.map(({ resume }) => history.indexAfter((resume as LogCursor).position));
    const first = starts.reduce((least, index) => Math.min(least, index));
    const wanted = new Set(resumed.flatMap(({ connection }) => [...connection.conversations]));
    const batch = await prepareBatch(desk, inboxFacts, history.events.slice(first), (id) => wanted.has(id));
    for (const [index, waiting] of resumed.entries()) {
      const { connection, resume } = waiting;
      const { position } = resume as LogCursor;
      welcome(waiting, true, position);
      if (comparePositions(position, history.to) > 0) connection.floor = position;
      else sendBatch(connection, batch, (starts[index] ?? 0) - first, history.to);
      if ((index + 1) % socketsPerTurn === 0) await nextTurn();
    }
  };

  const tryLetIn = async (group: readonly Waiting[]): Promise<void> => {
    let waiting = group;
    for (let tries = 1; waiting.length > 0; tries += 1) {
      try {
        await letIn(waiting);
        return;
      } catch (error) {
        for (const { connection, resolve } of waiting) if (connection.isGone) resolve();
        waiting = waiting.filter(({ connection }) => !connections.has(connection) && !connection.isGone);
        if (tries >= maxJoinTries) {
          for (const { reject } of waiting) reject(error);
          return;
        }
        await rest(retryMs);
      }
    }
  };

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    while (pending.length > 0 || joining.length > 0 || resync !== undefined) {
      startOver();
      if (pending.length > 0) await fanOut(pending.splice(0, batchSize));
      await tryLetIn(joining.splice(0));
    }
    isRunning = false;
  };

  const find = gather(async (ids: readonly ConversationId[]) => {
    const found = new Set((await desk.conversations.find([...new Set(ids)])).map(({ id }) => id));
    return ids.map((id) => found.has(id));
  });

  return {
    connections,
    get position() {
      return history.to;
    },
    onEvents(events) {
      pending.push(...events);
      if (pending.length > Math.max(maxMissedEvents, batchSize * 2)) {
        const { position } = pending.at(-1) as LoggedEvent;
        resync = { reason: 'too_far_behind', at: { epoch, position } };
      }
      void run();
    },
    restart(at) {
      resync = { reason: 'epoch_changed', at };
      void run();
    },
    join: (connection, resume) =>
      new Promise((resolve, reject) => {
        joining.push({ connection, resume, resolve, reject });
        void run();
      }),
    leave(connection) {
      connection.isGone = true;
      connections.delete(connection);
      readers.remove(connection, connection.conversations);
    },
    async known(ids) {
      const answers = await Promise.all(ids.map((id) => find(id)));
      return new Set(ids.filter((_, at) => answers[at] === true));
    },
    readersOf: (id) => readers.of(id),
    subscribe(connection, ids) {
      if (ids.length > 0) connection.conversations = new Set([...connection.conversations, ...ids]);
      readers.add(connection, ids);
    },
    unsubscribe(connection, ids) {
      const left = [...connection.conversations].filter((id) => !ids.includes(id));
      connection.conversations = left.length === 0 ? noConversations : new Set(left);
      readers.remove(connection, ids);
    },
  };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
