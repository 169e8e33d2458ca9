import type { ApiKeyStore } from '@parley/core';
import { sql } from 'kysely';
import { type AccountScope, addRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { type ApiKeyRow, apiKeyRow, apiKeyTable, toApiKey } from './api-key-rows.ts';

/** API keys of one account. */
export function createApiKeyStore(scope: AccountScope): ApiKeyStore {
  const { session, account } = scope;
  return {
    async list() {
      const rows = await query(
        session,
        sql<ApiKeyRow>`select * from parley.api_keys where account_id = ${account} order by created_at, id`,
      );
      return rows.map(toApiKey);
    },
    add: (keys) => addRows(scope, apiKeyTable, keys, apiKeyRow),
    async revoke(ids, at) {
      if (ids.length === 0) return;
      await query(
        session,
        sql`update parley.api_keys set revoked_at = ${asTimestamp(at)}
            where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[]) and revoked_at is null`,
      );
    },
  };
}
