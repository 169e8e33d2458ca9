import { z } from 'zod';

/** One environment variable: how it is checked and what people are told about it. */
export interface Variable<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** What it is for, as a sentence. */
  readonly meaning: string;
  /** The shape it must have. */
  readonly expected: string;
  readonly example: string;
  /** Where to get one. */
  readonly where: string;
  /** Its default in words; absent = there is none. */
  readonly otherwise?: string;
}

function variable<Schema extends z.ZodType>(given: Variable<Schema>): Variable<Schema> {
  return given;
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));
const encryptionKey = z
  .base64()
  .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')))
  .refine((bytes) => bytes.length === 32);
const commaList = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item));

/** Every environment variable of the reference server; `.env.example` lists the same ones, and a test holds it to that. */
export const variables = {
  NODE_ENV: variable({
    schema: z.enum(['development', 'test', 'production']).default('development'),
    meaning: 'In production nothing has a public default: the demo account and its keys are refused.',
    expected: 'development, test or production',
    example: 'production',
    where: 'your choice',
    otherwise: 'development',
  }),
  PORT: variable({
    schema: wholeNumber(0, 65_535).default(3000),
    meaning: 'The port the server listens on; 0 takes any free one.',
    expected: 'a whole number from 0 to 65535',
    example: '3000',
    where: 'any free port of the machine',
    otherwise: '3000',
  }),
  HOST: variable({
    schema: z.string().min(1).max(255).default('127.0.0.1'),
    meaning: 'The address it listens on; 0.0.0.0 makes it reachable from other machines.',
    expected: 'an IP address or host name of this machine',
    example: '0.0.0.0',
    where: 'your network',
    otherwise: '127.0.0.1',
  }),
  DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    meaning: 'The PostgreSQL database. Without it an embedded PGlite keeps the data in PARLEY_DATA_DIR.',
    expected: 'a postgres:// address',
    example: 'postgres://parley:secret@localhost:5432/parley',
    where: 'your database server or hosting provider',
    otherwise: 'embedded PGlite',
  }),
  DATABASE_MIGRATION_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    meaning: 'A login that may change the schema, where the one of DATABASE_URL may not.',
    expected: 'a postgres:// address',
    example: 'postgres://owner:secret@localhost:5432/parley',
    where: 'your database server or hosting provider',
    otherwise: 'DATABASE_URL',
  }),
  DATABASE_POOL_SIZE: variable({
    schema: wholeNumber(1, 500).default(10),
    meaning: 'Connections to PostgreSQL at most.',
    expected: 'a whole number from 1 to 500',
    example: '10',
    where: 'the connection limit of your database, divided by the number of processes',
    otherwise: '10',
  }),
  PARLEY_DATA_DIR: variable({
    schema: z.string().min(1).optional(),
    meaning: 'Where the embedded database keeps its files. One process at a time may use it.',
    expected: 'a folder that can be written to',
    example: './.parley',
    where: 'any local disk',
    otherwise: './.parley',
  }),
  PARLEY_FILES_DIR: variable({
    schema: z.string().min(1).optional(),
    meaning:
      'Where files of the web chat are kept. Processes that share the database must share it; back it up with the database.',
    expected: 'a folder that can be written to',
    example: './.parley-files',
    where: 'any local disk, or one all processes mount',
    otherwise: 'the folder of the embedded database with -files at its end: ./.parley-files',
  }),
  PARLEY_DEMO: variable({
    schema: flag.optional(),
    meaning: 'Whether the demo account, with its public keys, is there at start.',
    expected: 'true or false',
    example: 'false',
    where: 'your choice',
    otherwise: 'true, and false in production',
  }),
  PARLEY_DEMO_CONVERSATIONS: variable({
    schema: wholeNumber(0, 10_000).default(0),
    meaning: 'How many conversations are put into the demo account at start while it has none.',
    expected: 'a whole number from 0 to 10000',
    example: '40',
    where: 'your choice; `npm run seed` makes more',
    otherwise: '0; `npm start` gives 40',
  }),
  PARLEY_ENCRYPTION_KEY: variable({
    schema: encryptionKey.optional(),
    meaning: 'Seals the credentials of inboxes before they are stored. Losing it loses them.',
    expected: '32 random bytes in base64',
    example: 'output of: openssl rand -base64 32',
    where: 'make one with openssl rand -base64 32 and keep it with your other secrets',
    otherwise: 'a public demo key; none in production',
  }),
  PARLEY_OLD_ENCRYPTION_KEYS: variable({
    schema: commaList(encryptionKey).default([]),
    meaning: 'Earlier keys that still open what they sealed, while it is being sealed anew.',
    expected: 'keys like PARLEY_ENCRYPTION_KEY, with commas between them',
    example: '<the key before>,<the one before that>',
    where: 'the value PARLEY_ENCRYPTION_KEY had before',
    otherwise: 'none',
  }),
  PARLEY_GRAPH_URL: variable({
    schema: httpUrl.optional(),
    meaning: 'The WhatsApp Graph API that messages are sent to.',
    expected: 'an http or https address',
    example: 'https://graph.facebook.com',
    where: 'Meta, or the address of a simulator',
    otherwise: 'https://graph.facebook.com; with the demo account the simulator on this machine',
  }),
  PARLEY_GRAPH_VERSION: variable({
    schema: z
      .string()
      .regex(/^v\d{1,3}\.\d{1,2}$/)
      .optional(),
    meaning: 'The version of the Graph API.',
    expected: 'v and a number',
    example: 'v25.0',
    where: 'the changelog of the Graph API',
    otherwise: 'the version the WhatsApp channel was written for',
  }),
  PARLEY_SIMULATOR_PORT: variable({
    schema: wholeNumber(1, 65_535).default(3001),
    meaning: 'Where `npm start` runs the WhatsApp simulator, and where the demo account sends its messages.',
    expected: 'a whole number from 1 to 65535',
    example: '3001',
    where: 'any free port of the machine',
    otherwise: '3001',
  }),
  PARLEY_PUBLIC_URL: variable({
    schema: httpUrl.optional(),
    meaning: 'How the server is reached from outside; shown in the API documentation.',
    expected: 'an http or https address',
    example: 'https://support.example.com',
    where: 'your proxy or hosting provider',
    otherwise: 'where the request came in',
  }),
  PARLEY_CORS_ORIGINS: variable({
    schema: commaList(z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url)).default(
      [],
    ),
    meaning: 'Pages of these origins may call the API from a browser.',
    expected: 'exact origins without a path, with commas between them',
    example: 'https://desk.example.com,https://admin.example.com',
    where: 'the addresses of your own front ends',
    otherwise: 'none',
  }),
  PARLEY_TRUST_REQUEST_ID: variable({
    schema: flag.default(false),
    meaning: 'Whether X-Request-Id of a request is kept; only behind a proxy that sets it itself.',
    expected: 'true or false',
    example: 'true',
    where: 'your proxy',
    otherwise: 'false',
  }),
  PARLEY_TRUSTED_PROXIES: variable({
    schema: wholeNumber(0, 10).default(0),
    meaning:
      "How many proxies in front append the caller's address to X-Forwarded-For; limits per address count by it.",
    expected: 'a whole number from 0 to 10',
    example: '1',
    where: 'count your load balancers and reverse proxies',
    otherwise: '0',
  }),
  PARLEY_SHUTDOWN_GRACE_MS: variable({
    schema: wholeNumber(0, 600_000).default(8000),
    meaning: 'How long requests and jobs may go on after SIGTERM, in milliseconds.',
    expected: 'a whole number from 0 to 600000',
    example: '8000',
    where: 'less than what your platform waits before it kills (Docker: 10 s, Kubernetes: 30 s)',
    otherwise: '8000',
  }),
  PARLEY_DRAIN_DELAY_MS: variable({
    schema: wholeNumber(0, 600_000).default(0),
    meaning:
      'How long the server still takes connections after SIGTERM while /readyz already says no, in milliseconds.',
    expected: 'a whole number from 0 to 600000',
    example: '5000',
    where: 'longer than your load balancer needs to notice',
    otherwise: '0',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    meaning: 'How much is logged; info has one line per request.',
    expected: 'trace, debug, info, warn, error, fatal or silent',
    example: 'info',
    where: 'your choice',
    otherwise: 'info',
  }),
} as const;

/** The name of a variable. */
export type VariableName = keyof typeof variables;
