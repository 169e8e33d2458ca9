import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RunningPostgres } from 'parley-tests/postgres';
import pg from 'pg';
import { freePort } from '../../ingest/targets/free-port.ts';
import { serverArguments } from '../../server-arguments.ts';
import type { BenchTarget } from './bench-target.ts';
import { post } from './post.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const script = join(repository, 'examples', 'express-server', 'src', 'main.ts');
// The demo account of the reference server: documented, public, refused in production.
const demo = {
  accountId: '00000000-0000-7000-8000-000000000001',
  inboxId: 'inb_00000000000070008000000000000001',
  apiKey: `pk_parley_demo_${'0'.repeat(40)}`,
  appSecret: 'parley-demo-app-secret',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
};
const firstPhone = 15_550_100_000;
const startTimeoutMs = 60_000;

/** The reference server with its own defaults, log included, on a database of its own with so many agents. */
export async function openParleyTarget(postgres: RunningPostgres, agents: number): Promise<BenchTarget> {
  const database = await postgres.createDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const graphUrl = `http://127.0.0.1:${await freePort()}`;
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [...serverArguments, script], {
      cwd: repository,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATABASE_URL: database.url,
        PORT: String(port),
        PARLEY_GRAPH_URL: graphUrl,
        PARLEY_DEMO_CONVERSATIONS: '0',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const deadline = performance.now() + startTimeoutMs;
    while (!(await isReady(url))) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error('The reference server did not start.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  await start();
  const names = await addAgents(database.url, agents);
  return {
    kind: 'parley',
    url,
    apiKey: demo.apiKey,
    get pid() {
      return child?.pid ?? 0;
    },
    names,
    send(number, text) {
      const body = webhook(number, text);
      const signature = createHmac('sha256', demo.appSecret).update(body).digest('hex');
      return post(`${url}/webhooks/whatsapp/${demo.inboxId}`, body, {
        'x-hub-signature-256': `sha256=${signature}`,
      });
    },
    start,
    kill,
    async remove() {
      await kill();
      await database.drop();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function addAgents(databaseUrl: string, count: number): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `insert into parley.agents (account_id, id, name, role, created_at)
       select $1, gen_random_uuid(), 'Agent ' || n, 'agent', now() from generate_series(1, $2::integer) n
       returning id`,
      [demo.accountId, count],
    );
    await client.query('analyze');
    return rows.map(({ id }) => `agt_${id.replaceAll('-', '')}`);
  } finally {
    await client.end();
  }
}

/** Every message is of a person of its own: what a list shows of a conversation is then that message. */
function webhook(number: number, text: string): string {
  const from = String(firstPhone + number);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: demo.phoneNumberId },
    contacts: [{ profile: { name: `Customer ${number}` }, wa_id: from }],
    messages: [{ from, id: `wamid.${number}.${text}`, timestamp, type: 'text', text: { body: text } }],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: demo.wabaId, changes: [{ field: 'messages', value }] }],
  });
}
