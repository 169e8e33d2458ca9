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

const collectMs = 200;

/**
 * Who scrolls through a list looks at hundreds of conversations for a moment. They are told of together, since the server ends a
 * connection that talks too much.
 *
 * @param send - Tells the server; false if no connection is open.
 */
export function createTopics(
  send: (frame: ClientFrame) => boolean,
  { setTimer }: Pick<Environment, 'setTimer'>,
): Topics {
  const looks = new Set<{ readonly id: string }>();
  let told = new Set<string>();
  let requests = 0;
  let isWaiting = false;
  const wantedNow = (): Set<string> => new Set(Array.from(looks, ({ id }) => id));
  const tell = (t: 'subscribe' | 'unsubscribe', ids: readonly string[]): boolean => {
    requests += 1;
    return ids.length === 0 || send({ t, id: `r${requests}`, topics: ids.map(topicOf) });
  };
  const complete = (): void => {
    isWaiting = false;
    const wanted = wantedNow();
    const added = [...wanted].filter((id) => !told.has(id));
    const gone = [...told].filter((id) => !wanted.has(id));
    if (tell('subscribe', added) && tell('unsubscribe', gone)) told = wanted;
  };
  const soon = (): void => {
    if (!isWaiting) setTimer(complete, collectMs);
    isWaiting = true;
  };
  return {
    greet() {
      told = wantedNow();
      return [...always, ...Array.from(told, topicOf)];
    },
    complete,
    listen(id) {
      const look = { id };
      looks.add(look);
      soon();
      return () => {
        if (looks.delete(look)) soon();
      };
    },
  };
}

function topicOf(conversationId: string): Topic {
  return `conversation:${conversationId}` as Topic;
}
