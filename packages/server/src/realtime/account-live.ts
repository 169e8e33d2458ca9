import {
  type AccountId,
  type Actor,
  type AgentId,
  type ConversationId,
  type LiveMessage,
  type LoggedEvent,
  liveForMs,
  type RealtimeBus,
  typingForMs,
} from '@parley/core';
import { type AccountHub, createAccountHub, type HubParts } from './account-hub.ts';
import { broadcast } from './broadcast.ts';
import { actorOf, type Connection } from './connection.ts';
import { aliasOfFrame } from './event-aliases.ts';
import { openLiveLine } from './live-bus.ts';
import { createPresence, type Presence } from './presence.ts';
import { createQueueWatch, type QueueWatch } from './queue-watch.ts';
import { frameText, type ServerFrame } from './server-frames.ts';
import { createViewers, type Viewers } from './viewers.ts';

/** What an account's live side is made of. */
export interface AccountLiveParts extends Omit<HubParts, 'onBatch'> {
  readonly bus: RealtimeBus;
  /** Names this process on the bus. */
  readonly from: string;
}

/** Somebody types, or has stopped. */
export interface Typing {
  readonly conversationId: ConversationId;
  readonly isTyping: boolean;
  readonly mode: 'reply' | 'note';
}

/** Everything live of one account in this process: what is stored, and what is true for the moment. */
export interface AccountLive {
  readonly accountId: AccountId;
  readonly hub: AccountHub;
  readonly presence: Presence;
  readonly viewers: Viewers;
  readonly queue: QueueWatch;
  /** A connection of this process types; who else reads along is told. */
  type(by: Connection, typing: Typing): void;
  /** To be called about once a second, with a time in milliseconds of `performance.now()`. */
  tick(at: number): void;
  stop(): void;
}

const presenceGatherMs = 50;
/** Of so many agents a frame tells at most. */
const agentsPerFrame = 200;

/** The live side of an account, from a place in the log on. */
export function createAccountLive(
  parts: AccountLiveParts,
  start: Parameters<typeof createAccountHub>[1],
): AccountLive {
  const { accountId, desk, log } = parts;
  const queue = createQueueWatch(desk, () =>
    log.warn({ accountId }, 'the queue cannot be counted right now'),
  );
  const hub = createAccountHub({ ...parts, onBatch: (events) => touchQueue(queue, events) }, start);

  const listeningTo = (list: 'presence'): readonly Connection[] =>
    [...hub.connections].filter(({ lists }) => lists.has(list));
  const tellListeners = (frame: PresenceFrame): void => {
    void broadcast(listeningTo('presence'), (names) => withName(frame, aliasOfFrame(names, 'presence')));
  };
  const tellTyping = (by: Actor, typing: Typing, except?: Connection): void => {
    const { conversationId, isTyping, mode } = typing;
    const expiresInMs = isTyping ? typingForMs : 0;
    const frame = { t: 'typing', conversationId, by, isTyping, mode, expiresInMs } as const;
    const others = [...hub.readersOf(conversationId)].filter((reader) => reader !== except);
    void broadcast(others, (names) => withName(frame, aliasOfFrame(names, 'typing')));
  };
  const onMessage = (message: LiveMessage): void => {
    const now = performance.now();
    if (message.kind === 'typing') tellTyping(message.by, message);
    else if (message.kind === 'presence') {
      presence.hear(message.from, message.agentId, message.availability, now);
    } else if (message.kind === 'viewing') {
      viewers.hear(message.from, message.conversationId, message, message.state, now);
    } else repeat();
  };
  const line = openLiveLine(parts.bus, accountId, parts.from, onMessage);
  const changedAgents = new Set<AgentId>();
  /** Changes gather for a moment: when everybody comes back at once, they would be a frame each for everybody. */
  const tellPresence = (): void => {
    const agents = [...changedAgents];
    changedAgents.clear();
    if (listeningTo('presence').length === 0) return;
    const present = new Map(presence.list().map((entry) => [entry.agentId, entry.availability]));
    for (let at = 0; at < agents.length; at += agentsPerFrame) {
      tellListeners({
        t: 'presence',
        agents: agents
          .slice(at, at + agentsPerFrame)
          .map((agentId) => ({ agentId, availability: present.get(agentId) ?? 'offline' })),
      });
    }
  };
  const presence = createPresence(line, (agents) => {
    if (changedAgents.size === 0) setTimeout(tellPresence, presenceGatherMs);
    for (const agentId of agents) changedAgents.add(agentId);
  });
  const viewers = createViewers(line, (conversationId) => {
    const text = frameText({ t: 'viewers', conversationId, viewers: [...viewers.of(conversationId)] });
    void broadcast(hub.readersOf(conversationId), () => text);
  });
  const repeat = (): void => {
    presence.repeat();
    viewers.repeat();
  };
  line.say({ kind: 'ask' });

  let repeatedAt = performance.now();
  return {
    accountId,
    hub,
    presence,
    viewers,
    queue,
    type(by, typing) {
      const { id: connectionId, agent } = by;
      tellTyping(actorOf(by), typing, by);
      line.say({ kind: 'typing', by: actorOf(by), ...typing });
      if (agent === undefined) return;
      const tab = { connectionId, agentId: agent.id, name: agent.name };
      viewers.write(tab, typing.conversationId, typing.isTyping ? typing.mode : null, performance.now());
    },
    tick(at) {
      presence.expire(at);
      viewers.expire(at);
      queue.flush();
      if (at - repeatedAt < liveForMs / 3) return;
      repeatedAt = at;
      repeat();
    },
    stop: () => line.stop(),
  };
}

type PresenceFrame = Extract<ServerFrame, { readonly t: 'presence' }>;
type TypingFrame = Extract<ServerFrame, { readonly t: 'typing' }>;

function withName(frame: PresenceFrame | TypingFrame, name: string | undefined): string {
  return frameText(name === undefined ? frame : { ...frame, name });
}

/** Counts follow conversations; what a delivery does changes none of them. */
function touchQueue(queue: QueueWatch, events: readonly LoggedEvent[]): void {
  const matters = events.some(
    ({ event: { type } }) => type.startsWith('conversation.') || type === 'message.received',
  );
  if (matters) queue.touch();
}
