import { networkFailure } from './http-errors.ts';

/** Code that comes when it is first needed. It does not come without a network, or where a new version took its place. */
export function loaded<T>(code: Promise<T>): Promise<T> {
  return code.catch((error: unknown) => {
    throw networkFailure(error);
  });
}
