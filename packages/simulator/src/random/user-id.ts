import { SeededRandom } from './seeded-random.ts';

/** Longest prefix first: `+1` must not swallow nothing, and `+55` must not be read as `+5`. */
const countryByPrefix: readonly (readonly [prefix: string, country: string])[] = [
  ['971', 'AE'],
  ['234', 'NG'],
  ['254', 'KE'],
  ['351', 'PT'],
  ['27', 'ZA'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['57', 'CO'],
  ['61', 'AU'],
  ['62', 'ID'],
  ['65', 'SG'],
  ['81', 'JP'],
  ['90', 'TR'],
  ['91', 'IN'],
  ['1', 'US'],
];

/** The country part of a business-scoped user id, guessed from the dialling code; `US` when unknown. */
export function countryOfPhone(digits: string): string {
  return countryByPrefix.find(([prefix]) => digits.startsWith(prefix))?.[1] ?? 'US';
}

/** What decides a business-scoped user id. The same facts always give the same id. */
export interface UserIdFacts {
  /** The simulator's identity seed. */
  readonly seed: string;
  /** What tells this customer apart, usually the phone number. */
  readonly key: string;
  /** How often the id was rotated so far. */
  readonly rotation: number;
  /** Two capital letters. */
  readonly country: string;
}

/** A business-scoped user id (BSUID): `CC.` and 20 digits. WhatsApp Cloud API, business-scoped user ids. */
export function createUserId(facts: UserIdFacts): string {
  const random = new SeededRandom(`${facts.seed}/user-id/${facts.key}/${facts.rotation}`);
  return `${facts.country}.${random.digits(20)}`;
}

/** A parent user id: `CC.ENT.` and 20 digits. Only enrolled managed businesses see one. */
export function createParentUserId(facts: UserIdFacts): string {
  const random = new SeededRandom(`${facts.seed}/parent-user-id/${facts.key}/${facts.rotation}`);
  return `${facts.country}.ENT.${random.digits(20)}`;
}

/** True for text of a user id's or parent user id's form. */
export function isUserId(text: string): boolean {
  return /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(text);
}
