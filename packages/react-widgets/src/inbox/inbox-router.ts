import { type InboxLocation, readLocation, startLocation, writeLocation } from './inbox-location.ts';

/** Where the inbox's location is kept: the address of the page, or a host's own router. */
export interface InboxRouter {
  /** The same object until it changed. */
  get(): InboxLocation;
  subscribe(listener: () => void): () => void;
  /** @param replace no new entry in the history */
  go(location: InboxLocation, options?: { readonly replace?: boolean }): void;
}

/** Keeps the location for the life of the component only. */
export function createMemoryRouter(start: InboxLocation = startLocation): InboxRouter {
  const listeners = new Set<() => void>();
  let location = start;
  return {
    get: () => location,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go(next) {
      location = next;
      for (const listener of [...listeners]) listener();
    },
  };
}

/** Keeps the location behind the `#` of the page's address. Reads the address only in a browser. */
export function createHashRouter(): InboxRouter {
  return addressRouter(
    () => window.location.hash,
    (text) => `#${text}`,
    'hashchange',
  );
}

/** Keeps the location in the query of the page's address; other parameters are given up. */
export function createSearchRouter(): InboxRouter {
  return addressRouter(
    () => window.location.search,
    (text) => `?${text}`,
    'popstate',
  );
}

function addressRouter(
  read: () => string,
  write: (text: string) => string,
  event: 'hashchange' | 'popstate',
): InboxRouter {
  const listeners = new Set<() => void>();
  let known: { readonly text: string; readonly location: InboxLocation } | undefined;
  const get = (): InboxLocation => {
    if (typeof window === 'undefined') return startLocation;
    const text = read();
    if (known?.text !== text) known = { text, location: readLocation(text) };
    return known.location;
  };
  return {
    get,
    subscribe(listener) {
      listeners.add(listener);
      window.addEventListener(event, listener);
      window.addEventListener('popstate', listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener(event, listener);
        window.removeEventListener('popstate', listener);
      };
    },
    go(location, { replace = false } = {}) {
      const address = write(writeLocation(location));
      if (replace) window.history.replaceState(window.history.state, '', address);
      else window.history.pushState(window.history.state, '', address);
      for (const listener of [...listeners]) listener();
    },
  };
}
