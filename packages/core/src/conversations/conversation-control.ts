import type { Actor } from '../actor.ts';
import type { Decided } from '../decided.ts';
import type { OutboundMessage } from '../messages/message.ts';
import type { Controller, ControlReason, Conversation } from './conversation.ts';
import { ControllerConflictError } from './conversation-errors.ts';
import type { ConversationEvent } from './conversation-events.ts';

/** Lets somebody else speak. To whom it is already given, it changes nothing. */
export function changeController(
  current: Conversation,
  to: Controller,
  reason: ControlReason,
  at: Date,
): Decided<Conversation, ConversationEvent> {
  if (current.controller === to) return { next: current, events: [] };
  const version = current.controllerVersion + 1;
  return {
    next: { ...current, controller: to, controllerVersion: version, updatedAt: at },
    events: [
      {
        type: 'conversation.control_changed',
        data: { conversationId: current.id, from: current.controller, to, reason, version },
      },
    ],
  };
}

/**
 * People are done, or let go: back to the assistant where one serves the conversation, else to whoever takes it next.
 *
 * @param hasAssistant an assistant answers its inbox first; a conversation that a bot handed over has one in any case
 */
export function giveBack(
  current: Conversation,
  options: { readonly hasAssistant: boolean; readonly reason: 'released' | 'resolved' | 'closed' },
  at: Date,
): Decided<Conversation, ConversationEvent> {
  const to = options.hasAssistant || current.isBotHandoff ? 'assistant' : 'queue';
  return changeController(current, to, options.reason, at);
}

/**
 * Refuses an assistant that has lost the word, and anybody who decided on an older state. People may always speak: it
 * makes them the ones who do.
 *
 * @throws {ControllerConflictError}
 */
export function assertMaySpeak(current: Conversation, sender: Actor, expectedVersion?: number): void {
  const isStale = expectedVersion !== undefined && expectedVersion !== current.controllerVersion;
  if (isStale || (sender.type === 'assistant' && current.controller !== 'assistant'))
    throw new ControllerConflictError(current);
}

/**
 * Whether a message that waited may still go out. An assistant's may not once people have had the word since it was
 * stored; what it said right before it handed over by itself may.
 */
export function mayStillGo(current: Conversation, message: OutboundMessage): boolean {
  if (message.sender.type !== 'assistant') return true;
  const since = current.controllerVersion - (message.context.controllerVersion ?? 0);
  return (
    (current.controller === 'assistant' && since === 0) || (current.controller === 'queue' && since === 1)
  );
}

/** What a change of status or assignee means for who may speak. */
export function controlAfter(
  before: Conversation,
  next: Conversation,
  options: { readonly hasAssistant: boolean },
  at: Date,
): Decided<Conversation, ConversationEvent> {
  if (next.status !== before.status && (next.status === 'resolved' || next.status === 'closed'))
    return giveBack(next, { ...options, reason: next.status }, at);
  if (next.assigneeId === before.assigneeId) return { next, events: [] };
  if (next.assigneeId !== undefined) return changeController(next, 'agent', 'assigned', at);
  return next.controller === 'agent'
    ? changeController(next, 'queue', 'unassigned', at)
    : { next, events: [] };
}
