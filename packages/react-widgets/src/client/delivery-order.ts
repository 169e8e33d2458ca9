import type { Message } from './wire-types.ts';

type Status = Extract<Message, { direction: 'outbound' }>['status'];

/** How far a message got; the server's own order. A failure is left again only by proof that the message arrived. */
const ranks: Readonly<Record<Status, number>> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  blocked: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  read: 6,
};

/** Where a delivery status stands; it only ever grows in what is shown. */
export function deliveryRank(status: Status): number {
  return ranks[status];
}

/** The newer state of a message, but never with an earlier delivery status than was shown already. */
export function laterMessage(shown: Message | undefined, next: Message): Message {
  if (shown?.direction !== 'outbound' || next.direction !== 'outbound') return next;
  if (ranks[next.status] >= ranks[shown.status]) return next;
  const { status, statusTimes, error, partlyFailed } = shown;
  return { ...next, status, statusTimes, error, partlyFailed };
}
