import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentMap } from './recent-map.ts';

describe('a map of what was used last', () => {
  it('keeps at least the last ones used, at most twice as many, and never a wrong value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(
          fc.record({
            key: fc.nat(12),
            act: fc.constantFrom('set' as const, 'get' as const, 'delete' as const),
          }),
          { maxLength: 80 },
        ),
        (limit, steps) => {
          const map = new RecentMap<number, string>(limit);
          const truth = new Map<number, string>();
          let used: number[] = [];
          steps.forEach(({ key, act }, step) => {
            if (act === 'get') {
              const found = map.get(key);
              if (found !== undefined) expect(found).toBe(truth.get(key));
              if (found === undefined) return;
            } else if (act === 'set') {
              map.set(key, `${key}.${step}`);
              truth.set(key, `${key}.${step}`);
            } else {
              map.delete(key);
              truth.delete(key);
              expect(map.has(key)).toBe(false);
            }
            used = [key, ...used.filter((other) => other !== key)];
            for (const recent of used.slice(0, limit)) expect(map.has(recent)).toBe(truth.has(recent));
            const kept = Array.from({ length: 13 }, (_, any) => any).filter((any) => map.has(any));
            expect(kept.length).toBeLessThanOrEqual(2 * limit);
          });
        },
      ),
    );
  });
});
