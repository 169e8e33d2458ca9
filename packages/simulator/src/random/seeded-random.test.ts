import { describe, expect, it } from 'vitest';
import { createMessageId } from './message-id.ts';
import { SeededRandom } from './seeded-random.ts';
import { createUserId, isUserId } from './user-id.ts';

describe('the seeded generator', () => {
  it('repeats itself for one seed and differs for another', () => {
    const draw = (seed: string) =>
      Array.from(
        { length: 8 },
        (
          (random) => () =>
            random.next()
        )(new SeededRandom(seed)),
      );
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('stays in its range and uses all of it', () => {
    const random = new SeededRandom('range');
    const counts = new Array<number>(10).fill(0);
    for (let index = 0; index < 10_000; index += 1) {
      const value = random.below(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });

  it('has streams that do not disturb each other', () => {
    const one = new SeededRandom('s');
    one.stream('ids').next();
    expect(one.stream('faults').next()).toBe(new SeededRandom('s').stream('faults').next());
  });

  it('shuffles without losing anything', () => {
    const shuffled = new SeededRandom('x').shuffle([1, 2, 3, 4, 5, 6]);
    expect([...shuffled].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(shuffled).not.toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('makes message ids of the known look that do not repeat', () => {
    const random = new SeededRandom('ids');
    const ids = new Set(
      Array.from({ length: 5000 }, () => createMessageId(random, '16505551234', 'inbound')),
    );
    expect(ids.size).toBe(5000);
    for (const id of ids) expect(id).toMatch(/^wamid\.HBgL[A-Za-z0-9+/=]{40,}$/);
  });

  it('makes user ids of the documented form', () => {
    const id = createUserId({ seed: 's', key: '+5511987654321', rotation: 0, country: 'BR' });
    expect(id).toMatch(/^BR\.\d{20}$/);
    expect(isUserId(id)).toBe(true);
    expect(isUserId('us.123')).toBe(false);
    expect(isUserId('US.ENT.11815799212886844830')).toBe(true);
    expect(isUserId('16505551234')).toBe(false);
  });
});
