import { describe, expect, it } from 'vitest';
import { createBatch } from './batch.ts';

describe('a batch of notifications', () => {
  it('tells once per frame however often somebody is added', () => {
    const frames: (() => void)[] = [];
    const batch = createBatch((run) => frames.push(run));
    let told = 0;
    const tell = (): void => {
      told += 1;
    };
    for (let count = 0; count < 100; count += 1) batch.add(tell);
    expect([frames.length, told]).toEqual([1, 0]);
    frames[0]?.();
    expect(told).toBe(1);
    batch.add(tell);
    expect(frames).toHaveLength(2);
  });

  it('does not wait for the frame when somebody looks at what they did', async () => {
    const frames: (() => void)[] = [];
    const batch = createBatch((run) => frames.push(run));
    let told = 0;
    batch.add(() => {
      told += 1;
    });
    batch.hurry();
    batch.hurry();
    await Promise.resolve();
    expect(told).toBe(1);
    frames[0]?.();
    expect(told).toBe(1);
  });
});
