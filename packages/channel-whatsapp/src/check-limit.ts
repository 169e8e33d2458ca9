import { InvalidContentError } from '@parley/core';
import { lengthOf } from './split-text.ts';

/** Refuses content because of one field. @throws {InvalidContentError} */
export function refuse(field: string, problem: string): never {
  throw new InvalidContentError(`${field} ${problem}.`, { field });
}

/** Text of 1 to `max` code points, not only white space. @throws {InvalidContentError} */
export function checkText(field: string, text: string, max: number): void {
  if (text.trim() === '') refuse(field, 'must not be empty');
  checkLength(field, text, max);
}

/** Text that may be left out. @throws {InvalidContentError} */
export function checkOptionalText(field: string, text: string | undefined, max: number): void {
  if (text !== undefined) checkText(field, text, max);
}

/** At most `max` code points. @throws {InvalidContentError} */
export function checkLength(field: string, text: string, max: number): void {
  // A text has at least as many UTF-16 units as code points, so most need not be counted.
  if (text.length > max && lengthOf(text) > max) refuse(field, `must have at most ${max} characters`);
}

/** A list of `min` to `max` things. @throws {InvalidContentError} */
export function checkCount(field: string, list: readonly unknown[], min: number, max: number): void {
  if (list.length < min || list.length > max) refuse(field, `must have between ${min} and ${max} entries`);
}

/** No value twice. @throws {InvalidContentError} */
export function checkUnique(field: string, values: readonly string[]): void {
  if (new Set(values).size !== values.length) refuse(field, 'must not have the same value twice');
}

/** A public web address. @throws {InvalidContentError} */
export function checkUrl(field: string, url: string, protocols: readonly string[]): void {
  if (!URL.canParse(url) || !protocols.includes(new URL(url).protocol)) {
    refuse(
      field,
      `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );
  }
}
