import { createContext, useContext } from 'react';
import type { OutboxItem } from '../client/support-client.ts';
import type { Message } from '../client/wire-types.ts';

/** What messages of one thread know and can do. */
export interface MessageSurroundings {
  readonly conversationId: string;
  readonly customerName: string | undefined;
  readonly myAgentId: string | undefined;
  readonly nameOfAgent: (agentId: string) => string | undefined;
  /** The message of this thread with an id of the channel's or ours, if it is loaded. */
  readonly quoted: (providerMessageId: string) => Message | undefined;
  readonly openMedia: (messageId: string) => void;
  /** Goes to a message, by our id or the channel's. Resolves to false where there is none. */
  readonly jumpTo: (messageId: string) => Promise<boolean>;
  readonly reply: ((message: Message) => void) | undefined;
  readonly retry: (item: OutboxItem) => void;
  readonly edit: (item: OutboxItem) => void;
  readonly discard: (item: OutboxItem) => void;
}

/** Internal: filled by `Thread`. */
export const MessageContext = createContext<MessageSurroundings | undefined>(undefined);

/**
 * What surrounds a message.
 *
 * @throws Error outside of a `Thread`
 */
export function useMessageSurroundings(): MessageSurroundings {
  const value = useContext(MessageContext);
  if (value === undefined) throw new Error('A message is drawn inside a <Thread>. Put one around it.');
  return value;
}
