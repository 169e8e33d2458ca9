// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { ChatClientFrame } from './chat-types.ts';
import { openStreamSocket } from './stream-socket.ts';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const ready = JSON.stringify({ v: 1, t: 'ready', data: { streamId: 's1' } });
const say = (frame: object): string => JSON.stringify({ v: 1, ...frame } satisfies object as ChatClientFrame);

/** A stream whose server side the test holds. */
function open(status = 200) {
  const posts: { readonly path: string; readonly token: string | null; readonly body: unknown }[] = [];
  const got: string[] = [];
  const closes: number[] = [];
  const answers: (() => void)[] = [];
  let down: ReadableStreamDefaultController<Uint8Array> | undefined;
  const keep = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    down = controller;
  };
  const socket = openStreamSocket({
    url: 'http://desk.example/v1/chat/inb_1',
    fetch: async (input, init) => {
      const path = String(input).slice('http://desk.example/v1/chat/inb_1'.length);
      const token = new Headers(init?.headers).get('authorization');
      posts.push({ path, token, body: JSON.parse(String(init?.body)) });
      if (path === '/frames') {
        await new Promise<void>((resolve) => answers.push(resolve));
        return new Response('{}', { status: 202 });
      }
      const body = new ReadableStream<Uint8Array>({ start: keep });
      return status === 200 ? new Response(body) : new Response('{}', { status });
    },
  });
  socket.onopen = () => socket.send(say({ t: 'auth', data: { token: 'secret' } }));
  socket.onmessage = ({ data }) => got.push(String(data));
  socket.onclose = ({ code }) => closes.push(code);
  const push = async (text: string): Promise<void> => {
    down?.enqueue(new TextEncoder().encode(text));
    await settled();
  };
  return { socket, posts, got, closes, push, answer: () => answers.shift()?.(), end: () => down?.close() };
}

describe('the chat without a WebSocket', () => {
  test('the token is in a header, and frames come in however the network cuts them', async () => {
    const { posts, got, push } = open();
    await settled();
    expect(posts).toEqual([{ path: '/sse', token: 'Bearer secret', body: {} }]);
    await push(`data: ${ready.slice(0, 9)}`);
    await push(`${ready.slice(9)}\n\ndata: {"t":"pong"}\n`);
    await push('\n: comment\n\n');
    expect(got).toEqual([ready, '{"t":"pong"}']);
  });

  test('what the client says goes up in order, one request at a time', async () => {
    const { socket, posts, push, answer } = open();
    await settled();
    socket.send(say({ t: 'ping' }));
    await push(`data: ${ready}\n\n`);
    socket.send(say({ t: 'typing' }));
    socket.send(say({ t: 'read' }));
    await settled();
    const frames = () =>
      posts.slice(1).map(({ body }) => (body as { frames: { t: string }[] }).frames.map(({ t }) => t));
    expect(frames()).toEqual([['ping']]);
    answer();
    await settled();
    expect(frames()).toEqual([['ping'], ['typing', 'read']]);
    expect(posts[1]?.body).toMatchObject({ streamId: 's1' });
  });

  test.each([
    [401, 4401],
    [403, 4403],
    [429, 4429],
    [500, 1006],
  ])('a refusal with %i closes like a socket with %i', async (status, code) => {
    const { closes } = open(status);
    await settled();
    expect(closes).toEqual([code]);
  });

  test('a session that ends on the running stream closes like a socket', async () => {
    const { closes, push } = open();
    await settled();
    await push(`data: ${JSON.stringify({ t: 'error', data: { code: 'token_expired' } })}\n\n`);
    expect(closes).toEqual([4401]);
  });

  test('the end of the stream is a lost connection, told once', async () => {
    const { closes, end, socket } = open();
    await settled();
    end();
    await settled();
    expect(closes).toEqual([1006]);
    socket.close();
    expect(closes).toEqual([1006]);
  });
});
