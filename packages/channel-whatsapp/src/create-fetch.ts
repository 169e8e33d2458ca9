import { Agent, type RequestInit as UndiciRequestInit, fetch as undiciFetch } from 'undici';

/** Gives up on connecting before the whole call does, so that a call that was never written is known as such. */
const connectTimeoutMs = 4_000;

/** A fetch with a pool of its own: connections are kept and reused, and idle ones do not keep the process alive. */
export function createFetch(timeoutMs: number): typeof globalThis.fetch {
  const dispatcher = new Agent({
    // One call per connection: with HTTP/2 a broken connection says less about what became of each call.
    allowH2: false,
    connect: { timeout: Math.min(connectTimeoutMs, Math.max(1, Math.floor(timeoutMs / 2))) },
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
  });
  const pooled = (url: string, init?: UndiciRequestInit) => undiciFetch(url, { ...init, dispatcher });
  // The same fetch, typed by undici instead of by the platform.
  return pooled as unknown as typeof globalThis.fetch;
}
