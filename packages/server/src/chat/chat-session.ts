import type { chatClientFrameSchema } from '@parley/api-contract';
import type { ConversationId, CustomerId, MessageId } from '@parley/core';
import type { z } from 'zod';
import type { ChatCaller } from './chat-access.ts';
import type { ChatErrorCode } from './chat-frame-text.ts';

/** A frame of a customer's client. */
export type ChatClientFrame = z.output<typeof chatClientFrameSchema>;

/** One connection of a customer after its token was checked. */
export interface ChatSession {
  /** Whose it is; the same for every connection of the person in this inbox. */
  readonly personKey: string;
  /** The customer behind the person, as far as there is one. */
  readonly customerId: CustomerId | undefined;
  readonly conversations: Iterable<ConversationId>;
  /** Welcomes the client. */
  start(): Promise<void>;
  /** Frames are worked off one after the other. */
  take(frame: ChatClientFrame): void;
  /** A new token of the same person: the connection lives on. */
  renew(caller: ChatCaller): void;
  /** There may be messages. */
  onMessages(id: ConversationId): void;
  /** A message is another one now. */
  onMessageChanged(id: MessageId): void;
  /** Somebody or something about the conversation has changed. */
  onConversation(id: ConversationId): void;
  onRead(id: ConversationId, by: 'agent' | 'customer', upToSeq: number): void;
  /** The person may have become another customer, or nobody. */
  onPerson(): void;
  sendEphemeral(text: string): void;
  end(code: number, error?: ChatErrorCode): void;
  /** The connection is gone. */
  stop(): void;
}
