import type { ServiceWindow } from '../messages/service-window.ts';
import type { Conversation } from './conversation.ts';

/** A conversation and what follows from it at the moment of asking. */
export interface ConversationView extends Conversation {
  /** Kind of its inbox's channel, e.g. `whatsapp`. */
  readonly channel: string;
  readonly serviceWindow: ServiceWindow;
}
