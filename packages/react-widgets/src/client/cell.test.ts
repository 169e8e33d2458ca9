import { describe, expect, it } from 'vitest';
import { createBatch } from './batch.ts';
import { createCell } from './cell.ts';

const world = () => {
  const frames: (() => void)[] = [];
  const batch = createBatch((run) => frames.push(run));
  return {
    batch,
    frame: () => {
      for (const run of frames.splice(0)) run();
    },
  };
};

describe('a cell', () => {
  it('gives the same object while what it shows is the same', () => {
    const { batch } = world();
    let items = [1, 2];
    const cell = createCell(batch, () => ({ status: 'ready', items }));
    const before = cell.get();
    items = [1, 2];
    cell.invalidate();
    expect(cell.get()).toBe(before);
    items = [1, 3];
    cell.invalidate();
    expect(cell.get()).toEqual({ status: 'ready', items: [1, 3] });
  });

  it('shows a change at once and tells of it once per frame', () => {
    const { batch, frame } = world();
    let value = 0;
    const cell = createCell(batch, () => value);
    let told = 0;
    cell.subscribe(() => {
      told += 1;
    });
    for (value = 1; value < 10; value += 1) cell.invalidate();
    expect([cell.get(), told]).toEqual([10, 0]);
    frame();
    expect(told).toBe(1);
  });

  it('tells nobody when the value came back to what was told', () => {
    const { batch, frame } = world();
    let value = 1;
    const cell = createCell(batch, () => value);
    let told = 0;
    cell.subscribe(() => {
      told += 1;
    });
    value = 2;
    cell.invalidate();
    value = 1;
    cell.invalidate();
    frame();
    expect(told).toBe(0);
  });

  it('loads for the first listener and lets go after the last, also when one listens twice', () => {
    const { batch } = world();
    const log: string[] = [];
    const cell = createCell(
      batch,
      () => 0,
      () => {
        log.push('watch');
        return () => log.push('unwatch');
      },
    );
    const listener = (): void => undefined;
    const first = cell.subscribe(listener);
    const second = cell.subscribe(listener);
    first();
    first();
    expect(log).toEqual(['watch']);
    second();
    expect(log).toEqual(['watch', 'unwatch']);
    cell.subscribe(listener);
    expect(log).toEqual(['watch', 'unwatch', 'watch']);
  });
});
