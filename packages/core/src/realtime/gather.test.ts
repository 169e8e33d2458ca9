import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

/** Runs that end when the test says so. */
function slowRun() {
  const runs: { readonly items: readonly number[]; readonly end: () => void; readonly fail: () => void }[] =
    [];
  const ask = gather(
    (items: readonly number[]) =>
      new Promise<readonly string[]>((resolve, reject) => {
        runs.push({
          items,
          end: () => resolve(items.map((item) => `${item}!`)),
          fail: () => reject(new Error('away')),
        });
      }),
    3,
  );
  return { runs, ask };
}

describe('calls that are gathered', () => {
  it('share a run when they come in the same turn, and get each their own result', async () => {
    const { runs, ask } = slowRun();
    const answers = Promise.all([ask(1), ask(2)]);
    await Promise.resolve();
    runs[0]?.end();
    expect(await answers).toEqual(['1!', '2!']);
    expect(runs.map(({ items }) => items)).toEqual([[1, 2]]);
  });

  it('wait for the run under way and then share the next, up to the limit', async () => {
    const { runs, ask } = slowRun();
    const first = ask(1);
    await Promise.resolve();
    const later = Promise.all([ask(2), ask(3), ask(4), ask(5)]);
    runs[0]?.end();
    expect(await first).toBe('1!');
    await Promise.resolve();
    expect(runs[1]?.items).toEqual([2, 3, 4]);
    runs[1]?.end();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    runs[2]?.end();
    expect(await later).toEqual(['2!', '3!', '4!', '5!']);
  });

  it('fail together, and the next run is a new one', async () => {
    const { runs, ask } = slowRun();
    const both = Promise.allSettled([ask(1), ask(2)]);
    await Promise.resolve();
    runs[0]?.fail();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = ask(3);
    await Promise.resolve();
    runs[1]?.end();
    expect(await next).toBe('3!');
  });
});
