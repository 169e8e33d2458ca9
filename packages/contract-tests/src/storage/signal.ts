/** Something a test waits for. */
export interface Signal<T = void> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** Makes a signal. */
export function createSignal<T = void>(): Signal<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The error a promise is rejected with. @throws if it is not */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (outcome === undefined) throw new Error('It should have been refused.');
  return outcome.error;
}

/**
 * How long an event may take to be settled. The log waits for every writer on the server, whichever database it works
 * in, so the tests of another database can hold it back for a while.
 */
export const untilSettled = { timeout: 20_000, interval: 10 };
