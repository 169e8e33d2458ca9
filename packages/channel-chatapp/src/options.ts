import type { LookupFunction } from 'node:net';
import type { Clock, JsonObject } from '@parley/core';
import type { TokenAlgorithm } from './token/token-keys.ts';

/** How the host signs its customers' tokens. The algorithm is fixed here and never taken from a token. */
export interface ChatAppTokenSettings {
  /** `iss` of every token. */
  readonly issuer: string;
  /** `aud` of every token, or one of them; of this inbox alone. */
  readonly audience: string;
  /** `HS256` needs `tokenSecrets` among the credentials; the others exactly one of `publicKeys` and `jwksUrl`. */
  readonly algorithm: TokenAlgorithm;
  /** One or two, as PEM (`BEGIN PUBLIC KEY`) or JWK; either one counts, so that a key can be replaced without a gap. */
  readonly publicKeys?: readonly (string | JsonObject)[];
  /** Where the keys are; https. Fetched at most every 30 s, kept for 10 min, and for a day if it cannot be reached. */
  readonly jwksUrl?: string;
}

/** What an inbox may show. */
export interface ChatAppSettings {
  /** Exact origins, e.g. `https://shop.example`, whose pages may talk to the inbox. @defaultValue [] */
  readonly allowedOrigins?: readonly string[];
  /** Whether somebody who has not signed in may write. @defaultValue false */
  readonly allowsAnonymous?: boolean;
  /** Shown before the first message; at most 1000 characters. */
  readonly greeting?: string;
  readonly expectedReplyMinutes?: number;
  /** Whether customers see the first name of who answers. @defaultValue true */
  readonly showsAgentNames?: boolean;
  /** Where customer ids mean something; inboxes with the same one share their customers. @defaultValue 'default' */
  readonly customerIdScope?: string;
  /** Types of files customers may send; see the README for those there are. `[]` = none. @defaultValue all of them */
  readonly fileTypes?: readonly string[];
  /** Largest file a customer may send, in bytes; at most 104_857_600 (100 MiB). @defaultValue 10_485_760 (10 MiB) */
  readonly maxFileBytes?: number;
  /** Absent = nobody signs in with a token. */
  readonly token?: ChatAppTokenSettings;
  /** The host's backend is told of every message to a customer; https. Needs `webhookSecrets`. */
  readonly webhookUrl?: string;
}

/** What an inbox keeps secret. Two of each while one replaces the other. */
export interface ChatAppCredentials {
  /** The host's backend shows one of these, or signs with it; at least 32 characters. Absent = it cannot call. */
  readonly apiKeys?: readonly string[];
  /** HS256 secrets of at least 32 bytes. */
  readonly tokenSecrets?: readonly string[];
  /** Sign what we tell the host's backend: `whsec_` and base64 of 24 to 64 bytes (Standard Webhooks). */
  readonly webhookSecrets?: readonly string[];
}

/** How every inbox of this channel works. */
export interface ChatAppOptions {
  /** Replaced in tests. @defaultValue https only, public addresses only, no redirects */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * `host:port` (no port for the usual one) of key sets and backends inside your own network: these may have private
   * addresses and be reached by http, e.g. `localhost:4010`. @defaultValue none
   */
  readonly trustedHosts?: readonly string[];
  /** Finds addresses of names. @defaultValue the system's */
  readonly lookup?: LookupFunction;
  /** Gives up on one call, in milliseconds. @defaultValue 5_000 */
  readonly timeoutMs?: number;
  /** Dates signatures. @defaultValue systemClock */
  readonly clock?: Clock;
}
