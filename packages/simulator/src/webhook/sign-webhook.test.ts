import { describe, expect, it } from 'vitest';
import { encodeWebhook } from './encode-webhook.ts';
import { signWebhook } from './sign-webhook.ts';

describe('signing a webhook', () => {
  it('gives the known signature of an empty envelope', () => {
    expect(signWebhook('appsecret', '{"object":"whatsapp_business_account","entry":[]}')).toBe(
      'sha256=09eceea024af6e6343b760cc9bd3ae7c056938dd636e24e92109eb8219500384',
    );
  });

  it('gives the known signature of an escaped body, which differs from that of the body written again', () => {
    const escaped = '{"t":"\\u00e4\\ud83d\\ude00 a\\/b"}';
    expect(signWebhook('appsecret', escaped)).toBe(
      'sha256=f9de6c8d8313c6f33bc3edb5c73298fa60041931e11a4dbb3f7162d53ace5941',
    );
    const writtenAgain = JSON.stringify(JSON.parse(escaped));
    expect(signWebhook('appsecret', writtenAgain)).toMatch(/^sha256=16859060a597/);
  });

  it('signs bytes and the same text alike', () => {
    const body = Buffer.from('{"a":1}');
    expect(signWebhook('s', body)).toBe(signWebhook('s', '{"a":1}'));
  });
});

describe('encoding a webhook', () => {
  it('escapes slashes, accents and emoji as the provider does', () => {
    const bytes = encodeWebhook({ t: 'ä😀 a/b' });
    expect(Buffer.from(bytes).toString('ascii')).toBe('{"t":"\\u00e4\\ud83d\\ude00 a\\/b"}');
  });

  it('keeps what JSON escapes anyway', () => {
    const payload = { t: 'line\nbreak "quote" back\\slash \u2028 \u0000' };
    expect(JSON.parse(Buffer.from(encodeWebhook(payload)).toString())).toEqual(payload);
  });
});
