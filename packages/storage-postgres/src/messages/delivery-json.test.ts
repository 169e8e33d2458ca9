import type { Delivery } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { undeliveredSince } from './delivery-json.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 5, 9, 0, second));

describe('since when a message waits to leave', () => {
  it.each<[string, Delivery, Date | null]>([
    ['queued', { status: 'queued', times: { queued: at(1) }, attempts: 0 }, at(1)],
    [
      'queued again after a failed try',
      { status: 'queued', times: { queued: at(1), sending: at(9) }, attempts: 1 },
      at(9),
    ],
    ['being sent', { status: 'sending', times: { queued: at(1), sending: at(2) }, attempts: 1 }, at(2)],
    ['sent', { status: 'sent', times: { queued: at(1), sending: at(2), sent: at(3) }, attempts: 1 }, null],
    ['failed', { status: 'failed', times: { queued: at(1), failed: at(3) }, attempts: 1 }, null],
    ['unknown', { status: 'unknown', times: { queued: at(1), unknown: at(3) }, attempts: 1 }, null],
  ])('%s', (_name, delivery, expected) => {
    expect(undeliveredSince(delivery)).toStrictEqual(expected);
  });
});
