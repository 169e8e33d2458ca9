import { serverFrameSchema } from '@parley/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventFrame, RealtimeClient } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk, resumeOf } from './realtime-desk.ts';

const isEvent = (type: string) => (frame: { readonly t: string }) =>
  frame.t === 'event' && (frame as EventFrame).event.type === type;

describe('agents hear what happens while it happens', () => {
  let desk: RealtimeDesk;
  const open: RealtimeClient[] = [];
  beforeAll(async () => {
    desk = await openRealtimeDesk();
  });
  afterAll(async () => {
    await Promise.all(open.map((client) => client.close()));
    await desk.close();
  });
  const connect = async (...given: Parameters<RealtimeDesk['connect']>): Promise<RealtimeClient> => {
    const client = await desk.connect(...given);
    open.push(client);
    return client;
  };

  it('shows the conversation as the API does, and its messages only to who reads it', async () => {
    const mina = await desk.agent(desk.acme, 'Mina');
    const list = await connect(desk.acme, mina);
    const conversationId = await desk.hear(desk.acme, '16505550001', 'first');
    const opened = await list.frame<EventFrame>(isEvent('conversation.opened'));
    const received = await list.frame<EventFrame>(isEvent('message.received'));
    expect(opened.conversation?.id).toBe(conversationId);
    expect(received).not.toHaveProperty('message');

    const thread = await connect(desk.acme, mina, { topics: [`conversation:${conversationId}`] });
    await desk.hear(desk.acme, '16505550001', 'second');
    const second = await thread.frame<EventFrame>(isEvent('message.received'));
    const shown = await desk.call(desk.acme, 'GET', `/v1/conversations/${conversationId}`);
    const messages = await desk.call(
      desk.acme,
      'GET',
      `/v1/conversations/${conversationId}/messages?limit=10`,
    );
    expect(second.conversation).toEqual(shown.body);
    expect((messages.body as { readonly items: readonly unknown[] }).items).toContainEqual(second.message);

    await desk.call(desk.acme, 'POST', `/v1/conversations/${conversationId}/notes`, {
      body: { text: 'call back', agentId: mina },
    });
    const noted = await thread.frame<EventFrame>(isEvent('note.added'));
    expect(noted.note).toMatchObject({ text: 'call back' });
    expect(await list.frame(isEvent('note.added'))).not.toHaveProperty('note');
    for (const client of [list, thread])
      for (const frame of client.frames) expect(serverFrameSchema.safeParse(frame).error).toBeUndefined();
  });

  it('goes on after a cut without a gap and without telling anything twice', async () => {
    const client = await connect(desk.acme, undefined, { topics: ['account'] });
    await desk.hear(desk.acme, '16505550002', 'before');
    await client.frame(isEvent('message.received'));
    await client.close();
    const resume = resumeOf(client);
    for (const text of ['one', 'two', 'three']) await desk.write(desk.acme, '16505550002', text);

    const again = await connect(desk.acme, undefined, { topics: ['account'], resume });
    await desk.write(desk.acme, '16505550002', 'four');
    await again.frame((frame) => frame.t === 'event' && (frame as EventFrame).event.data['seq'] === 5);
    expect((await again.first('welcome'))['isResumed']).toBe(true);
    const told = [...client.events, ...again.events].map(({ event }) => event.id);
    expect(new Set(told).size).toBe(told.length);
    expect(
      again.events
        .filter(({ event }) => event.type === 'message.received')
        .map(({ event }) => event.data['seq']),
    ).toEqual([2, 3, 4, 5]);
  });

  it('tells one account nothing of another', async () => {
    const acme = await connect(desk.acme);
    const globex = await connect(desk.globex);
    await desk.write(desk.globex, '16505550003', 'for globex');
    await desk.write(desk.acme, '16505550003', 'for acme');
    await acme.frame(isEvent('message.received'));
    await globex.frame(isEvent('message.received'));
    expect(acme.texts.join()).not.toContain(desk.globex.canary);
    expect(globex.texts.join()).not.toContain(desk.acme.canary);
    expect(acme.texts.join()).not.toContain(desk.globex.accountId);
  });
});
