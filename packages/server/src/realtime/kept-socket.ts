import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { createFrameBudget, type FrameAllowance, type FrameBudget } from './frame-budget.ts';
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

/** What all sockets of a keeper have in common. */
export interface SharedBySockets {
  readonly limits: SocketLimits;
  /** Told once of each socket that is gone, before its own listener is. */
  readonly onGone: (socket: KeptSocket) => void;
}

/** A WebSocket that knows who looks after it, so that all of them share their listeners. */
export class KeptWebSocket extends WebSocket {
  kept: KeptSocket | undefined = undefined;
}

/** How long a peer may take to answer our close frame. */
const closeGraceMs = 2000;
/** Buffered bytes above which ephemeral frames are left out. */
const behindBytes = 64 * 1024;
const maxSilentHeartbeats = 2;

/** Whole milliseconds: those an engine keeps in place, without an object for each number. */
const present = (): number => Math.trunc(performance.now());

/**
 * One socket and what it is held to. A class, because a process has ten thousand of them: what they do is shared, each
 * holds only its own state, and what few need is made when it is needed.
 */
export class KeptSocket implements LiveSocket {
  readonly #ws: KeptWebSocket;
  readonly #stream: Duplex;
  readonly #shared: SharedBySockets;
  readonly #listener: SocketListener;
  /** Absent while nothing has been taken out of it. */
  #budget: FrameBudget | undefined = undefined;
  #pingAt: number;
  #silentHeartbeats = 0;
  #slowSince: number | undefined = undefined;
  #cutAt: number | undefined = undefined;

  constructor(
    ws: KeptWebSocket,
    stream: Duplex,
    shared: SharedBySockets,
    open: (socket: LiveSocket) => SocketListener,
  ) {
    this.#ws = ws;
    this.#stream = stream;
    this.#shared = shared;
    this.#pingAt = present() + shared.limits.heartbeatMs;
    this.#listener = open(this);
    ws.kept = this;
    ws.on('message', onMessage);
    ws.on('ping', onControl);
    ws.on('pong', onControl);
    ws.on('error', onError);
    ws.on('close', onClose);
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  get bufferedBytes(): number {
    return this.#stream.writableLength;
  }

  get encode(): typeof textFrames {
    return textFrames;
  }

  send(text: string): void {
    this.write(textFrames([text]));
  }

  sendEphemeral(text: string): boolean {
    if (this.#stream.writableLength > behindBytes) return false;
    this.write(textFrames([text]));
    return true;
  }

  write(frames: Uint8Array): void {
    if (!this.isOpen) return;
    // The bytes are whole frames and ws writes its own ones whole, so they cannot get into each other.
    this.#stream.write(frames);
    if (this.#stream.writableLength > this.#shared.limits.cutBytes) this.#fail('slow');
  }

  close({ code, farewell }: SocketEnd): void {
    if (!this.isOpen) return;
    if (farewell !== undefined) this.#stream.write(textFrames([farewell]));
    this.#ws.close(code);
    this.#cutAt = present() + closeGraceMs;
  }

  drain(): void {
    this.close(this.#listener.onDrain());
  }

  /** Ends it without a word. */
  cut(): void {
    this.#ws.terminate();
  }

  /** To be called about once a second, with a time in milliseconds of `performance.now()`. */
  look(now: number): void {
    if (this.#cutAt !== undefined) {
      if (now >= this.#cutAt) this.cut();
      return;
    }
    if (this.#budget?.isFull(now) === true) this.#budget = undefined;
    const { heartbeatMs, slowBytes, slowForMs } = this.#shared.limits;
    this.#slowSince = this.#stream.writableLength > slowBytes ? (this.#slowSince ?? now) : undefined;
    if (this.#slowSince !== undefined && now - this.#slowSince >= slowForMs) this.#fail('slow');
    else if (now < this.#pingAt) return;
    else if (this.#silentHeartbeats >= maxSilentHeartbeats) this.#fail('silent');
    else {
      this.#silentHeartbeats += 1;
      this.#pingAt = Math.trunc(now) + heartbeatMs;
      this.#ws.ping();
    }
  }

  onMessage(data: Buffer, isBinary: boolean): void {
    if (!this.onFrame(data.length)) return;
    if (isBinary) this.#fail('bad_frame');
    else this.#listener.onText(data.toString());
  }

  /** Counts a frame of any kind, pings and pongs cost as well; false = it is not to be looked at. */
  onFrame(sizeBytes: number): boolean {
    this.#silentHeartbeats = 0;
    if (!this.isOpen) return false;
    const now = performance.now();
    this.#budget ??= createFrameBudget(this.#shared.limits.allowance, now);
    if (this.#budget.take(sizeBytes, now)) return true;
    this.#fail('too_many_frames');
    return false;
  }

  /** ws answers a breach of the protocol by itself: 1002, 1007, 1008 or 1009, without a word about why. */
  onError(): void {
    this.#cutAt ??= present() + closeGraceMs;
  }

  onClose(): void {
    this.#shared.onGone(this);
    this.#listener.onClose();
  }

  #fail(fault: SocketFault): void {
    this.close(this.#listener.onFault(fault));
  }
}

function onMessage(this: WebSocket, data: WebSocket.RawData, isBinary: boolean): void {
  (this as KeptWebSocket).kept?.onMessage(data as Buffer, isBinary);
}

function onControl(this: WebSocket, data: Buffer): void {
  (this as KeptWebSocket).kept?.onFrame(data.length);
}

function onError(this: WebSocket): void {
  (this as KeptWebSocket).kept?.onError();
}

function onClose(this: WebSocket): void {
  (this as KeptWebSocket).kept?.onClose();
}
