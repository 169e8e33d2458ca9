import { BusinessHoursInUseError } from '@parley/core';
import type { BusinessHoursStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { violatedForeignKey } from '../pg-errors.ts';
import { toUuid } from '../rows/id-columns.ts';
import {
  type BusinessHoursRow,
  businessHoursRow,
  businessHoursTable,
  toBusinessHours,
} from './business-hours-rows.ts';

/** The foreign key by which inboxes refer to schedules. */
export const businessHoursReference = 'inboxes_business_hours';

/** Schedules of one account. */
export function createBusinessHoursStore(scope: AccountScope): BusinessHoursStore {
  const { session, account } = scope;
  return {
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<BusinessHoursRow>`select * from parley.business_hours where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toBusinessHours);
    },
    async list() {
      const rows = await query(
        session,
        sql<BusinessHoursRow>`select * from parley.business_hours where account_id = ${account} order by name, id`,
      );
      return rows.map(toBusinessHours);
    },
    add: (schedules) => addRows(scope, businessHoursTable, schedules, businessHoursRow),
    save: (schedules) => saveRows(scope, businessHoursTable, schedules, businessHoursRow, 'business hours'),
    async remove(ids) {
      const [first] = ids;
      if (first === undefined) return;
      try {
        await query(
          session,
          sql`delete from parley.business_hours where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
        );
      } catch (error) {
        if (violatedForeignKey(error) !== businessHoursReference) throw error;
        throw new BusinessHoursInUseError(first, []);
      }
    },
  };
}
