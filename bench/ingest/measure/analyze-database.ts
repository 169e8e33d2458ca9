import pg from 'pg';

/**
 * Tells the planner how large the tables have become, as autovacuum does by itself within its first minute. A run is
 * shorter than that minute: without this, plans made for empty tables would be measured.
 */
export async function analyzeDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
