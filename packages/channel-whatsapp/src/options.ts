import { type Clock, InvalidInboxError, type JsonObject } from '@parley/core';
import { z } from 'zod';
import { channelKind } from './inbox-facts.ts';

/** What an inbox may show. */
export interface WhatsAppSettings {
  /** Sender key of the business number (`metadata.phone_number_id`), not the number itself. */
  readonly phoneNumberId: string;
  /** WhatsApp Business Account id. */
  readonly wabaId: string;
  /** Business portfolio id: where user ids are unique. @defaultValue `wabaId` */
  readonly portfolioId?: string;
  /** The business's own number, in digits or as it is written. */
  readonly displayPhoneNumber?: string;
  /** Sent with each message where the account is split into several messaging accounts (required by the provider from 2027). */
  readonly messagingAccountId?: string;
}

/** What an inbox keeps secret. */
export interface WhatsAppCredentials {
  /** Checks `X-Hub-Signature-256`. Give two while one replaces the other; either is accepted. */
  readonly appSecrets: readonly string[];
  /** What the provider repeats when the webhook is subscribed. */
  readonly verifyToken: string;
  /** System user token with the permission `whatsapp_business_messaging`. */
  readonly accessToken: string;
}

/** How every inbox of this channel talks to the provider. */
export interface WhatsAppOptions {
  /** @defaultValue `'https://graph.facebook.com'` */
  readonly graphBaseUrl?: string;
  /** @defaultValue `'v25.0'` */
  readonly apiVersion?: string;
  /** Gives up on one Graph call, in milliseconds. @defaultValue 10_000 */
  readonly timeoutMs?: number;
  /** Gives up on one transfer of a file, in milliseconds. @defaultValue 120_000 */
  readonly mediaTimeoutMs?: number;
  /** Replaced in tests. @defaultValue undici's fetch with a keep-alive pool of its own */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Hosts a file may be downloaded from, since the token is sent there: `host` (exactly), `*.host` (below it), both https
   * on the usual port; or an origin like `http://localhost:3001` (exactly). @defaultValue lookaside.fbsbx.com,
   * *.fbcdn.net, *.whatsapp.net
   */
  readonly mediaHosts?: readonly string[];
  /** Largest file that is downloaded. @defaultValue 104_857_600 (100 MB) */
  readonly maxDownloadBytes?: number;
  /** The provider's limit of the number: 80, with the WhatsApp Business app beside it 20, after an upgrade 1000. @defaultValue 80 */
  readonly messagesPerSecond?: number;
  /** One message to the same customer per this time, in milliseconds. @defaultValue 6_000 */
  readonly pairIntervalMs?: number;
  /** As many may go to the same customer at once, borrowed from later. @defaultValue 45 */
  readonly pairBurst?: number;
  /** Reads `Retry-After` dates. @defaultValue systemClock */
  readonly clock?: Clock;
}

/** Everything one channel needs. */
export type WhatsAppChannelOptions = WhatsAppSettings & WhatsAppCredentials & WhatsAppOptions;

const graphId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be an id of the Graph API');
const secret = z.string().min(1).max(4096);

const settingsSchema = z.strictObject({
  phoneNumberId: graphId,
  wabaId: graphId,
  portfolioId: graphId.exactOptional(),
  displayPhoneNumber: z
    .string()
    .regex(/^[+0-9 ().-]{5,32}$/, 'must be a phone number')
    .exactOptional(),
  messagingAccountId: graphId.exactOptional(),
});

const credentialsSchema = z.strictObject({
  appSecrets: z.array(secret).min(1).max(2),
  verifyToken: secret,
  accessToken: secret.regex(/^[\x21-\x7e]+$/, 'must be one token without spaces or line breaks'),
});

const optionsSchema = z.object({
  graphBaseUrl: z.url({ protocol: /^https?$/ }).optional(),
  apiVersion: z
    .string()
    .regex(/^v\d{1,3}\.\d{1,2}$/, "must look like 'v25.0'")
    .optional(),
  timeoutMs: z.int().min(1).optional(),
  mediaTimeoutMs: z.int().min(1).optional(),
  mediaHosts: z
    .array(
      z
        .string()
        .regex(/^(https?:\/\/[^/?#@]+|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+)$/i, 'must be a host or an origin'),
    )
    .optional(),
  maxDownloadBytes: z.int().min(1).optional(),
  messagesPerSecond: z.number().min(1).optional(),
  pairIntervalMs: z.number().min(0).optional(),
  pairBurst: z.int().min(1).optional(),
});

const inboxSchema = z.object({ settings: settingsSchema, credentials: credentialsSchema });

/**
 * Checks what an inbox stores. Without an app secret nothing is opened, so its webhook is never mounted unchecked.
 * @throws {InvalidInboxError} naming each wrong field, never a value
 */
export function checkInbox(inbox: { readonly settings: JsonObject; readonly credentials: JsonObject }): {
  readonly settings: WhatsAppSettings;
  readonly credentials: WhatsAppCredentials;
} {
  const checked = inboxSchema.safeParse({ settings: inbox.settings, credentials: inbox.credentials });
  if (!checked.success) throw new InvalidInboxError(channelKind, problemsOf(checked.error, ''));
  return checked.data;
}

/** Checks what the host configured. @throws {InvalidInboxError} */
export function checkOptions(options: WhatsAppOptions): void {
  const checked = optionsSchema.safeParse(options);
  if (!checked.success) throw new InvalidInboxError(channelKind, problemsOf(checked.error, 'options.'));
}

/** One problem per field: its first. */
function problemsOf(error: z.ZodError, prefix: string): { path: string; message: string }[] {
  const problems = new Map<string, string>();
  for (const issue of error.issues) {
    const path = `${prefix}${issue.path.map(String).join('.')}`;
    if (!problems.has(path)) problems.set(path, issue.message);
  }
  return [...problems].map(([path, message]) => ({ path, message }));
}
