import { IdempotencyKeyReusedError, type JsonValue } from '@parley/core';
import type { IdempotencyClaim, IdempotencyStore } from '@parley/core/storage';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { asTimestamp } from '../rows/time-columns.ts';

interface KeyRow {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly body: JsonValue;
}

const purgeBatch = 5000;

/** Idempotency keys of one account. */
export function createIdempotencyStore({ session, account }: AccountScope): IdempotencyStore {
  /** True if the key is new. A concurrent claim of the same key makes this wait until the other transaction ended. */
  const insert = async ({ actor, key, fingerprint, at }: IdempotencyClaim): Promise<boolean> => {
    const rows = await query(
      session,
      sql`insert into parley.idempotency_keys (account_id, actor, key, fingerprint, created_at)
          values (${account}, ${actor}, ${key}, ${fingerprint}, ${asTimestamp(at)})
          on conflict do nothing returning 1`,
    );
    return rows.length > 0;
  };
  return {
    async claim(claim) {
      for (;;) {
        if (await insert(claim)) return undefined;
        const [known] = await query(
          session,
          sql<KeyRow>`select fingerprint, status, body from parley.idempotency_keys
                      where account_id = ${account} and actor = ${claim.actor} and key = ${claim.key} for update`,
        );
        // Purged in between: it is new after all.
        if (known === undefined) continue;
        if (known.fingerprint !== claim.fingerprint) throw new IdempotencyKeyReusedError();
        return known.status === null ? undefined : { status: known.status, body: known.body };
      }
    },
    async complete({ actor, key }, { status, body }) {
      await query(
        session,
        sql`update parley.idempotency_keys set status = ${status}, body = ${JSON.stringify(body)}::jsonb
            where account_id = ${account} and actor = ${actor} and key = ${key}`,
      );
    },
    async purge(before) {
      for (let purged = 0; ; ) {
        const rows = await query(
          session,
          sql`delete from parley.idempotency_keys k
              using (select actor, key from parley.idempotency_keys
                     where account_id = ${account} and created_at < ${asTimestamp(before)} limit ${purgeBatch}) old
              where k.account_id = ${account} and k.actor = old.actor and k.key = old.key
              returning 1`,
        );
        purged += rows.length;
        if (rows.length < purgeBatch) return purged;
      }
    },
  };
}
