import type { chatCloseCodes, chatSubprotocol } from '@parley/api-contract';
import { backoffMs, type ChatClock } from './chat-clock.ts';
import { ChatRequestError } from './chat-rest.ts';
import type { ChatConnection } from './chat-state.ts';
import type { ChatClientFrame, ChatServerFrame } from './chat-types.ts';

// The contract's values would bring its schemas into the bundle; its types keep these honest.
const subprotocol: typeof chatSubprotocol = 'omni.v1';
const closed: Omit<typeof chatCloseCodes, 'restart' | 'overloaded' | 'idle'> = {
  badFrame: 4400,
  notAuthenticated: 4401,
  originRefused: 4403,
  replaced: 4409,
  rateLimited: 4429,
};

const readyTimeoutMs = 10_000;
const wakeTimeoutMs = 5_000;
const slowRetryMs = 30_000;
/** So often a socket may fail before another way is tried. */
const patience = 2;
const rateLimitedRetryMs = 10_000;

/** The part of `WebSocket` that is used. */
export interface SocketLike {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string): void;
  close(code?: number): void;
}

/** What a socket needs of its owner. */
export interface ChatSocketOptions {
  /** `ws:` or `wss:`. */
  readonly url: string;
  readonly open: (url: string, protocol: string) => SocketLike;
  /** The same frames another way, tried in turn where sockets do not get through. */
  readonly openOther: () => SocketLike;
  readonly clock: ChatClock;
  /** The token to open with; null = nobody is known and nothing waits. A {@link ChatRequestError} 401 ends the attempts. */
  readonly token: () => Promise<string | null>;
  /** The server refused the token. Whether another attempt makes sense. */
  readonly onRefused: () => boolean;
  /** The connection ended because of something we sent. */
  readonly onBadFrame: () => void;
  readonly onFrame: (frame: ChatServerFrame) => void;
  readonly onState: (connection: ChatConnection) => void;
}

/** One connection that is kept up. */
export interface ChatSocket {
  /** Connects now, unless it is connected or about to. Also checks a connection that may have died in its sleep. */
  wake(): void;
  /** Drops the connection and opens another at once, with what `token` says now. */
  restart(): void;
  /** False = not connected. */
  send(frame: ChatClientFrame): boolean;
  stop(): void;
}

/** Keeps a chat's WebSocket up: authenticates, listens for silence, comes back with full-jitter backoff. */
export function createChatSocket(options: ChatSocketOptions): ChatSocket {
  const { clock } = options;
  let phase: 'idle' | 'connecting' | 'online' | 'waiting' | 'halted' = 'idle';
  let socket: SocketLike | null = null;
  let generation = 0;
  let failures = 0;
  let heardAt = 0;
  /** How often in a row nothing came through. */
  let unopened = 0;
  let cancelTimer = (): void => {};
  let cancelBeat = (): void => {};

  const drop = (): void => {
    generation += 1;
    cancelTimer();
    cancelBeat();
    const old = socket;
    socket = null;
    old?.close();
  };

  const wait = (leastMs = 0): void => {
    drop();
    failures += 1;
    phase = 'waiting';
    const delayMs = Math.max(leastMs, backoffMs(failures, clock.random()));
    options.onState({ status: 'offline', retryAt: clock.now() + delayMs });
    cancelTimer = clock.after(delayMs, attempt);
  };

  const halt = (): void => {
    drop();
    phase = 'halted';
    options.onState({ status: 'unauthorized' });
  };

  function attempt(): void {
    drop();
    const mine = generation;
    phase = 'connecting';
    options.onState({ status: 'connecting' });
    options.token().then(
      (token) => {
        if (mine !== generation) return;
        if (token !== null) return open(token);
        phase = 'idle';
        options.onState({ status: 'idle' });
      },
      (error: unknown) => {
        if (mine !== generation) return;
        if (error instanceof ChatRequestError && (error.status === 401 || error.status === 403)) halt();
        else wait(error instanceof ChatRequestError ? (error.retryAfterMs ?? 0) : 0);
      },
    );
  }

  function open(token: string): void {
    let opened: SocketLike;
    try {
      opened =
        unopened >= patience && unopened % 2 === 0
          ? options.openOther()
          : options.open(options.url, subprotocol);
    } catch {
      // Forbidden by the page's Content-Security-Policy, or out of sockets.
      unopened += 1;
      wait();
      return;
    }
    socket = opened;
    cancelTimer = clock.after(readyTimeoutMs, () => {
      unopened += 1;
      wait();
    });
    let isWelcome = false;
    opened.onopen = () => {
      if (socket === opened) sendOn(opened, { v: 1, t: 'auth', data: { token } });
    };
    opened.onmessage = (event) => {
      if (socket !== opened) return;
      heardAt = clock.now();
      const frame = parsed(event.data);
      if (frame === null) return;
      if (frame.t === 'ready') {
        cancelTimer();
        phase = 'online';
        isWelcome = true;
        failures = 0;
        beat(frame.data.heartbeatMs);
        options.onState({ status: 'online' });
      }
      options.onFrame(frame);
    };
    opened.onclose = ({ code }) => {
      if (socket !== opened) return;
      socket = null;
      // Codes of our own come from the server: then the way there is open.
      unopened = isWelcome || code >= 4_000 ? 0 : unopened + 1;
      if (code === closed.notAuthenticated) {
        if (options.onRefused()) wait();
        else halt();
      } else if (code === closed.originRefused || code === closed.replaced) wait(slowRetryMs);
      else {
        if (code === closed.badFrame) options.onBadFrame();
        wait(code === closed.rateLimited ? rateLimitedRetryMs : 0);
      }
    };
  }

  function beat(heartbeatMs: number): void {
    cancelBeat();
    cancelBeat = clock.after(heartbeatMs, () => {
      if (clock.now() - heardAt > 2 * heartbeatMs) return wait();
      send({ v: 1, t: 'ping' });
      beat(heartbeatMs);
    });
  }

  function send(frame: ChatClientFrame): boolean {
    return phase === 'online' && socket !== null && sendOn(socket, frame);
  }

  return {
    send,
    restart: () => {
      failures = 0;
      attempt();
    },
    stop: () => {
      drop();
      phase = 'idle';
      options.onState({ status: 'idle' });
    },
    wake: () => {
      if (phase === 'online') {
        const askedAt = clock.now();
        send({ v: 1, t: 'ping' });
        cancelTimer();
        cancelTimer = clock.after(wakeTimeoutMs, () => {
          if (heardAt < askedAt) wait();
        });
      } else if (phase === 'idle' || phase === 'waiting') attempt();
    },
  };
}

function sendOn(socket: SocketLike, frame: ChatClientFrame): boolean {
  try {
    socket.send(JSON.stringify(frame));
    return true;
  } catch {
    // Still opening or closing already: its close event follows.
    return false;
  }
}

function parsed(data: unknown): ChatServerFrame | null {
  try {
    const frame = JSON.parse(String(data)) as { t?: unknown } | null;
    return typeof frame?.t === 'string' ? (frame as ChatServerFrame) : null;
  } catch {
    return null;
  }
}
