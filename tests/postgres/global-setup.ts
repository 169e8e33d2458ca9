import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import './provided-context.ts';
import { startPostgres } from './start-postgres.ts';

// `npm test` prints what is in here at the end of the run.
const reasonsDir = join(import.meta.dirname, '..', '..', '.reports', 'could-not-run');

/**
 * Gives the tests of a project a PostgreSQL server: the one `PARLEY_TEST_PG_URL` names (a superuser's connection string),
 * else one of our own. Without either, the address is `undefined`, and the reason is left for the end of the run.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const reasonFile = join(reasonsDir, `postgres-${project.name}.txt`);
  rmSync(reasonFile, { force: true });
  const given = process.env['PARLEY_TEST_PG_URL'];
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    return undefined;
  }
  try {
    // Crash tests must prove durability; the others only need the same SQL.
    const server = await startPostgres({ fsync: project.name === 'faults' });
    project.provide('postgresUrl', server.adminUrl);
    return () => server.stop();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    mkdirSync(reasonsDir, { recursive: true });
    writeFileSync(reasonFile, `Project ${project.name}: what needs a real PostgreSQL server. ${reason}\n`);
    project.provide('postgresUrl', undefined);
    return undefined;
  }
}
