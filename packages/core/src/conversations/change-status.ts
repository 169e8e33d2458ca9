import type { Decided } from '../decided.ts';
import type { Conversation } from './conversation.ts';
import { StatusMoveNotAllowedError } from './conversation-errors.ts';
import type { ConversationEvent } from './conversation-events.ts';
import { allowedMoves, type ConversationStatus } from './conversation-status.ts';

/** Where to, and until when for `snoozed`. */
export type StatusMove =
  | { readonly to: 'open' | 'pending' | 'resolved' | 'closed' }
  | { readonly to: 'snoozed'; readonly until: Date };

/**
 * Moves a conversation. Moving to where it already is changes nothing (a new snooze time excepted).
 * @throws {StatusMoveNotAllowedError} for a move that is not in {@link allowedMoves}, or a snooze into the past.
 */
export function changeStatus(
  current: Conversation,
  move: StatusMove,
  at: Date,
): Decided<Conversation, ConversationEvent> {
  const from = current.status;
  const snoozesAnew =
    move.to === 'snoozed' && from === 'snoozed' && current.snoozedUntil?.getTime() !== move.until.getTime();
  if (from === move.to && !snoozesAnew) return { next: current, events: [] };
  const allowed: readonly ConversationStatus[] = allowedMoves[from];
  if (!snoozesAnew && !allowed.includes(move.to))
    throw new StatusMoveNotAllowedError(current.id, from, move.to, allowed);
  if (move.to === 'snoozed' && move.until <= at)
    throw new StatusMoveNotAllowedError(current.id, from, move.to, allowed);
  const {
    snoozedUntil: _snoozedUntil,
    resolvedAt: _resolvedAt,
    closedAt: _closedAt,
    waitingSince,
    ...rest
  } = current;
  const isOver = move.to === 'resolved' || move.to === 'closed';
  const next: Conversation = {
    ...rest,
    status: move.to,
    updatedAt: at,
    ...(waitingSince !== undefined && !isOver ? { waitingSince } : {}),
    ...(move.to === 'snoozed' ? { snoozedUntil: move.until } : {}),
    ...(move.to === 'resolved' ? { resolvedAt: at } : {}),
    ...(move.to === 'closed'
      ? { closedAt: at, ...(current.resolvedAt ? { resolvedAt: current.resolvedAt } : {}) }
      : {}),
  };
  return {
    next,
    events: [
      { type: 'conversation.status_changed', data: { conversationId: current.id, from, to: move.to } },
    ],
  };
}
