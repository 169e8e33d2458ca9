import { describe, expect, it } from 'vitest';
import { createIds, isId } from './ids.ts';

describe('ids', () => {
  it('sort in the order they were made, also within one millisecond and when the clock goes back', () => {
    let now = 1_767_600_000_000;
    const ids = createIds({ now: () => now });
    const made: string[] = [];
    for (let count = 0; count < 20_000; count += 1) {
      made.push(ids.next('msg'));
      if (count === 10_000) now -= 5000;
    }
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('are version 7 UUIDs with a prefix', () => {
    expect(createIds().next('cnv')).toMatch(/^cnv_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  });

  it('carry the time they were made', () => {
    const id = createIds({ now: () => 1_767_600_000_000 }).next('msg');
    expect(Number.parseInt(id.slice(4, 16), 16)).toBe(1_767_600_000_000);
  });

  it('of one kind are not taken for another', () => {
    const id = createIds().next('msg');
    expect(isId('msg', id)).toBe(true);
    expect(isId('cnv', id)).toBe(false);
    expect(isId('msg', 'msg_1')).toBe(false);
    expect(isId('msg', `${id}'`)).toBe(false);
  });
});
