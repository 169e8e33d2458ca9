import type { StartDeadline } from './deadline.ts';

/**
 * Waits for `work`, at most until the deadline. Work that is late goes on unwatched: nobody knows how it ends.
 * @throws what `late` makes
 */
export function within<T>(work: Promise<T>, start: StartDeadline, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const deadline = start(() => reject(late()));
    work.then(
      (value) => {
        deadline.met();
        resolve(value);
      },
      (error: unknown) => {
        deadline.met();
        reject(error as Error);
      },
    );
  });
}
