import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createAgentTokens, tokenLifeSeconds } from './agent-tokens.ts';

const key = new Uint8Array(32).fill(3);
const start = Date.parse('2026-01-05T09:00:00.000Z');
const accountId = 'acc_00000000000070008000000000000001';
const agentId = 'agt_00000000000070008000000000000001';
const issuedAt = start / 1000;
const good = {
  acc: accountId,
  iss: 'parley',
  aud: 'parley:agent',
  sub: agentId,
  iat: issuedAt,
  exp: issuedAt + tokenLifeSeconds,
  jti: 'one',
};

const at = (seconds: number) => createAgentTokens(key, () => start + seconds * 1000);
const text = (part: string): string => Buffer.from(part).toString('base64url');
const json = (value: unknown): string => text(JSON.stringify(value));

/** Signs any two texts as they stand, right or wrong. */
async function signed(
  header: string,
  payload: string,
  given: Uint8Array = key,
  hash = 'SHA-256',
): Promise<string> {
  const body = `${text(header)}.${text(payload)}`;
  const hmac = await crypto.subtle.importKey('raw', new Uint8Array(given), { name: 'HMAC', hash }, false, [
    'sign',
  ]);
  const mac = await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(body));
  return `${body}.${Buffer.from(mac).toString('base64url')}`;
}

const hs256 = '{"alg":"HS256","typ":"JWT"}';
const withClaims = (claims: object): Promise<string> => signed(hs256, JSON.stringify(claims));
const without = (name: keyof typeof good): Promise<string> => {
  const { [name]: _left, ...rest } = good;
  return withClaims(rest);
};

describe('a token of an agent', () => {
  test('names the agent and the account for 15 minutes', async () => {
    const { token, expiresAt } = await at(0).make({ accountId, agentId });
    expect(expiresAt.toISOString()).toBe('2026-01-05T09:15:00.000Z');
    expect(token.length).toBeLessThan(600);
    expect(await at(1).read(token)).toEqual({ accountId, agentId });
    expect(await at(tokenLifeSeconds).read(token)).toEqual({ accountId, agentId });
  });

  test('is another one each time', async () => {
    const [first, second] = [
      await at(0).make({ accountId, agentId }),
      await at(0).make({ accountId, agentId }),
    ];
    expect(first.token).not.toBe(second.token);
  });

  test('is taken while the clocks of two servers are up to a minute apart, and no more', async () => {
    const { token } = await at(0).make({ accountId, agentId });
    expect(await at(-59).read(token)).toEqual({ accountId, agentId });
    expect(await at(tokenLifeSeconds + 59).read(token)).toEqual({ accountId, agentId });
    await expect(at(tokenLifeSeconds + 61).read(token)).rejects.toMatchObject({ code: 'token_expired' });
    await expect(at(-61).read(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('that reads as we write it is taken, so that the refusals below are for what they name', async () => {
    expect(await at(1).read(await withClaims(good))).toEqual({ accountId, agentId });
  });
});

describe('refused without a word about why is a token', () => {
  const cases: Readonly<Record<string, () => Promise<string>>> = {
    'with no algorithm': async () => `${json({ alg: 'none', typ: 'JWT' })}.${json(good)}.`,
    'with no algorithm and some signature': async () =>
      `${json({ alg: 'None', typ: 'JWT' })}.${json(good)}.AAAA`,
    'that says RS256, signed with our key as if it were public': () =>
      signed('{"alg":"RS256","typ":"JWT"}', JSON.stringify(good)),
    'with a stronger hash than ours': () =>
      signed('{"alg":"HS512","typ":"JWT"}', JSON.stringify(good), new Uint8Array(64).fill(3), 'SHA-512'),
    'signed with HS512 over our own key': () =>
      signed('{"alg":"HS512","typ":"JWT"}', JSON.stringify(good), key, 'SHA-512'),
    'signed with another key': () => signed(hs256, JSON.stringify(good), new Uint8Array(32).fill(4)),
    'that brings its own key': () =>
      signed(
        JSON.stringify({ alg: 'HS256', typ: 'JWT', jwk: { kty: 'oct', k: text('x'.repeat(32)) } }),
        JSON.stringify(good),
        new TextEncoder().encode('x'.repeat(32)),
      ),
    'whose claims were changed after signing': async () => {
      const [header, , mac] = (await withClaims(good)).split('.');
      return `${header}.${json({ ...good, sub: 'agt_00000000000070008000000000000002' })}.${mac}`;
    },
    'whose signature was cut': async () => (await withClaims(good)).slice(0, -4),
    'without a signature': async () => `${(await withClaims(good)).split('.').slice(0, 2).join('.')}.`,
    'for another audience': () => withClaims({ ...good, aud: 'parley:customer' }),
    'from another issuer': () => withClaims({ ...good, iss: 'somebody' }),
    'of another type': () => signed('{"alg":"HS256","typ":"at+jwt"}', JSON.stringify(good)),
    'without a type': () => signed('{"alg":"HS256"}', JSON.stringify(good)),
    'that demands something we do not know': () =>
      signed('{"alg":"HS256","typ":"JWT","crit":["b64"],"b64":false}', JSON.stringify(good)),
    'that never ends': () => without('exp'),
    'without the time it was made': () => without('iat'),
    'without an id': () => without('jti'),
    'without an agent': () => without('sub'),
    'without an account': () => without('acc'),
    'without an audience': () => without('aud'),
    'without an issuer': () => without('iss'),
    'whose end is a text': () => withClaims({ ...good, exp: '9999999999' }),
    'made in the future': () => withClaims({ ...good, iat: issuedAt + 600, exp: issuedAt + 1200 }),
    'not valid yet': () => withClaims({ ...good, nbf: issuedAt + 600 }),
    'of somebody who is not an agent': () => withClaims({ ...good, sub: accountId }),
    'of an account that is a list': () => withClaims({ ...good, acc: [accountId] }),
    'with a claim twice': () =>
      signed(
        hs256,
        JSON.stringify(good).replace('"sub"', '"sub":"agt_00000000000070008000000000000009","sub"'),
      ),
    'with white space in its claims': () => signed(hs256, JSON.stringify(good, null, 1)),
    'whose claims are not an object': () => signed(hs256, '[]'),
    'whose claims are not JSON': () => signed(hs256, '{"sub":'),
    'of four parts': async () => `${await withClaims(good)}.AAAA`,
    'of five parts, as if it were encrypted': async () => 'a.b.c.d.e',
    'that is huge': () => withClaims({ ...good, padding: 'x'.repeat(2000) }),
    'that is one dot': async () => '.',
    'that is two dots': async () => '..',
  };

  test.each(Object.entries(cases))('%s', async (_name, make) => {
    const token = await make();
    await expect(at(1).read(token)).rejects.toMatchObject({ code: 'unauthenticated', details: {} });
  });

  test('made with the real library for longer than we say', async () => {
    const token = await new SignJWT({ acc: accountId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('parley')
      .setAudience('parley:agent')
      .setSubject(agentId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 365 * 24 * 3600)
      .setJti('two')
      .sign(key);
    expect(await at(10).read(token)).toEqual({ accountId, agentId });
    await expect(at(3600).read(token)).rejects.toMatchObject({ code: 'token_expired' });
  });

  test('expired and wrong besides: its age is not told', async () => {
    const old = issuedAt - 3600;
    const expired = { ...good, iat: old, exp: old + tokenLifeSeconds };
    await expect(at(1).read(await withClaims(expired))).rejects.toMatchObject({ code: 'token_expired' });
    for (const wrong of [
      await withClaims({ ...expired, aud: 'x' }),
      await withClaims({ ...expired, sub: 'x' }),
      await signed(hs256, JSON.stringify(expired), new Uint8Array(32).fill(4)),
    ])
      await expect(at(1).read(wrong)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
