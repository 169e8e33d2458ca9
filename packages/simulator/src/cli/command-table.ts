import { demoSettings } from '../simulator-options.ts';

/** One option of the command line. */
export interface OptionSpec {
  readonly kind: 'text' | 'number' | 'switch' | 'list';
  /** One line for `help`. */
  readonly help: string;
  /** Shown after the name in `help`, e.g. `URL`. */
  readonly value?: string;
  readonly fallback?: string | number;
}

/** The environment variable that stands in for an option: `--webhook-url` → `PARLEY_SIMULATOR_WEBHOOK_URL`. */
export function envNameOf(option: string): string {
  return `PARLEY_SIMULATOR_${option.toUpperCase().replaceAll('-', '_')}`;
}

const identity = {
  'webhook-url': { kind: 'text', value: 'URL', help: 'Where webhooks go', fallback: demoSettings.webhookUrl },
  'app-secret': { kind: 'text', value: 'TEXT', help: 'Signs webhooks', fallback: demoSettings.appSecret },
  'verify-token': {
    kind: 'text',
    value: 'TEXT',
    help: 'Sent in the handshake',
    fallback: demoSettings.verifyToken,
  },
  'access-token': {
    kind: 'text',
    value: 'TEXT',
    help: 'The bearer token API calls must carry',
    fallback: demoSettings.accessToken,
  },
  'phone-number-id': {
    kind: 'text',
    value: 'ID',
    help: 'Id of the business number',
    fallback: demoSettings.phoneNumberId,
  },
  'waba-id': {
    kind: 'text',
    value: 'ID',
    help: 'WhatsApp Business Account id',
    fallback: demoSettings.wabaId,
  },
  'display-phone': {
    kind: 'text',
    value: 'DIGITS',
    help: 'The business number',
    fallback: demoSettings.displayPhoneNumber,
  },
  seed: {
    kind: 'text',
    value: 'TEXT',
    help: 'Same seed, same ids and faults (a new one each time if left out)',
  },
} as const satisfies Record<string, OptionSpec>;

const target = {
  url: {
    kind: 'text',
    value: 'URL',
    help: 'The running simulator; follows PARLEY_SIMULATOR_PORT',
    fallback: 'http://localhost:3001',
  },
  direct: { kind: 'switch', help: 'Post straight to the webhook; no simulator needs to run' },
  ...identity,
} as const satisfies Record<string, OptionSpec>;

const sender = {
  from: { kind: 'text', value: 'PHONE', help: "The customer's number", fallback: '+16505551234' },
  name: { kind: 'text', value: 'TEXT', help: "The customer's name" },
} as const satisfies Record<string, OptionSpec>;

const file = {
  ...sender,
  file: { kind: 'text', value: 'PATH', help: 'The file to send' },
  caption: { kind: 'text', value: 'TEXT', help: 'Words under it' },
  ...target,
} as const satisfies Record<string, OptionSpec>;

/** A command of the command line. */
export interface CommandSpec {
  readonly help: string;
  /** A positional argument, if it takes one. */
  readonly argument?: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}

/** Every command and what it takes; `help` is written from this. */
export const commandTable = {
  serve: {
    help: 'Run the simulator with its phone page',
    options: {
      port: {
        kind: 'number',
        value: 'N',
        help: 'Port of the page and the API; 0 for a free one',
        fallback: 3001,
      },
      host: { kind: 'text', value: 'HOST', help: 'Address to listen on', fallback: '127.0.0.1' },
      template: {
        kind: 'list',
        value: 'NAME',
        help: 'An approved template; may be repeated (in the environment: with commas)',
      },
      strict: {
        kind: 'switch',
        help: 'Refuse messages to people who did not write through this simulator, as the real API does',
      },
      limits: { kind: 'switch', help: 'Apply the pair and number rate limits of the real API' },
      ...identity,
    },
  },
  text: {
    help: 'Send a text as a customer',
    options: {
      ...sender,
      text: { kind: 'text', value: 'TEXT', help: 'What to write', fallback: 'Hello!' },
      ...target,
    },
  },
  image: { help: 'Send a picture (or any file) as a customer', options: file },
  location: {
    help: 'Send a place as a customer',
    options: {
      ...sender,
      latitude: { kind: 'number', value: 'DEG', help: 'Degrees', fallback: 37.78661 },
      longitude: { kind: 'number', value: 'DEG', help: 'Degrees', fallback: -122.40459 },
      place: { kind: 'text', value: 'TEXT', help: 'Name of the place' },
      ...target,
    },
  },
  reaction: {
    help: 'React to a message',
    options: {
      ...sender,
      message: {
        kind: 'text',
        value: 'ID',
        help: 'The message; the newest reply if left out (not with --direct)',
      },
      emoji: { kind: 'text', value: 'EMOJI', help: 'Leave empty to take the reaction back', fallback: '👍' },
      ...target,
    },
  },
  status: {
    help: 'Report a status of a message the business sent',
    options: {
      message: {
        kind: 'text',
        value: 'ID',
        help: 'The message; the newest one if left out (not with --direct)',
      },
      status: {
        kind: 'text',
        value: 'WORD',
        help: 'sent, delivered, read, failed or played',
        fallback: 'delivered',
      },
      code: { kind: 'number', value: 'N', help: 'Error code of a failed one' },
      from: { kind: 'text', value: 'PHONE', help: 'The recipient, with --direct', fallback: '+16505551234' },
      ...target,
    },
  },
  burst: {
    help: 'Send many messages and measure',
    argument: 'count',
    options: {
      customers: { kind: 'number', value: 'N', help: 'How many customers write', fallback: 50 },
      concurrency: { kind: 'number', value: 'N', help: 'Webhooks under way at once', fallback: 20 },
      ...target,
    },
  },
  batch: {
    help: 'Send one webhook that holds many messages',
    options: {
      size: { kind: 'number', value: 'N', help: 'How many messages', fallback: 10 },
      customers: { kind: 'number', value: 'N', help: 'How many customers wrote them', fallback: 3 },
      ...target,
    },
  },
  verify: { help: 'Do the verification handshake with the webhook', options: target },
  'rotate-user-id': {
    help: 'Give a customer a new business-scoped user id',
    options: { ...sender, ...target },
  },
  help: { help: 'Show this', options: {} },
} as const satisfies Record<string, CommandSpec>;

/** A command's name. */
export type CommandName = keyof typeof commandTable;
