import { InvalidInboxError, type JsonObject } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { createWhatsAppChannel } from './create-whatsapp-channel.ts';
import type { WhatsAppOptions } from './options.ts';
import { whatsAppAdapter } from './whatsapp-adapter.ts';

const settings = { phoneNumberId: '106540352242922', wabaId: '102290129340398' };
const credentials = { appSecrets: ['secret-1'], verifyToken: 'verify', accessToken: 'EAAx' };

/** The fields an inbox is refused for. */
function problems(more: { settings?: JsonObject; credentials?: JsonObject }): string[] {
  try {
    whatsAppAdapter().check({
      settings: { ...settings, ...more.settings },
      credentials: { ...credentials, ...more.credentials },
    });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInboxError)) throw error;
    expect(JSON.stringify(error.details)).not.toContain('secret-');
    return (error.details.problems as { path: string }[]).map((problem) => problem.path);
  }
}

describe('the files WhatsApp inboxes announce', () => {
  const files = whatsAppAdapter().files?.(settings, { hasBlobStore: false }) ?? [];
  /** The rule for a type, as `FileRule` says it is to be read. */
  const ruleOf = (mimeType: string) => {
    const covers = (pattern: string): boolean =>
      pattern === '*' ||
      pattern === mimeType ||
      (pattern.endsWith('/*') && mimeType.startsWith(pattern.slice(0, -1)));
    const rule = files.find(({ mimeTypes }) => mimeTypes.some(covers));
    return rule?.exceptMimeTypes?.some(covers) === true ? undefined : rule;
  };
  const upload = async (mimeType: string, sizeBytes: number): Promise<string | undefined> => {
    const { media } = createWhatsAppChannel({
      ...settings,
      ...credentials,
      fetch: async () => Response.json({ id: '77' }),
    });
    return media?.upload({ fileName: 'a', mimeType, sizeBytes, body: new Blob(['x']) }).then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    );
  };

  it.each([
    ['image/jpeg', 'image'],
    ['image/png', 'image'],
    ['video/mp4', 'video'],
    ['video/3gpp', 'video'],
    ['audio/ogg', 'audio'],
    ['application/pdf', 'document'],
    ['text/plain', 'document'],
  ])('take %s as %s up to exactly the size the upload takes', async (mimeType, sentAs) => {
    const rule = ruleOf(mimeType);
    expect(rule?.sentAs).toBe(sentAs);
    const maxBytes = rule?.maxBytes ?? 0;
    expect(await upload(mimeType, maxBytes)).toBe('taken');
    expect(await upload(mimeType, maxBytes + 1)).toBe('invalid_content');
  });

  it.each(['image/gif', 'image/svg+xml', 'video/quicktime', 'audio/webm'])(
    'leave out %s, which the upload refuses',
    async (mimeType) => {
      expect(ruleOf(mimeType)).toBeUndefined();
      expect(await upload(mimeType, 10)).toBe('invalid_content');
    },
  );
});

describe('WhatsApp inboxes', () => {
  it('are taken with what they need, and given back as they are stored', () => {
    const full = {
      ...settings,
      portfolioId: '5',
      displayPhoneNumber: '+1 555-078-3881',
      messagingAccountId: '9',
    };
    expect(whatsAppAdapter().check({ settings: full, credentials })).toEqual({ settings: full, credentials });
    expect(problems({})).toEqual([]);
    expect(problems({ credentials: { appSecrets: ['new', 'old'] } })).toEqual([]);
  });

  it.each<[string, { settings?: JsonObject; credentials?: JsonObject }, string]>([
    ['no app secret', { credentials: { appSecrets: [] } }, 'credentials.appSecrets'],
    ['an empty app secret', { credentials: { appSecrets: [''] } }, 'credentials.appSecrets.0'],
    [
      'three app secrets',
      { credentials: { appSecrets: ['secret-a', 'secret-b', 'secret-c'] } },
      'credentials.appSecrets',
    ],
    ['a secret that is no list', { credentials: { appSecrets: 'secret-a' } }, 'credentials.appSecrets'],
    ['no verify token', { credentials: { verifyToken: '' } }, 'credentials.verifyToken'],
    [
      'a token with a line break',
      { credentials: { accessToken: 'secret-\nx: y' } },
      'credentials.accessToken',
    ],
    ['a secret nobody knows', { credentials: { pin: 'secret-' } }, 'credentials'],
    ['a phone number instead of its id', { settings: { phoneNumberId: '+1 555' } }, 'settings.phoneNumberId'],
    ['an id that leads elsewhere', { settings: { phoneNumberId: '../1' } }, 'settings.phoneNumberId'],
    ['no account', { settings: { wabaId: '' } }, 'settings.wabaId'],
    ['a number that is none', { settings: { displayPhoneNumber: 'call us' } }, 'settings.displayPhoneNumber'],
    ['a setting nobody knows', { settings: { phoneNumber: '1' } }, 'settings'],
  ])('are refused with %s', (_case, more, path) => {
    expect(problems(more)).toEqual([path]);
  });

  it('are not opened without an app secret, so that no webhook goes unchecked', () => {
    const { appSecrets: _appSecrets, ...without } = credentials;
    expect(() => whatsAppAdapter().open({ settings, credentials: without })).toThrow(InvalidInboxError);
    expect(() => createWhatsAppChannel({ ...settings, ...credentials, appSecrets: [] })).toThrow(
      InvalidInboxError,
    );
  });

  it('tell every problem at once', () => {
    expect(problems({ settings: { wabaId: 7 }, credentials: { verifyToken: '', appSecrets: [] } })).toEqual([
      'settings.wabaId',
      'credentials.appSecrets',
      'credentials.verifyToken',
    ]);
  });

  it('open a channel that sends with their own token', async () => {
    const tokens: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      tokens.push(new Headers(init?.headers).get('authorization'));
      return new Response('{"messages":[{"id":"w"}]}');
    };
    const adapter = whatsAppAdapter({ fetch });
    for (const accessToken of ['EAAa', 'EAAb']) {
      const channel = adapter.open({ settings, credentials: { ...credentials, accessToken } });
      const to = [{ channel: 'whatsapp', scope: settings.wabaId, kind: 'phone', value: '1' }];
      await channel.send({
        messageId: 'msg_0199c5f2a3b47c1d8e2f0199c5f2a3b4',
        to,
        content: { type: 'text', text: 'Hi' },
      });
    }
    expect(tokens).toEqual(['Bearer EAAa', 'Bearer EAAb']);
  });

  it('show which secrets they have, never what they are', () => {
    const adapter = whatsAppAdapter();
    expect([...adapter.credentialNames].sort()).toEqual(Object.keys(credentials).sort());
    expect(adapter).toMatchObject({ kind: 'whatsapp', hasWebhook: true });
  });

  it.each<[string, WhatsAppOptions]>([
    ['a Graph address that is none', { graphBaseUrl: 'graph' }],
    ['a Graph address of another kind', { graphBaseUrl: 'ftp://graph.example' }],
    ['a version that is none', { apiVersion: 'latest' }],
    ['no time at all', { timeoutMs: 0 }],
    ['a media host with a path', { mediaHosts: ['https://a.example/b'] }],
    ['a media host that is everything', { mediaHosts: ['*'] }],
    ['a media host that is every site of a kind', { mediaHosts: ['*.net'] }],
    ['no bytes', { maxDownloadBytes: 0 }],
    ['less than a message a second', { messagesPerSecond: 0 }],
    ['no burst', { pairBurst: 0 }],
  ])('are not served with %s', (_case, options) => {
    expect(() => whatsAppAdapter(options)).toThrow(InvalidInboxError);
  });

  it('are served with a simulator on this machine', () => {
    const options = {
      graphBaseUrl: 'http://localhost:3001',
      mediaHosts: ['http://localhost:3001', '*.fbcdn.net'],
      apiVersion: 'v26.0',
    };
    expect(whatsAppAdapter(options).open({ settings, credentials }).kind).toBe('whatsapp');
  });
});
