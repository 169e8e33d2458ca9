import type { Conversation } from '../client/wire-types.ts';

const hourMs = 3_600_000;

/** Whether one may write freely, as of a moment. */
export type ReplyWindow =
  /** The channel has no window. */
  | { readonly state: 'none' }
  | {
      /** `open` > 4 h left, `quiet` 4 to 1 h, `closing` < 1 h. */
      readonly state: 'open' | 'quiet' | 'closing';
      readonly expiresAt: Date;
      readonly remainingMs: number;
    }
  | {
      readonly state: 'closed';
      /** When the customer last wrote, where they ever did. */
      readonly lastWroteAt: Date | undefined;
    };

/**
 * The service window at a moment. An open one that has run out meanwhile is closed, without waiting for the server to say so.
 *
 * @param at now
 */
export function replyWindowOf(
  conversation: Pick<Conversation, 'serviceWindow' | 'lastInboundAt'>,
  at: Date,
): ReplyWindow {
  const { serviceWindow, lastInboundAt } = conversation;
  if (serviceWindow.state === 'none') return { state: 'none' };
  const lastWroteAt = lastInboundAt === null ? undefined : new Date(lastInboundAt);
  if (serviceWindow.state === 'closed') return { state: 'closed', lastWroteAt };
  const expiresAt = new Date(serviceWindow.endsAt);
  const remainingMs = expiresAt.getTime() - at.getTime();
  if (remainingMs <= 0) return { state: 'closed', lastWroteAt };
  if (remainingMs < hourMs) return { state: 'closing', expiresAt, remainingMs };
  return { state: remainingMs > 4 * hourMs ? 'open' : 'quiet', expiresAt, remainingMs };
}
