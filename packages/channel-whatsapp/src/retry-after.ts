import type { JsonObject, JsonValue } from '@parley/core';
import { readNumber, readObject, readObjects } from './read-field.ts';

/** Longest wait that is believed: one day. */
const maxWaitMs = 24 * 60 * 60 * 1000;

/**
 * How long the provider asks us to wait, in milliseconds: `Retry-After` (seconds or a date), else the longest
 * `estimated_time_to_regain_access` (minutes) of the usage headers. Undefined where it says nothing.
 */
export function readRetryAfter(headers: { get(name: string): string | null }, at: Date): number | undefined {
  const asked = parseRetryAfter(headers.get('retry-after'), at) ?? longestRegain(headers);
  return asked === undefined ? undefined : Math.min(Math.max(0, asked), maxWaitMs);
}

function parseRetryAfter(header: string | null, at: Date): number | undefined {
  const value = header?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - at.getTime();
}

function longestRegain(headers: { get(name: string): string | null }): number | undefined {
  const app = parseHeader(headers.get('x-app-usage'));
  const business = parseHeader(headers.get('x-business-use-case-usage'));
  const usages: JsonObject[] = [
    ...(app === undefined ? [] : [app]),
    ...Object.values(business ?? {}).flatMap((list) => readObjects(list)),
  ];
  const minutes = usages
    .map((usage) => readNumber(usage.estimated_time_to_regain_access))
    .filter((value) => value !== undefined);
  const longest = Math.max(0, ...minutes);
  return longest > 0 ? longest * 60_000 : undefined;
}

function parseHeader(header: string | null): JsonObject | undefined {
  if (header === null) return undefined;
  try {
    return readObject(JSON.parse(header) as JsonValue);
  } catch {
    return undefined;
  }
}
