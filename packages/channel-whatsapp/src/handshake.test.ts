import { HandshakeRefusedError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { inbox, openChannel } from './__fixtures__/fixture.ts';

function ask(query: string, method = 'GET') {
  const request = {
    method,
    url: `/webhooks/whatsapp/inb_1${query}`,
    header: () => undefined,
    body: new Uint8Array(),
  };
  return openChannel().handshake?.(request);
}

function query(parameters: Record<string, string>): string {
  return `?${new URLSearchParams(parameters).toString()}`;
}

const right = {
  'hub.mode': 'subscribe',
  'hub.verify_token': inbox.verifyToken,
  'hub.challenge': '1158201444',
};

describe('subscription check', () => {
  it('repeats the challenge as plain text, without a signature', () => {
    expect(ask(query(right))).toEqual({
      status: 200,
      headers: expect.objectContaining({
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
      }),
      body: '1158201444',
    });
  });

  it('repeats a challenge of 128 letters, digits, dashes and underscores', () => {
    const challenge = 'aZ0_-'.repeat(26).slice(0, 128);
    expect(ask(query({ ...right, 'hub.challenge': challenge }))?.body).toBe(challenge);
  });

  it.each([
    ['the token is another one', query({ ...right, 'hub.verify_token': 'guess' })],
    ['the token is longer', query({ ...right, 'hub.verify_token': `${inbox.verifyToken}x` })],
    [
      'the token is the beginning of the right one',
      query({ ...right, 'hub.verify_token': inbox.verifyToken.slice(0, -1) }),
    ],
    [
      'the token is in other letters',
      query({ ...right, 'hub.verify_token': inbox.verifyToken.toUpperCase() }),
    ],
    ['the token is empty', query({ ...right, 'hub.verify_token': '' })],
    ['there is no token', query({ 'hub.mode': 'subscribe', 'hub.challenge': '1' })],
    ['the token is given twice', `${query(right)}&hub.verify_token=${inbox.verifyToken}`],
    ['the mode is another one', query({ ...right, 'hub.mode': 'unsubscribe' })],
    ['there is no mode', query({ 'hub.verify_token': inbox.verifyToken, 'hub.challenge': '1' })],
    ['there is no challenge', query({ 'hub.mode': 'subscribe', 'hub.verify_token': inbox.verifyToken })],
    ['the challenge is empty', query({ ...right, 'hub.challenge': '' })],
    ['the challenge is HTML', query({ ...right, 'hub.challenge': '<script>alert(1)</script>' })],
    ['the challenge holds a line break', query({ ...right, 'hub.challenge': '1\r\nset-cookie: a=b' })],
    ['the challenge ends in a line break', query({ ...right, 'hub.challenge': '1158201444\n' })],
    ['the challenge has 129 characters', query({ ...right, 'hub.challenge': 'a'.repeat(129) })],
    ['the challenge is given twice', `${query(right)}&hub.challenge=2`],
    ['there is no query', ''],
  ])('is refused when %s', (_case, given) => {
    expect(() => ask(given)).toThrow(HandshakeRefusedError);
  });

  it('is only answered to GET', () => {
    expect(() => ask(query(right), 'POST')).toThrow(HandshakeRefusedError);
  });
});
