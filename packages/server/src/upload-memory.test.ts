import { expect, test } from 'vitest';
import { createServer, type ParleyServer } from './create-server.ts';
import { BodyIncompleteError } from './server-errors.ts';
import { readServerOptions } from './server-options.ts';
import { fakeApiKey, fakeParley } from './testing/fake-parley.ts';

const path = '/v1/inboxes/inb_00000000000070008000000000000001/media';
const headers = { authorization: `Bearer ${fakeApiKey}`, 'content-type': 'image/png' };
const limits = { mediaUploadLimitBytes: 400, mediaUploadMemoryBytes: 1000 };

/** A server whose provider answers each file when the test says so. */
function slowProvider() {
  const answers: { take(): void; refuse(): void }[] = [];
  const parley = fakeParley({
    desk: {
      media: {
        upload: () =>
          new Promise((resolve, reject) => {
            answers.push({
              take: () => resolve({ providerMediaId: '77' }),
              refuse: () => reject(new Error('broken')),
            });
          }),
      },
    },
  });
  return { parley, answers };
}

const send = (server: ParleyServer, bytes: number): Promise<Response> =>
  server.fetch(
    new Request(`http://desk.test${path}`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { ...headers, 'content-length': String(bytes) },
    }),
  );

test('files under way share one memory; what does not fit is told to come again, and fits once another one is gone', async () => {
  const { parley, answers } = slowProvider();
  const server = createServer({ parley, ...limits });
  const first = [send(server, 400), send(server, 400)];
  await expect.poll(() => answers.length).toBe(2);
  const refused = await send(server, 300);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await refused.json()).toMatchObject({ error: { code: 'uploads_overloaded' } });
  // What still fits is taken.
  const small = send(server, 200);
  await expect.poll(() => answers.length).toBe(3);
  answers[0]?.take();
  expect((await first[0])?.status).toBe(201);
  const again = send(server, 300);
  await expect.poll(() => answers.length).toBe(4);
  for (const answer of answers) answer.take();
  expect((await Promise.all([...first, small, again])).map(({ status }) => status)).toEqual([
    201, 201, 201, 201,
  ]);
});

test('a provider that fails and a caller who is refused leave no memory taken', async () => {
  const { parley, answers } = slowProvider();
  const server = createServer({ parley, ...limits });
  for (let turn = 0; turn < 4; turn += 1) {
    const broken = send(server, 400);
    await expect.poll(() => answers.length).toBe(turn + 1);
    answers[turn]?.refuse();
    expect((await broken).status).toBe(500);
    expect((await send(server, 401)).status).toBe(413);
  }
});

test('a file whose caller was told that it takes too long is held until the provider let go of it', async () => {
  const { parley, answers } = slowProvider();
  const server = createServer({ parley, ...limits, mediaTimeoutMs: 20 });
  const late = await Promise.all([send(server, 400), send(server, 400)]);
  expect(late.map(({ status }) => status)).toEqual([503, 503]);
  const codeNow = async (): Promise<string> =>
    ((await (await send(server, 400)).json()) as { error: { code: string } }).error.code;
  expect(await codeNow()).toBe('uploads_overloaded');
  for (const answer of answers) answer.take();
  await expect.poll(codeNow).toBe('media_unavailable');
});

test('a body without a length counts as the largest, and one that ends early counts no more', async () => {
  const { parley, answers } = slowProvider();
  const server = createServer({ parley, ...limits });
  const bodies: { end(): void; lose(): void }[] = [];
  const open = (): ReturnType<ParleyServer['handle']> =>
    server.handle({
      method: 'POST',
      url: path,
      header: (name) => (headers as Record<string, string>)[name],
      streamBody: () => new Blob([]).stream(),
      readBody: () =>
        new Promise((resolve, reject) => {
          bodies.push({
            end: () => resolve(new Uint8Array(1)),
            lose: () => reject(new BodyIncompleteError()),
          });
        }),
    });
  const one = open();
  const two = open();
  await expect.poll(() => bodies.length).toBe(2);
  expect((await send(server, 300)).status).toBe(503);
  bodies[0]?.lose();
  expect((await one).status).toBe(400);
  const three = open();
  await expect.poll(() => bodies.length).toBe(3);
  for (const body of bodies) body.end();
  await expect.poll(() => answers.length).toBe(2);
  for (const answer of answers) answer.take();
  expect([(await two).status, (await three).status]).toEqual([201, 201]);
});

test('there is room for at least one file', () => {
  const { parley } = slowProvider();
  expect(() =>
    readServerOptions({ parley, mediaUploadLimitBytes: 400, mediaUploadMemoryBytes: 399 }),
  ).toThrow('mediaUploadMemoryBytes');
  const large = 2 ** 30;
  expect(readServerOptions({ parley, mediaUploadLimitBytes: large }).mediaUploadMemoryBytes).toBe(large);
});
