import type { SocketLike } from './chat-socket.ts';
import type { ChatClientFrame } from './chat-types.ts';

const mostFrames = 20;
const closeCodes: Readonly<Record<number, number>> = { 401: 4401, 403: 4403, 429: 4429 };
const lost = 1006;

/** Where a stream goes. */
export interface StreamSocketOptions {
  /** `…/v1/chat/<inbox>`, `http:` or `https:`. */
  readonly url: string;
  readonly fetch: typeof fetch;
}

/**
 * The chat's frames without a WebSocket, for networks that let none through: down as server-sent events, up as requests.
 * It looks like a socket. The `auth` frame opens the stream, since a request says with its header who asks.
 */
export function openStreamSocket({ url, fetch }: StreamSocketOptions): SocketLike {
  const abort = new AbortController();
  const up: ChatClientFrame[] = [];
  let token = '';
  let streamId = '';
  let isPosting = false;
  let isOver = false;

  const finish = (code: number): void => {
    if (isOver) return;
    isOver = true;
    abort.abort();
    socket.onclose?.({ code } as CloseEvent);
  };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      credentials: 'omit',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: abort.signal,
    });

  const listen = async (): Promise<void> => {
    const response = await post('/sse', {});
    if (!response.ok || response.body === null) return finish(closeCodes[response.status] ?? lost);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return finish(lost);
      text += value;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) if (event.startsWith('data: ')) take(event.slice(6));
    }
  };
  const take = (data: string): void => {
    const frame = JSON.parse(data) as { t?: string; data?: { streamId?: string; code?: string } };
    if (frame.t === 'ready') streamId = frame.data?.streamId ?? '';
    socket.onmessage?.({ data } as MessageEvent);
    if (frame.t === 'ready') flush().catch(() => finish(lost));
    // A stream has no close code: the error before its end says the same.
    const isRefused = ['not_authenticated', 'token_expired', 'session_ended'].includes(
      frame.data?.code ?? '',
    );
    if (frame.t === 'error' && isRefused) finish(closeCodes[401] ?? lost);
  };
  /** One request at a time: frames arrive in the order they were sent. */
  const flush = async (): Promise<void> => {
    if (isPosting || streamId === '') return;
    isPosting = true;
    while (up.length > 0 && !isOver) {
      const response = await post('/frames', { streamId, frames: up.splice(0, mostFrames) });
      if (!response.ok) return finish(closeCodes[response.status] ?? lost);
    }
    isPosting = false;
  };

  const socket: SocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (data) => {
      const frame = JSON.parse(data) as ChatClientFrame;
      const isFirst = token === '';
      if (frame.t === 'auth') token = frame.data.token;
      if (isFirst) listen().catch(() => finish(lost));
      else {
        up.push(frame);
        flush().catch(() => finish(lost));
      }
    },
    close: () => {
      isOver = true;
      abort.abort();
    },
  };
  queueMicrotask(() => {
    if (!isOver) socket.onopen?.(new Event('open'));
  });
  return socket;
}
