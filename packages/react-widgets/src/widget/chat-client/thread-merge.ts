import type { ChatMessage } from './chat-types.ts';

/** One conversation's messages, as far as they are here. */
export interface ChatThread {
  readonly status: 'loading' | 'ready' | 'error';
  /** Ascending by `seq`; nothing is missing between the first one and `toSeq`. */
  readonly messages: readonly ChatMessage[];
  /** Came before something older that is still on its way; ascending, shown once the gap is closed. */
  readonly early: readonly ChatMessage[];
  readonly toSeq: number;
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
}

/** A thread nothing is known of. */
export const unloadedThread: ChatThread = {
  status: 'loading',
  messages: [],
  early: [],
  toSeq: 0,
  hasOlder: false,
  isLoadingOlder: false,
};

/** A conversation that has just begun: nothing stands before its first message. */
export const newThread: ChatThread = { ...unloadedThread, status: 'ready' };

/** Takes in a message that came live or in a replay, in any order and any number of times. */
export function mergeMessage(thread: ChatThread, message: ChatMessage): ChatThread {
  const { messages, toSeq } = thread;
  if (thread.status !== 'ready' || message.seq > toSeq + 1)
    return { ...thread, early: placed(thread.early, message) };
  if (message.seq === toSeq + 1)
    return drained({ ...thread, messages: [...messages, message], toSeq: message.seq });
  // Older than what is loaded: paging brings it.
  if (thread.hasOlder && message.seq < (messages[0]?.seq ?? 0)) return thread;
  return { ...thread, messages: placed(messages, message) };
}

/** The newest page replaces what was there: the thread was never loaded, or the gap is too large to replay. */
export function loadNewest(thread: ChatThread, page: readonly ChatMessage[], hasOlder: boolean): ChatThread {
  const messages = sorted(page);
  const newest = messages.at(-1)?.seq ?? 0;
  // Live messages newer than the page's end wait until the gap between is closed.
  const held = [...thread.messages, ...thread.early].filter((message) => message.seq > newest);
  return drained({
    ...thread,
    status: 'ready',
    messages,
    early: sorted(held),
    toSeq: newest,
    hasOlder,
    isLoadingOlder: false,
  });
}

/** Puts an older page in front. */
export function loadOlder(thread: ChatThread, page: readonly ChatMessage[], hasOlder: boolean): ChatThread {
  const first = thread.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = sorted(page).filter((message) => message.seq < first);
  return { ...thread, messages: [...older, ...thread.messages], hasOlder, isLoadingOlder: false };
}

/** The server says that everything up to `seq` was replayed: numbers that did not come are not for the customer. */
export function closeGap(thread: ChatThread, seq: number): ChatThread {
  const covered = thread.early.filter((message) => message.seq <= seq);
  const messages = covered.reduce(placed, thread.messages);
  const early = thread.early.filter((message) => message.seq > seq);
  return drained({ ...thread, messages, early, toSeq: Math.max(thread.toSeq, seq) });
}

/** Whether something is missing before what came already. */
export function hasGap(thread: ChatThread): boolean {
  return thread.status === 'ready' && thread.early.length > 0;
}

function drained(thread: ChatThread): ChatThread {
  const messages = [...thread.messages];
  const early = [...thread.early];
  let { toSeq } = thread;
  for (let next = early[0]; next !== undefined && next.seq <= toSeq + 1; next = early[0]) {
    early.shift();
    if (next.seq > toSeq) {
      messages.push(next);
      toSeq = next.seq;
    }
  }
  return { ...thread, messages, early, toSeq };
}

function placed(messages: readonly ChatMessage[], message: ChatMessage): readonly ChatMessage[] {
  const at = messages.findIndex((other) => other.seq >= message.seq);
  if (at === -1) return [...messages, message];
  return messages.toSpliced(at, messages[at]?.seq === message.seq ? 1 : 0, message);
}

const sorted = (messages: readonly ChatMessage[]): readonly ChatMessage[] =>
  messages.reduce(placed, [] as readonly ChatMessage[]);
