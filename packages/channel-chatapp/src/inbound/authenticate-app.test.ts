import { createFakeClock } from '@parley/core/testing';
import { describe, expect, it } from 'vitest';
import { at, keys, openChannel, request, signed } from '../__fixtures__/chat-inbox.ts';

const body = { reads: [] };
const receive = (given: ReturnType<typeof request>, atMs = at.getTime()) =>
  openChannel({ clock: createFakeClock(new Date(atMs)) }).receive(given);
const shows = (authorization: string) => request(body, { authorization });

describe('the host’s backend', () => {
  it('shows one of the two keys of the inbox', async () => {
    for (const key of [keys.app, keys.oldApp])
      expect((await receive(shows(`Bearer ${key}`))).response.status).toBe(200);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    keys.app,
    `Basic ${keys.app}`,
    `Bearer ${keys.app} `,
    `Bearer ${keys.app}x`,
    `Bearer ${keys.app.slice(0, -1)}`,
    `Bearer ${keys.app}, Bearer ${keys.app}`,
    `Bearer ${keys.token}`,
    `Bearer ${'x'.repeat(600)}`,
  ])('is refused with another key (%#)', async (authorization) => {
    await expect(receive(shows(authorization))).rejects.toMatchObject({ code: 'signature_mismatch' });
  });

  it('signs with either key, within five minutes', async () => {
    for (const key of [keys.app, keys.oldApp]) await receive(signed(body, key));
    await receive(signed(body), at.getTime() + 299_000);
    for (const offMs of [-301_000, 301_000])
      await expect(receive(signed(body), at.getTime() + offMs)).rejects.toMatchObject({
        code: 'signature_mismatch',
      });
  });

  it('cannot fall back to a key where a signature is wrong', async () => {
    const given = request(body, {
      authorization: `Bearer ${keys.app}`,
      'webhook-id': 'x',
      'webhook-timestamp': String(at.getTime() / 1000),
      'webhook-signature': `v1,${'A'.repeat(43)}=`,
    });
    await expect(receive(given)).rejects.toMatchObject({ code: 'signature_mismatch' });
  });

  it('cannot call an inbox without keys', async () => {
    const channel = openChannel({}, { credentials: { apiKeys: [] } });
    for (const authorization of ['Bearer ', 'Bearer undefined', ''])
      await expect(channel.receive(shows(authorization))).rejects.toMatchObject({
        code: 'signature_mismatch',
      });
  });
});
