import type { ChatMessage } from '../chat/chat-message.ts';
import type { StatusReporter } from '../status/status-reporter.ts';
import { createDrafts, sendEach } from './customer-actions.ts';
import type { CustomerRecord } from './customer-record.ts';
import { windowEndsAt } from './customer-record.ts';
import type { CustomerUpdate, SentUpdate } from './customer-update.ts';
import type { DraftContext } from './draft-context.ts';
import type { SimulatedCustomer } from './simulated-customer.ts';

/** The handles of the customers, one each however often they are asked for. */
export class PhoneBook {
  readonly #context: DraftContext;
  readonly #statuses: StatusReporter;
  readonly #send: (update: CustomerUpdate) => Promise<SentUpdate>;
  readonly #handles = new Map<string, SimulatedCustomer>();

  constructor(
    context: DraftContext,
    statuses: StatusReporter,
    send: (update: CustomerUpdate) => Promise<SentUpdate>,
  ) {
    this.#context = context;
    this.#statuses = statuses;
    this.#send = send;
  }

  /** The handle of this customer. */
  of(record: CustomerRecord): SimulatedCustomer {
    const known = this.#handles.get(record.id);
    if (known !== undefined) return known;
    const handle = this.#create(record);
    this.#handles.set(record.id, handle);
    return handle;
  }

  #create(record: CustomerRecord): SimulatedCustomer {
    const context = this.#context;
    const statuses = this.#statuses;
    const draft = createDrafts(context, record);
    const messages = (): readonly ChatMessage[] => context.chats.of(record.id);
    const actions = sendEach(draft, this.#send);
    return {
      ...actions,
      draft,
      id: record.id,
      get phone() {
        return record.phone;
      },
      get waId() {
        return record.waId;
      },
      get userId() {
        return record.userId;
      },
      get name() {
        return record.name;
      },
      get messages() {
        return messages();
      },
      get lastReply() {
        return messages().findLast((message) => message.from === 'business');
      },
      get windowEndsAt() {
        return windowEndsAt(record);
      },
      async openChat() {
        record.chatOpen = true;
        context.customers.touched(record);
        await statuses.readArrived(record);
      },
      closeChat() {
        record.chatOpen = false;
        context.customers.touched(record);
      },
    };
  }
}
