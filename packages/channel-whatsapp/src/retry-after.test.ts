import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const at = new Date('2026-11-02T09:00:00Z');
const wait = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), at);
const business = (...minutes: unknown[]) =>
  JSON.stringify({
    '102290129340398': minutes.map((value) => ({
      type: 'messages',
      call_count: 100,
      estimated_time_to_regain_access: value,
    })),
  });

describe('how long the provider asks us to wait', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['a part of a second', { 'retry-after': '0.2' }, 200],
    ['no time', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': 'Mon, 02 Nov 2026 09:00:30 GMT' }, 30_000],
    ['a date that is over', { 'retry-after': 'Mon, 02 Nov 2026 08:00:00 GMT' }, 0],
    ['a year', { 'retry-after': '31536000' }, 86_400_000],
    ['words', { 'retry-after': 'soon' }, undefined],
    ['nothing', {}, undefined],
    [
      'minutes in the usage of the business',
      { 'x-business-use-case-usage': business(0, 19, 3) },
      19 * 60_000,
    ],
    [
      'minutes in the usage of the app',
      { 'x-app-usage': '{"call_count":100,"estimated_time_to_regain_access":2}' },
      120_000,
    ],
    [
      'usage without a wait',
      { 'x-app-usage': '{"call_count":28,"total_time":25}', 'x-business-use-case-usage': business(0) },
      undefined,
    ],
    ['usage that is not JSON', { 'x-app-usage': '{', 'x-business-use-case-usage': '[1]' }, undefined],
    [
      'usage in other shapes',
      { 'x-business-use-case-usage': '{"1":{"a":1},"2":[null,7,{"estimated_time_to_regain_access":"x"}]}' },
      undefined,
    ],
    [
      'both, of which the header counts',
      { 'retry-after': '5', 'x-business-use-case-usage': business(19) },
      5000,
    ],
  ])('is read from %s', (_case, headers, expected) => {
    expect(wait(headers)).toBe(expected);
  });
});
