import type { Agent } from '../agents/agent.ts';
import type { Controller, Conversation } from '../conversations/conversation.ts';
import type { AgentId } from '../ids.ts';
import type { Message } from '../messages/message.ts';
import { clientMessageIdOf } from './client-message-id.ts';
import type { CustomerConversation, CustomerMessage } from './customer-desk.ts';

/** What is shown with a conversation and does not stand in it. */
export interface CustomerViewFacts {
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly showsAgentNames: boolean;
}

/** A message as its customer may see it: no ids of staff, no facts of the provider, no earlier wording. */
export function viewMessage(message: Message, facts: CustomerViewFacts): CustomerMessage {
  const { id, conversationId, seq, sender, content, sentAt, editedAt, deletedAt } = message;
  const from = fromOf(message);
  const clientMessageId = from === 'customer' ? clientMessageIdOf(message.providerMessageId) : undefined;
  const name = sender.type === 'agent' ? firstName(sender.id, facts) : undefined;
  return {
    id,
    conversationId,
    seq,
    from,
    content: deletedAt === undefined ? content : { type: 'unsupported', kind: 'deleted' },
    sentAt,
    ...(clientMessageId === undefined ? {} : { clientMessageId }),
    ...(name === undefined ? {} : { name }),
    ...(editedAt === undefined ? {} : { editedAt }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
  };
}

/** A conversation as its customer may see it. */
export function viewForCustomer(
  conversation: Conversation,
  facts: CustomerViewFacts & { readonly unreadCount: number; readonly queuePosition: number | undefined },
): CustomerConversation {
  const { id, number, status, subject, assigneeId, lastSeq, customerReadSeq, preview } = conversation;
  const agentName = assigneeId === undefined ? undefined : firstName(assigneeId, facts);
  return {
    id,
    number,
    status,
    talkingTo: talkingTo(conversation),
    lastSeq,
    customerReadSeq,
    agentReadSeq: conversation.lastReadSeq,
    unreadCount: facts.unreadCount,
    updatedAt: conversation.updatedAt,
    ...(subject === undefined ? {} : { subject }),
    ...(agentName === undefined ? {} : { agentName }),
    ...(facts.queuePosition === undefined ? {} : { queuePosition: facts.queuePosition }),
    ...(preview === undefined ? {} : { preview }),
  };
}

/** Names of staff stand in messages and conversations by id; these are the ids to look up. */
export function agentsIn(
  conversations: readonly Conversation[],
  messages: readonly Message[] = [],
): readonly AgentId[] {
  const ids = new Set<AgentId>();
  for (const { assigneeId } of conversations) if (assigneeId !== undefined) ids.add(assigneeId);
  for (const { sender } of messages) if (sender.type === 'agent') ids.add(sender.id);
  return [...ids];
}

/** Somebody who was assigned has taken it, also before the first answer. */
function talkingTo({ controller, assigneeId }: Conversation): Controller {
  return controller === 'queue' && assigneeId !== undefined ? 'agent' : controller;
}

function fromOf({ direction, sender }: Message): CustomerMessage['from'] {
  if (direction === 'inbound') return 'customer';
  if (sender.type === 'assistant' || sender.type === 'system') return sender.type;
  return 'agent';
}

function firstName(id: AgentId, { agents, showsAgentNames }: CustomerViewFacts): string | undefined {
  if (!showsAgentNames) return undefined;
  const [first] = (agents.get(id)?.name ?? '').trim().split(/\s+/);
  return first === undefined || first === '' ? undefined : first;
}
