import { type Logger, type Parley, silentLogger } from '@parley/core';

/** What a server is made of. */
export interface ServerOptions {
  readonly parley: Parley;
  /** One line per request, without bodies, tokens or query strings. @defaultValue silentLogger */
  readonly log?: Logger;
  /**
   * At least 32 random bytes that seal cursors; the same for every process of an installation, or cursors of one are
   * refused by another. @defaultValue random bytes: cursors end with the process
   */
  readonly cursorKey?: Uint8Array;
  /** Pages of these exact origins (`https://app.example.com`) may call the API from a browser. @defaultValue none */
  readonly corsOrigins?: readonly string[];
  /** The path the server is reached at, where nothing in front strips it, e.g. `/support`. @defaultValue '' */
  readonly basePath?: string;
  /** Shown in the OpenAPI document as the API's address. @defaultValue where the request came in */
  readonly publicUrl?: string;
  /** Whether `X-Request-Id` of a request is kept; only behind a proxy that sets it itself. @defaultValue false */
  readonly trustRequestId?: boolean;
  /** How long the engine may take for one request, in milliseconds; then the answer is 503. @defaultValue 2_800 */
  readonly deadlineMs?: number;
  /** How long a caller may take to send a body, in milliseconds; then the answer is 408. @defaultValue 10_000 */
  readonly bodyTimeoutMs?: number;
  /** Largest webhook body. @defaultValue 4_194_304 (4 MiB; WhatsApp sends up to 3 MB) */
  readonly webhookBodyLimitBytes?: number;
  /** Largest API body. @defaultValue 1_048_576 (1 MiB) */
  readonly apiBodyLimitBytes?: number;
}

/** {@link ServerOptions} with every default filled in. */
export interface ServerSettings {
  readonly parley: Parley;
  readonly log: Logger;
  readonly cursorKey: Uint8Array;
  readonly corsOrigins: ReadonlySet<string>;
  readonly basePath: string;
  readonly publicUrl: string | undefined;
  readonly trustRequestId: boolean;
  readonly deadlineMs: number;
  readonly bodyTimeoutMs: number;
  readonly webhookBodyLimitBytes: number;
  readonly apiBodyLimitBytes: number;
}

/** Fills in defaults. @throws {RangeError} for a limit that would switch itself off, a short key or a bad path or origin */
export function readServerOptions(options: ServerOptions): ServerSettings {
  const cursorKey = options.cursorKey ?? crypto.getRandomValues(new Uint8Array(32));
  if (cursorKey.length < 32) throw new RangeError('cursorKey must have at least 32 bytes');
  const basePath = options.basePath ?? '';
  if (basePath !== '' && !/^(?:\/[\w.~-]+)+$/.test(basePath))
    throw new RangeError('basePath must look like "/support", without a slash at the end');
  for (const origin of options.corsOrigins ?? []) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new RangeError('corsOrigins holds exact origins like "https://app.example.com"');
    }
  }
  return {
    parley: options.parley,
    log: options.log ?? silentLogger,
    cursorKey,
    corsOrigins: new Set(options.corsOrigins ?? []),
    basePath,
    publicUrl: options.publicUrl,
    trustRequestId: options.trustRequestId ?? false,
    deadlineMs: positive('deadlineMs', options.deadlineMs, 2_800),
    bodyTimeoutMs: positive('bodyTimeoutMs', options.bodyTimeoutMs, 10_000),
    webhookBodyLimitBytes: positive('webhookBodyLimitBytes', options.webhookBodyLimitBytes, 4 * 1024 * 1024),
    apiBodyLimitBytes: positive('apiBodyLimitBytes', options.apiBodyLimitBytes, 1024 * 1024),
  };
}

function positive(name: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!Number.isSafeInteger(value) || value < 1 || value > 2 ** 31 - 1)
    throw new RangeError(`${name} must be a whole number from 1 to 2147483647`);
  return value;
}
