import { chatErrorCodes } from '@parley/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatClient, connectChat, says } from './chat-client.ts';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;

beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

/** Close codes of the contract, and those of the protocol itself. */
const allowedCodes = [1002, 1007, 1009, 1012, 1013, 4400, 4401, 4403, 4408, 4409, 4429];
const expectClosedSet = async (client: ChatClient): Promise<number> => {
  const code = await client.closed;
  expect(allowedCodes).toContain(code);
  for (const { t, data } of client.frames) if (t === 'error') expect(chatErrorCodes).toContain(data.code);
  return code;
};
const connected = async (): Promise<ChatClient> => {
  const client = connectChat(desk, desk.acme, { token: await desk.token(desk.acme, 'hostile') });
  await client.seen(({ t }) => t === 'ready');
  return client;
};

const frame = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    v: 1,
    t: 'message',
    data: { clientMessageId: 'x', content: { type: 'text', text: 'x' } },
    ...changes,
  });

const badFrames: readonly (readonly [string, string | Uint8Array])[] = [
  ['no JSON', '{{{'],
  ['an empty frame', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a number', '1e999'],
  ['another version', frame({ v: 2 })],
  ['no version', JSON.stringify({ t: 'ping' })],
  ['an unknown type', frame({ t: 'shutdown' })],
  ['a type of the prototype', frame({ t: '__proto__' })],
  ['a server frame', frame({ t: 'ready' })],
  ['an unknown field', frame({ asStaff: true })],
  ['a polluting field', '{"v":1,"t":"ping","__proto__":{"isAdmin":true}}'],
  ['no content', frame({ data: { clientMessageId: 'x' } })],
  [
    'a picture nobody may send',
    frame({ data: { clientMessageId: 'x', content: { type: 'image', media: {} } } }),
  ],
  [
    'a client id with a path',
    frame({ data: { clientMessageId: '../x', content: { type: 'text', text: 'x' } } }),
  ],
  [
    'a text that is too long',
    frame({ data: { clientMessageId: 'x', content: { type: 'text', text: 'x'.repeat(8001) } } }),
  ],
  ['a conversation that is no id', frame({ conversationId: "cnv_1' or 1=1" })],
  [
    'a negative seq',
    JSON.stringify({ v: 1, t: 'read', conversationId: `cnv_${'0'.repeat(32)}`, data: { upToSeq: -1 } }),
  ],
  [
    'a seq that is text',
    JSON.stringify({ v: 1, t: 'read', conversationId: `cnv_${'0'.repeat(32)}`, data: { upToSeq: '1' } }),
  ],
  [
    'too many cursors',
    JSON.stringify({
      v: 1,
      t: 'resume',
      data: {
        cursors: Object.fromEntries(
          Array.from({ length: 51 }, (_, n) => [`cnv_${String(n).padStart(32, '0')}`, 0]),
        ),
      },
    }),
  ],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['a frame above 64 kB', `{"v":1,"t":"ping","x":"${'x'.repeat(70_000)}"}`],
  ['a value a thousand deep', `{"v":1,"t":"message","data":${'['.repeat(1000)}${']'.repeat(1000)}}`],
];

describe('a hostile client', () => {
  it.each(badFrames)('is closed after %s', async (_name, data) => {
    const client = await connected();
    client.raw(data);
    const code = await expectClosedSet(client);
    expect([1009, 4400]).toContain(code);
  });

  it('is closed when it says something before it says who it is', async () => {
    const client = connectChat(desk, desk.acme, {});
    client.send(says('x', 'let me in'));
    expect(await expectClosedSet(client)).toBe(4401);
  });

  it('is closed when it does not say who it is within five seconds', async () => {
    const client = connectChat(desk, desk.acme, {});
    expect(await expectClosedSet(client)).toBe(4401);
  });

  it('is closed for an inbox that does not exist, like for a wrong token', async () => {
    const tenant = { ...desk.acme, inboxId: `inb_${'9'.repeat(32)}` as const };
    const client = connectChat(desk, tenant, { token: await desk.token(desk.acme, 'x') });
    expect(await expectClosedSet(client)).toBe(4401);
  });

  it('is closed when it floods, and nobody else notices', async () => {
    const neighbour = connectChat(desk, desk.acme, { token: await desk.token(desk.acme, 'neighbour') });
    await neighbour.seen(({ t }) => t === 'ready');
    const client = await connected();
    for (let n = 0; n < 500; n += 1) client.raw('{"v":1,"t":"ping"}');
    expect(await expectClosedSet(client)).toBe(4429);
    neighbour.send(says('n1', 'still here'));
    await neighbour.seen(({ t }) => t === 'ack');
    neighbour.close();
  });

  it('is refused what it may not send and goes on', async () => {
    const client = await connected();
    client.send({ ...says('e1', '   '), id: 'f1' });
    expect(await client.seen(({ id }) => id === 'f1')).toMatchObject({
      t: 'error',
      data: { code: 'content_refused', clientMessageId: 'e1' },
    });
    client.send({ ...says('e2', 'a nul \u0000 character'), id: 'f2' });
    expect(await client.seen(({ id }) => id === 'f2')).toMatchObject({ data: { code: 'content_refused' } });
    client.send({ ...says('e3', 'x'), id: 'f3', conversationId: `cnv_${'0'.repeat(32)}` });
    expect(await client.seen(({ id }) => id === 'f3')).toMatchObject({
      data: { code: 'conversation_not_found' },
    });
    client.send({
      t: 'message',
      id: 'f4',
      data: {
        clientMessageId: 'e4',
        content: { type: 'choice', messageId: `msg_${'0'.repeat(32)}`, choiceId: 'a' },
      },
    });
    expect(await client.seen(({ id }) => id === 'f4')).toMatchObject({ data: { code: 'content_refused' } });
    client.send({ ...says('e5', 'fine'), id: 'f5' });
    expect(await client.seen(({ id }) => id === 'f5')).toMatchObject({ t: 'ack' });
    client.close();
  });

  it('has at most ten connections: the oldest makes room', async () => {
    const token = await desk.token(desk.acme, 'many-tabs');
    const clients: ChatClient[] = [];
    for (let n = 0; n < 11; n += 1) {
      const client = connectChat(desk, desk.acme, { token });
      await client.seen(({ t }) => t === 'ready');
      clients.push(client);
    }
    expect(await clients[0]?.closed).toBe(4409);
    for (const client of clients) client.close();
  });
});
