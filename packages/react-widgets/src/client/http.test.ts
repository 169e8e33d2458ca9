import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserEnvironment } from './browser-environment.ts';
import { createHttp } from './http.ts';
import { createTokenSource } from './token-source.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

function api(
  fetchIt: (url: string, init: RequestInit) => Promise<Response>,
  getToken: () => string | Promise<string>,
) {
  const onUnauthorized = vi.fn();
  const env = browserEnvironment({ baseUrl: 'http://desk.test', getToken, storage: 'memory' });
  const tokens = createTokenSource(getToken, Date.now);
  const fetch = ((url: string, init: RequestInit) => fetchIt(url, init)) as typeof globalThis.fetch;
  const http = createHttp({
    baseUrl: 'http://desk.test/support/',
    tokens,
    env: { ...env, fetch },
    onUnauthorized,
  });
  return { http, onUnauthorized };
}

const call = { method: 'GET', path: '/v1/me' } as const;
const bearer = (init: RequestInit): string => (init.headers as Record<string, string>)['authorization'] ?? '';

afterEach(() => {
  vi.useRealTimers();
});

describe('calling the API', () => {
  it('gets another token once when one is refused, and repeats the call', async () => {
    const used: string[] = [];
    let made = 0;
    const { http, onUnauthorized } = api(
      async (_url, init) => {
        used.push(bearer(init));
        return used.length === 1
          ? answer(401, { error: { code: 'token_expired' } })
          : answer(200, { ok: true });
      },
      () => {
        made += 1;
        return `token-${made}`;
      },
    );
    expect(await http.json(call)).toEqual({ ok: true });
    expect(await http.json(call)).toEqual({ ok: true });
    expect(used).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
    expect(onUnauthorized).not.toHaveBeenCalled();
  });

  it('gives up after the second refusal and asks nobody until somebody signs in again', async () => {
    const fetchIt = vi.fn(async () => answer(401, {}));
    const getToken = vi.fn(() => 'token');
    const { http, onUnauthorized } = api(fetchIt, getToken);
    await expect(http.json(call)).rejects.toMatchObject({ code: 'unauthorized', isRetryable: false });
    expect([fetchIt.mock.calls.length, getToken.mock.calls.length, onUnauthorized.mock.calls.length]).toEqual(
      [2, 2, 1],
    );
    http.setSignedOut(true);
    await expect(http.json(call)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('gives up when the host has no token twice, but not when only the network is missing', async () => {
    const refused = api(
      async () => answer(200, {}),
      () => Promise.reject(new Error('no session')),
    );
    await expect(refused.http.json(call)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(refused.onUnauthorized).toHaveBeenCalledOnce();
    const offline = api(
      async () => answer(200, {}),
      () => Promise.reject(new TypeError('Failed to fetch')),
    );
    await expect(offline.http.json(call)).rejects.toMatchObject({ code: 'network_error', isRetryable: true });
    expect(offline.onUnauthorized).not.toHaveBeenCalled();
  });

  it('asks for one token for calls that come together', async () => {
    const getToken = vi.fn(async () => 'token');
    const { http } = api(async () => answer(200, {}), getToken);
    await Promise.all([http.json(call), http.json(call), http.json(call)]);
    expect(getToken).toHaveBeenCalledOnce();
  });

  it('tells code, message and what to do as the server did, and when to come back', async () => {
    const error = {
      code: 'intake_overloaded',
      message: 'Busy.',
      fix: 'Wait.',
      requestId: 'req_1',
      details: { a: 1 },
    };
    const { http } = api(
      async () => answer(503, { error }, { 'retry-after': '7' }),
      () => 't',
    );
    await expect(http.json(call)).rejects.toMatchObject({ ...error, isRetryable: true, retryAfterMs: 7_000 });
  });

  it('takes nothing but texts from answers that are not the server’s', async () => {
    for (const body of ['<html>', 'null', '{"error":{"code":7,"details":"x"}}', '{"error":null}']) {
      const { http } = api(
        async () => answer(502, body),
        () => 't',
      );
      const failure = await http.json(call).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'http_502', isRetryable: true });
      expect(failure).not.toHaveProperty('details');
    }
    const { http } = api(
      async () => answer(200, '<html>'),
      () => 't',
    );
    await expect(http.json(call)).rejects.toMatchObject({ code: 'invalid_answer' });
  });

  it('ends a call that takes too long', async () => {
    vi.useFakeTimers();
    const { http } = api(
      (_url, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      () => 't',
    );
    const failed = expect(http.json(call)).rejects.toMatchObject({ code: 'timed_out', isRetryable: true });
    await vi.advanceTimersByTimeAsync(20_000);
    await failed;
  });

  it('leaves out query fields that are not given and names the path once', async () => {
    const urls: string[] = [];
    const { http } = api(
      async (url) => {
        urls.push(url);
        return answer(200, {});
      },
      () => 't',
    );
    await http.json({ ...call, query: { limit: 5, cursor: undefined, status: 'open,pending' } });
    await http.json({ ...call, query: { cursor: undefined } });
    expect(urls).toEqual([
      'http://desk.test/support/v1/me?limit=5&status=open%2Cpending',
      'http://desk.test/support/v1/me',
    ]);
  });
});

describe('the token', () => {
  const jwt = (iat: number, exp: number): string => `h.${btoa(JSON.stringify({ iat, exp }))}.s`;

  it('is got anew a minute before it expires, whatever the clock of the browser says', async () => {
    let now = 5_000_000;
    const getToken = vi.fn(() => jwt(100, 1_000));
    const tokens = createTokenSource(getToken, () => now);
    await tokens.get();
    now += 839_000;
    await tokens.get();
    expect(getToken).toHaveBeenCalledTimes(1);
    now += 2_000;
    await tokens.get();
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('is not got again because of a refusal of an older one', async () => {
    const made = ['one', 'two'];
    const getToken = vi.fn(() => made.shift() ?? 'three');
    const tokens = createTokenSource(getToken, () => 0);
    expect(await tokens.get()).toBe('one');
    expect(await tokens.get('one')).toBe('two');
    expect(await tokens.get('one')).toBe('two');
    tokens.forget();
    expect(await tokens.get()).toBe('three');
  });
});
