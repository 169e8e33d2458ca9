import { createContext } from 'preact';
import { useContext, useEffect, useReducer, useState } from 'preact/hooks';
import type { ChatClient } from '../chat-client/chat-client.ts';
import type { ChatState } from '../chat-client/chat-state.ts';
import type { ChatTranslator } from '../i18n/chat-translator.ts';

/** What every part of the panel stands on. */
export interface ChatContext {
  readonly client: ChatClient;
  readonly words: ChatTranslator;
  /** Absolute; files below it are ours and may be shown in place. */
  readonly baseUrl: string;
}

const Context = createContext<ChatContext | null>(null);

/** Gives the parts below it their client and their words. */
export const ChatContextProvider = Context.Provider;

/**
 * The client and the words of this panel.
 * @throws {Error} outside of a panel
 */
export function useChatContext(): ChatContext {
  const context = useContext(Context);
  if (context === null) throw new Error('A part of the chat was rendered outside of its panel');
  return context;
}

/** The client's state; renders again when it changes. */
export function useChatState(): ChatState {
  const { client } = useChatContext();
  const [state, setState] = useState(client.getState());
  useEffect(() => {
    setState(client.getState());
    return client.subscribe(() => setState(client.getState()));
  }, [client]);
  return state;
}

/** Renders again once a second while `isRunning`; returns milliseconds since the epoch. */
export function useNow(isRunning: boolean): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => tick(undefined), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return Date.now();
}
