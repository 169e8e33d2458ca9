import { type ChatState, initialChatState } from './chat-state.ts';

/** The one place where the state lives. */
export interface ChatStore {
  get(): ChatState;
  /** Does nothing when the change returns the state it got. */
  change(change: (state: ChatState) => ChatState): void;
  subscribe(listener: () => void): () => void;
}

/**
 * A store; `onChange` runs before the listeners.
 * @param initial what is known before anything was loaded
 */
export function createChatStore(
  onChange: (now: ChatState, before: ChatState) => void,
  initial: ChatState = initialChatState,
): ChatStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    change: (change) => {
      const before = state;
      state = change(before);
      if (state === before) return;
      onChange(state, before);
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
