import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer } from './pacer.ts';
import {
  isRested,
  numberPace,
  type Pace,
  type PaceRule,
  paceAfterSend,
  paceWaitMs,
  pairRefusalWaitMs,
} from './pacing.ts';

const start = new Date('2026-11-02T09:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const pair: PaceRule = { burst: 45, intervalMs: 6000 };

/** Sends as early as the rule allows at each of the given moments; the times at which something went out. */
function sendTimes(rule: PaceRule, gapsMs: readonly number[]): number[] {
  const sent: number[] = [];
  let pace: Pace | undefined;
  let now = 0;
  for (const gap of gapsMs) {
    now += gap;
    if (paceWaitMs(pace, rule, after(now)) > 0) continue;
    pace = paceAfterSend(pace, rule, after(now));
    sent.push(now);
  }
  return sent;
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length),
  );
}

describe('pace to one customer', () => {
  it('lets 45 messages go at once and then one each 6 seconds', () => {
    let pace: Pace | undefined;
    for (let sent = 0; sent < 45; sent += 1) {
      expect(paceWaitMs(pace, pair, start)).toBe(0);
      pace = paceAfterSend(pace, pair, start);
    }
    expect(paceWaitMs(pace, pair, start)).toBe(6000);
    expect(paceWaitMs(pace, pair, after(2500))).toBe(3500);
    expect(paceWaitMs(pace, pair, after(6000))).toBe(0);
    pace = paceAfterSend(pace, pair, after(6000));
    expect(paceWaitMs(pace, pair, after(6000))).toBe(6000);
  });

  it('gives back what was borrowed in 45 × 6 seconds', () => {
    let pace: Pace | undefined;
    for (let sent = 0; sent < 45; sent += 1) pace = paceAfterSend(pace, pair, start);
    expect(isRested(pace as Pace, pair, after(45 * 6000 - 1))).toBe(false);
    expect(isRested(pace as Pace, pair, after(45 * 6000))).toBe(true);
  });

  it('never lets more go in any stretch of time than burst and rate allow, and waiting as told is enough', () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 20_000 })), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 600_000 }), (gapsMs, windowMs) => {
        const most = mostWithin(sendTimes(pair, gapsMs), windowMs + 1);
        expect(most).toBeLessThanOrEqual(pair.burst + Math.floor(windowMs / pair.intervalMs) + 1);
      }),
    );
    fc.assert(
      fc.property(gaps, (gapsMs) => {
        let pace: Pace | undefined;
        let now = 0;
        for (const gap of gapsMs) {
          now += gap + paceWaitMs(pace, pair, after(now + gap));
          expect(paceWaitMs(pace, pair, after(now))).toBe(0);
          pace = paceAfterSend(pace, pair, after(now));
        }
      }),
    );
  });

  it('does not give anything back when a clock is set back', () => {
    let pace: Pace | undefined;
    for (let sent = 0; sent < 45; sent += 1) pace = paceAfterSend(pace, pair, start);
    expect(paceWaitMs(pace, pair, after(-3_600_000))).toBe(6000);
    pace = paceAfterSend(pace, pair, after(-3_600_000));
    expect(paceWaitMs(pace, pair, after(6000))).toBe(6000);
  });

  it('has no limit where the interval is zero', () => {
    expect(sendTimes({ burst: 1, intervalMs: 0 }, [0, 1, 1, 1])).toHaveLength(4);
  });

  it('rests 4^n seconds after the provider refused, up to 17 minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 50].map(pairRefusalWaitMs)).toEqual(
      [1, 4, 16, 64, 256, 1024, 1024, 1024].map((seconds) => seconds * 1000),
    );
  });
});

describe('pace of one number', () => {
  it.each([80, 20, 1000, 1, 3])(
    'never lets more than %i messages go in any second, and nearly as many in the long run',
    (perSecond) => {
      const rule = numberPace(perSecond);
      const times = sendTimes(
        rule,
        Array.from({ length: 40_000 }, () => 0.25),
      );
      expect(
        mostWithin(
          times.filter((time) => time < 3000),
          1000,
        ),
      ).toBeLessThanOrEqual(perSecond);
      expect(times.length / 10).toBeGreaterThanOrEqual(
        Math.max(0.45, perSecond >= 10 ? 0.85 : 0.4) * perSecond,
      );
    },
  );
});

describe('counting what an inbox sends', () => {
  const limits = { messagesPerSecond: 80, pairIntervalMs: 6000, pairBurst: 2 };

  it('holds one customer back and lets the others go on', () => {
    const pacer = createPacer(limits);
    expect([pacer.wait('a', start), pacer.wait('a', start), pacer.wait('a', start)]).toEqual([0, 0, 6000]);
    expect(pacer.wait('b', start)).toBe(0);
  });

  it('counts nothing that must wait', () => {
    const pacer = createPacer(limits);
    for (let asked = 0; asked < 5; asked += 1) pacer.wait('a', start);
    expect(pacer.wait('a', after(6000))).toBe(0);
    expect(pacer.wait('a', after(12_000))).toBe(0);
  });

  it('holds everybody back once the number is at its limit', () => {
    const pacer = createPacer({ ...limits, messagesPerSecond: 20 });
    expect([pacer.wait('a', start), pacer.wait('b', start)]).toEqual([0, 0]);
    expect(pacer.wait('c', start)).toBeGreaterThan(0);
    expect(pacer.wait('c', after(1000))).toBe(0);
  });

  it('leaves a customer alone whom the provider protects, others not', () => {
    const pacer = createPacer(limits);
    expect([pacer.refused('a', start), pacer.refused('a', start)]).toEqual([1000, 4000]);
    expect(pacer.wait('a', start)).toBe(4000);
    expect(pacer.wait('b', start)).toBe(0);
    pacer.accepted('a');
    expect(pacer.wait('a', start)).toBe(0);
  });

  it('goes on counting rightly after it forgot thousands of customers', () => {
    const pacer = createPacer({ messagesPerSecond: 1_000_000, pairIntervalMs: 6000, pairBurst: 1 });
    const late = after(60_000);
    for (let index = 0; index < 11_000; index += 1) pacer.wait(`old${index}`, start);
    for (let index = 0; index < 11_000; index += 1) pacer.wait(`new${index}`, late);
    expect(pacer.wait('old1', late)).toBe(0);
    expect(pacer.wait('new10999', late)).toBe(6000);
  });
});
