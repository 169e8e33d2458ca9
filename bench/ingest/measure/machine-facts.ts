import { availableParallelism, cpus, totalmem } from 'node:os';
import pg from 'pg';

/** What the figures were measured on. */
export interface MachineFacts {
  readonly cores: number;
  readonly cpuModel: string;
  readonly memoryBytes: number;
  readonly node: string;
  readonly platform: string;
  readonly postgres: string;
  /** The server's own answers. */
  readonly settings: Readonly<Record<string, string>>;
  /** Median of a one-row insert with its commit over one connection without HTTP, in milliseconds. */
  readonly commitMs: number;
}

const settingNames = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];
const probes = 300;

async function medianCommitMs(client: pg.Client): Promise<number> {
  await client.query('create table commit_probe (n int primary key, body text)');
  const times: number[] = [];
  for (let n = 0; n < probes; n += 1) {
    const since = performance.now();
    await client.query('insert into commit_probe values ($1, $2)', [n, 'a message of an ordinary length']);
    times.push(performance.now() - since);
  }
  await client.query('drop table commit_probe');
  return times.sort((a, b) => a - b)[Math.floor(probes / 2)] ?? 0;
}

/** Asks the machine and the PostgreSQL server. */
export async function readMachineFacts(adminUrl: string): Promise<MachineFacts> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const settings: Record<string, string> = {};
    for (const name of settingNames) {
      const shown = await client.query<Record<string, string>>(`show ${name}`);
      settings[name] = Object.values(shown.rows[0] ?? {})[0] ?? 'unknown';
    }
    const version = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return {
      cores: availableParallelism(),
      cpuModel: cpus()[0]?.model ?? 'unknown',
      memoryBytes: totalmem(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      postgres: version.rows[0]?.version ?? 'unknown',
      settings,
      commitMs: await medianCommitMs(client),
    };
  } finally {
    await client.end();
  }
}
