import type pg from 'pg';

/** What is needed of the socket below a client; not part of pg's public types. */
interface WithStream {
  readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } };
}

const corked = new WeakSet<object>();

/**
 * Holds back what is written to a connection until everything of this turn has been: statements that are sent together
 * then leave in one write. A write costs as much as all the rest a single message needs here.
 */
export function writeTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as WithStream).connection ?? {};
  if (stream?.cork === undefined || corked.has(stream)) return;
  corked.add(stream);
  stream.cork();
  process.nextTick(() => {
    corked.delete(stream);
    stream.uncork?.();
  });
}
