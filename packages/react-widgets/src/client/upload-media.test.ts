import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMockClient, type MockClient } from './testing/create-mock-client.ts';
import { fakeConversation, fakeId } from './testing/fake-desk-seed.ts';
import { FakeRefusal } from './testing/fake-refusal.ts';
import type { FakeCall } from './testing/fake-routes.ts';
import type { FakeFate } from './testing/fake-server.ts';

const inbox = fakeId('inb', 1);
const picture = (name = 'bill.png'): File => new File(['0123456789'], name, { type: 'image/png' });

let client: MockClient;
let fate: ((call: FakeCall) => FakeFate) | undefined;
beforeEach(async () => {
  fate = undefined;
  client = createMockClient(
    { conversations: [fakeConversation(1)] },
    { random: () => 0.001, fate: (call) => (isUpload(call) ? (fate?.(call) ?? 'deliver') : 'deliver') },
  );
  client.start();
  await vi.waitFor(() => expect(client.connection.get().status).toBe('online'));
});
afterEach(() => client.stop());

const isUpload = ({ path }: FakeCall): boolean => path.endsWith('/media');
const uploads = () => client.server.calls.filter(isUpload);
const failing = (...fates: readonly FakeFate[]): void => {
  const left = [...fates];
  fate = () => left.shift() ?? 'deliver';
};

describe('uploading a file', () => {
  it('tells how far it got and resolves to what a message sends it as', async () => {
    const progress: number[] = [];
    const sent = await client.uploadMedia(inbox, picture('Übersicht 1.png'), {
      onProgress: (part) => progress.push(part),
    });
    expect(sent).toEqual({ providerMediaId: 'file-1', mimeType: 'image/png', fileName: 'Übersicht 1.png' });
    expect(progress).toEqual([0, 0.5, 1, 1]);
    expect(await client.server.desk.files.get('file-1')?.text()).toBe('0123456789');
  });

  it.each<readonly [string, FakeFate]>([
    ['the network loses it', 'lose_request'],
    ['its answer gets lost', 'lose_answer'],
    ['the server has too many files under way', new FakeRefusal(503, 'uploads_overloaded')],
  ])('is tried again where %s, from the beginning', async (_case, first) => {
    failing(first);
    const progress: number[] = [];
    const { providerMediaId } = await client.uploadMedia(inbox, picture(), {
      onProgress: (part) => progress.push(part),
    });
    expect(client.server.desk.files.has(providerMediaId)).toBe(true);
    expect(progress).toEqual([0, 0.5, 1, 0, 0.5, 1, 1]);
  });

  it('waits as long as the server asks for', async () => {
    const headers = { 'retry-after': '1' };
    failing(new FakeRefusal(503, 'uploads_overloaded', { headers }));
    const startedAt = performance.now();
    await client.uploadMedia(inbox, picture());
    expect(performance.now() - startedAt).toBeGreaterThan(900);
  });

  it('is given up after three attempts, with the last reason', async () => {
    const busy = new FakeRefusal(503, 'media_unavailable');
    failing('lose_request', busy, busy, 'deliver');
    await expect(client.uploadMedia(inbox, picture())).rejects.toMatchObject({
      code: 'media_unavailable',
      isRetryable: true,
    });
    expect(uploads()).toHaveLength(2);
  });

  it.each([
    ['refused', new FakeRefusal(422, 'media_refused')],
    ['too large', new FakeRefusal(413, 'body_too_large')],
    ['what the server did not expect', new FakeRefusal(500, 'internal_error')],
  ])('is not tried again when it is %s', async (_case, refusal) => {
    failing(refusal);
    await expect(client.uploadMedia(inbox, picture())).rejects.toMatchObject({ code: refusal.code });
    expect(uploads()).toHaveLength(1);
  });

  it('ends when it is cancelled, under way or between two attempts, with the reason of the signal', async () => {
    const under = new AbortController();
    const onProgress = (part: number): void => {
      if (part === 0.5) under.abort();
    };
    await expect(
      client.uploadMedia(inbox, picture(), { signal: under.signal, onProgress }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    const between = new AbortController();
    fate = () => {
      setTimeout(() => between.abort(), 5);
      return new FakeRefusal(503, 'uploads_overloaded', { headers: { 'retry-after': '600' } });
    };
    await expect(client.uploadMedia(inbox, picture(), { signal: between.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(client.uploadMedia(inbox, picture(), { signal: AbortSignal.abort() })).rejects.toMatchObject(
      { name: 'AbortError' },
    );
    expect(client.server.desk.files.size).toBe(0);
  });

  it('gets a new token where the old one ended', async () => {
    failing(new FakeRefusal(401, 'token_expired'));
    expect(await client.uploadMedia(inbox, picture())).toMatchObject({ providerMediaId: 'file-1' });
  });
});
