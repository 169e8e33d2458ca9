import { useMemo } from 'react';
import type { Loadable } from '../client/support-client.ts';
import type { Customer } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useLoadable } from '../provider/use-readable.ts';

/** A customer. @param id `undefined` = nobody yet, which stays `loading` */
export function useCustomer(id: string | undefined): Loadable<{ readonly customer: Customer }> {
  const { client } = useSupport();
  return useLoadable(useMemo(() => (id === undefined ? undefined : client.customer(id)), [client, id]));
}
