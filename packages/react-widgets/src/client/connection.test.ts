import { describe, expect, it } from 'vitest';
import { openQuietDesk } from './simulation/quiet-desk.ts';
import { fakeConversation, fakeId, textOf } from './testing/fake-desk-seed.ts';
import type { ClientFrame, ServerFrame } from './wire-types.ts';

const ada = fakeId('cnv', 1);
const seed = { conversations: [fakeConversation(1)] };
const tickets = (calls: readonly string[]): number =>
  calls.filter((call) => call.endsWith('/tickets')).length;

describe('the connection', () => {
  it('goes from connecting to online and tells since when', async () => {
    const { client, time } = await openQuietDesk(seed);
    const state = client.connection.get();
    expect(state).toMatchObject({ status: 'online', transport: 'ws' });
    expect(state.status === 'online' && time.now - state.since).toBeLessThan(200);
    client.stop();
    expect(client.connection.get().status).toBe('closed');
  });

  it('comes back by itself, misses nothing, and says nothing twice', async () => {
    const desk = await openQuietDesk(seed);
    const { client, server } = desk;
    client.conversations({}).subscribe(() => undefined);
    await desk.pass(100);
    server.desk.receive(ada, textOf('one'));
    await desk.pass(50);
    server.cut();
    server.desk.receive(ada, textOf('two'));
    await desk.pass(10);
    expect(client.connection.get()).toMatchObject({ status: 'offline', lastSyncedAt: expect.any(Number) });
    desk.calls();
    await desk.pass(2_000);
    expect(client.connection.get().status).toBe('online');
    expect(desk.tab.events).toEqual([fakeId('evt', 1), fakeId('evt', 2)]);
    // Resumed: nothing had to be read again.
    expect(desk.calls()).toEqual(['POST /v1/realtime/tickets']);
  });

  it('reads everything again that is shown when the log is another one', async () => {
    const desk = await openQuietDesk(seed);
    const list = desk.client.conversations({});
    list.subscribe(() => undefined);
    await desk.pass(100);
    desk.server.cut();
    desk.server.desk.changeEpoch();
    desk.calls();
    await desk.pass(2_000);
    expect(desk.calls()).toContain('GET /v1/conversations');
  });

  it('waits longer after every failure, up to half a minute', async () => {
    const desk = await openQuietDesk(seed, { random: () => 0.5 });
    desk.server.setDown(true);
    const waits: number[] = [];
    let before = 0;
    for (let ms = 0; ms < 120_000; ms += 50) {
      await desk.pass(50);
      const state = desk.client.connection.get();
      if (state.status !== 'offline' || state.retryAt === undefined || state.retryAt === before) continue;
      before = state.retryAt;
      waits.push(Math.round((state.retryAt - desk.time.now) / 500) * 500);
    }
    expect(waits.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    desk.server.setDown(false);
    await desk.pass(20_000);
    expect(desk.client.connection.get().status).toBe('online');
  });

  it('notices a connection that went silent', async () => {
    const desk = await openQuietDesk(seed);
    const connection = (): string => desk.client.connection.get().status;
    const [session] = desk.server.sessions;
    session?.push(welcome({ heartbeatMs: 10_000, isResumed: true }));
    for (let beat = 0; beat < 5; beat += 1) {
      await desk.pass(15_000);
      session?.beat();
    }
    expect([connection(), desk.calls().length > 0]).toEqual(['online', true]);
    expect(tickets(desk.calls())).toBe(0);
    await desk.pass(21_000);
    expect(tickets(desk.calls())).toBe(1);
  });

  it('looks for a sign of life when the laptop wakes up', async () => {
    const desk = await openQuietDesk(seed);
    for (const session of desk.server.sessions) session.close();
    desk.calls();
    for (const listener of desk.signals.listeners) listener('visible' as 'online');
    await desk.pass(8_000);
    expect(tickets(desk.calls())).toBe(1);
    expect(desk.client.connection.get().status).toBe('online');
  });

  it('waits for the network when the browser has none and comes back at once with it', async () => {
    const desk = await openQuietDesk(seed);
    desk.setOnline(false);
    await desk.pass(20);
    const state = desk.client.connection.get();
    expect(state.status).toBe('offline');
    expect(state).toMatchObject({ retryAt: undefined });
    await desk.pass(60_000);
    desk.setOnline(true);
    await desk.pass(100);
    expect(desk.client.connection.get().status).toBe('online');
  });

  it('leaves a server that closes for as long as it asks', async () => {
    const desk = await openQuietDesk(seed);
    desk.server.push('account', { t: 'closing', reason: 'restart', reconnectAfterMs: 3_000 });
    desk.calls();
    await desk.pass(2_900);
    expect(tickets(desk.calls())).toBe(0);
    await desk.pass(1_000);
    expect(desk.client.connection.get().status).toBe('online');
  });

  it('shows that the agent is signed out when access ended, and stays quiet until they sign in', async () => {
    for (const end of ['frame', 'code', 'tokens'] as const) {
      const desk = await openQuietDesk(seed);
      if (end === 'frame')
        desk.server.push('account', { t: 'closing', reason: 'access_ended', reconnectAfterMs: 0 });
      if (end === 'code') desk.server.cut(4410);
      if (end === 'tokens') {
        desk.server.setTokensRefused(true);
        desk.server.cut();
      }
      await desk.pass(5_000);
      expect(desk.client.connection.get()).toEqual({ status: 'unauthorized' });
      desk.calls();
      await desk.pass(60_000);
      expect(desk.calls()).toEqual([]);
      desk.server.setTokensRefused(false);
      desk.client.reconnect();
      await desk.pass(200);
      expect(desk.client.connection.get().status).toBe('online');
    }
  });

  it('can be started again after it was stopped', async () => {
    const desk = await openQuietDesk(seed);
    const list = desk.client.conversations({});
    list.subscribe(() => undefined);
    desk.client.stop();
    await desk.pass(50);
    desk.server.desk.receive(ada, textOf('meanwhile'));
    desk.client.start();
    await desk.pass(500);
    expect(desk.client.connection.get().status).toBe('online');
    expect(list.get()).toMatchObject({ items: [{ preview: 'meanwhile' }] });
    desk.client.send(ada, { kind: 'message', content: textOf('still works') });
    await desk.pass(500);
    expect(desk.server.desk.messagesOf(ada)).toHaveLength(2);
  });

  it('tells a new connection what was opened while it was on its way', async () => {
    const desk = await openQuietDesk(seed);
    desk.server.cut();
    await desk.pass(10);
    desk.client.reconnect();
    await desk.pass(16);
    desk.client.thread(ada).subscribe(() => undefined);
    await desk.pass(500);
    const [session] = desk.server.sessions;
    expect(session?.topics.has(`conversation:${ada}`)).toBe(true);
  });

  it('takes frames that are none, and frames of tomorrow, without a word', async () => {
    const desk = await openQuietDesk(seed);
    const hostile = [{ t: 'tomorrow' }, { t: 'error', code: 'bad_frame' }, { nothing: true }];
    for (const frame of hostile) desk.server.push('account', frame as unknown as ServerFrame);
    await desk.pass(100);
    expect(desk.client.connection.get().status).toBe('online');
  });
});

describe('what others see of the agent', () => {
  it('is told again to every new connection', async () => {
    const desk = await openQuietDesk(seed);
    desk.client.setAvailability('away');
    desk.client.setViewing(ada);
    await desk.pass(100);
    desk.server.cut();
    await desk.pass(2_000);
    const said = desk.server.said.map((frame: ClientFrame) => frame.t);
    expect(said.filter((t) => t === 'presence')).toHaveLength(2);
    expect(desk.server.said.at(-1)).toEqual({ t: 'viewing', conversationId: ada, isIdle: false });
    const [session] = desk.server.sessions;
    expect(session?.topics.has(`conversation:${ada}`)).toBe(true);
    desk.client.setViewing(null);
    await desk.pass(300);
    expect(session?.topics.has(`conversation:${ada}`)).toBe(false);
  });

  it('is typing, told at most every three seconds, and its end at once', async () => {
    const desk = await openQuietDesk(seed);
    for (let key = 0; key < 40; key += 1) {
      desk.client.setTyping(ada, true);
      await desk.pass(100);
    }
    desk.client.setTyping(ada, false);
    desk.client.setTyping(ada, false);
    await desk.pass(100);
    const told = desk.server.said.flatMap((frame) => (frame.t === 'typing' ? [frame.isTyping] : []));
    expect(told).toEqual([true, true, false]);
  });
});

function welcome(fields: { readonly heartbeatMs: number; readonly isResumed: boolean }): ServerFrame {
  return {
    t: 'welcome',
    connectionId: 'fake',
    epoch: 'epoch-1',
    position: '0.1',
    actor: { type: 'system' },
    ...fields,
  };
}
