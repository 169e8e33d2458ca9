import { createIds } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import type { EventFrame, RealtimeClient } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk, resumeOf } from './realtime-desk.ts';

const maxMissedEvents = 300;
const firstCut = 1;
const lastCut = 4096;
const stepBytes = 39;

const ids = createIds();

describe('a client that comes back', () => {
  let desk: RealtimeDesk;
  let proxy: CuttingProxy;
  beforeAll(async () => {
    desk = await openRealtimeDesk({ realtime: { maxMissedEvents, maxConnectionsPerHolder: 1000 } });
    proxy = await startCuttingProxy(desk.port);
  });
  afterAll(async () => {
    await desk.close();
    await proxy.close();
  });
  const idsOf = (frames: readonly EventFrame[]): readonly string[] => frames.map(({ event }) => event.id);
  /** Waits until the client has heard of an event made now. */
  const catchUp = async (client: RealtimeClient): Promise<void> => {
    const { body } = await desk.call(desk.acme, 'POST', '/v1/agents', { body: { name: 'Marker' } });
    const { id } = body as { readonly id: string };
    await client.frame((frame) => frame.t === 'event' && (frame as EventFrame).event.data['agentId'] === id);
  };

  it('gets the rest, each event once, wherever in a frame its connection was cut', async () => {
    const witness = await desk.connect(desk.acme);
    for (let n = 0; n < 4; n += 1) await desk.write(desk.acme, '16505550100', `message ${n}`);
    await catchUp(witness);
    const expected = idsOf(witness.events);
    const start = resumeOf({ ...witness, frames: witness.frames.slice(0, 1), position: undefined });
    let cutWithin = 0;

    for (let n = firstCut; n <= lastCut; n += stepBytes) {
      proxy.limitBytes = n;
      const ticket = await desk.ticket(desk.acme);
      const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/v1/realtime`, 'parley.v1');
      const heard: EventFrame[] = [];
      await new Promise<void>((resolve) => {
        socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', ticket, resume: start })));
        socket.on('message', (data: Buffer) => {
          const frame = JSON.parse(data.toString()) as EventFrame;
          if (frame.t === 'event') heard.push(frame);
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
      if (heard.length > 0 && heard.length < expected.length) cutWithin += 1;
      const resume = { epoch: start.epoch, position: heard.at(-1)?.position ?? start.position };
      const again = await desk.connect(desk.acme, undefined, { resume });
      const rest = expected.length - heard.length;
      if (rest > 0) await again.frame(() => again.events.length >= rest);
      expect([...idsOf(heard), ...idsOf(again.events)], `cut after ${n} bytes`).toEqual(expected);
      await again.close();
    }
    expect(cutWithin).toBeGreaterThan(10);
    await witness.close();
  });

  it('is let in between two events while much is going on', async () => {
    const witness = await desk.connect(desk.acme);
    let client = await desk.connect(desk.acme);
    const heard: EventFrame[] = [];
    let cuts = 0;
    let isOver = false;
    const writing = (async () => {
      for (let n = 0; !isOver; n += 1) {
        await desk.write(desk.acme, '16505550101', `burst ${n}`);
        // The embedded database answers without a turn of the loop: sockets would never get theirs.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    try {
      while (cuts < 6) {
        await client.frame((frame) => frame.t === 'event');
        await client.close();
        heard.push(...client.events);
        client = await desk.connect(desk.acme, undefined, { resume: resumeOf(client) });
        cuts += 1;
      }
    } finally {
      isOver = true;
      await writing;
    }
    await Promise.all([catchUp(witness), client.first('welcome')]);
    await catchUp(client);
    await catchUp(witness);
    expect(client.frames.some(({ t }) => t === 'resync_required')).toBe(false);
    heard.push(...client.events);
    const markers = (frame: EventFrame): boolean => frame.event.type !== 'agent.created';
    expect(idsOf(heard.filter(markers))).toEqual(idsOf(witness.events.filter(markers)));
    await Promise.all([client.close(), witness.close()]);
  });

  it('is told to start over when it missed too much, and hears what comes next', async () => {
    const before = await desk.connect(desk.acme);
    await before.close();
    await desk.parley.storage.forAccount(desk.acme.accountId).transaction(async (tx) => {
      await tx.outbox.append(
        Array.from({ length: maxMissedEvents + 1 }, () => ({
          id: ids.next('evt'),
          type: 'agent.enabled' as const,
          version: 1 as const,
          accountId: desk.acme.accountId,
          actor: { type: 'system' as const },
          at: new Date(),
          data: { agentId: ids.next('agt') },
        })),
      );
    });
    const witness = await desk.connect(desk.acme);
    await catchUp(witness);
    const client = await desk.connect(desk.acme, undefined, { resume: resumeOf(before) });
    expect((await client.first('welcome'))['isResumed']).toBe(false);
    expect(await client.first('resync_required')).toMatchObject({ reason: 'too_far_behind' });
    await catchUp(client);
    expect(client.events).toHaveLength(1);
    await Promise.all([client.close(), witness.close()]);
  });

  it('is told to start over when its place is of another log, or nobody ever was there', async () => {
    const now = await desk.connect(desk.acme);
    const { epoch, position } = resumeOf(now);
    const other = await desk.connect(desk.acme, undefined, { resume: { epoch: 'before', position } });
    expect(await other.first('resync_required')).toMatchObject({ reason: 'epoch_changed', epoch });
    const future = await desk.connect(desk.acme, undefined, {
      resume: { epoch, position: '99999999999999.1' },
    });
    expect(await future.first('resync_required')).toMatchObject({ reason: 'position_unknown', epoch });
    await catchUp(other);
    await catchUp(future);
    await Promise.all([now, other, future].map((client) => client.close()));
  });
});
