import type { KeyObject } from 'node:crypto';
import type { JsonObject, JsonValue, MediaLimits } from '@parley/core';
import { checkFileLimits } from './check-file-limits.ts';
import { createFieldChecks, type FieldChecks } from './field-checks.ts';
import { readObject } from './json-fields.ts';
import { readPublicKey, readSecret, type TokenAlgorithm, tokenAlgorithms } from './token/token-keys.ts';

/** An inbox whose fields were checked. */
export interface CheckedInbox {
  readonly allowedOrigins: readonly string[];
  readonly allowsAnonymous: boolean;
  readonly showsAgentNames: boolean;
  readonly greeting: string | undefined;
  readonly expectedReplyMinutes: number | undefined;
  readonly customerIdScope: string;
  readonly files: MediaLimits | undefined;
  readonly token: CheckedToken | undefined;
  readonly webhook: { readonly url: string; readonly keys: readonly Uint8Array[] } | undefined;
  readonly apiKeys: readonly string[];
}

/** How tokens of the inbox are checked. */
export interface CheckedToken {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithm: TokenAlgorithm;
  readonly keys: readonly KeyObject[] | { readonly jwksUrl: string };
}

const settingNames = [
  'allowedOrigins',
  'allowsAnonymous',
  'greeting',
  'expectedReplyMinutes',
  'showsAgentNames',
  'customerIdScope',
  'fileTypes',
  'maxFileBytes',
  'token',
  'webhookUrl',
];

/**
 * Checks what an inbox stores.
 * @throws {InvalidInboxError} naming each wrong field, never a value
 */
export function checkInbox(
  inbox: { readonly settings: JsonObject; readonly credentials: JsonObject },
  trustedHosts: readonly string[],
): CheckedInbox {
  const { settings, credentials } = inbox;
  const checks = createFieldChecks();
  checks.only('settings', settings, settingNames);
  checks.only('credentials', credentials, ['apiKeys', 'tokenSecrets', 'webhookSecrets']);
  const secrets = checks.list('credentials.tokenSecrets', credentials['tokenSecrets'], 2, (item, path) =>
    keyOr(checks, path, typeof item === 'string' ? readSecret(item) : 'must be text'),
  );
  const checked: CheckedInbox = {
    allowedOrigins: checks.list('settings.allowedOrigins', settings['allowedOrigins'], 100, (item, path) =>
      checks.text(path, item, isOrigin, 'an exact origin like "https://shop.example"'),
    ),
    allowsAnonymous: checks.flag('settings.allowsAnonymous', settings['allowsAnonymous'], false),
    showsAgentNames: checks.flag('settings.showsAgentNames', settings['showsAgentNames'], true),
    greeting: checks.text(
      'settings.greeting',
      settings['greeting'],
      upTo(1000),
      'text of at most 1000 characters',
    ),
    expectedReplyMinutes: minutes(checks, settings['expectedReplyMinutes']),
    customerIdScope:
      checks.text('settings.customerIdScope', settings['customerIdScope'], upTo(64), 'a short name') ??
      'default',
    files: checkFileLimits(checks, settings),
    token: checkToken(checks, settings['token'], secrets, trustedHosts),
    webhook: checkWebhook(checks, settings['webhookUrl'], credentials['webhookSecrets'], trustedHosts),
    apiKeys: checks.list('credentials.apiKeys', credentials['apiKeys'], 2, (item, path) =>
      checks.text(
        path,
        item,
        (key) => /^[\x21-\x7e]{32,512}$/.test(key),
        'a key of 32 to 512 visible characters',
      ),
    ),
  };
  checks.done();
  return checked;
}

function checkToken(
  checks: FieldChecks,
  value: JsonValue | undefined,
  secrets: readonly KeyObject[],
  trustedHosts: readonly string[],
): CheckedToken | undefined {
  if (value === undefined) return undefined;
  const path = 'settings.token';
  const given = readObject(value);
  if (given === undefined) {
    checks.problem(path, 'must be an object');
    return undefined;
  }
  checks.only(path, given, ['issuer', 'audience', 'algorithm', 'publicKeys', 'jwksUrl']);
  const issuer = checks.text(`${path}.issuer`, given['issuer'] ?? '', upTo(255), 'the iss of every token');
  const audience = checks.text(
    `${path}.audience`,
    given['audience'] ?? '',
    upTo(255),
    'the aud of every token',
  );
  const algorithm = tokenAlgorithms.find((name) => name === given['algorithm']);
  if (algorithm === undefined) {
    checks.problem(`${path}.algorithm`, `must be one of ${tokenAlgorithms.join(', ')}`);
    return undefined;
  }
  const publicKeys = checks.list(`${path}.publicKeys`, given['publicKeys'], 2, (item, place) => {
    const key = typeof item === 'string' ? item : readObject(item);
    if (algorithm === 'HS256' || key === undefined) return undefined;
    return keyOr(checks, place, readPublicKey(key, algorithm));
  });
  const jwksUrl = checks.text(
    `${path}.jwksUrl`,
    given['jwksUrl'],
    isAddress(trustedHosts),
    'an https address',
  );
  const keys = algorithm === 'HS256' ? secrets : jwksUrl === undefined ? publicKeys : { jwksUrl };
  checkKeys(checks, algorithm, given, secrets);
  return issuer === undefined || audience === undefined ? undefined : { issuer, audience, algorithm, keys };
}

function checkKeys(
  checks: FieldChecks,
  algorithm: TokenAlgorithm,
  given: JsonObject,
  secrets: readonly KeyObject[],
): void {
  const hasPublic = Array.isArray(given['publicKeys']) && given['publicKeys'].length > 0;
  const hasAddress = given['jwksUrl'] !== undefined;
  if (algorithm === 'HS256') {
    if (secrets.length === 0)
      checks.problem('credentials.tokenSecrets', 'must hold one or two secrets for HS256');
    if (hasPublic || hasAddress) checks.problem('settings.token.publicKeys', 'must be absent for HS256');
  } else if (hasPublic === hasAddress) {
    checks.problem('settings.token.publicKeys', `and jwksUrl: exactly one must be given for ${algorithm}`);
  }
}

function checkWebhook(
  checks: FieldChecks,
  url: JsonValue | undefined,
  secrets: JsonValue | undefined,
  trustedHosts: readonly string[],
): CheckedInbox['webhook'] {
  const address = checks.text('settings.webhookUrl', url, isAddress(trustedHosts), 'an https address');
  const path = 'credentials.webhookSecrets';
  const keys = checks.list(path, secrets, 2, (item, place) => {
    const bytes = Buffer.from(typeof item === 'string' ? item.replace(/^whsec_/, '') : '', 'base64');
    if (
      typeof item === 'string' &&
      /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(item) &&
      bytes.length >= 24 &&
      bytes.length <= 64
    )
      return bytes;
    checks.problem(place, 'must be whsec_ and base64 of 24 to 64 bytes');
    return undefined;
  });
  if (address === undefined) return undefined;
  if (keys.length === 0) checks.problem(path, 'must hold one or two secrets where there is a webhookUrl');
  return { url: address, keys };
}

function minutes(checks: FieldChecks, value: JsonValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= 100_000)
    return value;
  checks.problem('settings.expectedReplyMinutes', 'must be a whole number of minutes');
  return undefined;
}

function keyOr(checks: FieldChecks, path: string, key: KeyObject | string): KeyObject | undefined {
  if (typeof key !== 'string') return key;
  checks.problem(path, key);
  return undefined;
}

const upTo =
  (max: number) =>
  (text: string): boolean =>
    text.trim() !== '' && text.length <= max;

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

/** What is reachable is looked at again when connecting; here only what is plainly wrong is told. */
function isAddress(trustedHosts: readonly string[]): (text: string) => boolean {
  return (text) => {
    if (!URL.canParse(text) || text.length > 2048) return false;
    const url = new URL(text);
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && trustedHosts.includes(url.host));
    return isSafe && url.username === '' && url.password === '';
  };
}
