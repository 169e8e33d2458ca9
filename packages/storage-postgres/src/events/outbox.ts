import type { Outbox } from '@parley/core';
import { type AccountScope, addRows } from '../database/account-scope.ts';
import { eventRow, eventTable } from './event-rows.ts';

/** Writes events into the log of one account. */
export function createOutbox(scope: AccountScope): Outbox {
  return { append: (events) => addRows(scope, eventTable, events, eventRow) };
}
