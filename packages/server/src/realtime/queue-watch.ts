import type { AnswerOf, queueCountsSchema } from '@parley/api-contract';
import { type AgentId, type Desk, gather } from '@parley/core';
import type { Connection } from './connection.ts';
import { aliasOfFrame } from './event-aliases.ts';
import { frameText } from './server-frames.ts';

/** Tells those who listen to `queue` how much waits. */
export interface QueueWatch {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Something happened that may have changed the counts. */
  touch(): void;
  /** Counts and tells, if something was touched and somebody listens; at most once at a time. */
  flush(): void;
}

type Counts = AnswerOf<typeof queueCountsSchema>;

/** Counts cost one statement for the account and one for all its agents, however many listen. */
export function createQueueWatch(desk: Desk, onFailure: (error: unknown) => void): QueueWatch {
  const listening = new Set<Connection>();
  const told = new WeakMap<Connection, string>();
  let isTouched = false;
  let isCounting = false;

  const count = gather(async (agentIds: readonly (AgentId | undefined)[]): Promise<readonly Counts[]> => {
    const agents = new Set(agentIds.filter((id) => id !== undefined));
    const [totals, byAgent] = await Promise.all([
      desk.conversations.counts(),
      desk.conversations.countsByAgent([...agents]),
    ]);
    const { open, unassigned, pending, snoozed, unread } = totals;
    const own = new Map(byAgent.map((counts) => [counts.agentId, counts]));
    return agentIds.map((id) => ({
      open,
      unassigned,
      pending,
      snoozed,
      unread,
      mine: id === undefined ? null : (own.get(id)?.mine ?? 0),
      mineUnread: id === undefined ? null : (own.get(id)?.mineUnread ?? 0),
    }));
  }, 10_000);
  const tell = async (connection: Connection): Promise<void> => {
    const counts = await count(connection.agent?.id);
    const name = aliasOfFrame(connection.names, 'queue');
    const text = frameText({ t: 'queue', ...(name === undefined ? {} : { name }), counts });
    if (told.get(connection) === text || !listening.has(connection)) return;
    told.set(connection, text);
    connection.peer.send(text);
  };

  return {
    add(connection) {
      listening.add(connection);
      told.delete(connection);
      tell(connection).catch(onFailure);
    },
    remove(connection) {
      listening.delete(connection);
    },
    touch() {
      isTouched = true;
    },
    flush() {
      if (!isTouched || isCounting || listening.size === 0) return;
      isTouched = false;
      isCounting = true;
      Promise.all([...listening].map(tell))
        .catch((error: unknown) => {
          isTouched = true;
          onFailure(error);
        })
        .finally(() => {
          isCounting = false;
        });
    },
  };
}
