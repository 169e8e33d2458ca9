/** What a load process is told to do. */
export type LoadOrder =
  | {
      readonly do: 'connect';
      readonly kind: 'parley' | 'socketio';
      /** `http://127.0.0.1:PORT`. */
      readonly url: string;
      /** Of Parley's API. */
      readonly apiKey: string;
      /** One socket for each: an agent's id, or any name. */
      readonly names: readonly string[];
      /** So many at a time. */
      readonly atOnce: number;
    }
  /** Forgets what was measured so far. */
  | { readonly do: 'reset' }
  /** Cuts all sockets as a network does: without a word. They come back by themselves. */
  | { readonly do: 'cut' }
  /** Tells what was measured; the latencies, which may be a million, only at the end. */
  | { readonly do: 'report'; readonly withLatencies: boolean }
  | { readonly do: 'close' };

/** What a load process has measured since it was last reset. */
export interface LoadReport {
  /** Sockets that are welcomed and have all they missed. */
  readonly connected: number;
  /** Messages heard, over all sockets, each counted once per socket. */
  readonly heard: number;
  /** Messages heard again by a socket that had them. */
  readonly twice: number;
  /** Sockets that were told to start over: they know that they do not know. */
  readonly resyncs: number;
  /** Milliseconds from a message's departure to its arrival at a socket, for each. */
  readonly latencies: Float32Array;
  /** Attempts to connect that failed, by where: for the ticket, or after it. */
  readonly failures: { readonly ticket: number; readonly socket: number };
  /** When the last socket was connected again, in milliseconds since the epoch; null if none was. */
  readonly lastConnectedAt: number | null;
  readonly cpuSeconds: number;
}
