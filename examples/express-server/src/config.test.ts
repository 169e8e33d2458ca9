import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConfig, unknownVariables } from './config.ts';
import { InvalidConfigurationError } from './configuration-error.ts';
import { demoAccount } from './demo-account.ts';
import { variables } from './variables.ts';

const key = Buffer.alloc(32, 5).toString('base64');
const production = {
  NODE_ENV: 'production',
  PARLEY_ENCRYPTION_KEY: key,
  DATABASE_URL: 'postgres://u:p@db/parley',
};

function problemsOf(environment: Record<string, string>): InvalidConfigurationError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfigurationError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('without any variable', () => {
  test('the server runs the demo on an embedded database, for this machine only', () => {
    expect(readConfig({})).toMatchObject({
      isProduction: false,
      demo: true,
      port: 3000,
      host: '127.0.0.1',
      database: { kind: 'embedded', dataDir: './.parley' },
      graphUrl: 'http://localhost:3001',
    });
  });

  test('empty ones count as not given', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', PARLEY_DEMO: '' })).toEqual(readConfig({}));
  });
});

describe('in production', () => {
  test('the demo is off, and messages go to the real provider', () => {
    expect(readConfig(production)).toMatchObject({
      isProduction: true,
      demo: false,
      database: { kind: 'postgres', poolSize: 10 },
      graphUrl: 'https://graph.facebook.com',
    });
  });

  test('every public default is refused, all in one report', () => {
    const error = problemsOf({
      NODE_ENV: 'production',
      PARLEY_DEMO: 'true',
      PARLEY_ENCRYPTION_KEY: Buffer.from(demoAccount.encryptionKey).toString('base64'),
    });
    expect(error.problems.map((problem) => problem.name).sort()).toEqual([
      'DATABASE_URL',
      'PARLEY_DEMO',
      'PARLEY_ENCRYPTION_KEY',
    ]);
    expect(problemsOf({ ...production, PARLEY_ENCRYPTION_KEY: '' }).problems).toMatchObject([
      { name: 'PARLEY_ENCRYPTION_KEY' },
    ]);
  });

  test('an embedded database is taken when it is asked for', () => {
    const config = readConfig({ ...production, DATABASE_URL: '', PARLEY_DATA_DIR: '/var/lib/parley' });
    expect(config.database).toEqual({ kind: 'embedded', dataDir: '/var/lib/parley' });
  });
});

describe('a report of what is wrong', () => {
  const wrong = {
    PORT: '70000',
    DATABASE_URL: 'mysql://root:hunter2@db/app',
    PARLEY_ENCRYPTION_KEY: 'c2VjcmV0LWJ1dC1zaG9ydA==',
    PARLEY_GRAPH_URL: 'ftp://graph',
    PARLEY_CORS_ORIGINS: 'https://desk.example/path',
    PARLEY_SHUTDOWN_GRACE_MS: 'soon',
    LOG_LEVEL: 'loud',
  };

  test('names every variable at once, with its shape, an example and where to get it', () => {
    const error = problemsOf(wrong);
    expect(error.problems.map((problem) => problem.name).sort()).toEqual(Object.keys(wrong).sort());
    for (const name of Object.keys(wrong)) {
      const { expected, example, where } = variables[name as keyof typeof variables];
      expect(error.message).toContain(`${name}: is not ${expected}`);
      expect(error.message).toContain(`example   ${name}=${example}`);
      expect(error.message).toContain(`where     ${where}`);
    }
    expect(error.message).toContain('7 variables are not as needed');
  });

  test('never shows a value, which may be a secret', () => {
    const error = problemsOf(wrong);
    for (const value of Object.values(wrong))
      expect(JSON.stringify([error.message, error.problems, error.details])).not.toContain(value);
  });
});

describe('.env.example', () => {
  const file = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../../.env.example'), 'utf8');
  const entries = new Map(
    [...file.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name ?? '', value ?? '']),
  );

  test('lists every variable, each with a comment above it, and no other', () => {
    expect([...entries.keys()].sort()).toEqual(Object.keys(variables).sort());
    for (const name of entries.keys()) expect(file).toMatch(new RegExp(`^#[^\\n]+\\n${name}=`, 'm'));
  });

  test('as it is gives what no variables give', () => {
    expect(readConfig(Object.fromEntries(entries))).toEqual(readConfig({}));
  });
});

test('a misspelt variable is noticed, those of the simulator and of others are not', () => {
  expect(
    unknownVariables({
      PARLEY_ENCRYPTON_KEY: 'x',
      PARLEY_SIMULATOR_SEED: '1',
      PARLEY_DEMO: 'true',
      HOME: '/',
    }),
  ).toEqual(['PARLEY_ENCRYPTON_KEY']);
});
