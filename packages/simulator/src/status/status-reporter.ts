import type { ChatLog } from '../chat/chat-log.ts';
import type { ChatState } from '../chat/chat-message.ts';
import type { TaskClock } from '../clock/task-clock.ts';
import type { CustomerRecord } from '../customer/customer-record.ts';
import { idsOf, profileOf } from '../customer/customer-record.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { SeededRandom } from '../random/seeded-random.ts';
import type { SimulatorSettings } from '../simulator-options.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import { buildEnvelope } from '../webhook/build-envelope.ts';
import type { MessageStatus, StatusError } from '../webhook/status-payload.ts';
import { statusUpdate } from '../webhook/status-payload.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { WebhookSender } from '../webhook/webhook-sender.ts';
import type { WebhookUpdate } from '../webhook/webhook-update.ts';
import { describeUpdate } from '../webhook/webhook-update.ts';
import { detailsOfError, titleOfError } from './error-titles.ts';
import type { Outbox } from './outbox.ts';
import type { PlannedStatus } from './plan-statuses.ts';
import { planStatuses } from './plan-statuses.ts';
import type { SentMessage } from './sent-message.ts';

/** What a {@link StatusReporter} works with. */
export interface StatusReporterParts {
  readonly settings: SimulatorSettings;
  readonly clock: TaskClock;
  readonly trace: TraceLog;
  readonly faults: FaultPlan;
  readonly random: SeededRandom;
  readonly outbox: Outbox;
  readonly chats: ChatLog;
  readonly webhooks: WebhookSender;
}

/** Who a message goes to, as far as statuses are concerned. */
export interface Recipient {
  readonly customer: CustomerRecord | undefined;
  /** For numbers nobody plays. */
  readonly waId: string | undefined;
}

const chatRank: Readonly<Record<ChatState, number>> = {
  none: 0,
  sending: 0,
  failed: 0,
  sent: 1,
  delivered: 2,
  read: 3,
};

/** Lets messages of the business arrive on the phone and reports their statuses. */
export class StatusReporter {
  readonly #parts: StatusReporterParts;
  readonly #readTold = new Set<string>();
  /** When the newest message gets to each phone: jitter must not let a later one overtake it. */
  readonly #lastArrivalMs = new Map<string, number>();

  constructor(parts: StatusReporterParts) {
    this.#parts = parts;
  }

  /**
   * Plans everything that happens to an accepted message.
   *
   * @param arrive - Puts it on the phone; called when it gets there, not at all when it fails.
   * @param failure - Why it cannot arrive, if so.
   * @returns what the answer to the send has to wait for: nothing, or a status that comes first by fault.
   */
  async plan(
    message: SentMessage,
    recipient: Recipient,
    arrive: () => void,
    failure: { code: number; details?: string } | undefined,
  ): Promise<void> {
    const { settings, faults, random, clock } = this.#parts;
    const failed = failure === undefined ? faults.take(['fail_status']) : undefined;
    const skipped = faults.take(['skip_status']);
    const duplicated = faults.take(['duplicate_statuses']);
    const shuffled = faults.take(['shuffle_statuses']) !== undefined;
    const customer = recipient.customer;
    const lane = customer?.id ?? message.id;
    const jitterMs = this.#jitterMs(lane, Math.round(random.next() * settings.timings.jitterMs));
    const willRead = customer !== undefined && (customer.autoRead || customer.chatOpen);
    const statuses = planStatuses({
      sentMs: settings.timings.sentMs + jitterMs,
      deliveredMs: settings.timings.deliveredMs + jitterMs,
      readMs: settings.timings.readMs + jitterMs,
      willRead,
      isReaction: message.type === 'reaction',
      failure:
        failure !== undefined
          ? { ...failure, after: 'accepted' }
          : failed && { after: 'accepted', ...failed },
      skip: skipped?.status,
      extra: duplicated === undefined ? 0 : (duplicated.extra ?? 1),
      shuffle: shuffled ? (items) => random.shuffle(items) : undefined,
    });
    if (willRead) this.#readTold.add(message.id);
    const lost =
      statuses.some((status) => status.status === 'failed') && statuses.every((s) => s.status !== 'sent');
    if (!lost) {
      const arriveMs = Math.max(settings.timings.sentMs, settings.timings.deliveredMs) + jitterMs;
      clock.schedule(arriveMs, lane, () => {
        arrive();
        if (customer?.chatOpen === true) this.#readLater(message, recipient, lane);
      });
    }
    const early = faults.take(['status_before_reply']) === undefined ? undefined : statuses[0];
    for (const status of statuses) {
      if (status === early) continue;
      clock.schedule(status.toldAfterMs, lane, () => void this.#tell(message, recipient, status));
    }
    if (early !== undefined) await this.#tell(message, recipient, early, 'unqueued');
  }

  /** Reports one status now, for tests that play the provider by hand. */
  report(
    message: SentMessage,
    recipient: Recipient,
    status: MessageStatus,
    code?: number,
  ): Promise<WebhookDelivery> {
    return this.#tell(message, recipient, this.#plannedNow(message, status, code));
  }

  /** The update that {@link report} would post, to be put into a batch. */
  draft(message: SentMessage, recipient: Recipient, status: MessageStatus, code?: number): WebhookUpdate {
    return this.#updateFor(message, recipient, this.#plannedNow(message, status, code));
  }

  /** The customer looks at the chat: everything that arrived and was not read is read now. */
  async readArrived(customer: CustomerRecord): Promise<void> {
    const unread = this.#parts.chats
      .of(customer.id)
      .filter((message) => message.from === 'business' && !this.#readTold.has(message.id));
    for (const arrived of unread) {
      const message = this.#parts.outbox.find(arrived.id);
      if (message === undefined) continue;
      this.#readTold.add(message.id);
      await this.report(message, { customer, waId: customer.waId }, 'read');
    }
  }

  #jitterMs(lane: string, drawnMs: number): number {
    const { clock, settings } = this.#parts;
    const arrivalMs = clock.elapsedMs() + Math.max(settings.timings.sentMs, settings.timings.deliveredMs);
    const jitterMs = Math.max(drawnMs, (this.#lastArrivalMs.get(lane) ?? 0) - arrivalMs);
    this.#lastArrivalMs.set(lane, arrivalMs + jitterMs);
    return jitterMs;
  }

  #plannedNow(message: SentMessage, status: MessageStatus, code: number | undefined): PlannedStatus {
    const nowMs = this.#parts.clock.now().getTime() - message.at.getTime();
    const error = status === 'failed' ? { error: { code: code ?? 131026 } } : {};
    return { status, afterMs: nowMs, toldAfterMs: nowMs, ...error };
  }

  #updateFor(message: SentMessage, recipient: Recipient, status: PlannedStatus): WebhookUpdate {
    const { customer } = recipient;
    const byUserId = message.addressedBy === 'user_id';
    const errors = status.error === undefined ? undefined : [errorItem(status.error)];
    const isTemplate = message.type === 'template';
    const priced = status.status === 'sent' || status.status === 'delivered';
    return statusUpdate({
      id: message.id,
      status: status.status,
      at: new Date(message.at.getTime() + status.afterMs),
      recipient:
        customer === undefined ? { ...(recipient.waId ? { waId: recipient.waId } : {}) } : idsOf(customer),
      ...(customer === undefined ? {} : { profile: profileOf(customer) }),
      addressedByUserId: byUserId,
      ...(message.callbackData === undefined ? {} : { callbackData: message.callbackData }),
      ...(errors === undefined ? {} : { errors }),
      ...(priced ? { pricingCategory: isTemplate ? 'utility' : 'service' } : {}),
    });
  }

  #readLater(message: SentMessage, recipient: Recipient, lane: string): void {
    if (this.#readTold.has(message.id) || message.type === 'reaction') return;
    this.#readTold.add(message.id);
    const { timings } = this.#parts.settings;
    this.#parts.clock.schedule(Math.max(0, timings.readMs - timings.deliveredMs), lane, () => {
      void this.report(message, recipient, 'read');
    });
  }

  #tell(
    message: SentMessage,
    recipient: Recipient,
    status: PlannedStatus,
    queue: 'queued' | 'unqueued' = 'queued',
  ): Promise<WebhookDelivery> {
    const { settings, outbox, chats, webhooks, trace } = this.#parts;
    const update = this.#updateFor(message, recipient, status);
    const at = new Date(message.at.getTime() + status.afterMs);
    outbox.report(message.id, {
      status: status.status,
      at,
      ...(status.error === undefined ? {} : { code: status.error.code }),
    });
    trace.record('status.report', { message: message.id, status: status.status, code: status.error?.code });
    chats.change(message.id, (shown) => {
      const next = status.status === 'played' ? 'read' : status.status;
      if (chatRank[next] > chatRank[shown.state]) shown.state = next;
    });
    const body = {
      payload: buildEnvelope({ ...settings, updates: [update] }),
      summary: describeUpdate(update),
      lane: recipient.customer?.id ?? message.id,
    };
    return queue === 'queued' ? webhooks.send(body) : webhooks.sendUnqueued(body);
  }
}

function errorItem(error: { code: number; details?: string }): StatusError {
  return {
    code: error.code,
    title: titleOfError(error.code),
    details: error.details ?? detailsOfError(error.code),
  };
}
