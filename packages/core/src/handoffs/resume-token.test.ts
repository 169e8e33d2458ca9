import { describe, expect, it } from 'vitest';
import { createAesGcmCipher } from '../privacy/field-cipher.ts';
import { makeResumeToken, readResumeToken } from './resume-token.ts';

const at = new Date('2026-01-05T10:00:00.000Z');
const dayMs = 24 * 60 * 60 * 1000;
const after = (days: number): Date => new Date(at.getTime() + days * dayMs);
const cipherOf = (byte: number) =>
  createAesGcmCipher([{ id: `k${byte}`, bytes: new Uint8Array(32).fill(byte) }]);
const cipher = cipherOf(1);
const one = '00000000000070008000000000000001';
const claims = { accountId: `acc_${one}`, conversationId: `cnv_${one}` } as const;

describe('a resume token', () => {
  it('opens its one conversation for 30 days', async () => {
    const token = await makeResumeToken(cipher, claims, at);
    expect(token).toMatch(/^rt_[0-9a-f]{100,1000}$/);
    expect(await readResumeToken(cipher, token, new Date(after(30).getTime() - 1))).toStrictEqual(claims);
    await expect(readResumeToken(cipher, token, after(30))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('is another one each time, and says nothing of what it opens', async () => {
    const [first, second] = [
      await makeResumeToken(cipher, claims, at),
      await makeResumeToken(cipher, claims, at),
    ];
    expect(first).not.toBe(second);
    const text = Buffer.from((first ?? '').slice(3), 'hex').toString();
    expect(text).not.toContain(one);
  });

  it('is nothing when altered anywhere, of another key, or sealed for something else', async () => {
    const token = await makeResumeToken(cipher, claims, at);
    const wrong = [
      '',
      'rt_',
      'rt_zz',
      token.slice(3),
      token.slice(0, -1),
      await makeResumeToken(cipherOf(2), claims, at),
      `rt_${Buffer.from(await cipher.seal(JSON.stringify([...Object.values(claims), 1e15]), 'inb_1')).toString('hex')}`,
    ];
    for (let index = 3; index < token.length; index += 7) {
      const digit = token[index] === 'a' ? 'b' : 'a';
      wrong.push(token.slice(0, index) + digit + token.slice(index + 1));
    }
    for (const given of wrong)
      await expect(readResumeToken(cipher, given, at), given).rejects.toMatchObject({
        code: 'unauthenticated',
      });
  });
});
