import type { SimulatorClock } from './clock/task-clock.ts';
import type { SimulatedCustomerOptions } from './customer/customer-record.ts';
import type { BatchLayout } from './customer/customer-traffic.ts';
import type { SentUpdate } from './customer/customer-update.ts';
import type { SimulatedCustomer } from './customer/simulated-customer.ts';
import type { FaultControl } from './faults/fault-plan.ts';
import type { ListeningSimulator, ListenOptions } from './http/listen.ts';
import type { JsonObject } from './json-value.ts';
import type { SimulatorSettings } from './simulator-options.ts';
import type { SentMessage } from './status/sent-message.ts';
import type { TraceEntry } from './trace/trace-log.ts';
import type { MessageStatus } from './webhook/status-payload.ts';
import type { HandshakeResult } from './webhook/verify-webhook.ts';
import type { WebhookDelivery } from './webhook/webhook-delivery.ts';
import type { WebhookUpdate } from './webhook/webhook-update.ts';

/** The webhooks posted so far, and the order of the next ones. */
export interface WebhookControl {
  /** Oldest first. */
  readonly deliveries: readonly WebhookDelivery[];
  /** Keeps every further webhook back. Actions resolve at once while it holds. */
  hold(): void;
  /** Posts what was held and resolves after the first POST of each. @defaultValue 'kept' */
  release(order?: 'kept' | 'reversed' | 'shuffled'): Promise<readonly WebhookDelivery[]>;
  /** Posts the same bytes `times` more (1 by default). @throws SimulatorError `unknown_delivery` */
  duplicate(deliveryId: string, times?: number): Promise<void>;
  /** Posts a failed delivery again now. @throws SimulatorError `unknown_delivery` */
  retry(deliveryId: string): Promise<WebhookDelivery>;
}

/** A stand-in for the WhatsApp Cloud API that also plays the customers. */
export interface WhatsAppSimulator {
  /** What it runs with, defaults filled in. */
  readonly settings: Readonly<SimulatorSettings>;
  /**
   * The Graph side and the phone page without a port. Give it to your code in place of `fetch`; any host will do.
   * Breaks off as `fetch` would where a fault says so.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** The same over HTTP. @throws SimulatorError `port_in_use` */
  listen(options?: ListenOptions): Promise<ListeningSimulator>;
  /** The customer with this phone (or these facts), made if new. @throws SimulatorError `invalid_option` */
  customer(who: string | SimulatedCustomerOptions): SimulatedCustomer;
  /** Everyone who appeared so far. */
  readonly customers: readonly SimulatedCustomer[];
  /** Every message the business sent that was accepted, oldest first: the ledger to compare yours with. */
  readonly outbox: readonly SentMessage[];
  /**
   * The first accepted message that matches, now or later.
   *
   * @param options - `timeoutMs` in real milliseconds, 5000 by default.
   * @throws SimulatorError `wait_timed_out`
   */
  waitForMessage(
    matches?: (message: SentMessage) => boolean,
    options?: { readonly timeoutMs?: number },
  ): Promise<SentMessage>;
  /** Everything that happened, in order. Same seed and same inputs: the same entries. */
  readonly trace: readonly TraceEntry[];
  /** {@link trace} as text, one JSON object a line. */
  traceText(): string;
  /** What goes wrong next. */
  readonly faults: FaultControl;
  /** The simulator's time. */
  readonly clock: SimulatorClock;
  /** The webhooks. */
  readonly webhooks: WebhookControl;
  /** Posts many updates in one webhook. Layout `mixed` by default: several entries, changes and arrays. */
  batch(updates: readonly WebhookUpdate[], options?: { readonly layout?: BatchLayout }): Promise<SentUpdate>;
  /** Posts each update in a webhook of its own, in an order by the seed. */
  reorder(updates: readonly WebhookUpdate[]): Promise<readonly SentUpdate[]>;
  /** Posts the same webhook `times` more (1 by default). */
  duplicate(sent: SentUpdate, times?: number): Promise<void>;
  /** The update for a status of a message the business sent, for {@link batch}. @throws SimulatorError `unknown_message` */
  draftStatus(messageId: string, status: MessageStatus, options?: { readonly code?: number }): WebhookUpdate;
  /** Reports a status now, by hand. @throws SimulatorError `unknown_message` */
  reportStatus(
    messageId: string,
    status: MessageStatus,
    options?: { readonly code?: number },
  ): Promise<WebhookDelivery>;
  /** Posts any body. The signature is right unless given; `null` sends none. */
  post(
    body: JsonObject | Uint8Array | string,
    options?: { readonly signature?: string | null },
  ): Promise<WebhookDelivery>;
  /** Changes where webhooks go. @throws SimulatorError `invalid_option` */
  setWebhookUrl(url: string): void;
  /** Does the verification handshake with the business. */
  verifyWebhook(): Promise<HandshakeResult>;
  /**
   * Resolves when nothing is scheduled or under way. With the `virtual` clock time jumps to each next step, retries of
   * failing webhooks included, so a webhook that never answers 2xx takes seven simulated days. Do not await it inside
   * your webhook handler.
   */
  settled(): Promise<void>;
  /** Drops what is scheduled, stops listening and lets every waiter go. */
  close(): Promise<void>;
}
