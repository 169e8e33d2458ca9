import type { Decided } from '../decided.ts';
import type { Message } from '../messages/message.ts';
import { contentText } from '../messages/message-content.ts';
import { changeStatus } from './change-status.ts';
import type { Conversation } from './conversation.ts';
import { changeController } from './conversation-control.ts';
import type { ConversationEvent } from './conversation-events.ts';

const previewLength = 140;

/**
 * What a new message does to its conversation: seq, unread, who waits since when, first response, service window,
 * preview, who may speak from now on, and back to `open` when the customer writes. History imports only take a seq. `opensWindow` is false for
 * customer messages that the channel does not count (a reaction, a standby copy).
 */
export function recordMessage(
  current: Conversation,
  message: Message,
  options: { readonly opensWindow: boolean },
  at: Date,
): Decided<Conversation, ConversationEvent> {
  const numbered: Conversation = {
    ...current,
    lastSeq: message.seq,
    lastMessageAt: at,
    updatedAt: at,
    preview: previewOf(contentText(message.content)),
  };
  if (message.context.isHistory === true) {
    const { preview: _preview, lastMessageAt: _lastMessageAt, ...quiet } = numbered;
    return {
      next: {
        ...quiet,
        lastReadSeq: current.unreadCount === 0 ? message.seq : current.lastReadSeq,
        lastMessageAt: current.lastMessageAt ?? message.sentAt,
        ...(current.preview === undefined ? {} : { preview: current.preview }),
      },
      events: [],
    };
  }
  return message.direction === 'inbound'
    ? fromCustomer(numbered, message, options.opensWindow, at)
    : toCustomer(numbered, message, at);
}

function fromCustomer(
  current: Conversation,
  message: Message,
  opensWindow: boolean,
  at: Date,
): Decided<Conversation, ConversationEvent> {
  const counted: Conversation = {
    ...current,
    unreadCount: current.unreadCount + 1,
    waitingSince: current.waitingSince ?? at,
    ...(opensWindow ? { lastInboundAt: later(current.lastInboundAt, notAfter(message.sentAt, at)) } : {}),
  };
  return counted.status === 'open' || counted.status === 'closed'
    ? { next: counted, events: [] }
    : changeStatus(counted, { to: 'open' }, at);
}

function toCustomer(
  current: Conversation,
  message: Message,
  at: Date,
): Decided<Conversation, ConversationEvent> {
  const isHuman =
    message.sender.type === 'agent' || message.sender.type === 'api_key' || message.sender.type === 'app';
  if (!isHuman) return { next: current, events: [] };
  const { waitingSince: _waitingSince, ...rest } = current;
  const answered: Conversation = {
    ...rest,
    lastReadSeq: message.seq,
    unreadCount: 0,
    // A message nobody was waiting for (we wrote first) is not a response.
    ...(current.firstResponseAt === undefined && current.waitingSince !== undefined
      ? { firstResponseAt: at }
      : {}),
  };
  return changeController(answered, 'agent', 'replied', at);
}

/** The first characters of a text; none is cut in half. */
function previewOf(text: string): string {
  return text.length <= previewLength ? text : Array.from(text).slice(0, previewLength).join('');
}

function later(left: Date | undefined, right: Date): Date {
  return left !== undefined && left > right ? left : right;
}

/** A provider's clock that runs ahead must not lengthen the service window. */
function notAfter(time: Date, limit: Date): Date {
  return time > limit ? limit : time;
}
