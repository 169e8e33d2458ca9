import { browserDrafts } from './browser-drafts.ts';
import { browserTabs } from './browser-tabs.ts';
import type { SupportClientOptions } from './client-options.ts';
import type { BrowserSignals, Environment, SocketConstructor } from './environment.ts';
import { indexedOutbox } from './indexed-outbox.ts';
import { aloneInBrowser, memoryDrafts, memoryOutbox } from './memory-storage.ts';

/** The browser's own time, network and storage, or what the host gave instead. Works without a browser as well. */
export function browserEnvironment(options: SupportClientOptions): Environment {
  const scope = `parley:${new URL(options.baseUrl, globalThis.location?.href ?? 'http://localhost').href}`;
  const isKept = options.storage !== 'memory';
  const Socket = options.WebSocket ?? (globalThis.WebSocket as unknown as SocketConstructor | undefined);
  return {
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    ...(Socket === undefined ? {} : { WebSocket: Socket }),
    setTimer: (run, delayMs) => setTimeout(run, delayMs),
    clearTimer: (timer) => clearTimeout(timer as number),
    nextFrame,
    signals: browserSignals,
    outbox: isKept && globalThis.indexedDB !== undefined ? indexedOutbox(scope) : memoryOutbox(),
    drafts: isKept ? browserDrafts(scope) : memoryDrafts(),
    tabs: isKept && globalThis.BroadcastChannel !== undefined ? browserTabs(scope) : aloneInBrowser(),
  };
}

/** A hidden page, and one without a screen, has no frames: there a timer has to do. */
function nextFrame(run: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (!isDone) run();
    isDone = true;
  };
  globalThis.requestAnimationFrame?.(once);
  setTimeout(once, 250);
}

const browserSignals: BrowserSignals = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  onChange(listener) {
    const over = new AbortController();
    const until = { signal: over.signal };
    for (const what of ['online', 'offline'] as const)
      globalThis.addEventListener?.(what, () => listener(what), until);
    const onVisibility = (): void => listener(browserSignals.isVisible() ? 'visible' : 'hidden');
    globalThis.document?.addEventListener('visibilitychange', onVisibility, until);
    return () => over.abort();
  },
};
