import { describe, expect, it } from 'vitest';
import { defaultMediaHosts, trustedMediaUrl } from './media-url.ts';

const isTrusted = (address: string, extra: string[] = []) =>
  trustedMediaUrl(address, [...defaultMediaHosts, ...extra]) !== undefined;

describe('an address the token is sent to', () => {
  it.each([
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
    'https://LOOKASIDE.fbsbx.com/',
    'https://lookaside.fbsbx.com:443/',
    'https://scontent-fra3-1.xx.fbcdn.net/v/t1.jpg',
    'https://mmg.whatsapp.net/d/f/x.enc',
  ])('may be %s', (address) => {
    expect(isTrusted(address)).toBe(true);
  });

  it.each([
    'http://lookaside.fbsbx.com/',
    'https://lookaside.fbsbx.com:8443/',
    'https://lookaside.fbsbx.com./',
    'https://lookaside.fbsbx.com.evil.example/',
    'https://evil.example/lookaside.fbsbx.com',
    'https://evil.example/?lookaside.fbsbx.com',
    'https://evil.example#lookaside.fbsbx.com',
    'https://lookaside.fbsbx.com@evil.example/',
    'https://user@lookaside.fbsbx.com/',
    'https://user:word@lookaside.fbsbx.com/',
    String.raw`https://evil.example\@lookaside.fbsbx.com/`,
    'https://fbsbx.com/',
    'https://a.lookaside.fbsbx.com/',
    'https://xlookaside.fbsbx.com/',
    'https://fbcdn.net/',
    'https://.fbcdn.net/',
    'https://evilfbcdn.net/',
    'https://a.fbcdn.net.evil.example/',
    'https://whatsapp.net/',
    'https://a.whatsapp.net:80/',
    'https://lооkaside.fbsbx.com/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://metadata.google.internal/',
    'https://localhost/',
    'http://127.0.0.1:3001/',
    'ftp://lookaside.fbsbx.com/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'gopher://lookaside.fbsbx.com/',
    '//lookaside.fbsbx.com/',
    '/whatsapp_business/attachments/',
    'lookaside.fbsbx.com',
    '',
    'https://',
  ])('is never %s', (address) => {
    expect(isTrusted(address)).toBe(false);
  });

  it('may be an origin the host named, and only that one', () => {
    const extra = ['http://localhost:3001'];
    expect(isTrusted('http://localhost:3001/media/1', extra)).toBe(true);
    for (const other of [
      'http://localhost:3002/',
      'http://localhost/',
      'https://localhost:3001/',
      'http://localhost.evil.example:3001/',
      'http://a@localhost:3001/',
    ]) {
      expect(isTrusted(other, extra)).toBe(false);
    }
  });

  it('is never nothing', () => {
    expect(trustedMediaUrl(undefined, defaultMediaHosts)).toBeUndefined();
    expect(trustedMediaUrl('https://lookaside.fbsbx.com/', [])).toBeUndefined();
  });
});
