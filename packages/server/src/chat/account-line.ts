import {
  type AccountId,
  type Actor,
  type AgentId,
  type Availability,
  availabilities,
  type ConversationId,
  createLiveBoard,
  type LiveMessage,
  liveForMs,
  type Parley,
  typingForMs,
} from '@parley/core';
import { openLiveLine } from '../realtime/live-bus.ts';

/** Staff types to a customer, or has stopped. */
export interface StaffTyping {
  readonly conversationId: ConversationId;
  readonly by: 'agent' | 'assistant';
  /** First name; null where it is not known. */
  readonly name: string | null;
  readonly isTyping: boolean;
  readonly expiresInMs: number;
}

/** What customers of an account are told that is true for the moment only. */
export interface AccountLine {
  /** Resolves once the other parts of the installation had time to say who is there. */
  readonly ready: Promise<void>;
  /** Whether an agent is at work. */
  readonly isStaffed: boolean;
  sayTyping(id: ConversationId, by: Actor, isTyping: boolean): void;
}

/** Told what changes. */
export interface AccountLineListener {
  onTyping(typing: StaffTyping): void;
  onStaffed(isStaffed: boolean): void;
  /** Asked now and then whether the line can be let go of. */
  onQuiet(): boolean;
}

const settleMs = 50;
const lookEveryMs = 5000;
/** A line nobody listens to is kept for this long. */
const idleForMs = 60_000;
const nameForMs = 60_000;

/** Opens an account's line on the bus and asks who is there. */
export function openAccountLine(
  parley: Parley,
  accountId: AccountId,
  listener: AccountLineListener,
): AccountLine {
  const board = createLiveBoard<AgentId, Availability>(availabilities);
  const nameOf = createNames(parley, accountId);
  let isStaffed = false;
  let idleSince = performance.now();

  const look = (): void => {
    const now = [...board.subjects()].some((agentId) => {
      const availability = board.of(agentId);
      return availability === 'online' || availability === 'busy';
    });
    if (now === isStaffed) return;
    isStaffed = now;
    listener.onStaffed(now);
  };
  const onMessage = (message: LiveMessage): void => {
    if (message.kind === 'presence') {
      const value = message.availability === 'offline' ? undefined : message.availability;
      board.say(message.agentId, message.from, value, performance.now() + liveForMs);
      look();
      return;
    }
    // What staff note among themselves is not the customer's to know, nor what customers type each other's.
    if (message.kind !== 'typing' || message.mode !== 'reply' || message.by.type === 'customer') return;
    const { conversationId, by, isTyping } = message;
    const who = by.type === 'assistant' ? 'assistant' : 'agent';
    const expiresInMs = isTyping ? typingForMs : 0;
    void nameOf(by).then((name) =>
      listener.onTyping({ conversationId, by: who, name, isTyping, expiresInMs }),
    );
  };
  const line = openLiveLine(parley.realtime.bus, accountId, `${parley.realtime.processId} chat`, onMessage);
  line.say({ kind: 'ask' });
  const timer = setInterval(() => {
    board.expire(performance.now());
    look();
    if (performance.now() - idleSince < idleForMs) return;
    idleSince = performance.now();
    if (!listener.onQuiet()) return;
    clearInterval(timer);
    line.stop();
  }, lookEveryMs);
  timer.unref?.();
  return {
    ready: new Promise((resolve) => setTimeout(resolve, settleMs)),
    get isStaffed() {
      idleSince = performance.now();
      return isStaffed;
    },
    sayTyping(conversationId, by, isTyping) {
      idleSince = performance.now();
      line.say({ kind: 'typing', conversationId, by, isTyping, mode: 'reply' });
    },
  };
}

/** First names of agents, kept for a while. */
function createNames(parley: Parley, accountId: AccountId): (by: Actor) => Promise<string | null> {
  const known = new Map<AgentId, { readonly name: Promise<string | null>; readonly at: number }>();
  const { agents } = parley.desk({ accountId, actor: { type: 'system' } });
  const read = async (id: AgentId): Promise<string | null> => {
    const [agent] = await agents.find([id]).catch(() => []);
    const [first = ''] = (agent?.name ?? '').trim().split(/\s+/);
    return first === '' ? null : first;
  };
  return async (by) => {
    if (by.type !== 'agent') return null;
    const now = performance.now();
    const entry = known.get(by.id);
    if (entry !== undefined && now - entry.at < nameForMs) return entry.name;
    const name = read(by.id);
    known.set(by.id, { name, at: now });
    return name;
  };
}
