import { type Logger, type Parley, silentLogger } from '@parley/core';
import {
  type RealtimeOptions,
  type RealtimeSettings,
  readRealtimeOptions,
} from './realtime/realtime-options.ts';

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
  /**
   * At least 32 random bytes that sign the tokens of agents; the same for every process of an installation, or one
   * refuses the tokens of another. @defaultValue random bytes: agents sign in anew after each restart
   */
  readonly tokenKey?: Uint8Array;
  /** Limits of realtime connections. */
  readonly realtime?: RealtimeOptions;
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
  /** Largest file of a message that is passed on. @defaultValue 104_857_600 (100 MiB) */
  readonly mediaDownloadLimitBytes?: number;
  /** Largest file that is taken to be sent; it is held in memory on its way. @defaultValue 16_777_216 (16 MiB) */
  readonly mediaUploadLimitBytes?: number;
  /**
   * Most bytes of files that are on their way to providers at one time; what does not fit is answered 503. A file that is
   * just being put together takes twice its size for a moment. At least `mediaUploadLimitBytes`.
   * @defaultValue 134_217_728 (128 MiB), or `mediaUploadLimitBytes` where that is more
   */
  readonly mediaUploadMemoryBytes?: number;
  /**
   * How long a caller may take to send a file, and then a provider to take or begin to give one, in milliseconds.
   * @defaultValue 60_000
   */
  readonly mediaTimeoutMs?: number;
}

/** {@link ServerOptions} with every default filled in. */
export interface ServerSettings {
  readonly parley: Parley;
  readonly log: Logger;
  readonly cursorKey: Uint8Array;
  readonly tokenKey: Uint8Array;
  readonly realtime: RealtimeSettings;
  readonly corsOrigins: ReadonlySet<string>;
  readonly basePath: string;
  readonly publicUrl: string | undefined;
  readonly trustRequestId: boolean;
  readonly deadlineMs: number;
  readonly bodyTimeoutMs: number;
  readonly webhookBodyLimitBytes: number;
  readonly apiBodyLimitBytes: number;
  readonly mediaDownloadLimitBytes: number;
  readonly mediaUploadLimitBytes: number;
  readonly mediaUploadMemoryBytes: number;
  readonly mediaTimeoutMs: number;
}

const keyBytes = 32;

/** Fills in defaults. @throws {RangeError} for a limit that would switch itself off, a short key or a bad path or origin */
export function readServerOptions(options: ServerOptions): ServerSettings {
  const basePath = options.basePath ?? '';
  if (basePath !== '' && !/^(?:\/[\w.~-]+)+$/.test(basePath))
    throw new RangeError('basePath must look like "/support", without a slash at the end');
  for (const origin of options.corsOrigins ?? []) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new RangeError('corsOrigins holds exact origins like "https://app.example.com"');
    }
  }
  const mediaUploadLimitBytes = positive(
    'mediaUploadLimitBytes',
    options.mediaUploadLimitBytes,
    16 * 1024 * 1024,
  );
  const mediaUploadMemoryBytes = positive(
    'mediaUploadMemoryBytes',
    options.mediaUploadMemoryBytes,
    Math.max(128 * 1024 * 1024, mediaUploadLimitBytes),
  );
  if (mediaUploadMemoryBytes < mediaUploadLimitBytes)
    throw new RangeError('mediaUploadMemoryBytes must be at least mediaUploadLimitBytes');
  return {
    parley: options.parley,
    log: options.log ?? silentLogger,
    cursorKey: keyOf('cursorKey', options.cursorKey),
    tokenKey: keyOf('tokenKey', options.tokenKey),
    realtime: readRealtimeOptions(options.realtime ?? {}),
    corsOrigins: new Set(options.corsOrigins ?? []),
    basePath,
    publicUrl: options.publicUrl,
    trustRequestId: options.trustRequestId ?? false,
    deadlineMs: positive('deadlineMs', options.deadlineMs, 2_800),
    bodyTimeoutMs: positive('bodyTimeoutMs', options.bodyTimeoutMs, 10_000),
    webhookBodyLimitBytes: positive('webhookBodyLimitBytes', options.webhookBodyLimitBytes, 4 * 1024 * 1024),
    apiBodyLimitBytes: positive('apiBodyLimitBytes', options.apiBodyLimitBytes, 1024 * 1024),
    mediaDownloadLimitBytes: positive(
      'mediaDownloadLimitBytes',
      options.mediaDownloadLimitBytes,
      100 * 1024 * 1024,
    ),
    mediaUploadLimitBytes,
    mediaUploadMemoryBytes,
    mediaTimeoutMs: positive('mediaTimeoutMs', options.mediaTimeoutMs, 60_000),
  };
}

function keyOf(name: string, given: Uint8Array | undefined): Uint8Array {
  const key = given ?? crypto.getRandomValues(new Uint8Array(keyBytes));
  if (key.length < keyBytes) throw new RangeError(`${name} must have at least ${keyBytes} bytes`);
  return key;
}

function positive(name: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!Number.isSafeInteger(value) || value < 1 || value > 2 ** 31 - 1)
    throw new RangeError(`${name} must be a whole number from 1 to 2147483647`);
  return value;
}
