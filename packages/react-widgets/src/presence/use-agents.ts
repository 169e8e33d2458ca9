import type { Loadable } from '../client/support-client.ts';
import type { Agent } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** All agents of the account. */
export function useAgents(): Loadable<{ readonly items: readonly Agent[] }> {
  return useLoadable(useSupport().client.agents);
}
