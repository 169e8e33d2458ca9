import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSupportClient } from './create-support-client.ts';
import type { SocketLike } from './environment.ts';
import type { SupportClient } from './support-client.ts';
import { fakeConversation, fakeId, textOf } from './testing/fake-desk-seed.ts';
import { createFakeServer } from './testing/fake-server.ts';
import { createFakeSession } from './testing/fake-session.ts';

const ada = fakeId('cnv', 1);
let client: SupportClient | undefined;

afterEach(() => {
  client?.stop();
  vi.useRealTimers();
});

/** A socket that something between refuses. */
class RefusedSocket {
  onclose: SocketLike['onclose'] = null;
  constructor() {
    setTimeout(() => this.onclose?.({ code: 1006 }), 1);
  }
  send(): void {}
  close(): void {}
}

function server() {
  const fake = createFakeServer(
    { conversations: [fakeConversation(1)] },
    { now: Date.now, later: (run) => void setTimeout(run, 1) },
  );
  let streams = 0;
  /** Like the fake's own, with server-sent events. */
  const fetchIt = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    if (!String(input).endsWith('/v1/realtime/sse')) return fake.fetch(input, init);
    streams += 1;
    const { ticket, topics } = JSON.parse(String(init.body));
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      start(controller) {
        const session = createFakeSession(
          {
            desk: fake.desk,
            redeem: () => true,
            presence: new Map(),
            repeats: () => 0,
            said: () => undefined,
          },
          (frame) => {
            const text = `event: frame\ndata: ${JSON.stringify(frame)}\n\n: comment\n`;
            // Cut anywhere, also within a letter.
            const bytes = encoder.encode(text);
            controller.enqueue(bytes.slice(0, 37));
            controller.enqueue(bytes.slice(37));
          },
          () => controller.close(),
        );
        init.signal?.addEventListener('abort', () => {
          session.close();
          controller.error(new DOMException('aborted', 'AbortError'));
        });
        session.receive({ t: 'hello', ticket, topics });
      },
    });
    return new Response(body);
  };
  return { fake, fetchIt: fetchIt as typeof fetch, streams: () => streams };
}

function start(options: Partial<Parameters<typeof createSupportClient>[0]>): SupportClient {
  client = createSupportClient({
    baseUrl: 'http://desk.test',
    getToken: () => 't',
    storage: 'memory',
    random: () => 0.01,
    ...options,
  });
  client.start();
  return client;
}

describe('the ways news come', () => {
  it('falls to server-sent events where sockets are refused, and to polling where those are as well', async () => {
    const { fetchIt, fake } = server();
    const desk = start({ fetch: fetchIt, WebSocket: RefusedSocket as never });
    await vi.waitFor(() =>
      expect(desk.connection.get()).toMatchObject({ status: 'online', transport: 'sse' }),
    );
    desk.stop();
    const poorer = start({ fetch: fake.fetch, WebSocket: RefusedSocket as never });
    await vi.waitFor(() =>
      expect(poorer.connection.get()).toMatchObject({ status: 'online', transport: 'poll' }),
    );
  });

  it('does not blame the way when the server is away', async () => {
    const { fake } = server();
    fake.setDown(true);
    const desk = start({ fetch: fake.fetch, WebSocket: fake.WebSocket });
    let attempts = 0;
    desk.connection.subscribe(() => {
      const state = desk.connection.get();
      if (state.status === 'offline') attempts += 1;
    });
    await vi.waitFor(() => expect(attempts).toBeGreaterThan(3), { timeout: 5_000 });
    fake.setDown(false);
    await vi.waitFor(() =>
      expect(desk.connection.get()).toMatchObject({ status: 'online', transport: 'ws' }),
    );
  });

  it('shows the same over server-sent events', async () => {
    const { fetchIt, fake } = server();
    const desk = start({ fetch: fetchIt, transport: 'sse' });
    const thread = desk.thread(ada);
    thread.subscribe(() => undefined);
    await vi.waitFor(() => expect(desk.connection.get().status).toBe('online'));
    fake.desk.receive(ada, textOf('Grüße 👋'));
    await vi.waitFor(() =>
      expect(thread.get()).toMatchObject({ items: [{ message: { content: { text: 'Grüße 👋' } } }] }),
    );
  });

  it('shows the same by polling, where events carry no state', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
    const { fake } = server();
    const desk = start({ fetch: fake.fetch, transport: 'poll' });
    const thread = desk.thread(ada);
    const list = desk.conversations({ unread: true });
    thread.subscribe(() => undefined);
    list.subscribe(() => undefined);
    desk.counts.subscribe(() => undefined);
    await vi.waitFor(() => expect(desk.connection.get().status).toBe('online'));
    fake.desk.receive(ada, textOf('hello'));
    await vi.advanceTimersByTimeAsync(4_000);
    await vi.waitFor(() => expect(thread.get()).toMatchObject({ items: [{ message: { seq: 1 } }] }));
    await vi.waitFor(() => expect(list.get()).toMatchObject({ items: [{ id: ada, unreadCount: 1 }] }));
    await vi.waitFor(() => expect(desk.counts.get()).toMatchObject({ unread: 1 }));
    const sent = fake.desk.send(ada, textOf('answer'));
    await vi.advanceTimersByTimeAsync(4_000);
    fake.desk.deliver(sent.id, 'read');
    await vi.advanceTimersByTimeAsync(4_000);
    await vi.waitFor(() =>
      expect(thread.get()).toMatchObject({ items: [{}, { message: { status: 'read' } }] }),
    );
  });
});
