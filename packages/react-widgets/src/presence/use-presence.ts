import { useCallback } from 'react';
import type { Availability } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useReadable } from '../provider/use-readable.ts';
import { useMe } from './use-me.ts';

const nobody: ReadonlyMap<string, Availability> = new Map();

/** Who is at work, and how to say whether one is oneself. */
export function usePresence(): {
  /** `offline` for who is not heard of. */
  readonly of: (agentId: string) => Availability;
  readonly mine: Availability;
  readonly setMine: (availability: Availability) => void;
} {
  const { client } = useSupport();
  const me = useMe();
  const all = useReadable(client.presence, nobody);
  const of = useCallback((agentId: string): Availability => all.get(agentId) ?? 'offline', [all]);
  const setMine = useCallback((next: Availability) => client.setAvailability(next), [client]);
  return { of, mine: me.status === 'ready' ? of(me.agent.id) : 'offline', setMine };
}
