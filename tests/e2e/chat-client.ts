import { WebSocket } from 'ws';
import type { ChatDeskHarness, ChatTenant } from './chat-desk.ts';

/** A frame of the server, loosely. */
export interface ChatFrame {
  readonly t: string;
  readonly id?: string;
  readonly conversationId?: `cnv_${string}`;
  readonly seq?: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into frames of every kind
  readonly data?: any;
}

/** A customer's client on a socket. */
export interface ChatClient {
  readonly frames: readonly ChatFrame[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  send(frame: Readonly<Record<string, unknown>>): void;
  /** Sends text as it is. */
  raw(data: string | Uint8Array): void;
  /** Resolves to the first frame that fits, past or to come. */
  seen(fits: (frame: ChatFrame) => boolean): Promise<ChatFrame>;
  close(): void;
  /** Breaks the connection without a word. */
  cut(): void;
}

/** What differs between clients. */
export interface ChatClientOptions {
  /** Sent as a subprotocol; null = not at all. */
  readonly token?: string | null;
  readonly origin?: string;
}

/** Opens a socket. */
export function connectChat(
  desk: ChatDeskHarness,
  tenant: ChatTenant,
  { token = null, origin }: ChatClientOptions,
): ChatClient {
  const protocols = ['omni.v1', ...(token === null ? [] : [`auth.${token}`])];
  const url = `${desk.url.replace('http', 'ws')}/v1/chat/${tenant.inboxId}/socket`;
  const socket = new WebSocket(url, protocols, origin === undefined ? {} : { origin });
  const frames: ChatFrame[] = [];
  const watchers = new Set<() => void>();
  const open = new Promise<void>((resolve) => socket.once('open', () => resolve()));
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => resolve(code));
    socket.on('error', () => undefined);
  });
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ChatFrame);
    for (const watch of [...watchers]) watch();
  });
  return {
    frames,
    closed,
    send: (frame) => void open.then(() => socket.send(JSON.stringify({ v: 1, ...frame }))),
    raw: (data) => void open.then(() => socket.send(data)),
    seen: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = frames.find(fits);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    close: () => socket.close(),
    cut: () => socket.terminate(),
  };
}

/** A text message for a socket. */
export function says(clientMessageId: string, text: string): Readonly<Record<string, unknown>> {
  return { t: 'message', data: { clientMessageId, content: { type: 'text', text } } };
}

/** The texts of the messages among frames, in the order they came. */
export function textsOf(frames: readonly ChatFrame[]): readonly string[] {
  return frames.filter(({ t }) => t === 'message').map(({ data }) => String(data.message.content.text));
}
