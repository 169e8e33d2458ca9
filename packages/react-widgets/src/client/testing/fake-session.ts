import type { Availability, ClientFrame, ServerFrame } from '../wire-types.ts';
import type { FakeDesk, FakeEntry } from './fake-desk.ts';
import { countQueue } from './fake-routes.ts';

/** So long that nobody misses it: a server in memory does not die unnoticed. */
const heartbeatMs = 1e9;

/** One realtime connection as the server sees it. */
export interface FakeSession {
  receive(frame: ClientFrame): void;
  /** Sends what is not an entry of the log. */
  push(frame: ServerFrame): void;
  /** Nothing new up to here: a heartbeat. */
  beat(): void;
  close(): void;
  readonly topics: ReadonlySet<string>;
}

/** What a session shares with the others of its server. */
export interface FakeSessionHost {
  readonly desk: FakeDesk;
  /** Whether a ticket is good; it is used up by asking. */
  redeem(ticket: string): boolean;
  readonly presence: ReadonlyMap<string, Availability>;
  readonly repeats: () => number;
  /** The client told something the others should know. */
  said(frame: ClientFrame): void;
}

/**
 * @param send - Called with every frame, in order.
 * @param end - Closes the connection with a code.
 */
export function createFakeSession(
  host: FakeSessionHost,
  send: (frame: ServerFrame) => void,
  end: (code: number) => void,
): FakeSession {
  const { desk } = host;
  const topics = new Set<string>();
  let isWelcome = false;
  let stop: (() => void) | undefined;

  const position = (): string => `${desk.log.length}.1`;
  const entryFrame = ({ position: at, event, messageId, noteId }: FakeEntry): ServerFrame => {
    const { conversationId } = event.data as { readonly conversationId?: string };
    const conversation = conversationId === undefined ? undefined : desk.conversations.get(conversationId);
    const isClose = conversationId !== undefined && topics.has(`conversation:${conversationId}`);
    const message = isClose ? desk.messagesOf(conversationId).find(({ id }) => id === messageId) : undefined;
    const note = isClose ? desk.notesOf(conversationId).find(({ id }) => id === noteId) : undefined;
    return {
      t: 'event',
      position: at,
      event,
      ...(conversation === undefined ? {} : { conversation }),
      ...(message === undefined ? {} : { message }),
      ...(note === undefined ? {} : { note }),
    };
  };
  const told = (names: readonly string[]): void => {
    if (names.includes('queue')) send({ t: 'queue', counts: countQueue(desk) });
    if (names.includes('presence'))
      send({
        t: 'presence',
        agents: [...host.presence].map(([agentId, availability]) => ({
          agentId: agentId as never,
          availability,
        })),
      });
  };
  let isCounting = false;
  /** A burst is counted once: with ten thousand conversations that takes a while. */
  const countSoon = (): void => {
    if (isCounting) return;
    isCounting = true;
    queueMicrotask(() => {
      isCounting = false;
      if (isWelcome) send({ t: 'queue', counts: countQueue(desk) });
    });
  };
  const welcome = (frame: Extract<ClientFrame, { t: 'hello' }>): void => {
    if (!host.redeem(frame.ticket)) {
      end(4401);
      return;
    }
    isWelcome = true;
    for (const topic of frame.topics ?? []) topics.add(topic);
    const { resume } = frame;
    const seen = resume === undefined ? undefined : Number(resume.position.split('.')[0]);
    const isResumed = resume?.epoch === desk.epoch && seen !== undefined && seen <= desk.log.length;
    send({
      t: 'welcome',
      connectionId: 'fake',
      epoch: desk.epoch,
      position: isResumed ? (resume?.position ?? '') : position(),
      actor: { type: 'agent', id: desk.me.id, name: desk.me.name },
      heartbeatMs,
      isResumed,
    });
    if (isResumed)
      for (const entry of desk.log.slice(Math.max(0, seen - host.repeats()))) send(entryFrame(entry));
    told(frame.topics ?? []);
    stop = desk.onEntry((entry) => {
      send(entryFrame(entry));
      if (topics.has('queue')) countSoon();
    });
    if (frame.availability !== undefined) host.said({ t: 'presence', availability: frame.availability });
  };

  return {
    topics,
    receive(frame) {
      if (!isWelcome) {
        if (frame.t === 'hello') welcome(frame);
        else end(4400);
        return;
      }
      if (frame.t === 'subscribe') {
        for (const topic of frame.topics) topics.add(topic);
        send({ t: 'subscribed', id: frame.id, topics: [...frame.topics], refused: [] });
        told(frame.topics);
      } else if (frame.t === 'unsubscribe') for (const topic of frame.topics) topics.delete(topic);
      else if (frame.t === 'ping') send({ t: 'pong' });
      else host.said(frame);
    },
    push(frame) {
      if (isWelcome) send(frame);
    },
    beat() {
      if (isWelcome) send({ t: 'position', position: position() });
    },
    close() {
      isWelcome = false;
      stop?.();
    },
  };
}
