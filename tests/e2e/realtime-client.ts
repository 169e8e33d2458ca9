import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';

/** A frame as it came. */
export interface Frame {
  readonly t: string;
  readonly [field: string]: unknown;
}

/** A `event` frame. */
export interface EventFrame extends Frame {
  readonly t: 'event';
  readonly position: string;
  readonly event: { readonly id: string; readonly type: string; readonly data: Record<string, unknown> };
  readonly conversation?: { readonly id: string; readonly lastSeq: number };
  readonly message?: {
    readonly id: string;
    readonly seq: number;
    readonly content: { readonly text?: string };
  };
  readonly note?: { readonly id: string; readonly text: string };
}

/** A WebSocket that keeps every frame and lets a test wait for one. */
export interface RealtimeClient {
  readonly socket: WebSocket;
  readonly frames: readonly Frame[];
  /** Every text as it came. */
  readonly texts: readonly string[];
  readonly events: readonly EventFrame[];
  /** Resolves when the socket is gone. */
  readonly closed: Promise<{ readonly code: number }>;
  send(frame: object): void;
  /** The first frame, past or to come, that fits. */
  frame<T extends Frame = Frame>(fits: (frame: Frame) => boolean): Promise<T>;
  /** The first frame of this kind. */
  first(t: string): Promise<Frame>;
  /** The newest position it was told. */
  readonly position: string | undefined;
  close(): Promise<void>;
}

const patienceMs = 15_000;

/** Connects; resolves when the handshake is over. */
export async function connectRealtime(
  url: string,
  options: ClientOptions & { readonly protocols?: readonly string[] } = {},
): Promise<RealtimeClient> {
  const { protocols = ['parley.v1'], ...rest } = options;
  const socket = new WebSocket(url, [...protocols], rest);
  const client = watch(socket);
  await once(socket, 'open');
  return client;
}

function watch(socket: WebSocket): RealtimeClient {
  const frames: Frame[] = [];
  const texts: string[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    texts.push(data.toString());
    frames.push(JSON.parse(data.toString()) as Frame);
    for (const look of [...waiting]) look();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<{ readonly code: number }>((resolve) => {
    socket.on('close', (code) => {
      resolve({ code });
      for (const look of [...waiting]) look();
    });
  });
  const frame = <T extends Frame>(fits: (frame: Frame) => boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (act: () => void): void => {
        clearTimeout(timer);
        waiting.delete(look);
        act();
      };
      const look = (): void => {
        const found = frames.find(fits);
        if (found !== undefined) end(() => resolve(found as T));
        else if (socket.readyState === WebSocket.CLOSED) end(() => reject(new Error(`closed; ${seen()}`)));
      };
      const seen = (): string => `got ${frames.map(({ t }) => t).join(', ')}`;
      const timer = setTimeout(() => end(() => reject(new Error(`no such frame; ${seen()}`))), patienceMs);
      waiting.add(look);
      look();
    });
  return {
    socket,
    frames,
    texts,
    closed,
    get events() {
      return frames.filter((found): found is EventFrame => found.t === 'event');
    },
    get position() {
      return frames.findLast((found) => typeof found['position'] === 'string')?.['position'] as
        | string
        | undefined;
    },
    send: (value) => socket.send(JSON.stringify(value)),
    frame,
    first: (t) => frame((found) => found.t === t),
    async close() {
      socket.terminate();
      await closed;
    },
  };
}
