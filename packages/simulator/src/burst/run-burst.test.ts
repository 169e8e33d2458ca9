import { describe, expect, it } from 'vitest';
import { percentile, runBurst } from './run-burst.ts';

describe('a burst', () => {
  it('sends each message once, never more at a time than allowed', async () => {
    const sent: number[] = [];
    let running = 0;
    let most = 0;
    const report = await runBurst({
      count: 50,
      concurrency: 7,
      send: async (index) => {
        running += 1;
        most = Math.max(most, running);
        sent.push(index);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { status: index % 10 === 0 ? 503 : 200, error: undefined, tookMs: index };
      },
    });
    expect(sent).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(most).toBe(7);
    expect(report).toMatchObject({
      count: 50,
      acked: 45,
      answers: { '200': 45, '503': 5 },
      p50Ms: 24,
      p99Ms: 49,
      maxMs: 49,
    });
  });

  it('counts messages nobody answered by their reason', async () => {
    const report = await runBurst({
      count: 2,
      concurrency: 5,
      send: async () => ({ status: undefined, error: 'ECONNREFUSED', tookMs: 1 }),
    });
    expect(report).toMatchObject({ acked: 0, answers: { ECONNREFUSED: 2 } });
  });

  it('has percentiles that are values that occurred', () => {
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
    expect(percentile([7], 0.01)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });
});
