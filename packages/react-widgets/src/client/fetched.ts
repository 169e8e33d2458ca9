import type { ClientContext } from './client-context.ts';
import { createResource, type Resource } from './resource.ts';

/** Something that is read as a whole, and sometimes told. */
export interface Fetched<T> extends Resource<T> {
  readonly now: () => T | undefined;
  /** This is how it is now; what is being read may be older. */
  told(value: T): void;
}

/** See {@link Fetched}. */
export function createFetched<T extends object>(ctx: ClientContext, fetch: () => Promise<T>): Fetched<T> {
  let known: T | undefined;
  let toldAt = 0;
  const resource = createResource(
    ctx,
    () => known,
    async () => {
      const startedAt = ctx.ticks.next();
      const read = await fetch();
      if (toldAt < startedAt) known = read;
    },
  );
  return {
    ...resource,
    now: () => known,
    told(value) {
      known = value;
      toldAt = ctx.ticks.next();
      resource.cell.invalidate();
    },
  };
}
