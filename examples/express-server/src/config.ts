import { z } from 'zod';
import { type ConfigurationProblem, InvalidConfigurationError } from './configuration-error.ts';
import { demoAccount } from './demo-account.ts';
import { type VariableName, variables } from './variables.ts';

type Schemas = { readonly [Name in VariableName]: (typeof variables)[Name]['schema'] };

const schemas = Object.fromEntries(
  Object.entries(variables).map(([name, { schema }]) => [name, schema]),
) as Schemas;

/** All variables, checked together so that every problem is told at once. */
const configSchema = z.object(schemas).superRefine((env, context) => {
  if (env.NODE_ENV !== 'production') return;
  const refuse = (name: VariableName, message: string): void => {
    context.addIssue({ code: 'custom', path: [name], message });
  };
  if (env.PARLEY_DEMO === true)
    refuse('PARLEY_DEMO', 'the demo account has public keys and is refused in production');
  if (env.PARLEY_ENCRYPTION_KEY === undefined)
    refuse('PARLEY_ENCRYPTION_KEY', 'is missing, and production has no default');
  else if (isDemoKey(env.PARLEY_ENCRYPTION_KEY)) refuse('PARLEY_ENCRYPTION_KEY', 'is the public demo key');
  if (env.PARLEY_OLD_ENCRYPTION_KEYS.some(isDemoKey))
    refuse('PARLEY_OLD_ENCRYPTION_KEYS', 'holds the public demo key');
  if (env.DATABASE_URL === undefined && env.PARLEY_DATA_DIR === undefined) {
    refuse(
      'DATABASE_URL',
      'is missing; give it, or PARLEY_DATA_DIR if one process with an embedded database is enough',
    );
  }
});

function isDemoKey(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).equals(demoAccount.encryptionKey);
}

/** What the server is started with. */
export interface Config {
  readonly isProduction: boolean;
  /** Whether the demo account is there. */
  readonly demo: boolean;
  /** How many conversations an empty demo account starts with. */
  readonly demoConversations: number;
  readonly port: number;
  readonly host: string;
  readonly database:
    | {
        readonly kind: 'postgres';
        readonly url: string;
        readonly migrationUrl: string | undefined;
        readonly poolSize: number;
      }
    | { readonly kind: 'embedded'; readonly dataDir: string };
  /** Where files of the web chat are kept. */
  readonly filesDir: string;
  /** The first seals, all open. */
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly graphUrl: string;
  readonly graphVersion: string | undefined;
  readonly publicUrl: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly trustRequestId: boolean;
  readonly trustedProxies: number;
  readonly shutdownGraceMs: number;
  readonly drainDelayMs: number;
  readonly logLevel: string;
}

/** Reads the environment. Empty values count as not given. @throws {InvalidConfigurationError} with every problem */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const result = configSchema.safeParse(given);
  if (!result.success) throw new InvalidConfigurationError(problemsOf(result.error));
  const env = result.data;
  const demo = env.PARLEY_DEMO ?? env.NODE_ENV !== 'production';
  return {
    isProduction: env.NODE_ENV === 'production',
    demo,
    demoConversations: demo ? env.PARLEY_DEMO_CONVERSATIONS : 0,
    port: env.PORT,
    host: env.HOST,
    database:
      env.DATABASE_URL === undefined
        ? { kind: 'embedded', dataDir: env.PARLEY_DATA_DIR ?? './.parley' }
        : {
            kind: 'postgres',
            url: env.DATABASE_URL,
            migrationUrl: env.DATABASE_MIGRATION_URL,
            poolSize: env.DATABASE_POOL_SIZE,
          },
    filesDir: env.PARLEY_FILES_DIR ?? `${env.PARLEY_DATA_DIR ?? './.parley'}-files`,
    encryptionKeys: [
      env.PARLEY_ENCRYPTION_KEY ?? demoAccount.encryptionKey,
      ...env.PARLEY_OLD_ENCRYPTION_KEYS,
    ],
    graphUrl:
      env.PARLEY_GRAPH_URL ??
      (demo ? `http://localhost:${env.PARLEY_SIMULATOR_PORT}` : 'https://graph.facebook.com'),
    graphVersion: env.PARLEY_GRAPH_VERSION,
    publicUrl: env.PARLEY_PUBLIC_URL,
    corsOrigins: env.PARLEY_CORS_ORIGINS,
    trustRequestId: env.PARLEY_TRUST_REQUEST_ID,
    trustedProxies: env.PARLEY_TRUSTED_PROXIES,
    shutdownGraceMs: env.PARLEY_SHUTDOWN_GRACE_MS,
    drainDelayMs: env.PARLEY_DRAIN_DELAY_MS,
    logLevel: env.LOG_LEVEL,
  };
}

/** Variables that look like ours and are not: most likely misspelt. Those of the simulator are its own. */
export function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('PARLEY_') && !name.startsWith('PARLEY_SIMULATOR_') && !(name in variables),
  );
}

/** One problem per variable. zod's own words may quote the value, so they are not used. */
function problemsOf(error: z.ZodError): readonly ConfigurationProblem[] {
  const problems = new Map<string, ConfigurationProblem>();
  for (const issue of error.issues) {
    const name = String(issue.path[0]) as VariableName;
    const { expected, example, where } = variables[name];
    const message =
      issue.code === 'custom' && issue.path.length === 1 && issue.message !== 'Invalid input'
        ? issue.message
        : `is not ${expected}`;
    if (!problems.has(name)) problems.set(name, { name, message, expected, example, where });
  }
  return [...problems.values()];
}
