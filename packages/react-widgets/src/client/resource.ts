import { type Cell, createCell } from './cell.ts';
import type { ClientContext } from './client-context.ts';
import type { Watched } from './keyed-cache.ts';
import { createLoader, type Loader } from './loader.ts';
import type { Loadable } from './support-client.ts';

/** Something that is read while somebody listens and kept up to date by events. */
export interface Resource<T> extends Watched {
  readonly cell: Cell<Loadable<T>>;
  readonly loader: Loader;
  /** What it holds may be old. Read again now if somebody listens, else when somebody does. */
  refresh(): void;
}

const loading = { status: 'loading' } as const;

/**
 * @param value - What is known now; undefined = nothing yet. It is shown whatever goes on behind it.
 * @param load - Reads and stores.
 * @param watch - Called when the first listener comes; what it returns, when the last one went.
 */
export function createResource<T extends object>(
  ctx: ClientContext,
  value: () => T | undefined,
  load: () => Promise<void>,
  watch?: () => () => void,
): Resource<T> {
  const loader = createLoader(ctx, load, () => cell.invalidate());
  const compute = (): Loadable<T> => {
    const known = value();
    if (known !== undefined) return { status: 'ready', ...known };
    const error = loader.error();
    return error === undefined ? loading : { status: 'error', error, retry: loader.load };
  };
  const cell: Cell<Loadable<T>> = createCell(ctx.batch, compute, () => {
    const unwatch = watch?.();
    loader.ensure();
    return () => {
      loader.rest();
      unwatch?.();
    };
  });
  return {
    cell,
    loader,
    isWatched: cell.isWatched,
    refresh() {
      loader.expire();
      if (cell.isWatched()) loader.load();
    },
  };
}
