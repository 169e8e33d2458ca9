import type { Migration } from './migration.ts';

const ownAccount = `(select nullif(current_setting('parley.account_id', true), '')::uuid)`;

/**
 * Files Parley keeps itself: who brought them, what they are, where their bytes are, and the message they went out with.
 * Messages are looked up by no file and files by no message, so the reference has no index; it is checked at the commit,
 * because a batch writes its messages last. What waits to be sent, or to be cleared away, is little: an index of its own
 * holds just that.
 */
export const mediaFiles: Migration = {
  number: 7,
  name: 'media-files',
  isCompatible: true,
  sql: `
create table parley.media_files (
  account_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  state text collate "C" not null,
  uploader jsonb not null,
  file_name text not null,
  mime_type text not null,
  size_bytes bigint not null,
  sha256 text,
  storage_key text collate "C" not null,
  message_id uuid,
  created_at timestamptz(3) not null,
  primary key (account_id, id),
  constraint media_files_state check (state in ('receiving', 'ready', 'sent', 'discarded')),
  constraint media_files_sent check ((state = 'sent') = (message_id is not null)),
  constraint media_files_inbox foreign key (account_id, inbox_id) references parley.inboxes,
  constraint media_files_message foreign key (account_id, message_id) references parley.messages
    deferrable initially deferred
);
create index media_files_unsent on parley.media_files (account_id, created_at) where state <> 'sent';

alter table parley.media_files enable row level security;
alter table parley.media_files force row level security;
create policy media_files_own on parley.media_files to parley_app
  using (account_id = ${ownAccount}) with check (account_id = ${ownAccount});
grant select, insert, delete, update (state, size_bytes, sha256, message_id) on parley.media_files to parley_app;
`,
};
