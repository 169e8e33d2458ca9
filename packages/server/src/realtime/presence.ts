import { type AgentId, type Availability, availabilities, createLiveBoard, liveForMs } from '@parley/core';
import type { LiveLine } from './live-bus.ts';

/** Who of an account is at work: the best of all connections of an agent, in all processes. */
export interface Presence {
  /** A connection of this process says how available its agent is. */
  say(agentId: AgentId, connectionId: string, availability: Availability): void;
  /** The connection is gone; what it said holds until `until`, so that a reload of the page is not seen. */
  leave(agentId: AgentId, connectionId: string, until: number): void;
  /** Another process says how available an agent is there. */
  hear(from: string, agentId: AgentId, availability: Availability, at: number): void;
  /** Says again what this process knows, for those who have missed it. */
  repeat(): void;
  expire(at: number): void;
  /** Every agent who is not offline. */
  list(): readonly { readonly agentId: AgentId; readonly availability: Availability }[];
}

const here = 'here';

/**
 * Presence of one account. Times are milliseconds of `performance.now()`.
 *
 * @param onChange told the agents whose availability has changed
 */
export function createPresence(line: LiveLine, onChange: (agents: readonly AgentId[]) => void): Presence {
  const mine = createLiveBoard<AgentId, Availability>(availabilities);
  const all = createLiveBoard<AgentId, Availability>(availabilities);
  const publish = (agentId: AgentId): void => {
    const availability = mine.of(agentId);
    line.say({ kind: 'presence', agentId, availability: availability ?? 'offline' });
    if (all.say(agentId, here, availability, Number.POSITIVE_INFINITY)) onChange([agentId]);
  };
  return {
    say(agentId, connectionId, availability) {
      if (mine.say(agentId, connectionId, availability, Number.POSITIVE_INFINITY)) publish(agentId);
    },
    leave(agentId, connectionId, until) {
      const said = mine.saidBy(agentId, connectionId);
      if (said !== undefined) mine.say(agentId, connectionId, said, until);
    },
    hear(from, agentId, availability, at) {
      const value = availability === 'offline' ? undefined : availability;
      if (all.say(agentId, from, value, at + liveForMs)) onChange([agentId]);
    },
    repeat() {
      for (const agentId of mine.subjects()) {
        line.say({ kind: 'presence', agentId, availability: mine.of(agentId) ?? 'offline' });
      }
    },
    expire(at) {
      for (const agentId of mine.expire(at)) publish(agentId);
      const changed = all.expire(at);
      if (changed.length > 0) onChange(changed);
    },
    list() {
      return [...all.subjects()].flatMap((agentId) => {
        const availability = all.of(agentId);
        return availability === undefined || availability === 'offline' ? [] : [{ agentId, availability }];
      });
    },
  };
}
