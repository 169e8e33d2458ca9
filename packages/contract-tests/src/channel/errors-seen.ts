import { type ChannelSendError, SupportError } from '@parley/core';
import { expect } from 'vitest';

/** What `work` failed with; fails the test where it does not fail, or not with an error of ours. */
export async function errorOf(work: () => unknown): Promise<SupportError> {
  let thrown: unknown;
  try {
    await work();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, 'it should have failed').toBeDefined();
  if (!SupportError.is(thrown)) throw thrown;
  return thrown;
}

/** The error of a send, with what it says about sending again. */
export async function sendErrorOf(work: () => unknown): Promise<ChannelSendError> {
  const error = await errorOf(work);
  expect(error, 'a failed send says what became of the message').toHaveProperty('failure');
  return error as ChannelSendError;
}

/** Everything a log or an answer could show of an error: words, data, and whatever hangs below it. */
export function everythingIn(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 6) return String(error);
  const names = [...new Set([...Object.getOwnPropertyNames(error), 'message', 'stack', 'cause'])];
  const values = names.map((name) => (error as Record<string, unknown>)[name]);
  return values
    .map((value) =>
      typeof value === 'object' && value !== null ? everythingIn(value, depth + 1) : String(value),
    )
    .join('\n');
}
