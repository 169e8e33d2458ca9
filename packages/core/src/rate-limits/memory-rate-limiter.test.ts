import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';

const limit = { count: 3, windowMs: 1000 };
const at = (ms: number) => new Date(1_000_000 + ms);

describe('what one customer may do', () => {
  it('is so many in a window, and says when there is room again', async () => {
    const limiter = createMemoryRateLimiter();
    for (const [n, ms] of [0, 100, 200].entries())
      expect(await limiter.take('sara', `${n}`, limit, at(ms))).toEqual({ isAllowed: true });
    expect(await limiter.take('sara', 'x', limit, at(300))).toEqual({ isAllowed: false, retryAfterMs: 700 });
    expect(await limiter.take('rui', 'x', limit, at(300))).toEqual({ isAllowed: true });
    expect(await limiter.take('sara', 'x', limit, at(1000))).toEqual({ isAllowed: true });
  });

  it('is not used up by saying the same again', async () => {
    const limiter = createMemoryRateLimiter();
    for (let n = 0; n < 50; n += 1)
      expect(await limiter.take('sara', 'same', limit, at(n))).toEqual({ isAllowed: true });
    expect(await limiter.take('sara', 'other', limit, at(60))).toEqual({ isAllowed: true });
  });

  it('is never more than the limit in any window, whenever they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(400), { maxLength: 60 }), async (gaps) => {
        const limiter = createMemoryRateLimiter();
        const taken: number[] = [];
        let now = 0;
        for (const [n, gap] of gaps.entries()) {
          now += gap;
          const { isAllowed } = await limiter.take('sara', `${n}`, limit, at(now));
          if (isAllowed) taken.push(now);
        }
        for (const time of taken)
          expect(
            taken.filter((other) => other > time - limit.windowMs && other <= time).length,
          ).toBeLessThanOrEqual(limit.count);
      }),
    );
  });

  it('forgets whom it saw longest ago when there are too many', async () => {
    const limiter = createMemoryRateLimiter(2);
    const one = { count: 1, windowMs: 1000 };
    for (const key of ['a', 'b', 'c']) await limiter.take(key, '1', one, at(0));
    expect(await limiter.take('c', '2', one, at(1))).toMatchObject({ isAllowed: false });
    expect(await limiter.take('a', '2', one, at(1))).toEqual({ isAllowed: true });
  });
});
