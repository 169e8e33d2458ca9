import type { SendFailure } from '@parley/core';

/** What one of the provider's errors means for us. */
export interface ErrorRule {
  /** Ours, stable. */
  readonly code: string;
  readonly failure: SendFailure;
  /** Only a message that was not sent is sent again. */
  readonly retryable: boolean;
  /** What happened, for staff. Never the provider's own words: they may quote the message or a number. */
  readonly message: string;
  /** What to do, for staff. */
  readonly fix: string;
  /** How long the provider wants us to wait, in milliseconds; for staff where the error is not retryable. */
  readonly waitMs?: number;
}

/** Codes of one meaning: single ones, or the first and last of a range. */
export type Codes = readonly (number | readonly [first: number, last: number])[];

/** One line of the error table. */
export function row(
  codes: Codes,
  code: string,
  failure: SendFailure,
  message: string,
  fix: string,
  waitMs?: number,
): readonly [Codes, ErrorRule] {
  const rule = { code, failure, retryable: failure === 'not_sent', message, fix };
  return [codes, waitMs === undefined ? rule : { ...rule, waitMs }];
}
