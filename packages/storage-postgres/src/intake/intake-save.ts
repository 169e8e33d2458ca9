import type { IntakeChanges } from '@parley/core/storage';
import { conversationRow, conversationTable } from '../conversations/conversation-rows.ts';
import { customerRow, customerTable } from '../customers/customer-rows.ts';
import { identityRow, identityTable } from '../customers/identity-rows.ts';
import type { Statement } from '../database/session.ts';
import { eventRow, eventTable } from '../events/event-rows.ts';
import { messageRow, messageTable } from '../messages/message-rows.ts';
import { deleteParked, parkedRow, parkedTable, providerRefArrays } from '../messages/parked-rows.ts';
import { quarantineRow, quarantineTable } from '../quarantine/quarantine-rows.ts';
import { type AnyTable, unnested } from '../rows/column.ts';
import type { ColumnArray } from '../rows/column-array.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { columnArrays, insertRows, overwriteRows } from '../rows/write-rows.ts';
import { noticeRow, noticeTable } from './notice-rows.ts';

/** One table's part of the statement. */
interface Section {
  readonly name: string;
  /** The arrays to write from, none if there is nothing to write. */
  arrays(changes: IntakeChanges): readonly ColumnArray[];
  /** How many rows must be there already, in the version before. */
  counted(changes: IntakeChanges): number;
  /** @param first placeholder of the first array · `names` the sections that are present */
  sql(first: number, names: readonly string[]): string;
}

/** Makes an insert run after an update that frees the place in a unique index; left alone, their order is open. */
const after = (section: string, names: readonly string[]): string =>
  names.includes(section) ? `cross join (select count(*) from ${section}) freed` : '';

function adding<Item>(
  name: string,
  table: AnyTable,
  items: (changes: IntakeChanges) => readonly Item[],
  toRow: (item: Item) => Readonly<Record<string, unknown>>,
  tail: (names: readonly string[]) => string = () => '',
): Section {
  return {
    name,
    arrays: (changes) =>
      items(changes).length === 0 ? [] : columnArrays(table.columns, items(changes).map(toRow)),
    counted: () => 0,
    sql: (first, names) => insertRows(table, first, tail(names)),
  };
}

function changing<Item>(
  name: string,
  table: AnyTable,
  items: (changes: IntakeChanges) => readonly Item[],
  toRow: (item: Item) => Readonly<Record<string, unknown>>,
): Section {
  return {
    name,
    arrays: (changes) =>
      items(changes).length === 0 ? [] : columnArrays(table.columns, items(changes).map(toRow)),
    counted: (changes) => items(changes).length,
    sql: (first) => overwriteRows(table, first),
  };
}

const closedColumns = { id: 'uuid', valid_to: 'timestamptz' } as const;

const closing: Section = {
  name: 'closed_identities',
  arrays: ({ closedIdentities }) =>
    closedIdentities.length === 0
      ? []
      : columnArrays(
          closedColumns,
          closedIdentities.map(({ id, validTo }) => ({ id: toUuid(id), valid_to: asTimestamp(validTo) })),
        ),
  counted: ({ closedIdentities }) => closedIdentities.length,
  sql: (first) =>
    'update parley.customer_identities t ' +
    `set valid_to = (select r.valid_to from ${unnested(closedColumns, first)} where r.id = t.id) ` +
    // Put so, the condition does not invite the index of valid identities, in which the ids are not.
    `where t.account_id = $1::uuid and t.id = any($${first}::uuid[]) and (t.valid_to is null) is true ` +
    'returning false as is_new',
};

const taking: Section = {
  name: 'taken_parked',
  arrays: ({ takenParked }) => (takenParked.length === 0 ? [] : providerRefArrays(takenParked)),
  counted: () => 0,
  sql: (first) => `${deleteParked(first)} returning 1`,
};

const sections: readonly Section[] = [
  changing('changed_customers', customerTable, (changes) => changes.changedCustomers, customerRow),
  closing,
  changing(
    'changed_conversations',
    conversationTable,
    (changes) => changes.changedConversations,
    conversationRow,
  ),
  changing('changed_messages', messageTable, (changes) => changes.changedMessages, messageRow),
  taking,
  adding('new_customers', customerTable, (changes) => changes.newCustomers, customerRow),
  adding(
    'new_identities',
    identityTable,
    (changes) => changes.newIdentities,
    identityRow,
    (names) => after('closed_identities', names),
  ),
  adding(
    'new_conversations',
    conversationTable,
    (changes) => changes.newConversations,
    conversationRow,
    (names) => after('changed_conversations', names),
  ),
  adding(
    'new_messages',
    messageTable,
    (changes) => changes.newMessages,
    messageRow,
    (names) => after('changed_messages', names),
  ),
  adding(
    'new_parked',
    parkedTable,
    (changes) => changes.newParked,
    parkedRow,
    (names) => `${after('taken_parked', names)} on conflict do nothing`.trim(),
  ),
  adding('new_notices', noticeTable, (changes) => changes.newNotices, noticeRow),
  adding('new_quarantined', quarantineTable, (changes) => changes.newQuarantined, quarantineRow),
  adding('new_events', eventTable, (changes) => changes.events, eventRow),
];

/** A section of this statement, and the placeholder of its first array. */
interface Present {
  readonly section: Section;
  readonly first: number;
}

const texts = new Map<number, string>();

/**
 * Writes everything a batch changed in one statement, whatever its size. Tables without changes are left out of the text;
 * a desk uses a handful of the combinations, and each is planned once. It fails with a division by zero if a row that
 * should be there, in the version before, is not.
 *
 * @returns undefined if there is nothing to write
 */
export function saveStatement(account: string, changes: IntakeChanges): Statement | undefined {
  const present: Present[] = [];
  const values: unknown[] = [account];
  let mask = 0;
  let counted = 0;
  sections.forEach((section, index) => {
    const arrays = section.arrays(changes);
    if (arrays.length === 0) return;
    mask |= 1 << index;
    present.push({ section, first: values.length + 1 });
    values.push(...arrays);
    counted += section.counted(changes);
  });
  if (present.length === 0) return undefined;
  if (counted > 0) values.push(counted);
  const check = counted > 0 ? `${rowsFound(present)} = $${values.length}::integer` : undefined;
  const text = texts.get(mask) ?? saveText(present, check);
  texts.set(mask, text);
  return { name: `parley_save_${mask}`, text, values };
}

function saveText(present: readonly Present[], check: string | undefined): string {
  const names = present.map(({ section }) => section.name);
  const parts = present.map(({ section, first }) => `${section.name} as (${section.sql(first, names)})`);
  // A division by zero, so that it fails by itself: the commit is already on its way when its answer comes.
  return `with ${parts.join(',\n')}\nselect ${check === undefined ? '1' : `1 / (${check})::integer`}`;
}

/** How many rows were there already, of those that must be. */
function rowsFound(present: readonly Present[]): string {
  return present
    .filter(({ section }) => countedSections.has(section.name))
    .map(({ section }) => `(select count(*) filter (where not is_new) from ${section.name})`)
    .join(' + ');
}

const countedSections = new Set([
  'changed_customers',
  'closed_identities',
  'changed_conversations',
  'changed_messages',
]);
