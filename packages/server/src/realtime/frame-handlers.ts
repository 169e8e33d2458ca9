import type { AccountLive } from './account-live.ts';
import type { Connection } from './connection.ts';
import { listen, unlisten } from './listen.ts';
import type { ClientFrame } from './read-frame.ts';
import { errorText, frameText } from './server-frames.ts';
import type { TypingFilter } from './typing.ts';

/** Whose frame it is, and what it acts on. */
export interface FrameContext {
  readonly connection: Connection;
  readonly live: AccountLive;
  readonly typing: TypingFilter;
}

type Handler<Name extends ClientFrame['t']> = (
  context: FrameContext,
  frame: Extract<ClientFrame, { readonly t: Name }>,
) => void | Promise<void>;

const handlers: { readonly [Name in Exclude<ClientFrame['t'], 'hello'>]: Handler<Name> } = {
  async subscribe({ connection, live }, { id, topics }) {
    const answer = await listen(connection, live, topics);
    if (answer === 'too_many') connection.peer.send(errorText('too_many_topics', id));
    else connection.peer.send(frameText({ t: 'subscribed', id, ...answer }));
  },
  unsubscribe({ connection, live }, { id, topics }) {
    unlisten(connection, live, topics);
    connection.peer.send(frameText({ t: 'subscribed', id, topics: [], refused: [] }));
  },
  typing({ connection, live, typing }, { conversationId, isTyping, mode = 'reply' }) {
    if (!connection.conversations.has(conversationId)) {
      connection.peer.send(errorText('topic_refused'));
    } else if (typing.passes(conversationId, isTyping, performance.now())) {
      live.type(connection, { conversationId, isTyping, mode });
    }
  },
  viewing({ connection, live }, { conversationId, isIdle = false }) {
    const { agent, id: connectionId, conversations, peer } = connection;
    if (conversationId !== null && !conversations.has(conversationId)) {
      peer.send(errorText('topic_refused'));
    } else if (agent !== undefined) {
      live.viewers.show({ connectionId, agentId: agent.id, name: agent.name }, conversationId, isIdle);
    }
  },
  presence({ connection, live }, { availability }) {
    if (connection.agent !== undefined) live.presence.say(connection.agent.id, connection.id, availability);
  },
  ping({ connection }) {
    connection.peer.send(frameText({ t: 'pong' }));
  },
};

type AnyHandler = (context: FrameContext, frame: ClientFrame) => void | Promise<void>;

/** What each frame does once a connection is let in. A map, so that no name reaches anything else. */
export const frameHandlers: ReadonlyMap<ClientFrame['t'], AnyHandler> = new Map(
  Object.entries(handlers) as unknown as [ClientFrame['t'], AnyHandler][],
);
