import type { Loadable, Me } from '../client/support-client.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** Who is signed in. */
export function useMe(): Loadable<Me> {
  return useLoadable(useSupport().client.me);
}
