import type { DraftStorage, OutboxStorage, TabChannel } from './storage-ports.ts';

/** A timer that can be taken back. */
export type Timer = unknown;

/** The part of a WebSocket the client uses. */
export interface SocketLike {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** Makes a socket; the shape of the browser's `WebSocket`. */
export type SocketConstructor = new (url: string, protocol: string) => SocketLike;

/** What a browser tells about itself. */
export interface BrowserSignals {
  isOnline(): boolean;
  isVisible(): boolean;
  /** Calls back when one of the two changed; returns how to stop. */
  onChange(listener: (what: 'online' | 'offline' | 'visible' | 'hidden') => void): () => void;
}

/** Everything outside the client's own memory, so that tests can be in charge of time, network and storage. */
export interface Environment {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly fetch: typeof fetch;
  /** Absent where there are no sockets: the other transports are used. */
  readonly WebSocket?: SocketConstructor;
  readonly setTimer: (run: () => void, delayMs: number) => Timer;
  readonly clearTimer: (timer: Timer) => void;
  /** Runs before the next paint, or soon where nothing is painted. */
  readonly nextFrame: (run: () => void) => void;
  readonly signals: BrowserSignals;
  readonly outbox: OutboxStorage;
  readonly drafts: DraftStorage;
  readonly tabs: TabChannel;
}
