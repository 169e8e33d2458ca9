import type { ChangeFeed } from '../change-feed.ts';
import type { ChatLog } from '../chat/chat-log.ts';
import type { SeededRandom } from '../random/seeded-random.ts';
import type { SimulatorSettings } from '../simulator-options.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import type { EnvelopeLayout } from '../webhook/build-envelope.ts';
import { buildEnvelope, mixEnvelopes } from '../webhook/build-envelope.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { WebhookSender } from '../webhook/webhook-sender.ts';
import type { WebhookUpdate } from '../webhook/webhook-update.ts';
import { describeUpdate } from '../webhook/webhook-update.ts';
import type { CustomerUpdate, SentUpdate } from './customer-update.ts';

/** What {@link CustomerTraffic} works with. */
export interface CustomerTrafficParts {
  readonly settings: SimulatorSettings;
  readonly trace: TraceLog;
  readonly random: SeededRandom;
  readonly chats: ChatLog;
  readonly changes: ChangeFeed;
  readonly webhooks: WebhookSender;
}

/** `mixed`: chunks by the seed, each chunk in a layout of its own, all in one POST. */
export type BatchLayout = EnvelopeLayout | 'mixed';

const layouts: readonly EnvelopeLayout[] = ['joined', 'changes', 'entries'];

function isCustomerUpdate(update: WebhookUpdate): update is CustomerUpdate {
  return 'apply' in update;
}

/** Posts what customers do, and shows on their phones what became of it. */
export class CustomerTraffic {
  readonly #parts: CustomerTrafficParts;
  readonly #messagesByDelivery = new Map<string, readonly string[]>();

  constructor(parts: CustomerTrafficParts) {
    this.#parts = parts;
    parts.changes.subscribe((change) => {
      if (change.type !== 'delivery') return;
      const delivery = parts.webhooks.find(change.deliveryId);
      if (delivery !== undefined) this.#showState(delivery);
    });
  }

  /** Posts updates in one webhook. Resolves after the first POST, whatever came of it. */
  async send(updates: readonly WebhookUpdate[], layout: BatchLayout = 'joined'): Promise<SentUpdate> {
    const { settings, trace, webhooks } = this.#parts;
    const own = updates.filter(isCustomerUpdate);
    const summary = updates.flatMap(describeUpdate);
    trace.record('customer.act', { customer: own[0]?.customerId, updates: summary });
    const payload = layout === 'mixed' ? this.#mix(updates) : buildEnvelope({ ...settings, updates, layout });
    for (const update of own) update.apply();
    const messageIds = own.flatMap((update) => update.messageId ?? []);
    const lane =
      updates.length === 1 && own[0] !== undefined ? own[0].customerId : `batch:${messageIds[0] ?? ''}`;
    const delivery = await webhooks.send({ payload, summary, lane }, (queued) => {
      this.#messagesByDelivery.set(queued.id, messageIds);
      for (const id of messageIds) this.#parts.chats.change(id, (shown) => (shown.deliveryId = queued.id));
    });
    return { messageId: messageIds[0], delivery };
  }

  #mix(updates: readonly WebhookUpdate[]) {
    const { settings, random } = this.#parts;
    const envelopes = [];
    for (let from = 0; from < updates.length; ) {
      const size = 1 + random.below(4);
      const layout = layouts[random.below(layouts.length)] ?? 'joined';
      envelopes.push(buildEnvelope({ ...settings, updates: updates.slice(from, from + size), layout }));
      from += size;
    }
    return mixEnvelopes(envelopes);
  }

  #showState(delivery: WebhookDelivery): void {
    const messageIds = this.#messagesByDelivery.get(delivery.id) ?? [];
    const arrived = delivery.state === 'delivered';
    const failed = !arrived && delivery.attempts.length > 0;
    for (const id of messageIds) {
      this.#parts.chats.change(id, (shown) => {
        if (shown.from !== 'customer' || shown.state === 'read' || shown.state === 'delivered') return;
        shown.state = arrived ? 'delivered' : failed ? 'failed' : 'sending';
      });
    }
    if (arrived) this.#messagesByDelivery.delete(delivery.id);
  }
}
