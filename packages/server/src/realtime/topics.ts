import type { topicSchema } from '@parley/api-contract';
import { type AgentRole, agentRoles, type ConversationId } from '@parley/core';
import type { z } from 'zod';
import type { Connection, ListTopic } from './connection.ts';

/** A topic as it is written. */
export type Topic = z.output<typeof topicSchema>;

/** What kind of thing a topic is. */
export type TopicKind = ListTopic | 'conversation';

/** The least role that may listen, as for the routes that show the same. */
export type TopicRoles = Readonly<Record<TopicKind, AgentRole>>;

/** Whoever may read conversations, agents and counts through the API may also hear of them. */
export const topicRoles: TopicRoles = {
  account: 'agent',
  presence: 'agent',
  queue: 'agent',
  conversation: 'agent',
};

const prefix = 'conversation:';

/** The conversation a topic is about; undefined for lists. */
export function conversationOfTopic(topic: Topic): ConversationId | undefined {
  return topic.startsWith(prefix) ? (topic.slice(prefix.length) as ConversationId) : undefined;
}

/** Topics by what they are. */
export function sortTopics(topics: readonly Topic[]): {
  readonly lists: readonly ListTopic[];
  readonly conversations: readonly ConversationId[];
} {
  const lists = new Set<ListTopic>();
  const conversations = new Set<ConversationId>();
  for (const topic of topics) {
    const id = conversationOfTopic(topic);
    if (id !== undefined) conversations.add(id);
    else if (topic === 'account' || topic === 'presence' || topic === 'queue') lists.add(topic);
  }
  return { lists: [...lists], conversations: [...conversations] };
}

const allLists: readonly ListTopic[] = ['account', 'presence', 'queue'];
const listSets = new Map<string, ReadonlySet<ListTopic>>();

/** These lists as a set. Equal sets are one and the same: there are eight, and thousands of connections that have one. */
export function listSet(lists: Iterable<ListTopic>): ReadonlySet<ListTopic> {
  const given = new Set(lists);
  const sorted = allLists.filter((list) => given.has(list));
  const name = sorted.join(' ');
  const known = listSets.get(name) ?? new Set(sorted);
  listSets.set(name, known);
  return known;
}

/** What a connection has that listens to no conversation. */
export const noConversations: ReadonlySet<ConversationId> = new Set();

/** Whether this role may listen; a server with an API key has none and may. */
export function mayListen(
  kind: TopicKind,
  role: AgentRole | undefined,
  roles: TopicRoles = topicRoles,
): boolean {
  return role === undefined || agentRoles.indexOf(role) >= agentRoles.indexOf(roles[kind]);
}

/** What a connection listens to and may not with the role its agent has now. */
export function lostTopics(
  connection: Pick<Connection, 'lists' | 'conversations' | 'agent'>,
  roles: TopicRoles = topicRoles,
): readonly Topic[] {
  const role = connection.agent?.role;
  const lists = [...connection.lists].filter((kind) => !mayListen(kind, role, roles));
  const conversations = mayListen('conversation', role, roles) ? [] : [...connection.conversations];
  return [...lists, ...conversations.map((id): Topic => `${prefix}${id}` as Topic)];
}
