import type { ClientFrame } from './wire-types.ts';

type Topic = NonNullable<Extract<ClientFrame, { t: 'hello' }>['topics']>[number];

const always: readonly Topic[] = ['account', 'presence', 'queue'];

/** What the connection listens to: the list always, single conversations while somebody looks at them. */
export interface Topics {
  /** What a new connection asks for. */
  greet(): Topic[];
  /** The connection is open: it hears of what came up since it greeted. */
  complete(): void;
  /** Listens to everything of a conversation until the returned function is called. */
  listen(conversationId: string): () => void;
}

/** @param send - Tells the server; false if no connection is open. */
export function createTopics(send: (frame: ClientFrame) => boolean): Topics {
  const listeners = new Map<string, number>();
  let told = new Set<string>();
  let requests = 0;
  const tell = (t: 'subscribe' | 'unsubscribe', conversationId: string): void => {
    requests += 1;
    if (!send({ t, id: `r${requests}`, topics: [topicOf(conversationId)] })) return;
    if (t === 'subscribe') told.add(conversationId);
    else told.delete(conversationId);
  };
  return {
    greet() {
      told = new Set(listeners.keys());
      return [...always, ...[...told].map(topicOf)];
    },
    complete() {
      for (const id of listeners.keys()) if (!told.has(id)) tell('subscribe', id);
      for (const id of [...told]) if (!listeners.has(id)) tell('unsubscribe', id);
    },
    listen(conversationId) {
      const count = listeners.get(conversationId) ?? 0;
      listeners.set(conversationId, count + 1);
      if (count === 0) tell('subscribe', conversationId);
      let isListening = true;
      return () => {
        if (!isListening) return;
        isListening = false;
        const left = (listeners.get(conversationId) ?? 1) - 1;
        if (left > 0) listeners.set(conversationId, left);
        else {
          listeners.delete(conversationId);
          tell('unsubscribe', conversationId);
        }
      };
    },
  };
}

function topicOf(conversationId: string): Topic {
  return `conversation:${conversationId}` as Topic;
}
