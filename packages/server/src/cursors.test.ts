import { describe, expect, test } from 'vitest';
import { createCursors } from './cursors.ts';

const acc = 'acc_00000000000070008000000000000001';
const other = 'acc_00000000000070008000000000000002';
const cursorsOf = createCursors(new Uint8Array(32).fill(7));

describe('a cursor', () => {
  test('comes back as the place it was made for', async () => {
    const place = [1767603600000, 'cnv_00000000000070008000000000000001'];
    const cursor = await cursorsOf(acc).seal('conversations', place);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(await cursorsOf(acc).open('conversations', cursor)).toEqual(place);
  });

  test('is refused in another account, another list, and under another key', async () => {
    const cursor = await cursorsOf(acc).seal('customers', [1, 'cus_1']);
    const otherKey = createCursors(new Uint8Array(32).fill(8));
    await expect(cursorsOf(other).open('customers', cursor)).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
    await expect(cursorsOf(acc).open('conversations', cursor)).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
    await expect(otherKey(acc).open('customers', cursor)).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  test('is refused when any one of its characters is changed, left out or added', async () => {
    const cursors = cursorsOf(acc);
    const cursor = await cursors.seal('messages', 42);
    for (let index = 0; index < cursor.length; index += 1) {
      const swapped = cursor[index] === 'A' ? 'B' : 'A';
      const changed = `${cursor.slice(0, index)}${swapped}${cursor.slice(index + 1)}`;
      await expect(cursors.open('messages', changed), `at ${index}`).rejects.toMatchObject({
        code: 'invalid_cursor',
      });
      await expect(cursors.open('messages', cursor.slice(0, index))).rejects.toMatchObject({
        code: 'invalid_cursor',
      });
    }
    for (const added of ['A', '=', 'AAAA']) {
      await expect(cursors.open('messages', cursor + added)).rejects.toMatchObject({
        code: 'invalid_cursor',
      });
    }
  });
});
