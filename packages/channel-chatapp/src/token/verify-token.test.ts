import { createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import type { JsonObject } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { at, keys, openChannel } from '../__fixtures__/chat-inbox.ts';

const now = at.getTime() / 1000;
const goodClaims = {
  iss: 'https://shop.example',
  aud: 'parley',
  sub: 'c-1001',
  iat: now - 10,
  exp: now + 600,
  jti: 'j-1',
};
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }) as string;

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

type Sign = (text: string) => Buffer;
const hmac =
  (secret: string, hash = 'sha256'): Sign =>
  (text) =>
    createHmac(hash, secret).update(text).digest();
const rs256: Sign = (text) => signBytes('sha256', Buffer.from(text), rsa.privateKey);
const es256: Sign = (text) =>
  signBytes('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });

/** A token of any shape, signed or not. */
function token(header: unknown, claims: unknown, sign: Sign = hmac(keys.token)): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign(signed).toString('base64url')}`;
}

const hs = { alg: 'HS256', typ: 'JWT' };
const verifyWith = (settings: JsonObject | undefined, given: string) => {
  const changes =
    settings === undefined
      ? {}
      : {
          settings: {
            token: { issuer: goodClaims.iss, audience: goodClaims.aud, ...settings },
          },
        };
  const { customerAccess } = openChannel({}, changes);
  if (customerAccess === undefined) throw new Error('the channel has no customer access');
  return customerAccess.verify(given, at);
};
const verify = (given: string) => verifyWith(undefined, given);
const withClaims = (changes: JsonObject) => token(hs, { ...goodClaims, ...changes });
const without = (name: keyof typeof goodClaims) => {
  const { [name]: _gone, ...rest } = goodClaims;
  return token(hs, rest);
};

describe('a token of the host', () => {
  it('proves the customer it names', async () => {
    expect(await verify(token(hs, { ...goodClaims, name: 'Sara' }))).toEqual({
      identity: { channel: 'chatapp', scope: 'default', kind: 'customer_id', value: 'c-1001' },
      name: 'Sara',
      expiresAt: new Date((goodClaims.exp + 60) * 1000),
    });
  });

  it('is right without a type, for one of several audiences, and with either secret', async () => {
    await verify(token({ alg: 'HS256' }, goodClaims));
    await verify(withClaims({ aud: ['other', 'parley'] }));
    await verify(token(hs, goodClaims, hmac(keys.oldToken)));
  });

  it('brings an address or number only where the host has verified it', async () => {
    const contact = { email: 'sara@example.com', phone_number: '+4915112345678' };
    expect(await verify(withClaims(contact))).not.toHaveProperty('email');
    expect(await verify(withClaims({ ...contact, email_verified: 'true' }))).not.toHaveProperty('email');
    expect(
      await verify(withClaims({ ...contact, email_verified: true, phone_number_verified: true })),
    ).toMatchObject({ email: contact.email, phone: contact.phone_number });
    expect(await verify(withClaims({ phone: '+4915112345678', phone_verified: true }))).toMatchObject({
      phone: '+4915112345678',
    });
  });

  it('may be off by the clocks of two servers', async () => {
    await verify(withClaims({ iat: now + 59, exp: now + 600 }));
    await verify(withClaims({ iat: now - 600, exp: now - 59 }));
    await verify(withClaims({ nbf: now + 59 }));
  });

  it('may be signed with a key pair, whose public half stands in the inbox as PEM or JWK', async () => {
    await verifyWith(
      { algorithm: 'RS256', publicKeys: [pemOf(rsa.publicKey)] },
      token({ alg: 'RS256' }, goodClaims, rs256),
    );
    const jwk = ec.publicKey.export({ format: 'jwk' }) as JsonObject;
    await verifyWith({ algorithm: 'ES256', publicKeys: [jwk] }, token({ alg: 'ES256' }, goodClaims, es256));
  });
});

const good = token(hs, goodClaims);
const [head = '', body = '', signature = ''] = good.split('.');
const nothing: Sign = () => Buffer.alloc(0);
const attacker = createAttackerJwk();

function createAttackerJwk(): JsonObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as JsonObject;
}

const refused: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a word', 'token'],
  ['dots', '..'],
  ['two parts', `${head}.${body}`],
  ['four parts', `${good}.x`],
  ['five parts (encrypted)', `${good}.a.b`],
  ['padding', `${head}=.${body}.${signature}`],
  ['the alphabet of plain base64', `${head}.${body}.${signature.slice(0, -2)}+/`],
  ['white space around', ` ${good} `],
  ['a line break inside', `${head}.\n${body}.${signature}`],
  ['alg none', token({ alg: 'none' }, goodClaims, nothing)],
  ['alg none with a signature', token({ alg: 'none' }, goodClaims)],
  ['alg None', token({ alg: 'None' }, goodClaims, nothing)],
  ['alg NONE', token({ alg: 'NONE' }, goodClaims, nothing)],
  ['alg nOnE', token({ alg: 'nOnE' }, goodClaims, nothing)],
  ['no alg', token({ typ: 'JWT' }, goodClaims)],
  ['alg null', token({ alg: null }, goodClaims)],
  ['alg as a list', token({ alg: ['HS256'] }, goodClaims)],
  ['alg in lower case', token({ alg: 'hs256' }, goodClaims)],
  ['HS384', token({ alg: 'HS384' }, goodClaims, hmac(keys.token, 'sha384'))],
  ['HS512', token({ alg: 'HS512' }, goodClaims, hmac(keys.token, 'sha512'))],
  ['RS256 where HS256 is agreed', token({ alg: 'RS256' }, goodClaims, rs256)],
  ['ES256 where HS256 is agreed', token({ alg: 'ES256' }, goodClaims, es256)],
  ['no signature', `${head}.${body}.`],
  ['another signature', token(hs, goodClaims, hmac('another secret that is long enough to be one'))],
  ['an empty secret', token(hs, goodClaims, hmac(''))],
  ['a signature cut short', good.slice(0, -1)],
  [
    'a signature of another token',
    `${good.slice(0, good.lastIndexOf('.'))}.${withClaims({ sub: 'x' }).split('.')[2]}`,
  ],
  ['claims that were exchanged', `${head}.${encode({ ...goodClaims, sub: 'boss' })}.${signature}`],
  ['a header that was exchanged', `${encode({ ...hs, kid: 'x' })}.${body}.${signature}`],
  ['kid with a path and an empty secret', token({ ...hs, kid: '../../dev/null' }, goodClaims, hmac(''))],
  ['kid with a query', token({ ...hs, kid: "x' union select 'secret" }, goodClaims, hmac('secret'))],
  ['kid as an object', token({ ...hs, kid: { $ne: null } }, goodClaims)],
  ['kid that is huge', token({ ...hs, kid: 'k'.repeat(300) }, goodClaims)],
  ['jku', token({ ...hs, jku: 'https://evil.example/keys' }, goodClaims)],
  ['x5u', token({ ...hs, x5u: 'https://evil.example/cert' }, goodClaims)],
  ['jwk of the attacker', token({ ...hs, jwk: attacker }, goodClaims)],
  ['x5c', token({ ...hs, x5c: ['MIIB'] }, goodClaims)],
  ['b64 false', token({ ...hs, b64: false, crit: ['b64'] }, goodClaims)],
  ['an extension that must be understood', token({ ...hs, crit: ['exp'] }, goodClaims)],
  ['a compressed payload', token({ ...hs, zip: 'DEF' }, goodClaims)],
  ['another type of token', token({ ...hs, typ: 'at+jwt' }, goodClaims)],
  ['a security event', token({ ...hs, typ: 'secevent+jwt' }, goodClaims)],
  ['a type that is no text', token({ ...hs, typ: 7 }, goodClaims)],
  ['a header that is a list', token([hs], goodClaims)],
  ['a header that is text', token('"HS256"', goodClaims)],
  ['claims that are a list', token(hs, [goodClaims])],
  ['claims that are no JSON', token(hs, 'sub=c-1001')],
  ['claims that are not UTF-8', `${head}.${Buffer.from([0xff, 0xfe]).toString('base64url')}.${signature}`],
  ['alg twice', token('{"alg":"HS256","alg":"HS256"}', goodClaims)],
  ['sub twice', token(hs, JSON.stringify(goodClaims).replace('{', '{"sub":"c-2",'))],
  ['exp twice', token(hs, JSON.stringify(goodClaims).replace('{', `{"exp":${now + 10},`))],
  ['sub twice, once escaped', token(hs, JSON.stringify(goodClaims).replace('{', '{"s\\u0075b":"c-2",'))],
  ['another issuer', withClaims({ iss: 'https://evil.example' })],
  ['an issuer that begins alike', withClaims({ iss: 'https://shop.example.evil' })],
  ['issuers as a list', withClaims({ iss: ['https://shop.example'] })],
  ['another audience', withClaims({ aud: 'other' })],
  ['audiences without ours', withClaims({ aud: ['a', 'b'] })],
  ['an empty audience', withClaims({ aud: [] })],
  ['no issuer', without('iss')],
  ['no audience', without('aud')],
  ['nobody', without('sub')],
  ['somebody empty', withClaims({ sub: '' })],
  ['somebody with control characters', withClaims({ sub: 'c-1\u0000' })],
  ['somebody with a name too long', withClaims({ sub: 'c'.repeat(256) })],
  ['a number for a name', withClaims({ sub: 1001 })],
  ['no jti', without('jti')],
  ['no iat', without('iat')],
  ['no exp', without('exp')],
  ['exp as text', withClaims({ exp: String(now + 600) })],
  ['exp that is infinite', token(hs, JSON.stringify(goodClaims).replace(/"exp":\d+/, '"exp":1e999'))],
  ['exp before iat', withClaims({ iat: now, exp: now - 1 })],
  ['a life of more than 15 minutes', withClaims({ iat: now, exp: now + 901 })],
  ['a life of a year', withClaims({ exp: now + 365 * 86_400 })],
  ['iat in the future', withClaims({ iat: now + 61, exp: now + 600 })],
  ['not yet valid', withClaims({ nbf: now + 61 })],
  ['nbf as text', withClaims({ nbf: 'now' })],
  ['a megabyte', withClaims({ x: 'x'.repeat(1024 * 1024) })],
  ['five kilobytes', withClaims({ x: 'x'.repeat(5 * 1024) })],
];

describe('a token that proves nobody', () => {
  it.each(refused)('is refused: %s', async (_name, given) => {
    await expect(verify(given)).rejects.toMatchObject({ code: 'unauthenticated', details: {} });
  });

  it('is told apart only where it was right once', async () => {
    await expect(verify(withClaims({ iat: now - 700, exp: now - 61 }))).rejects.toMatchObject({
      code: 'token_expired',
    });
    const forged = token(hs, { ...goodClaims, exp: now - 61, iat: now - 700 }, hmac('x'.repeat(40)));
    await expect(verify(forged)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('cannot turn a public key into a shared secret', async () => {
    const pem = pemOf(rsa.publicKey);
    const forged = [pem, pem.trim(), pem.replaceAll('\n', '')].map((secret) =>
      token({ alg: 'HS256' }, goodClaims, hmac(secret)),
    );
    for (const given of forged) {
      await expect(verifyWith({ algorithm: 'RS256', publicKeys: [pem] }, given)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
  });

  it('does not pass with an ECDSA signature of zeros', async () => {
    const jwk = ec.publicKey.export({ format: 'jwk' }) as JsonObject;
    const forged = token({ alg: 'ES256' }, goodClaims, () => Buffer.alloc(64));
    await expect(verifyWith({ algorithm: 'ES256', publicKeys: [jwk] }, forged)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
