import { useCallback, useSyncExternalStore } from 'react';
import type { Loadable, Readable } from '../client/support-client.ts';

/** What a server renders, and the first paint of a page it rendered. */
export const loading = { status: 'loading' } as const;

/**
 * The one bridge between the client's store and React. On a server, and while its page is taken over, it shows `onServer`.
 */
export function useReadable<T>(readable: Readable<T> | undefined, onServer: T): T {
  const subscribe = useCallback(
    (listener: () => void) => readable?.subscribe(listener) ?? nothing,
    [readable],
  );
  const get = useCallback(() => (readable === undefined ? onServer : readable.get()), [readable, onServer]);
  return useSyncExternalStore(subscribe, get, () => onServer);
}

/** {@link useReadable} of something that loads. */
export function useLoadable<T>(readable: Readable<Loadable<T>> | undefined): Loadable<T> {
  return useReadable<Loadable<T>>(readable, loading);
}

const nothing = (): void => undefined;
