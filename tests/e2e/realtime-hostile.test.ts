import { once } from 'node:events';
import { realtimeErrorCodes, serverFrameSchema } from '@parley/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRealtime, type RealtimeClient } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk } from './realtime-desk.ts';

const conversation = 'cnv_00000000000070008000000000000001';
/** Every close code there is: ours, and those a breach of the protocol itself ends with. */
const closeCodes = new Set([1002, 1007, 1008, 1009, 1012, 4400, 4401, 4408, 4410, 4428, 4429]);

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Texts nobody sends by mistake. */
const texts: readonly string[] = [
  '',
  '{',
  'null',
  '0',
  '"hello"',
  '[]',
  '{}',
  '{"t":null}',
  '{"t":"base"}',
  '{"event":"base"}',
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'get', 'welcome', 'event', 'closing'].map(
    (t) => JSON.stringify({ t, id: '1' }),
  ),
  '{"__proto__":{"t":"ping"}}',
  '{"t":"ping","__proto__":{"isAdmin":true}}',
  '{"t":"ping","t":"hello"}',
  '{"t":"hello","ticket":{"$ne":null}}',
  '{"t":"hello","ticket":["a"]}',
  `{"t":"hello","ticket":"${'x'.repeat(513)}"}`,
  '{"t":"hello","ticket":"rt_x","accountId":"acc_00000000000070008000000000000001"}',
  '{"t":"hello","ticket":"rt_x","resume":{"epoch":"e","position":"-1.0"}}',
  '{"t":"hello","ticket":"rt_x","resume":{"epoch":"e","position":"1.0; drop table parley.events"}}',
  '{"t":"subscribe","topics":["account"]}',
  '{"t":"subscribe","id":"1","topics":["conversation:__proto__"]}',
  '{"t":"subscribe","id":"1","topics":[]}',
  '{"t":"subscribe","id":"<img src=x onerror=alert(1)>","topics":["account"]}',
  `{"t":"typing","conversationId":"${conversation}","isTyping":true,"by":{"type":"system"}}`,
  `{"t":"typing","conversationId":"${conversation}","isTyping":"yes"}`,
  `{"t":"viewing","conversationId":"${conversation}'; --"}`,
  '{"t":"presence","availability":"root"}',
  deep(20_000),
  `{"t":"ping","x":${deep(500)}}`,
  `{"t":"subscribe","id":"1","topics":[${Array.from({ length: 201 }, () => '"account"').join()}]}`,
  '\u0000',
  '{"t":"ping"}\u0000',
  '\ud83d',
];

describe('hostile frames', () => {
  let desk: RealtimeDesk;
  beforeAll(async () => {
    desk = await openRealtimeDesk({ realtime: { helloWithinMs: 60_000, maxConnectionsPerHolder: 1000 } });
  });
  afterAll(() => desk.close());

  /** Nothing but what the contract says, short, and nothing of what is inside. */
  const expectClosed = (client: RealtimeClient): void => {
    for (const [index, frame] of client.frames.entries()) {
      expect(serverFrameSchema.safeParse(frame).error).toBeUndefined();
      if (frame.t !== 'error') continue;
      expect(realtimeErrorCodes).toContain(frame['code']);
      expect(client.texts[index]?.length).toBeLessThanOrEqual(200);
      const { t: _t, code: _code, id, ...rest } = frame;
      expect(rest).toEqual({});
      expect(id ?? '1').toMatch(/^[\w.:-]{1,64}$/);
    }
  };
  const expectWell = async (): Promise<void> => {
    const client = await desk.connect(desk.acme);
    client.send({ t: 'ping' });
    await client.first('pong');
    await client.close();
  };

  it.each(['before hello', 'after hello'] as const)(
    'are answered with one of a few codes %s',
    async (when) => {
      for (const text of texts) {
        const client =
          when === 'after hello' ? await desk.connect(desk.acme) : await connectRealtime(desk.url);
        const before = client.frames.length;
        client.socket.send(text);
        client.socket.send('{"t":"nobody"}');
        await client.frame(() => client.frames.length > before);
        const answer = client.frames.slice(before).find((frame) => frame.t === 'error');
        expect(answer, text.slice(0, 80)).toBeDefined();
        expectClosed(client);
        await client.close();
      }
      await expectWell();
    },
  );

  it('end a connection after a few, as do binary ones, bad UTF-8, and frames above 64 kB', async () => {
    const client = await desk.connect(desk.acme);
    for (let n = 0; n < 20; n += 1) client.socket.send('{');
    expect(await client.closed).toEqual({ code: 4400 });
    expectClosed(client);

    const binary = await desk.connect(desk.acme);
    binary.socket.send(Buffer.from('{"t":"ping"}'), { binary: true });
    expect(await binary.closed).toEqual({ code: 4400 });
    expect(binary.frames.at(-1)).toEqual({ t: 'error', code: 'bad_frame' });

    const garbled = await desk.connect(desk.acme);
    garbled.socket.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
    expect(await garbled.closed).toEqual({ code: 1007 });

    const large = await desk.connect(desk.acme);
    large.socket.send(`{"t":"ping","x":"${'x'.repeat(64 * 1024)}"}`);
    expect(await large.closed).toEqual({ code: 1009 });
    await expectWell();
  });

  it('end a connection that sends one frame in countless pieces', async () => {
    const client = await desk.connect(desk.acme);
    for (let n = 0; n < 1000; n += 1) client.socket.send('x', { fin: false });
    expect(await client.closed).toEqual({ code: 1008 });
    await expectWell();
  });

  it('end a connection whose frames are not masked, or that agrees to nothing', async () => {
    const client = await desk.connect(desk.acme);
    const stream = (client.socket as unknown as { readonly _socket: { write(bytes: Buffer): void } })._socket;
    stream.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]));
    expect(await client.closed).toEqual({ code: 1002 });
    await expectWell();
  });

  it.each([
    [
      'frames',
      (client: RealtimeClient, n: number) => client.send({ t: 'subscribe', id: `${n}`, topics: ['account'] }),
    ],
    ['pings', (client: RealtimeClient) => client.socket.ping()],
    ['pongs', (client: RealtimeClient) => client.socket.pong()],
  ] as const)('are cut off when they are ten thousand %s, and others do not notice', async (_name, send) => {
    const other = await desk.connect(desk.acme);
    const client = await desk.connect(desk.acme);
    for (let n = 0; n < 10_000; n += 1) send(client, n);
    const { code } = await client.closed;
    // A client that goes on sending may find the connection reset before it reads why.
    expect([4429, 1006]).toContain(code);
    expectClosed(client);
    expect(client.frames.length).toBeLessThan(500);
    other.send({ t: 'ping' });
    await other.first('pong');
    await other.close();
  });

  it('do not grow the process, however many connections send them', async () => {
    const flood = async (): Promise<number> => {
      const client = await desk.connect(desk.acme);
      for (let n = 0; n < 40; n += 1) client.socket.send(`{"t":"ping","x":"${'x'.repeat(60_000)}"}`);
      return (await client.closed).code;
    };
    for (let n = 0; n < 3; n += 1) await flood();
    const before = process.memoryUsage().rss;
    const codes = [];
    // 240 MB in all: several times what a process may have waiting for its collector.
    for (let n = 0; n < 100; n += 1) codes.push(await flood());
    for (const code of codes) expect(closeCodes).toContain(code);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
    await expectWell();
  });

  it('get no compression, which would let a small frame become a large one', async () => {
    const client = await connectRealtime(desk.url, { perMessageDeflate: true });
    expect(client.socket.extensions).toBe('');
    client.socket.terminate();
    await once(client.socket, 'close');
  });
});
