import type { ChannelSendError, SendFailure } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { accountErrors } from './account-errors.ts';
import { graphError } from './graph-error.ts';
import { messageErrors } from './message-errors.ts';
import { deliveryError } from './whatsapp-errors.ts';

const at = new Date('2026-11-02T09:00:00Z');

function answer(
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
  isRepeatable = false,
): ChannelSendError {
  return graphError({ status, headers: new Headers(headers), body: body as never, isRepeatable, at });
}

const withCode = (code: number, status = 400) =>
  answer(status, { error: { code, message: `(#${code}) for +16505551234`, fbtrace_id: 'Az09_-' } });

describe('an error of the provider', () => {
  const classes: [SendFailure, number[]][] = [
    ['not_sent', [2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004, 2494100, 134101, 133015]],
    ['needs_template', [131047]],
    ['channel_down', [0, 3, 10, 190, 200, 250, 299, 131005]],
    [
      'channel_down',
      [
        33, 368, 131031, 131037, 131042, 131045, 131048, 133000, 133005, 133006, 133010, 134011, 133008,
        133009, 133016,
      ],
    ],
    ['refused', [131026, 130403, 131050, 130472, 131021, 131030, 130497, 131049]],
    ['refused', [131009, 131062, 137000]],
    ['refused', [100, 131008, 131051, 131055, 135000, 131064]],
    ['refused', [131052, 131053, 131060]],
    [
      'refused',
      [
        132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069, 131063,
        134100, 134102,
      ],
    ],
    ['refused', [2388019, 2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299]],
    [
      'refused',
      [
        139000, 139004, 139100, 139103, 131020, 131041, 131059, 131201, 131215, 138000, 138018, 613, 147001,
        147004, 2593107, 2593108,
      ],
    ],
  ];

  it.each(classes.flatMap(([failure, codes]) => codes.map((code) => [code, failure] as const)))(
    '%i means %s',
    (code, failure) => {
      const error = withCode(code);
      expect(error).toMatchObject({ failure, retryable: failure === 'not_sent', providerCode: String(code) });
      expect(error.code).toMatch(/^[a-z][a-z_]*$/);
      expect(error.code).not.toBe('provider_refused');
      expect(withCode(code, 500).code, 'the code decides, not the HTTP status').toBe(error.code);
    },
  );

  it.each([
    [131026, 'recipient_unreachable'],
    [130429, 'rate_limited'],
    [131056, 'pair_rate_limited'],
    [131047, 'service_window_closed'],
    [190, 'channel_auth_failed'],
    [131053, 'media_refused'],
    [132001, 'template_not_found'],
  ])('%i has the stable code %s', (code, ours) => {
    expect(withCode(code).code).toBe(ours);
    expect(deliveryError(String(code))).toMatchObject({ code: ours, providerCode: String(code) });
  });

  it('1 is a failure of theirs with a 5xx and a faulty request otherwise', () => {
    expect(withCode(1, 500)).toMatchObject({
      code: 'provider_unavailable',
      failure: 'not_sent',
      retryable: true,
    });
    expect(withCode(1, 400)).toMatchObject({ code: 'invalid_message', failure: 'refused' });
  });

  it('nobody knows yet is refused, or of unknown fate with a 5xx', () => {
    expect(withCode(999_999)).toMatchObject({
      code: 'provider_refused',
      failure: 'refused',
      providerCode: '999999',
    });
    expect(withCode(999_999, 503)).toMatchObject({
      code: 'outcome_unknown',
      failure: 'unknown',
      retryable: false,
    });
    expect(withCode(999_999, 429)).toMatchObject({ code: 'rate_limited', failure: 'not_sent' });
  });

  it.each([
    [400, 'provider_refused', 'refused'],
    [401, 'channel_auth_failed', 'channel_down'],
    [403, 'provider_refused', 'refused'],
    [404, 'provider_refused', 'refused'],
    [413, 'provider_refused', 'refused'],
    [429, 'rate_limited', 'not_sent'],
    [500, 'outcome_unknown', 'unknown'],
    [502, 'outcome_unknown', 'unknown'],
    [503, 'outcome_unknown', 'unknown'],
    [504, 'outcome_unknown', 'unknown'],
    [302, 'unexpected_redirect', 'channel_down'],
  ])('goes by the HTTP status where a proxy answers without a code (%i)', (status, code, failure) => {
    expect(answer(status)).toMatchObject({ code, failure });
  });

  it('of a call that may be repeated is never of unknown fate', () => {
    expect(answer(502, undefined, {}, true)).toMatchObject({ failure: 'not_sent', retryable: true });
  });

  it('tells how long to wait: by header, by usage, or by the rule of the code', () => {
    expect(answer(429, undefined, { 'retry-after': '7' }).retryAfterMs).toBe(7000);
    const usage = JSON.stringify({ '1': [{ type: 'messages', estimated_time_to_regain_access: 19 }] });
    expect(answer(400, { error: { code: 80007 } }, { 'x-business-use-case-usage': usage }).retryAfterMs).toBe(
      19 * 60_000,
    );
    expect(withCode(134101).retryAfterMs).toBe(600_000);
    expect(withCode(133015).retryAfterMs).toBe(300_000);
    expect(withCode(131049)).toMatchObject({ retryable: false, retryAfterMs: 86_400_000 });
    expect(withCode(130429).retryAfterMs).toBeUndefined();
  });

  it('keeps the trace id and none of the words', () => {
    const error = withCode(131026);
    expect(error.details).toEqual({ httpStatus: 400, fbtraceId: 'Az09_-' });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('6505551234');
    expect(answer(400, { error: { code: 1, fbtrace_id: 'call +16505551234' } }).details).toEqual({
      httpStatus: 400,
    });
  });

  it('is read with its code as a string, and without one', () => {
    expect(answer(400, { error: { code: '131026' } }).code).toBe('recipient_unreachable');
    expect(answer(400, { error: 'no' }).code).toBe('provider_refused');
  });
});

describe('the table of errors', () => {
  const rows = [...accountErrors, ...messageErrors];

  it('gives each code one meaning', () => {
    const codes = rows.flatMap(([entries]) =>
      entries.flatMap((entry) =>
        typeof entry === 'number'
          ? [entry]
          : Array.from({ length: entry[1] - entry[0] + 1 }, (_, index) => entry[0] + index),
      ),
    );
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('has sentences for people, and one rule per code of ours', () => {
    const names = rows.map(([, rule]) => rule.code);
    expect(new Set(names).size).toBe(names.length);
    for (const [, rule] of rows) {
      expect(rule.message).toMatch(/\.$/);
      expect(rule.fix).toMatch(/\.$/);
      expect(rule.retryable).toBe(rule.failure === 'not_sent');
    }
  });
});
