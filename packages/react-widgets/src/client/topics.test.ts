import { describe, expect, it } from 'vitest';
import { createTopics } from './topics.ts';
import type { ClientFrame } from './wire-types.ts';

function openTopics() {
  const told: [string, number][] = [];
  const timers: (() => void)[] = [];
  const topics = createTopics(
    (frame: ClientFrame) => {
      if (frame.t === 'subscribe' || frame.t === 'unsubscribe') told.push([frame.t, frame.topics.length]);
      return true;
    },
    { setTimer: (run) => timers.push(run) },
  );
  const pass = (): void => {
    for (const run of timers.splice(0)) run();
  };
  return { topics, told, pass };
}

describe('what a connection listens to', () => {
  it('is told together, and not at all of what was only scrolled past', () => {
    const { topics, told, pass } = openTopics();
    const stops = Array.from({ length: 300 }, (_, row) => topics.listen(`cnv_${row}`));
    for (const stop of stops.slice(0, 280)) stop();
    expect(told).toEqual([]);
    pass();
    expect(told).toEqual([['subscribe', 20]]);
    for (const stop of stops) stop();
    topics.listen('cnv_1');
    pass();
    expect(told.slice(1)).toEqual([
      ['subscribe', 1],
      ['unsubscribe', 20],
    ]);
    pass();
    expect(told).toHaveLength(3);
  });

  it('is not told where nothing changed in the end', () => {
    const { topics, told, pass } = openTopics();
    topics.listen('cnv_1');
    pass();
    const again = topics.listen('cnv_1');
    topics.listen('cnv_2')();
    again();
    again();
    pass();
    expect(told).toEqual([['subscribe', 1]]);
  });
});
