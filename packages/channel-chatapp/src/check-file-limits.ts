import { type JsonObject, type MediaLimits, mediaTypeNames } from '@parley/core';
import { maxFileBytes } from './capabilities.ts';
import type { FieldChecks } from './field-checks.ts';

/** Largest file of a customer where the inbox says nothing: 10 MiB. */
const defaultMaxBytes = 10 * 1024 * 1024;

/** Which files customers may send; undefined = none. */
export function checkFileLimits(checks: FieldChecks, settings: JsonObject): MediaLimits | undefined {
  const given = settings['fileTypes'];
  const types =
    given === undefined
      ? mediaTypeNames
      : checks.list('settings.fileTypes', given, mediaTypeNames.length, (item, path) =>
          checks.text(path, item, (text) => mediaTypeNames.includes(text), 'a type listed in the README'),
        );
  const maxBytes = settings['maxFileBytes'] ?? defaultMaxBytes;
  if (
    typeof maxBytes !== 'number' ||
    !Number.isInteger(maxBytes) ||
    maxBytes < 1 ||
    maxBytes > maxFileBytes
  ) {
    checks.problem('settings.maxFileBytes', `must be a whole number from 1 to ${maxFileBytes}`);
    return undefined;
  }
  return types.length === 0 ? undefined : { types, maxBytes };
}
