import type { IdentityRef, InboundEvent, JsonObject, JsonValue, Party } from '@parley/core';
import type { ChangeContext } from './inbox-facts.ts';
import { isSendersOwn } from './parse-contact-card.ts';
import { parseContent } from './parse-content.ts';
import { parseContext } from './parse-context.ts';
import { parseSystemMessage } from './parse-identity-change.ts';
import { parseDelete, parseEdit } from './parse-revision.ts';
import { present } from './present.ts';
import { readId, readObject, readObjects, readPhone, readText } from './read-field.ts';
import { type Arrival, type MessageHead, readHead } from './read-head.ts';
import { identitiesOf, readParty, readPersonIds } from './read-party.ts';
import { unreadable } from './unreadable-item.ts';

/** Kinds of unsupported content that are an act on an earlier message rather than a new one. */
const actsOnMessages: readonly string[] = ['reaction', 'edit', 'pin', 'keep_in_chat'];

/** One item of `messages[]`: something the customer wrote or did, or what the system says about them. */
export function parseMessage(item: JsonValue, context: ChangeContext, came: Arrival = {}): InboundEvent {
  const head = readHead(item);
  if ('kind' in head) return head;
  const { message, id, type, at } = head;
  switch (type) {
    case 'system':
      return parseSystemMessage(head, context, came);
    case 'edit':
      return parseEdit(head);
    case 'revoke':
      return parseDelete(head);
    case 'reaction':
      return parseReaction(head, 'customer', senderOf(message, context));
    case 'request_welcome': {
      const party = senderOf(message, context);
      if (party === undefined) return unreadable('missing_sender');
      return {
        kind: 'activity',
        activity: 'opened_chat',
        providerId: id,
        party,
        opensWindow: false,
        payload: {},
        at,
      };
    }
    default:
      return parseCustomerMessage(head, context, came);
  }
}

function parseCustomerMessage(head: MessageHead, context: ChangeContext, came: Arrival): InboundEvent {
  const { message, id, type, at } = head;
  const party = senderOf(message, context);
  if (party === undefined) return unreadable('missing_sender');
  const content = parseContent(type, message);
  if (content === undefined) return unreadable('bad_content');
  return {
    kind: 'message',
    providerMessageId: id,
    party: content.type === 'contacts' ? withProvenPhone(party, message, context) : party,
    content,
    context: parseContext(message, came),
    at,
    opensWindow: opensWindow(message, content.type === 'unsupported' ? content.kind : undefined, came),
  };
}

/** A reaction, by the customer or by a person in the app; an absent or empty emoji takes it back. */
export function parseReaction(
  head: MessageHead,
  by: 'customer' | 'app',
  party: Party | undefined,
): InboundEvent {
  const reaction = readObject(head.message.reaction);
  const target = readId(reaction?.message_id);
  if (target === undefined) return unreadable('missing_target');
  if (party === undefined) return unreadable('missing_sender');
  return present({
    kind: 'reaction',
    providerMessageId: target,
    party,
    by,
    emoji: readText(reaction?.emoji),
    at: head.at,
  });
}

function senderOf(message: JsonObject, context: ChangeContext): Party | undefined {
  const { from, from_user_id: userId, from_parent_user_id: parentUserId } = message;
  return readParty(readPersonIds({ phone: from, userId, parentUserId }), context);
}

/**
 * A message of the customer's own opens the window. History and standby do not, nor does writing in a group, nor (as
 * far as anybody knows) acting on an earlier message.
 */
function opensWindow(message: JsonObject, unsupportedKind: string | undefined, came: Arrival): boolean {
  if (came.isHistory === true || came.isStandby === true || message.group_id !== undefined) return false;
  return unsupportedKind === undefined || !actsOnMessages.includes(unsupportedKind);
}

/** A card that answers our request for contact details proves the sender's phone. */
function withProvenPhone(party: Party, message: JsonObject, context: ChangeContext): Party {
  if (party.identities.some((identity) => identity.kind === 'phone')) return party;
  const proven = readObjects(message.contacts)
    .filter(isSendersOwn)
    .flatMap((card) => readObjects(card.phones).map((phone) => readPhone(phone.wa_id)))
    .filter((phone) => phone !== undefined);
  const added: IdentityRef[] = proven.length === 1 ? identitiesOf({ phone: proven[0] }, context.inbox) : [];
  return added.length === 0 ? party : { ...party, identities: [...party.identities, ...added] };
}
