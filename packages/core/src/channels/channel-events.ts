import type { ChannelNoticeId, InboxId } from '../ids.ts';

/** What channels tell apart from messages. */
export interface ChannelEvents {
  'channel.notice_received': { noticeId: ChannelNoticeId; inboxId: InboxId; type: string };
  /** A type this version does not know; stored whole. */
  'channel.unknown_event': { noticeId: ChannelNoticeId; inboxId: InboxId; type: string };
}
