import type { Environment } from './environment.ts';
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

const collectMs = 250;

/**
 * Who scrolls through a list looks at hundreds of conversations for a moment. What comes soon after something was told is told
 * together, since the server ends a connection that talks too much.
 *
 * @param send - Tells the server; false if no connection is open.
 */
export function createTopics(
  send: (frame: ClientFrame) => boolean,
  { now, setTimer }: Pick<Environment, 'now' | 'setTimer'>,
): Topics {
  const listeners = new Map<string, number>();
  let told = new Set<string>();
  let requests = 0;
  let isWaiting = false;
  let toldAt = 0;
  const tell = (t: 'subscribe' | 'unsubscribe', ids: readonly string[]): void => {
    requests += 1;
    if (ids.length === 0 || !send({ t, id: `r${requests}`, topics: ids.map(topicOf) })) return;
    toldAt = now();
    for (const id of ids)
      if (t === 'subscribe') told.add(id);
      else told.delete(id);
  };
  const complete = (): void => {
    isWaiting = false;
    tell(
      'subscribe',
      [...listeners.keys()].filter((id) => !told.has(id)),
    );
    tell(
      'unsubscribe',
      [...told].filter((id) => !listeners.has(id)),
    );
  };
  const soon = (): void => {
    if (!isWaiting) setTimer(complete, now() - toldAt < collectMs ? collectMs : 0);
    isWaiting = true;
  };
  return {
    greet() {
      told = new Set(listeners.keys());
      return [...always, ...[...told].map(topicOf)];
    },
    complete,
    listen(conversationId) {
      const count = listeners.get(conversationId) ?? 0;
      listeners.set(conversationId, count + 1);
      if (count === 0) soon();
      let isListening = true;
      return () => {
        if (!isListening) return;
        isListening = false;
        const left = (listeners.get(conversationId) ?? 1) - 1;
        if (left > 0) listeners.set(conversationId, left);
        else {
          listeners.delete(conversationId);
          soon();
        }
      };
    },
  };
}

function topicOf(conversationId: string): Topic {
  return `conversation:${conversationId}` as Topic;
}
