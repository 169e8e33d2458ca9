import type { ChatMessage } from '../chat/chat-message.ts';
import type { CustomerActions } from './customer-actions.ts';
import type { CustomerUpdate, SentUpdate } from './customer-update.ts';

/** A customer and their phone. Every action posts a webhook and resolves after the first POST of it. */
export interface SimulatedCustomer extends CustomerActions<Promise<SentUpdate>> {
  /** The simulator's own id, `c1`, `c2`, … */
  readonly id: string;
  /** E.164 with `+`; undefined for one who never had a number. */
  readonly phone: string | undefined;
  /** Digits as webhooks give them. */
  readonly waId: string | undefined;
  /** The current business-scoped user id. */
  readonly userId: string;
  readonly name: string | undefined;
  /** The chat as this phone holds it, oldest first. */
  readonly messages: readonly ChatMessage[];
  /** The newest message from the business, or undefined. */
  readonly lastReply: ChatMessage | undefined;
  /** When free-form messages of the business stop arriving; undefined when the customer never wrote. */
  readonly windowEndsAt: Date | undefined;
  /** The same actions as drafts, for `batch()` and `reorder()`. */
  readonly draft: CustomerActions<CustomerUpdate>;
  /** Looks at the chat: what arrived is reported as read, and what arrives from now on. */
  openChat(): Promise<void>;
  /** Looks away. */
  closeChat(): void;
}
