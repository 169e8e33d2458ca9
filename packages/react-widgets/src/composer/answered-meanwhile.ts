import type { ThreadItem } from '../client/support-client.ts';
import type { Actor } from '../client/wire-types.ts';

/** Somebody else's answer that came while one was writing. */
export interface AnsweredMeanwhile {
  readonly messageId: string;
  readonly seq: number;
  readonly by: Actor;
}

/**
 * The newest answer of somebody else after `sinceSeq`, the newest message when the draft was begun.
 *
 * @param myAgentId who writes; one's own answers from another tab do not count
 */
export function answeredMeanwhile(
  items: readonly ThreadItem[],
  sinceSeq: number,
  myAgentId: string | undefined,
): AnsweredMeanwhile | undefined {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind !== 'message') continue;
    const { message } = item;
    if (message.seq <= sinceSeq) return undefined;
    if (message.direction !== 'outbound') continue;
    const isMine = message.sender.type === 'agent' && message.sender.id === myAgentId;
    if (!isMine) return { messageId: message.id, seq: message.seq, by: message.sender };
  }
  return undefined;
}
