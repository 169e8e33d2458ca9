import type { ClientError } from './client-error.ts';
import type { SocketConstructor } from './environment.ts';
import type { FileSender } from './send-with-progress.ts';
import type { LogEvent } from './wire-types.ts';

/** How to reach the server, and as whom. */
export interface SupportClientOptions {
  /** Where the server is mounted, e.g. `/support` or `https://desk.example.com`. */
  readonly baseUrl: string;
  /**
   * The agent's token, from your own server. Called at the start, before the token expires, and once when it is refused.
   * Rejecting twice signs the agent out; rejecting with `TypeError`, as `fetch` does without a network, does not.
   */
  readonly getToken: () => Promise<string> | string;
  /**
   * How news come: `auto` falls from WebSocket to server-sent events to polling where the network needs it.
   * @defaultValue 'auto'
   */
  readonly transport?: 'auto' | 'ws' | 'sse' | 'poll';
  /**
   * Where unsent messages and drafts are kept; `memory` loses them with the page. Where the browser blocks storage,
   * memory is used.
   * @defaultValue 'idb'
   */
  readonly storage?: 'idb' | 'memory';
  /** Milliseconds since the epoch. @defaultValue Date.now */
  readonly now?: () => number;
  /** From 0 up to 1. @defaultValue Math.random */
  readonly random?: () => number;
  /** @defaultValue the global one */
  readonly fetch?: typeof fetch;
  /**
   * Sends files in place of `fetch`, and tells how far it got.
   * @defaultValue `XMLHttpRequest`, or `fetch` if that is given: then nothing is told before the end
   */
  readonly sendFile?: FileSender;
  /** @defaultValue the global one */
  readonly WebSocket?: SocketConstructor;
  /** Told about every failure, also those that pass by themselves. For your own log; the page shows what matters. */
  readonly onError?: (error: ClientError) => void;
  /** Told about every entry of the log that came while connected, once. */
  readonly onEvent?: (event: LogEvent) => void;
}
