import type { Duplex } from 'node:stream';
import { KeptSocket, type KeptWebSocket, type SharedBySockets, type SocketLimits } from './kept-socket.ts';
import type { LiveSocket, SocketListener } from './live-socket.ts';

/** Looks after sockets: heartbeats, budgets, slow readers. One timer serves all of them. */
export interface SocketKeeper {
  readonly count: number;
  /** Takes a socket over after its handshake. `stream` is the connection below it. */
  adopt(ws: KeptWebSocket, stream: Duplex, open: (socket: LiveSocket) => SocketListener): void;
  /**
   * Ends all sockets in order, a few at a time, so that their clients do not come back all at once. Resolves when the
   * last one is gone; what is there after `graceMs` is cut.
   */
  drain(graceMs: number): Promise<void>;
}

const tickMs = 1000;
const drainedAtOnce = 200;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A keeper; its timer runs only while there are sockets. */
export function createSocketKeeper(limits: SocketLimits): SocketKeeper {
  const kept = new Set<KeptSocket>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let onEmpty: (() => void) | undefined;
  const shared: SharedBySockets = {
    limits,
    onGone(socket) {
      kept.delete(socket);
      if (kept.size > 0) return;
      clearInterval(timer);
      timer = undefined;
      onEmpty?.();
    },
  };
  const onTick = (): void => {
    const now = performance.now();
    for (const socket of kept) socket.look(now);
  };
  return {
    get count() {
      return kept.size;
    },
    adopt(ws, stream, open) {
      kept.add(new KeptSocket(ws, stream, shared, open));
      timer ??= setInterval(onTick, tickMs);
    },
    async drain(graceMs) {
      if (kept.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
      const cut = setTimeout(() => {
        for (const socket of kept) socket.cut();
      }, graceMs);
      let told = 0;
      for (const socket of [...kept]) {
        socket.drain();
        told += 1;
        if (told % drainedAtOnce === 0) await nextTurn();
      }
      await empty;
      clearTimeout(cut);
    },
  };
}
