import type { InboxId, QuarantineId } from '../ids.ts';

/** Where a quarantined item is. */
export type QuarantineState = 'waiting' | 'replayed';

/** Something that came in and could not be processed; nothing of it is lost, and it can be replayed. */
export interface QuarantinedItem {
  readonly id: QuarantineId;
  readonly inboxId: InboxId;
  readonly state: QuarantineState;
  /** Stable, e.g. `not_json`, `text_not_storable`. */
  readonly reason: string;
  /** For staff; no personal data. */
  readonly message: string;
  /** The bytes, as the adapter's `parse` takes them. */
  readonly source: Uint8Array;
  readonly receivedAt: Date;
  /** How many replays failed. */
  readonly attempts: number;
  readonly replayedAt?: Date;
}
