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
      if (!uuidPattern.test(access.accountUuid))
        throw new TypeError('An account id must be acc_ and 32 hex digits.');
      return `set local role parley_app;set local parley.account_id='${access.accountUuid}';`;
    case 'system':
      return 'set local role parley_system;';
    case 'owner':
      return '';
    default:
      return access satisfies never;
  }
}

/** 64-bit keys of lock names, each once, in ascending order: whoever takes several takes them in the same order. */
export function lockKeys(scope: string, names: readonly string[]): readonly bigint[] {
  const keys = new Set(
    names.map((name) => Buffer.from(hash('sha256', `${scope}:${name}`), 'hex').readBigInt64BE()),
  );
  return [...keys].sort((left, right) => (left < right ? -1 : 1));
}
