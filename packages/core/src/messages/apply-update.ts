import { canonicalJson } from '../json.ts';
import { mergeEvidence, sameDelivery } from './delivery-status.ts';
import type { Message, Reaction } from './message.ts';
import type { MessageEvents } from './message-events.ts';
import type { MessageUpdate } from './parked-update.ts';

/** An event of a message, without its envelope. */
export type MessageEvent = {
  [Name in keyof MessageEvents]: { readonly type: Name; readonly data: MessageEvents[Name] };
}[keyof MessageEvents];

/** The message after the update, and what to tell; `undefined` where the update changes nothing. */
export function applyUpdate(
  message: Message,
  update: MessageUpdate,
): { next: Message; events: MessageEvent[] } | undefined {
  const ref = { messageId: message.id, conversationId: message.conversationId };
  switch (update.type) {
    case 'delivery': {
      if (message.direction === 'inbound') return undefined;
      const delivery = mergeEvidence(message.delivery, update.evidence);
      if (sameDelivery(delivery, message.delivery)) return undefined;
      const next = { ...message, delivery };
      if (delivery.status === message.delivery.status) return { next, events: [] };
      switch (delivery.status) {
        case 'sent':
        case 'delivered':
        case 'read':
          return { next, events: [{ type: `message.${delivery.status}`, data: ref }] };
        case 'failed':
          return { next, events: [{ type: 'message.failed', data: { ...ref, error: delivery.error } }] };
        default:
          return { next, events: [] };
      }
    }
    case 'reaction': {
      const reactions = react(message.reactions, update);
      if (reactions === undefined) return undefined;
      return {
        next: { ...message, reactions },
        events: [{ type: 'message.reacted', data: { ...ref, emoji: update.emoji } }],
      };
    }
    case 'edit': {
      if (message.deletedAt !== undefined) return undefined;
      if (message.editedAt !== undefined && update.at <= message.editedAt) return undefined;
      const revisions = [...message.revisions, { content: message.content, until: update.at }];
      return {
        next: { ...message, content: update.content, editedAt: update.at, revisions },
        events: [{ type: 'message.edited', data: ref }],
      };
    }
    case 'delete': {
      if (message.deletedAt !== undefined) return undefined;
      const revisions = [...message.revisions, { content: message.content, until: update.at }];
      return {
        next: {
          ...message,
          content: { type: 'unsupported', kind: 'deleted' },
          deletedAt: update.at,
          revisions,
        },
        events: [{ type: 'message.deleted', data: ref }],
      };
    }
    default:
      return update satisfies never;
  }
}

/**
 * Each author has one reaction and the newest counts; a late older one changes nothing. A reaction that was taken
 * back stays as an entry without emoji, or the late original would bring it back.
 */
function react(
  current: readonly Reaction[],
  update: Extract<MessageUpdate, { type: 'reaction' }>,
): readonly Reaction[] | undefined {
  const author = canonicalJson(update.by);
  const mine = current.find((reaction) => canonicalJson(reaction.by) === author);
  if (mine !== undefined && (mine.at > update.at || mine.emoji === update.emoji)) return undefined;
  const others = current.filter((reaction) => reaction !== mine);
  return [
    ...others,
    { by: update.by, at: update.at, ...(update.emoji === undefined ? {} : { emoji: update.emoji }) },
  ];
}
