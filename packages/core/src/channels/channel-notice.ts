import type { ChannelNoticeId, InboxId } from '../ids.ts';
import type { JsonValue } from '../json.ts';

/** Something a provider told that is not about a message: account notices, calls, types we do not know yet. */
export interface ChannelNotice {
  readonly id: ChannelNoticeId;
  readonly inboxId: InboxId;
  /** The provider's name of it. */
  readonly type: string;
  readonly isKnown: boolean;
  readonly dedupeKey: string;
  readonly payload: JsonValue;
  /** The provider's time, if it gave one. */
  readonly at?: Date;
  readonly receivedAt: Date;
}
