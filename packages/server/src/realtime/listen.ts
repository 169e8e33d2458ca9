import type { AccountLive } from './account-live.ts';
import type { Connection } from './connection.ts';
import { aliasOfFrame } from './event-aliases.ts';
import { frameText } from './server-frames.ts';
import { listSet, mayListen, sortTopics, type Topic } from './topics.ts';

/** What came of a wish to listen. */
export interface ListenAnswer {
  readonly topics: Topic[];
  readonly refused: string[];
}

/** More are never on a screen. */
const maxConversations = 500;

/** Which of these topics the connection may listen to: its role allows it, and the conversations are its account's. */
export async function allowedTopics(
  connection: Pick<Connection, 'agent' | 'conversations'>,
  live: AccountLive,
  topics: readonly Topic[],
): Promise<ListenAnswer | 'too_many'> {
  const role = connection.agent?.role;
  const { conversations } = sortTopics(topics);
  if (new Set([...connection.conversations, ...conversations]).size > maxConversations) return 'too_many';
  const asked = mayListen('conversation', role) ? conversations : [];
  const known = asked.length === 0 ? new Set() : await live.hub.known(asked);
  const answer: ListenAnswer = { topics: [], refused: [] };
  for (const topic of new Set(topics)) {
    const { lists, conversations: own } = sortTopics([topic]);
    const isAllowed = lists.every((kind) => mayListen(kind, role)) && own.every((id) => known.has(id));
    if (isAllowed) answer.topics.push(topic);
    else answer.refused.push(topic);
  }
  return answer;
}

/** Lets a connection hear more, and tells it how things stand there. */
export async function listen(
  connection: Connection,
  live: AccountLive,
  topics: readonly Topic[],
): Promise<ListenAnswer | 'too_many'> {
  const answer = await allowedTopics(connection, live, topics);
  if (answer === 'too_many' || connection.isGone) return answer;
  const { lists, conversations } = sortTopics(answer.topics);
  live.hub.subscribe(connection, conversations);
  connection.lists = listSet([...connection.lists, ...lists]);
  tellState(connection, live, answer.topics);
  return answer;
}

/** How things stand that no event tells: who is there, who looks at what, how much waits. */
export function tellState(connection: Connection, live: AccountLive, topics: readonly Topic[]): void {
  const { lists, conversations } = sortTopics(topics);
  if (lists.includes('presence')) {
    const name = aliasOfFrame(connection.names, 'presence');
    const agents = [...live.presence.list()];
    connection.peer.send(frameText({ t: 'presence', ...(name === undefined ? {} : { name }), agents }));
  }
  if (lists.includes('queue')) live.queue.add(connection);
  for (const conversationId of conversations) {
    const viewers = [...live.viewers.of(conversationId)];
    if (viewers.length > 0) connection.peer.send(frameText({ t: 'viewers', conversationId, viewers }));
  }
}

/** Lets a connection hear less. */
export function unlisten(connection: Connection, live: AccountLive, topics: readonly Topic[]): void {
  const { lists, conversations } = sortTopics(topics);
  live.hub.unsubscribe(connection, conversations);
  connection.lists = listSet([...connection.lists].filter((list) => !lists.includes(list)));
  if (lists.includes('queue')) live.queue.remove(connection);
}
