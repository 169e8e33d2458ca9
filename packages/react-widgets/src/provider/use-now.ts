import { useCallback, useSyncExternalStore } from 'react';
import { useSupport } from './support-context.ts';

/**
 * The time, to a precision: a component that shows minutes is drawn once a minute. `undefined` on a server and while its
 * page is taken over.
 *
 * @param precisionMs in milliseconds. @defaultValue 1000
 */
export function useNow(precisionMs = 1000): number | undefined {
  const { clock } = useSupport();
  const subscribe = useCallback((listener: () => void) => clock.subscribe(listener), [clock]);
  const read = (): number | undefined => Math.floor(clock.now() / precisionMs) * precisionMs;
  return useSyncExternalStore(subscribe, read, onServer);
}

const onServer = (): undefined => undefined;
