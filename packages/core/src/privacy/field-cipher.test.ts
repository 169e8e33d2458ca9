import { describe, expect, it } from 'vitest';
import { createAesGcmCipher } from './field-cipher.ts';

const oldKey = { id: '2025', bytes: new Uint8Array(32).fill(1) };
const newKey = { id: '2026', bytes: new Uint8Array(32).fill(2) };

describe('field cipher', () => {
  it('opens what it sealed, in its own place only', async () => {
    const cipher = createAesGcmCipher([newKey]);
    const sealed = await cipher.seal('tökén', 'inb_1');
    expect(sealed).not.toContain('tökén');
    expect(await cipher.open(sealed, 'inb_1')).toBe('tökén');
    await expect(cipher.open(sealed, 'inb_2')).rejects.toMatchObject({ code: 'seal_broken' });
  });

  it('never seals the same text to the same bytes', async () => {
    const cipher = createAesGcmCipher([newKey]);
    expect(await cipher.seal('token', 'a')).not.toBe(await cipher.seal('token', 'a'));
  });

  it('notices a changed byte', async () => {
    const cipher = createAesGcmCipher([newKey]);
    const sealed = await cipher.seal('token', 'a');
    const tampered = sealed.slice(0, -4) + (sealed.endsWith('AAA=') ? 'BBB=' : 'AAA=');
    await expect(cipher.open(tampered, 'a')).rejects.toMatchObject({ code: 'seal_broken' });
  });

  it('opens with the old key after a rotation and seals with the new one', async () => {
    const sealed = await createAesGcmCipher([oldKey]).seal('token', 'a');
    const rotated = createAesGcmCipher([newKey, oldKey]);
    expect(await rotated.open(sealed, 'a')).toBe('token');
    expect(await rotated.seal('token', 'a')).toMatch(/^v1\.2026\./);
    await expect(createAesGcmCipher([newKey]).open(sealed, 'a')).rejects.toMatchObject({
      code: 'seal_broken',
    });
  });

  it('refuses a key of the wrong length without showing it', () => {
    expect(() => createAesGcmCipher([{ id: 'k', bytes: new Uint8Array(16) }])).toThrow(/32 bytes, not 16/);
  });
});
