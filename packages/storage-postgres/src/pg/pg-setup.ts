import pg from 'pg';
import { translateError } from '../pg-errors.ts';
import type { SetupConnection } from '../setup/setup-connection.ts';

/** Makes a connection for changing the schema, gives it to `work` and closes it. */
export async function withSetupConnection<T>(
  config: pg.ClientConfig,
  work: (connection: SetupConnection) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    application_name: 'parley-setup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    ...config,
  });
  // The statement that was running is told; without a listener the process would end.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('set statement_timeout = 0; set client_min_messages = warning');
    return await work({
      async exec(sql) {
        await client.query(sql);
      },
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await client.query(text, [...values])).rows as Row[],
    });
  } catch (error) {
    throw translateError(error);
  } finally {
    await client.end().catch(() => {});
  }
}
