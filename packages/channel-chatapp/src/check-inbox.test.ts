import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { inbox } from './__fixtures__/chat-inbox.ts';
import { chatAppAdapter } from './chat-app-adapter.ts';

const adapter = chatAppAdapter();
const problemsOf = (settings: JsonObject, credentials: JsonObject = {}): readonly string[] => {
  try {
    adapter.check({ settings, credentials });
    return [];
  } catch (error) {
    const { code, details } = error as { code: string; details: { problems: { path: string }[] } };
    expect(code).toBe('invalid_inbox');
    return details.problems.map(({ path }) => path);
  }
};
const token = (changes: JsonObject): JsonObject => ({
  token: { issuer: 'i', audience: 'a', algorithm: 'ES256', ...changes },
});
const publicKey = (type: 'rsa' | 'ec', bits = 2048): string => {
  const pair =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
};
const secret = 's'.repeat(32);

describe('an inbox of the chat app', () => {
  it('needs nothing: visitors may be let in, and nobody else', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ allowsAnonymous: true, allowedOrigins: ['https://shop.example'] })).toEqual([]);
  });

  it('is stored as it was given', () => {
    expect(adapter.check(inbox)).toEqual(inbox);
  });

  it.each<readonly [string, JsonObject, JsonObject]>([
    ['settings.allowedOrigins.0', { allowedOrigins: ['https://shop.example/'] }, {}],
    ['settings.allowedOrigins.0', { allowedOrigins: ['*'] }, {}],
    ['settings.allowedOrigins.0', { allowedOrigins: ['null'] }, {}],
    ['settings.allowedOrigins', { allowedOrigins: 'https://shop.example' }, {}],
    ['settings.allowsAnonymous', { allowsAnonymous: 'yes' }, {}],
    ['settings.greeting', { greeting: '' }, {}],
    ['settings.expectedReplyMinutes', { expectedReplyMinutes: 0.5 }, {}],
    ['settings.colour', { colour: 'red' }, {}],
    ['settings.fileTypes.1', { fileTypes: ['image/png', 'text/html'] }, {}],
    ['settings.fileTypes.0', { fileTypes: ['image/svg+xml'] }, {}],
    ['settings.fileTypes', { fileTypes: 'image/png' }, {}],
    ['settings.maxFileBytes', { maxFileBytes: 0 }, {}],
    ['settings.maxFileBytes', { maxFileBytes: 104_857_601 }, {}],
    ['settings.maxFileBytes', { maxFileBytes: '10 MB' }, {}],
    ['settings.token', { token: 'HS256' }, {}],
    ['settings.token.issuer', token({ issuer: '' }), {}],
    ['settings.token.audience', token({ audience: null }), {}],
    ['settings.token.algorithm', token({ algorithm: 'none' }), {}],
    ['settings.token.algorithm', token({ algorithm: 'HS512' }), {}],
    ['settings.token.publicKeys', token({}), {}],
    ['settings.token.publicKeys', token({ publicKeys: [publicKey('ec')], jwksUrl: 'https://a.example' }), {}],
    ['settings.token.publicKeys.0', token({ publicKeys: ['no key'] }), {}],
    ['settings.token.publicKeys.0', token({ publicKeys: [publicKey('rsa')] }), {}],
    ['settings.token.publicKeys.0', token({ algorithm: 'RS256', publicKeys: [publicKey('ec')] }), {}],
    ['settings.token.publicKeys.0', token({ algorithm: 'RS256', publicKeys: [publicKey('rsa', 1024)] }), {}],
    ['settings.token.publicKeys.0', token({ publicKeys: [{ kty: 'oct', k: 'c2VjcmV0' }] }), {}],
    ['settings.token.jwksUrl', token({ jwksUrl: 'http://a.example/keys' }), {}],
    ['settings.token.jwksUrl', token({ jwksUrl: 'https://me:you@a.example/keys' }), {}],
    ['credentials.tokenSecrets', token({ algorithm: 'HS256' }), {}],
    ['credentials.tokenSecrets.0', token({ algorithm: 'HS256' }), { tokenSecrets: ['short'] }],
    [
      'settings.token.publicKeys',
      token({ algorithm: 'HS256', jwksUrl: 'https://a.example' }),
      { tokenSecrets: [secret] },
    ],
    ['credentials.tokenSecrets', token({ algorithm: 'HS256' }), { tokenSecrets: [secret, secret, secret] }],
    ['credentials.apiKeys.0', {}, { apiKeys: ['short'] }],
    ['credentials.webhookSecrets', { webhookUrl: 'https://shop.example/hook' }, {}],
    ['credentials.webhookSecrets.0', {}, { webhookSecrets: ['whsec_short'] }],
    ['settings.webhookUrl', { webhookUrl: 'http://shop.example/hook' }, {}],
    ['credentials.password', {}, { password: 'x' }],
  ])('names what is wrong: %s', (path, settings, credentials) => {
    expect(problemsOf(settings, credentials)).toContain(path);
  });

  it('says which files customers may send', () => {
    const filesOf = (settings: JsonObject) =>
      adapter.open({ settings, credentials: {} }).customerAccess?.files;
    expect(filesOf({})).toMatchObject({ maxBytes: 10 * 1024 * 1024 });
    expect(filesOf({})?.types).toContain('application/pdf');
    expect(filesOf({ fileTypes: ['image/png'], maxFileBytes: 5 })).toEqual({
      types: ['image/png'],
      maxBytes: 5,
    });
    expect(filesOf({ fileTypes: [] })).toBeUndefined();
  });

  it('takes an address of the own network only from the host', () => {
    const settings = { webhookUrl: 'http://localhost:4010/hook' };
    const credentials = { webhookSecrets: ['whsec_c2lnbnMtd2hhdC13ZS10ZWxsLXRoZS1ob3N0'] };
    expect(problemsOf(settings, credentials)).toEqual(['settings.webhookUrl']);
    expect(() =>
      chatAppAdapter({ trustedHosts: ['localhost:4010'] }).check({ settings, credentials }),
    ).not.toThrow();
  });
});
