import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { createFrameBudget, type FrameAllowance } from './frame-budget.ts';
import type { LiveSocket, SocketEnd, SocketFault, SocketListener } from './live-socket.ts';
import { textFrames } from './text-frames.ts';

/** What sockets are held to. */
export interface SocketLimits {
  /** A ping goes out this often. @defaultValue 25_000 */
  readonly heartbeatMs: number;
  /** What a client may send. @defaultValue 200 frames and 256 KiB per 10 s */
  readonly allowance: FrameAllowance;
  /** Buffered bytes a socket may have for `slowForMs` at most. @defaultValue 1_048_576 */
  readonly slowBytes: number;
  /** @defaultValue 10_000 */
  readonly slowForMs: number;
  /** Buffered bytes at which a socket is cut at once. @defaultValue 4_194_304 */
  readonly cutBytes: number;
}

/** Looks after sockets: heartbeats, budgets, slow readers. One timer serves all of them. */
export interface SocketKeeper {
  readonly count: number;
  /** Takes a socket over after its handshake. `stream` is the connection below it. */
  adopt(ws: WebSocket, stream: Duplex, open: (socket: LiveSocket) => SocketListener): void;
  /**
   * Ends all sockets in order, a few at a time, so that their clients do not come back all at once. Resolves when the
   * last one is gone; what is there after `graceMs` is cut.
   */
  drain(graceMs: number): Promise<void>;
}

interface Kept {
  readonly ws: WebSocket;
  readonly look: (now: number) => void;
  readonly drain: () => void;
}

const tickMs = 1000;
/** How long a peer may take to answer our close frame. */
const closeGraceMs = 2000;
/** Buffered bytes above which ephemeral frames are left out. */
const behindBytes = 64 * 1024;
const maxSilentHeartbeats = 2;
const drainedAtOnce = 200;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A keeper; its timer runs only while there are sockets. */
export function createSocketKeeper(limits: SocketLimits): SocketKeeper {
  const kept = new Set<Kept>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let onEmpty: (() => void) | undefined;
  const onTick = (): void => {
    const now = performance.now();
    for (const { look } of kept) look(now);
  };
  return {
    get count() {
      return kept.size;
    },
    adopt(ws, stream, open) {
      const entry = keep(ws, stream, limits, open, () => {
        kept.delete(entry);
        if (kept.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        onEmpty?.();
      });
      kept.add(entry);
      timer ??= setInterval(onTick, tickMs);
    },
    async drain(graceMs) {
      if (kept.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
      const cut = setTimeout(() => {
        for (const { ws } of kept) ws.terminate();
      }, graceMs);
      let told = 0;
      for (const { drain } of [...kept]) {
        drain();
        told += 1;
        if (told % drainedAtOnce === 0) await nextTurn();
      }
      await empty;
      clearTimeout(cut);
    },
  };
}

function keep(
  ws: WebSocket,
  stream: Duplex,
  limits: SocketLimits,
  open: (socket: LiveSocket) => SocketListener,
  onGone: () => void,
): Kept {
  const budget = createFrameBudget(limits.allowance, performance.now());
  let pingAt = performance.now() + limits.heartbeatMs;
  let silentHeartbeats = 0;
  let slowSince: number | undefined;
  let cutAt: number | undefined;

  const close = ({ code, farewell }: SocketEnd): void => {
    if (ws.readyState !== ws.OPEN) return;
    if (farewell !== undefined) stream.write(textFrames([farewell]));
    ws.close(code);
    cutAt = performance.now() + closeGraceMs;
  };
  const write = (frames: Uint8Array): void => {
    if (ws.readyState !== ws.OPEN) return;
    // The bytes are whole frames and ws writes its own ones whole, so they cannot get into each other.
    stream.write(frames);
    if (stream.writableLength > limits.cutBytes) fail('slow');
  };
  const socket: LiveSocket = {
    get isOpen() {
      return ws.readyState === ws.OPEN;
    },
    get bufferedBytes() {
      return stream.writableLength;
    },
    send: (text) => write(textFrames([text])),
    sendEphemeral(text) {
      if (stream.writableLength > behindBytes) return false;
      write(textFrames([text]));
      return true;
    },
    write,
    close,
  };
  const listener = open(socket);
  const fail = (fault: SocketFault): void => close(listener.onFault(fault));
  /** Counts a frame of any kind; pings and pongs cost as well. */
  const count = (sizeBytes: number): boolean => {
    silentHeartbeats = 0;
    if (ws.readyState !== ws.OPEN) return false;
    if (budget.take(sizeBytes, performance.now())) return true;
    fail('too_many_frames');
    return false;
  };
  ws.on('message', (data: Buffer, isBinary: boolean) => {
    if (!count(data.length)) return;
    if (isBinary) fail('bad_frame');
    else listener.onText(data.toString());
  });
  ws.on('ping', (data: Buffer) => count(data.length));
  ws.on('pong', (data: Buffer) => count(data.length));
  // ws answers a breach of the protocol by itself: 1002, 1007, 1008 or 1009, without a word about why.
  ws.on('error', () => {
    cutAt ??= performance.now() + closeGraceMs;
  });
  ws.on('close', () => {
    onGone();
    listener.onClose();
  });

  return {
    ws,
    drain: () => close(listener.onDrain()),
    look(now) {
      if (cutAt !== undefined) {
        if (now >= cutAt) ws.terminate();
        return;
      }
      slowSince = stream.writableLength > limits.slowBytes ? (slowSince ?? now) : undefined;
      if (slowSince !== undefined && now - slowSince >= limits.slowForMs) return fail('slow');
      if (now < pingAt) return;
      if (silentHeartbeats >= maxSilentHeartbeats) return fail('silent');
      silentHeartbeats += 1;
      pingAt = now + limits.heartbeatMs;
      ws.ping();
    },
  };
}
