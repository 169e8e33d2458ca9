import type { ConversationId, CustomerId } from '../ids.ts';

/** What happens on the customer's side. */
export interface ChatEvents {
  /** An anonymous visitor turned out to be a known customer; everything of theirs is `customerId`'s now. */
  'customer.merged': { customerId: CustomerId; mergedCustomerId: CustomerId };
  /** The conversation is another customer's now: its visitor signed in. */
  'conversation.customer_changed': { conversationId: ConversationId; from: CustomerId; to: CustomerId };
  /** The customer read up to `customerReadSeq`. */
  'conversation.read_by_customer': {
    conversationId: ConversationId;
    customerId: CustomerId;
    customerReadSeq: number;
  };
}
