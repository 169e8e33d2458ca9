import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { remoteKeys } from './remote-keys.ts';

const url = 'https://shop.example/jwks';
const ec = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const jwkOf = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid });
const later = (ms: number) => new Date(Date.parse('2026-11-02T09:00:00Z') + ms);

/** A host whose key set can change and fail. */
function host() {
  const state = { keys: [] as unknown[], isDown: false, calls: 0 };
  const fetch = async (): Promise<Response> => {
    state.calls += 1;
    if (state.isDown) throw new TypeError('fetch failed');
    return new Response(JSON.stringify({ keys: state.keys }));
  };
  const keys = remoteKeys({
    algorithm: 'ES256',
    url,
    fetch: fetch as typeof globalThis.fetch,
    timeoutMs: 1000,
  });
  return { state, keys };
}

describe('keys at an address', () => {
  it('are fetched once and kept', async () => {
    const { state, keys } = host();
    const key = ec();
    state.keys = [jwkOf(key, 'a')];
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.candidates('a', later(0))));
    expect(found.every(([only]) => only?.equals(key))).toBe(true);
    await keys.candidates('a', later(60_000));
    expect(state.calls).toBe(1);
  });

  it('are fetched again for a kid nobody knows, but not more often than every half minute', async () => {
    const { state, keys } = host();
    state.keys = [jwkOf(ec(), 'a')];
    await keys.candidates('a', later(0));
    const next = ec();
    state.keys = [jwkOf(next, 'b')];
    for (let n = 0; n < 50; n += 1) expect(await keys.candidates('b', later(n * 100))).toEqual([]);
    expect(state.calls).toBe(1);
    const [found] = await keys.candidates('b', later(30_000));
    expect(found?.equals(next)).toBe(true);
    expect(state.calls).toBe(2);
  });

  it('go on for a day while the host is away, and are missed after', async () => {
    const { state, keys } = host();
    state.keys = [jwkOf(ec(), 'a')];
    await keys.candidates('a', later(0));
    state.isDown = true;
    expect(await keys.candidates('a', later(23 * 3_600_000))).toHaveLength(1);
    await expect(keys.candidates('a', later(25 * 3_600_000))).rejects.toMatchObject({
      code: 'token_keys_unavailable',
      retryable: true,
    });
  });

  it('leave out what does not fit', async () => {
    const { state, keys } = host();
    const fitting = ec();
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    state.keys = [
      jwkOf(fitting, 'a'),
      jwkOf(p384, 'a'),
      { ...jwkOf(ec(), 'a'), use: 'enc' },
      { ...jwkOf(ec(), 'a'), alg: 'ES512' },
      { ...pair.privateKey.export({ format: 'jwk' }), kid: 'a' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'a' },
      'not a key',
      null,
    ];
    expect(await keys.candidates('a', later(0))).toHaveLength(1);
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['no set', () => new Response('{}')],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } })],
    ['an error', () => new Response('{"keys":[]}', { status: 500 })],
    ['a set without end', () => new Response(`{"keys":[],"x":"${'x'.repeat(300 * 1024)}"}`)],
  ])('are not there while the host answers with %s', async (_name, answer) => {
    const fetch = (async () => answer()) as unknown as typeof globalThis.fetch;
    const keys = remoteKeys({ algorithm: 'ES256', url, fetch, timeoutMs: 1000 });
    await expect(keys.candidates('a', later(0))).rejects.toMatchObject({ code: 'token_keys_unavailable' });
  });
});
