import type { Loadable } from '../client/support-client.ts';
import type { QueueCounts } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** How many conversations wait where, counted by the server. */
export function useCounts(): Loadable<QueueCounts> {
  return useLoadable(useSupport().client.counts);
}
