import type { MediaLimits } from '../media/media-limits.ts';
import type { ContentType } from '../messages/message-content.ts';
import type { ServiceWindowRule } from '../messages/service-window.ts';

/** Facts about a channel the rules need. What a channel cannot do is left out, not refused at run time. */
export interface ChannelCapabilities {
  /** What can be sent. */
  readonly sends: readonly ContentType[];
  /** Absent = free-form messages are always allowed. Templates are not bound by it. */
  readonly serviceWindow?: ServiceWindowRule;
  /** Whether the provider reports delivered / read. */
  readonly receipts: { readonly delivered: boolean; readonly read: boolean };
  /** Identity kinds a message can be addressed to, best first, e.g. `['phone', 'user_id']`. */
  readonly addressKinds: readonly string[];
  /** Files staff may send that Parley keeps itself, because the channel has no provider who does. Absent = there are none. */
  readonly ownFiles?: MediaLimits;
}
