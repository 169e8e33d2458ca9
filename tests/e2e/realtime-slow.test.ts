import { afterEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from '../faults/tcp-proxy.ts';
import type { EventFrame, Frame, RealtimeClient } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk, type RealtimeDeskOptions, resumeOf } from './realtime-desk.ts';

describe('connections that do not keep up, or must go', () => {
  let desk: RealtimeDesk;
  let proxy: TcpProxy | undefined;
  afterEach(async () => {
    await desk.close();
    await proxy?.close();
    proxy = undefined;
  });
  const open = async (options: RealtimeDeskOptions): Promise<RealtimeDesk> => {
    desk = await openRealtimeDesk(options);
    return desk;
  };

  /** Long messages until fewer than `below` sockets are left; a reader who keeps up sets the pace. */
  const flood = async (pace: RealtimeClient, from: string, below: number): Promise<void> => {
    const text = '\u20ac'.repeat(4000);
    for (let n = 0; desk.attached.count >= below; n += 20) {
      if (n > 4000) throw new Error('nobody was cut');
      for (let more = 0; more < 20; more += 1) await desk.write(desk.acme, from, `${n + more} ${text}`);
      await pace.frame(
        (frame) => frame.t === 'event' && textOf(frame as EventFrame).startsWith(`${n + 19} `),
      );
    }
  };
  const textOf = ({ message }: EventFrame): string => message?.content.text ?? '';

  it('cuts a client that does not read, while others go on, and lets it catch up later', async () => {
    const realtime = { maxMissedEvents: 10_000 };
    await open({ realtime, attach: { slowBytes: 64 * 1024, slowForMs: 200, cutBytes: 64 * 1024 * 1024 } });
    proxy = await startTcpProxy(desk.port);
    const id = await desk.hear(desk.acme, '16505550400', 'before');
    const topics = ['account', `conversation:${id}`];
    const quick = await desk.connect(desk.acme, undefined, { topics });
    const proxied = `ws://127.0.0.1:${proxy.port}/v1/realtime`;
    const slow = await desk.connect(desk.acme, undefined, { topics }, proxied);
    proxy.freeze();
    await flood(quick, '16505550400', 2);
    proxy.cut();
    await slow.closed;

    const again = await desk.connect(desk.acme, undefined, { topics, resume: resumeOf(slow) });
    await desk.write(desk.acme, '16505550400', 'after');
    const last = (frame: Frame): boolean => frame.t === 'event' && textOf(frame as EventFrame) === 'after';
    await Promise.all([quick.frame(last), again.frame(last)]);
    expect(await again.first('welcome')).toMatchObject({ isResumed: true });
    const ids = [...slow.events, ...again.events].map(({ event }) => event.id);
    expect(ids).toEqual(quick.events.map(({ event }) => event.id));
    await Promise.all([quick.close(), again.close()]);
  });

  it('cuts at once a client that is far behind, and what it has read is whole', async () => {
    await open({ attach: { slowBytes: 16 * 1024, slowForMs: 60_000, cutBytes: 256 * 1024 } });
    const id = await desk.hear(desk.acme, '16505550401', 'hello');
    const topics = ['account', `conversation:${id}`];
    const quick = await desk.connect(desk.acme, undefined, { topics });
    const client = await desk.connect(desk.acme, undefined, { topics });
    client.socket.pause();
    await flood(quick, '16505550401', 2);
    client.socket.resume();
    await client.closed;
    const heard = client.events.map(({ event }) => event.id);
    expect(heard).toEqual(quick.events.slice(0, heard.length).map(({ event }) => event.id));
    await quick.close();
  });

  it('ends a client that answers no heartbeat', async () => {
    await open({ attach: { heartbeatMs: 100 } });
    const client = await desk.connect(desk.acme);
    client.socket.removeAllListeners('ping');
    Object.assign(client.socket, { pong: () => undefined, _autoPong: false });
    expect(await client.closed).toEqual({ code: 4408 });
    expect(client.frames.at(-1)).toMatchObject({ t: 'closing', reason: 'idle' });
  });

  it('says where it stands to who has heard nothing for a while', async () => {
    await open({ realtime: { heartbeatMs: 500 } });
    const client = await desk.connect(desk.acme);
    expect(await client.first('welcome')).toMatchObject({ heartbeatMs: 500 });
    expect(await client.first('position')).toMatchObject({ position: resumeOf(client).position });
    await client.close();
  });

  it('sends everybody elsewhere when the process drains, at different times, and takes nobody new', async () => {
    await open({ realtime: { reconnectWithinMs: 8000, maxConnectionsPerHolder: 1000 } });
    const clients = await Promise.all(Array.from({ length: 20 }, () => desk.connect(desk.acme)));
    const draining = desk.attached.drain(5000);
    const codes = await Promise.all(clients.map(async ({ closed }) => (await closed).code));
    await draining;
    expect(new Set(codes)).toEqual(new Set([1012]));
    const delays = clients.map(({ frames }) => {
      expect(frames.at(-1)).toMatchObject({ t: 'closing', reason: 'restart' });
      return frames.at(-1)?.['reconnectAfterMs'] as number;
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(8000);
    expect(new Set(delays).size).toBeGreaterThan(10);
    await expect(desk.connect(desk.acme)).rejects.toThrow();
    expect(desk.attached.count).toBe(0);
  });

  it('takes nobody new while the server says it is not ready, and cuts who does not go', async () => {
    await open({});
    proxy = await startTcpProxy(desk.port);
    const stuck = await desk.connect(desk.acme, undefined, {}, `ws://127.0.0.1:${proxy.port}/v1/realtime`);
    proxy.freeze();
    desk.live.startDraining();
    await expect(desk.connect(desk.acme)).rejects.toThrow(/503/);
    const from = performance.now();
    await desk.attached.drain(200);
    expect(performance.now() - from).toBeLessThan(2000);
    proxy.thaw();
    proxy.cut();
    await stuck.closed;
  });
});
