import type { ConversationId } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatFrame } from './chat-client.ts';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;

beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

/** Opens a stream of server-sent events and reads its frames. */
async function openStream(token: string, body: unknown) {
  const stop = new AbortController();
  const response = await fetch(`${desk.url}/v1/chat/${desk.acme.inboxId}/sse`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: stop.signal,
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const frames: ChatFrame[] = [];
  const watchers = new Set<() => void>();
  void (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        frames.push(JSON.parse(text.slice('data: '.length, end)) as ChatFrame);
        text = text.slice(end + 2);
      }
      for (const watch of [...watchers]) watch();
    }
  })().catch(() => undefined);
  return {
    frames,
    stop: () => stop.abort(),
    seen: (fits: (frame: ChatFrame) => boolean): Promise<ChatFrame> =>
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
  };
}

describe('a customer without WebSockets', () => {
  it('gets the same frames as a stream, and speaks by requests', async () => {
    const token = await desk.token(desk.acme, 'sse-1');
    const stream = await openStream(token, {});
    const { streamId } = (await stream.seen(({ t }) => t === 'ready')).data;
    const frames = [
      {
        v: 1,
        t: 'message',
        id: 'f1',
        data: { clientMessageId: 's1', content: { type: 'text', text: 'hello' } },
      },
    ];
    const post = (by: string, given: unknown) =>
      desk.call<{ readonly error?: { readonly code: string } }>(desk.acme, 'POST', '/frames', {
        token: by,
        body: given,
      });
    expect((await post(token, { streamId, frames })).status).toBe(202);
    const { conversationId } = await stream.seen(({ t, id }) => t === 'ack' && id === 'f1');
    await desk
      .staff(desk.acme)
      .messages.send(conversationId as ConversationId, { content: { type: 'text', text: 'hi' } });
    await stream.seen(({ t, seq }) => t === 'message' && seq === 2);
    const thief = await post(await desk.token(desk.acme, 'sse-2'), { streamId, frames });
    expect([thief.status, thief.body.error?.code]).toEqual([404, 'stream_not_found']);
    expect((await post(token, { streamId, frames: [{ v: 1, t: 'shutdown' }] })).status).toBe(400);
    stream.stop();
    const again = await openStream(token, { cursors: { [String(conversationId)]: 1 } });
    await again.seen(({ t }) => t === 'resume');
    expect(again.frames.filter(({ t }) => t === 'message').map(({ seq }) => seq)).toEqual([2]);
    again.stop();
  });
});

describe('the host’s own backend', () => {
  const post = async (body: unknown, key = desk.acme.appKey): Promise<number> => {
    const response = await fetch(`${desk.url}/webhooks/chatapp/${desk.acme.inboxId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const message = (n: number) => ({
    customer_id: 'app-user-1',
    channel_message_id: `app-${n}`,
    content: { type: 'text', text: `message ${n}` },
    timestamp: '2026-11-02T09:00:00Z',
  });

  it('hands in what its app’s users write, once, and is not believed without a key', async () => {
    expect(await post({ messages: [message(1)] }, 'x'.repeat(40))).toBe(401);
    expect(await post({ messages: [message(1)] }, desk.globex.appKey)).toBe(401);
    for (let n = 0; n < 3; n += 1) expect(await post({ messages: [message(1), message(2)] })).toBe(200);
    const token = await desk.token(desk.acme, 'app-user-1');
    const { body } = await desk.call<{ readonly items: readonly { readonly id: ConversationId }[] }>(
      desk.acme,
      'GET',
      '/conversations',
      { token },
    );
    const id = body.items[0]?.id as ConversationId;
    const messages = await desk.call<{ readonly items: readonly unknown[] }>(
      desk.acme,
      'GET',
      `/conversations/${id}/messages`,
      { token },
    );
    expect(messages.body.items).toHaveLength(2);
    const { message: reply } = await desk
      .staff(desk.acme)
      .messages.send(id, { content: { type: 'text', text: 'answer' } });
    const isRead = new Promise<void>((resolve) => {
      desk.parley.on('event', (event) => {
        if (event.type === 'message.read' && event.data.messageId === reply.id) resolve();
      });
    });
    expect(await post({ reads: [{ messageId: reply.id, at: new Date().toISOString() }] })).toBe(200);
    await isRead;
  });

  it('offers choices, and the customer’s answer says which', async () => {
    const token = await desk.token(desk.acme, 'chooser');
    const say = (content: unknown, clientMessageId: string) =>
      desk.call<{ readonly conversationId: ConversationId }>(desk.acme, 'POST', '/messages', {
        token,
        body: { clientMessageId, content },
      });
    const { body } = await say({ type: 'text', text: 'help' }, 'h1');
    const staff = desk.staff(desk.acme);
    const { message: offer } = await staff.messages.send(body.conversationId, {
      content: {
        type: 'interactive',
        interactive: {
          kind: 'buttons',
          body: 'What is it about?',
          buttons: [
            { id: 'order', title: 'My order' },
            { id: 'other', title: 'Something else' },
          ],
        },
      },
    });
    const chosen = { type: 'choice', messageId: offer.id, choiceId: 'order' };
    expect((await say({ ...chosen, choiceId: 'refund' }, 'h2')).status).toBe(422);
    expect((await say(chosen, 'h3')).status).toBe(201);
    const stranger = await desk.token(desk.acme, 'stranger');
    const stolen = await desk.call(desk.acme, 'POST', '/messages', {
      token: stranger,
      body: { clientMessageId: 'h4', content: chosen },
    });
    expect(stolen.status).toBe(422);
    const { items } = await staff.messages.list(body.conversationId, 'backward', { limit: 1 });
    expect(items[0]?.content).toEqual({
      type: 'interactive',
      interactive: { kind: 'button_reply', id: 'order', title: 'My order' },
    });
  });
});
