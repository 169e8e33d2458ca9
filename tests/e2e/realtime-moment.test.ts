import type { AgentId } from '@parley/core';
import { accountChannel } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame, RealtimeClient } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk } from './realtime-desk.ts';

describe('what is true for the moment', () => {
  let desk: RealtimeDesk;
  let conversationId: string;
  let topics: readonly string[];
  const open: RealtimeClient[] = [];
  beforeAll(async () => {
    desk = await openRealtimeDesk({ realtime: { presenceGraceMs: 50 } });
    conversationId = await desk.hear(desk.acme, '16505550300', 'hello');
    topics = [`conversation:${conversationId}`];
  });
  afterAll(() => desk.close());
  const connect = async (agentId?: AgentId, hello: object = {}): Promise<RealtimeClient> => {
    const client = await desk.connect(desk.acme, agentId, { topics, ...hello });
    open.push(client);
    return client;
  };
  const has =
    (t: string, part: object) =>
    (frame: Frame): boolean => {
      if (frame.t !== t) return false;
      try {
        expect(frame).toMatchObject(part);
        return true;
      } catch {
        return false;
      }
    };

  it('shows the others who types, and who only types a note', async () => {
    const [mina, omar] = [await desk.agent(desk.acme, 'Mina'), await desk.agent(desk.acme, 'Omar')];
    const writer = await connect(mina);
    const reader = await connect(omar);
    writer.send({ t: 'typing', conversationId, isTyping: true });
    expect(await reader.first('typing')).toEqual({
      t: 'typing',
      conversationId,
      by: { type: 'agent', id: mina, name: 'Mina' },
      isTyping: true,
      mode: 'reply',
      expiresInMs: 5000,
    });
    await reader.frame(has('viewers', { viewers: [{ agentId: mina, name: 'Mina', state: 'replying' }] }));
    writer.send({ t: 'typing', conversationId, isTyping: false });
    expect(await reader.frame(has('typing', { isTyping: false }))).toMatchObject({ expiresInMs: 0 });
    await reader.frame(has('viewers', { viewers: [] }));
    // Three seconds have not passed: neither of these is passed on.
    writer.send({ t: 'typing', conversationId, isTyping: true });
    writer.send({ t: 'typing', conversationId, isTyping: true, mode: 'note' });
    writer.send({ t: 'ping' });
    await writer.first('pong');
    const late = await connect(omar);
    late.send({ t: 'typing', conversationId, isTyping: true, mode: 'note' });
    await reader.frame(has('typing', { mode: 'note', by: { id: omar } }));
    expect(reader.frames.filter(({ t }) => t === 'typing')).toHaveLength(3);
    expect(writer.frames.filter(has('typing', { by: { id: mina } }))).toEqual([]);
  });

  it('shows who has the conversation open, in which state, until they go', async () => {
    const sara = await desk.agent(desk.acme, 'Sara');
    const reader = await connect();
    const viewer = await connect(sara);
    const state = (now: string) => ({
      viewers: expect.arrayContaining([{ agentId: sara, name: 'Sara', state: now }]),
    });
    viewer.send({ t: 'viewing', conversationId });
    await reader.frame(has('viewers', state('viewing')));
    viewer.send({ t: 'viewing', conversationId, isIdle: true });
    await reader.frame(has('viewers', state('away')));
    const newcomer = await connect();
    await newcomer.frame(has('viewers', state('away')));
    const before = reader.frames.length;
    await viewer.close();
    await reader.frame(
      (frame) =>
        frame.t === 'viewers' &&
        reader.frames.indexOf(frame) >= before &&
        !(frame['viewers'] as readonly { readonly agentId: string }[]).some(
          ({ agentId }) => agentId === sara,
        ),
    );
  });

  it('shows an agent as available as their best tab, and offline soon after the last one', async () => {
    const noor = await desk.agent(desk.acme, 'Noor');
    const reader = await connect(undefined, { topics: ['presence'], names: 'documents' });
    // Agents of the tests before may go offline in the same frame.
    const is = (availability: string) => (frame: Frame) =>
      frame.t === 'presence' &&
      (frame['agents'] as readonly { agentId: string; availability: string }[]).some(
        (agent) => agent.agentId === noor && agent.availability === availability,
      );
    const away = await connect(noor, { availability: 'away' });
    expect(await reader.frame(is('away'))).toMatchObject({ name: 'agent.presence' });
    const online = await connect(noor);
    await reader.frame(is('online'));
    online.send({ t: 'presence', availability: 'busy' });
    await reader.frame(is('busy'));
    const newcomer = await connect(undefined, { topics: ['presence'] });
    expect((await newcomer.first('presence'))['agents']).toContainEqual({
      agentId: noor,
      availability: 'busy',
    });
    await online.close();
    await reader.frame((frame) => is('away')(frame) && frame !== reader.frames.find(is('away')));
    await away.close();
    await reader.frame(is('offline'));
  });

  it('hears of customers who type through the bus', async () => {
    const reader = await connect();
    const by = { type: 'customer', id: 'cus_00000000000070008000000000000001' } as const;
    const message = { kind: 'typing', conversationId, by, isTyping: true, mode: 'reply', from: 'the chat' };
    await desk.parley.realtime.bus.publish(accountChannel(desk.acme.accountId), {
      ...message,
      accountId: desk.acme.accountId,
    });
    expect(await reader.frame(has('typing', { by }))).toMatchObject({ isTyping: true, mode: 'reply' });
  });

  it('counts what waits, for everybody and for each agent, and again when it changes', async () => {
    const lena = await desk.agent(desk.acme, 'Lena');
    const own = await connect(lena, { topics: ['queue'], names: 'documents' });
    const key = await connect(undefined, { topics: ['queue'] });
    const counts = { open: 1, unassigned: 1, unread: 1 };
    expect(await own.first('queue')).toMatchObject({
      name: 'queue.updated',
      counts: { ...counts, mine: 0, mineUnread: 0 },
    });
    expect(await key.first('queue')).toMatchObject({ counts: { ...counts, mine: null, mineUnread: null } });
    const body = { assigneeId: lena };
    const changed = await desk.call(desk.acme, 'PATCH', `/v1/conversations/${conversationId}`, { body });
    expect(changed.status).toBe(200);
    await own.frame(has('queue', { counts: { open: 1, unassigned: 0, mine: 1, mineUnread: 1 } }));
    await key.frame(has('queue', { counts: { unassigned: 0, mine: null } }));
  });
});
