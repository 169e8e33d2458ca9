import type { ClockMode } from './clock/task-clock.ts';
import { SimulatorError } from './simulator-error.ts';

/** The values of the reference server's demo account; the simulator fits it without any option. */
export const demoSettings = {
  webhookUrl: 'http://localhost:3000/webhooks/whatsapp/inb_00000000000070008000000000000001',
  appSecret: 'parley-demo-app-secret',
  verifyToken: 'parley-demo-verify-token',
  accessToken: 'parley-demo-access-token',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '15550783881',
} as const;

/** How long a message takes on its way, in simulated milliseconds after the send was accepted. */
export interface DeliveryTimings {
  /** Until `sent` is reported. */
  readonly sentMs: number;
  /** Until it is on the phone and `delivered` is reported. */
  readonly deliveredMs: number;
  /** Until `read` is reported, where the chat is open or the customer reads at once. */
  readonly readMs: number;
  /** Up to this much is added to each, by the seed. */
  readonly jitterMs: number;
}

/** A template the business may send. */
export interface ApprovedTemplate {
  readonly name: string;
  /** Any language when left out. */
  readonly language?: string;
  /** @defaultValue 'UTILITY' */
  readonly category?: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  /** How many body parameters it takes; not checked when left out (132000). */
  readonly bodyParameters?: number;
}

/** The provider's own rate limits. Off unless asked for. */
export interface SimulatedLimits {
  /** One message in 6 seconds to one customer, with bursts of 45 (131056). @defaultValue false */
  readonly perPair?: boolean;
  /** Messages in any second from the number (130429), 80 for a usual one. @defaultValue unlimited */
  readonly messagesPerSecond?: number;
}

/** Options of `createWhatsAppSimulator`. Everything has a default. */
export interface WhatsAppSimulatorOptions {
  /** Decides ids, jitter, shuffles and the chances of faults. @defaultValue 'parley' */
  readonly seed?: string | number;
  /**
   * Decides the customers' user ids. Keep it fixed over runs against a database that lives on.
   * @defaultValue the seed
   */
  readonly identitySeed?: string;
  /** Where webhooks are posted. Can be set later with `setWebhookUrl`. */
  readonly webhookUrl?: string;
  /** Signs webhooks. */
  readonly appSecret?: string;
  /** Sent in the verification handshake. */
  readonly verifyToken?: string;
  /** The only bearer token the Graph side takes. */
  readonly accessToken?: string;
  /** The business number's id. */
  readonly phoneNumberId?: string;
  /** WhatsApp Business Account id. */
  readonly wabaId?: string;
  /** The business's number in digits. */
  readonly displayPhoneNumber?: string;
  /** @defaultValue 'Parley Demo' */
  readonly verifiedName?: string;
  /** Posts webhooks; give your handler here to test without a port. @defaultValue globalThis.fetch */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** @defaultValue 'virtual' */
  readonly clock?: ClockMode;
  /** The time underneath the simulator's clock. @defaultValue the time of creation in `virtual`, the machine's in `real` */
  readonly now?: () => Date;
  /** @defaultValue all 0 */
  readonly timings?: Partial<DeliveryTimings>;
  /** @defaultValue none */
  readonly limits?: SimulatedLimits;
  /** Names, or more. Any other template is refused with 132001. @defaultValue [] */
  readonly approvedTemplates?: readonly (string | ApprovedTemplate)[];
  /**
   * What the simulator makes of people and messages it has not seen. `refuse` is as strict as the real API: a number nobody
   * plays fails with 131026, a customer who never wrote with 131047. `trust` fits a database that outlives the simulator:
   * the unknown recipient becomes a customer, who never wrote counts as having just done so, and any message can be marked
   * as read. @defaultValue 'refuse'
   */
  readonly strangers?: 'refuse' | 'trust';
  /** Waits before each retry of a webhook, in milliseconds; the last one repeats for 7 days. */
  readonly webhookRetryDelaysMs?: readonly number[];
  /** Gives up on one POST of a webhook, in real milliseconds. @defaultValue 20_000 */
  readonly webhookTimeoutMs?: number;
  /** How many webhooks are under way at once in `real` mode; `virtual` always has one. @defaultValue 64 */
  readonly webhookConcurrency?: number;
  /** Adds the direct `url` that 2026 payloads may carry to inbound media. @defaultValue false */
  readonly includeMediaUrls?: boolean;
  /** How many trace entries, deliveries and sent messages are kept, each. @defaultValue 100_000 */
  readonly historyLimit?: number;
}

/** {@link WhatsAppSimulatorOptions} with every default filled in. */
export interface SimulatorSettings {
  readonly seed: string;
  readonly identitySeed: string;
  /** Set again by `setWebhookUrl`. */
  webhookUrl: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly accessToken: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly displayPhoneNumber: string;
  readonly verifiedName: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: ClockMode;
  readonly now: () => Date;
  readonly timings: DeliveryTimings;
  readonly limits: SimulatedLimits;
  readonly approvedTemplates: readonly ApprovedTemplate[];
  readonly strangers: 'refuse' | 'trust';
  readonly webhookRetryDelaysMs: readonly number[];
  readonly webhookTimeoutMs: number;
  readonly webhookConcurrency: number;
  readonly includeMediaUrls: boolean;
  readonly historyLimit: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Growing waits, as the provider's "decreasing frequency"; the exact ones are not published. */
const defaultRetryDelaysMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
];

/** @throws {@link SimulatorError} `invalid_option` for a webhook address that is not http(s). */
export function checkWebhookUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new SimulatorError('invalid_option', `webhookUrl must be an http(s) address, not "${url}".`);
  }
  return url;
}

function checkDigits(name: string, value: string): string {
  if (!/^\d{5,20}$/.test(value)) {
    throw new SimulatorError('invalid_option', `${name} must be 5 to 20 digits, not "${value}".`);
  }
  return value;
}

function baseTime(options: WhatsAppSimulatorOptions): () => Date {
  if (options.now !== undefined) return options.now;
  if (options.clock === 'real') return () => new Date();
  const start = new Date();
  return () => start;
}

/** Fills in the defaults. @throws {@link SimulatorError} `invalid_option` naming the option. */
export function resolveOptions(options: WhatsAppSimulatorOptions): SimulatorSettings {
  const seed = String(options.seed ?? 'parley');
  const templates = options.approvedTemplates ?? [];
  return {
    seed,
    identitySeed: options.identitySeed ?? seed,
    webhookUrl: checkWebhookUrl(options.webhookUrl ?? demoSettings.webhookUrl),
    appSecret: options.appSecret ?? demoSettings.appSecret,
    verifyToken: options.verifyToken ?? demoSettings.verifyToken,
    accessToken: options.accessToken ?? demoSettings.accessToken,
    phoneNumberId: checkDigits('phoneNumberId', options.phoneNumberId ?? demoSettings.phoneNumberId),
    wabaId: checkDigits('wabaId', options.wabaId ?? demoSettings.wabaId),
    displayPhoneNumber: checkDigits(
      'displayPhoneNumber',
      options.displayPhoneNumber ?? demoSettings.displayPhoneNumber,
    ),
    verifiedName: options.verifiedName ?? 'Parley Demo',
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    clock: options.clock ?? 'virtual',
    now: baseTime(options),
    timings: { sentMs: 0, deliveredMs: 0, readMs: 0, jitterMs: 0, ...options.timings },
    limits: options.limits ?? {},
    approvedTemplates: templates.map((template) =>
      typeof template === 'string' ? { name: template } : template,
    ),
    strangers: options.strangers ?? 'refuse',
    webhookRetryDelaysMs: options.webhookRetryDelaysMs ?? defaultRetryDelaysMs,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 20_000,
    webhookConcurrency: options.webhookConcurrency ?? 64,
    includeMediaUrls: options.includeMediaUrls ?? false,
    historyLimit: options.historyLimit ?? 100_000,
  };
}
