import type { PGlite } from '@electric-sql/pglite';
import { PgliteMissingError } from '../storage-postgres-errors.ts';

const int8 = 20;
const date = 1082;
const interval = 1186;

/**
 * Opens PGlite so that it gives the same JavaScript values as the pg driver.
 *
 * @throws {PgliteMissingError} if the optional peer is not installed
 */
export async function openPglite(dataDir: string | undefined): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite').catch((cause: unknown) => {
    throw new PgliteMissingError({ cause });
  });
  const text = (value: string): string => value;
  const pglite = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    parsers: { [int8]: Number, [date]: text, [interval]: text },
  });
  await pglite.exec(
    'set jit=off;set enable_seqscan=off;set enable_hashjoin=off;set enable_mergejoin=off;set enable_bitmapscan=off;set enable_material=off',
  );
  return pglite;
}
