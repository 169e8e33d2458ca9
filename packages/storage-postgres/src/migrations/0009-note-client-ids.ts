import type { Migration } from './migration.ts';

/** A note remembers what its writer's page called it. Null for those of before and of writers without a page. */
export const noteClientIds: Migration = {
  number: 9,
  name: 'note-client-ids',
  isCompatible: true,
  sql: `alter table parley.notes add column client_note_id text;`,
};
