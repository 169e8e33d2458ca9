import { hash } from 'node:crypto';
import type { Access } from './database.ts';

const uuidPattern = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/;

/**
 * The statements that put a transaction that has just begun behind its wall and take its locks. One string, so that it
 * costs one round trip, or none when the first query is sent right behind it. Only checked values get into the text.
 */
export function openingSql(access: Access, locks: readonly string[] = []): string {
  const wall = wallSql(access);
  if (locks.length === 0) return wall;
  const scope = access.role === 'account' ? access.accountUuid : access.role;
  return `${wall}select pg_advisory_xact_lock(k) from unnest('{${lockKeys(scope, locks).join(',')}}'::bigint[]) k`;
}

function wallSql(access: Access): string {
  switch (access.role) {
    case 'account':
      assertUuid(access.accountUuid);
      return `set local role parley_app;set local parley.account_id='${access.accountUuid}';`;
    case 'system':
      return 'set local role parley_system;';
    case 'owner':
      return '';
    default:
      return access satisfies never;
  }
}

const wall = {
  name: 'parley_wall',
  text:
    "select set_config('role', 'parley_app', true), set_config('parley.account_id', $1::text, true), " +
    "set_config('plan_cache_mode', 'force_generic_plan', true)",
} as const;

/** The same wall as a prepared statement, for a transaction that travels as one message. */
export function wallStatement(access: Access & { readonly role: 'account' }): {
  readonly name: string;
  readonly text: string;
  readonly values: readonly string[];
} {
  assertUuid(access.accountUuid);
  return { ...wall, values: [access.accountUuid] };
}

function assertUuid(uuid: string): void {
  if (!uuidPattern.test(uuid)) throw new TypeError('An account id must be acc_ and 32 hex digits.');
}

/** 64-bit keys of lock names, each once, in ascending order: whoever takes several takes them in the same order. */
export function lockKeys(scope: string, names: readonly string[]): readonly bigint[] {
  const keys = new Set(
    names.map((name) => Buffer.from(hash('sha256', `${scope}:${name}`), 'hex').readBigInt64BE()),
  );
  return [...keys].sort((left, right) => (left < right ? -1 : 1));
}
