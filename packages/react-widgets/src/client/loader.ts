import { backoffMs } from './backoff.ts';
import type { ClientContext } from './client-context.ts';
import type { ClientError } from './client-error.ts';
import { failureOf, plainError } from './client-failure.ts';
import type { Timer } from './environment.ts';

/** Reads something once at a time, again when asked meanwhile, and again after a failure that may pass. */
export interface Loader {
  /** Reads now, or once more after the reading under way. */
  load(): void;
  /** Reads if that was never done, failed, or is overdue. */
  ensure(): void;
  /** What it read may be old: read again at the next {@link Loader.ensure}. */
  expire(): void;
  /** Nobody needs it now: no more attempts by itself. */
  rest(): void;
  readonly error: () => ClientError | undefined;
  readonly isLoading: () => boolean;
}

/**
 * @param task - Reads and stores.
 * @param onChange - Called when a reading ended.
 */
export function createLoader(
  { env, report }: Pick<ClientContext, 'env' | 'report'>,
  task: () => Promise<void>,
  onChange: () => void,
): Loader {
  let isLoading = false;
  let isAskedAgain = false;
  let isFresh = false;
  let isWanted = false;
  let failures = 0;
  let error: ClientError | undefined;
  let timer: Timer | undefined;

  const failed = (thrown: unknown): void => {
    const failure = failureOf(thrown);
    error = plainError(failure);
    failures += 1;
    report(failure);
    if (failure.isRetryable && isWanted)
      timer = env.setTimer(load, failure.retryAfterMs ?? backoffMs(failures, env.random()));
  };
  const run = async (): Promise<void> => {
    isLoading = true;
    isAskedAgain = false;
    isFresh = true;
    try {
      await task();
      error = undefined;
      failures = 0;
    } catch (thrown) {
      isFresh = false;
      if (!isAskedAgain) failed(thrown);
    }
    isLoading = false;
    onChange();
    if (isAskedAgain) load();
  };
  const load = (): void => {
    isWanted = true;
    env.clearTimer(timer);
    if (isLoading) isAskedAgain = true;
    else run().catch(() => undefined);
  };
  return {
    load,
    ensure() {
      isWanted = true;
      if (!isFresh) load();
    },
    expire() {
      isFresh = false;
    },
    rest() {
      isWanted = false;
      env.clearTimer(timer);
    },
    error: () => error,
    isLoading: () => isLoading,
  };
}
