import type { MediaFile } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  inbox_id: 'uuid',
  state: 'text',
  uploader: 'jsonb',
  file_name: 'text',
  mime_type: 'text',
  size_bytes: 'bigint',
  sha256: 'text',
  storage_key: 'text',
  message_id: 'uuid',
  created_at: 'timestamptz',
} as const;

/** The table of files. */
export const mediaTable: TableShape<typeof columns> = {
  name: 'media_files',
  columns,
  key: ['id'],
  changes: ['state', 'size_bytes', 'sha256', 'message_id'],
};

/** A file as it is read. */
export interface MediaRow {
  readonly id: string;
  readonly inbox_id: string;
  readonly state: MediaFile['state'];
  readonly uploader: MediaFile['uploader'];
  readonly file_name: string;
  readonly mime_type: string;
  readonly size_bytes: number | string;
  readonly sha256: string | null;
  readonly storage_key: string;
  readonly message_id: string | null;
  readonly created_at: TimeValue;
}

/** A file as it is written. */
export function mediaRow(file: MediaFile): RowOf<typeof columns> {
  return {
    id: toUuid(file.id),
    inbox_id: toUuid(file.inboxId),
    state: file.state,
    uploader: file.uploader,
    file_name: file.fileName,
    mime_type: file.mimeType,
    size_bytes: file.sizeBytes,
    sha256: file.sha256 ?? null,
    storage_key: file.storageKey,
    message_id: file.messageId === undefined ? null : toUuid(file.messageId),
    created_at: asTimestamp(file.createdAt),
  };
}

/** The file of a row. */
export function toMediaFile(row: MediaRow): MediaFile {
  return {
    id: fromUuid('med', row.id),
    inboxId: fromUuid('inb', row.inbox_id),
    state: row.state,
    uploader: row.uploader,
    fileName: row.file_name,
    mimeType: row.mime_type,
    sizeBytes: Number(row.size_bytes),
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
    storageKey: row.storage_key,
    ...(row.message_id === null ? {} : { messageId: fromUuid('msg', row.message_id) }),
    createdAt: asDate(row.created_at),
  };
}
