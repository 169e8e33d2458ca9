import type { Loadable } from '../client/support-client.ts';
import type { Inbox } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** All inboxes of the account. */
export function useInboxes(): Loadable<{ readonly items: readonly Inbox[] }> {
  return useLoadable(useSupport().client.inboxes);
}
