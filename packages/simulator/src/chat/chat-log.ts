import type { ChangeFeed } from '../change-feed.ts';
import type { ChatMessage } from './chat-message.ts';

/** Every customer's chat with the business, as their phones hold it. */
export class ChatLog {
  readonly #byCustomer = new Map<string, ChatMessage[]>();
  readonly #byId = new Map<string, ChatMessage>();
  readonly #inbound = new Map<string, string>();
  readonly #changes: ChangeFeed;

  constructor(changes: ChangeFeed) {
    this.#changes = changes;
  }

  /** Adds at the end. */
  add(message: Omit<ChatMessage, 'reactions' | 'edited' | 'revoked'>): ChatMessage {
    const added: ChatMessage = { ...message, reactions: {}, edited: false, revoked: false };
    const chat = this.#byCustomer.get(message.customerId);
    if (chat === undefined) this.#byCustomer.set(message.customerId, [added]);
    else chat.push(added);
    this.#byId.set(added.id, added);
    this.#tell(added);
    return added;
  }

  /** The message with this id in any chat. */
  find(id: string): ChatMessage | undefined {
    return this.#byId.get(id);
  }

  /** Remembers the id of something a customer sent that is no message of its own, e.g. a reaction. */
  noteInbound(id: string, customerId: string): void {
    this.#inbound.set(id, customerId);
  }

  /** Whose chat an id sent by a customer belongs to, be it a message or not. */
  customerOfInbound(id: string): string | undefined {
    const message = this.#byId.get(id);
    return message?.from === 'customer' ? message.customerId : this.#inbound.get(id);
  }

  /** One customer's chat, oldest first. */
  of(customerId: string): readonly ChatMessage[] {
    return this.#byCustomer.get(customerId) ?? [];
  }

  /** Changes a message if it is there. */
  change(id: string, edit: (message: ChatMessage) => void): void {
    const message = this.#byId.get(id);
    if (message === undefined) return;
    edit(message);
    this.#tell(message);
  }

  #tell(message: ChatMessage): void {
    this.#changes.publish({ type: 'message', customerId: message.customerId, messageId: message.id });
  }
}
