import type { ChangeFeed } from '../change-feed.ts';
import type { TaskClock } from '../clock/task-clock.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { JsonObject } from '../json-value.ts';
import type { SeededRandom } from '../random/seeded-random.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { SimulatorSettings } from '../simulator-options.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import { encodeWebhook } from './encode-webhook.ts';
import { postWebhook } from './post-webhook.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.ts';

/** The provider gives up on a webhook after 7 days. WhatsApp Cloud API, webhooks. */
const retryForMs = 7 * 24 * 60 * 60 * 1000;

/** What the outside sees of a delivery, still changing. */
interface DeliveryRecord extends WebhookDelivery {
  readonly attempts: WebhookAttempt[];
  state: WebhookDeliveryState;
}

interface Job {
  readonly lane: string;
  firstPostAtMs: number | undefined;
  cancelNext: () => void;
}

/** What a {@link WebhookSender} works with. */
export interface WebhookSenderParts {
  readonly settings: SimulatorSettings;
  readonly clock: TaskClock;
  readonly trace: TraceLog;
  readonly faults: FaultPlan;
  readonly changes: ChangeFeed;
  readonly random: SeededRandom;
}

/** A body to post. */
export interface WebhookBody {
  readonly payload: JsonObject | Uint8Array;
  readonly summary: readonly string[];
  /** Webhooks of one lane are posted one after the other (but retried on their own). */
  readonly lane: string;
  /** @defaultValue the right signature; `null` leaves the header out */
  readonly signature?: string | null;
}

/** Posts webhooks, repeats what was not answered with 2xx, and remembers all of it. */
export class WebhookSender {
  readonly #parts: WebhookSenderParts;
  readonly #stop = new AbortController();
  readonly #deliveries: DeliveryRecord[] = [];
  readonly #byId = new Map<string, DeliveryRecord>();
  readonly #jobs = new Map<string, Job>();
  /** Callers waiting for a first POST; let go when the simulator closes. */
  readonly #waiting = new Set<() => void>();
  #count = 0;
  #holding = false;
  #heldUntil: number | undefined;
  #held: DeliveryRecord[] = [];

  constructor(parts: WebhookSenderParts) {
    this.#parts = parts;
  }

  /** Everything posted or held so far, oldest first. */
  get deliveries(): readonly WebhookDelivery[] {
    return this.#deliveries;
  }

  /** The delivery with this id, while it is remembered. */
  find(id: string): WebhookDelivery | undefined {
    return this.#byId.get(id);
  }

  /**
   * Queues a body. The promise resolves after the first POST, or at once when deliveries are held.
   *
   * @param onQueued - Is told of the delivery before it is posted.
   */
  async send(body: WebhookBody, onQueued?: (delivery: WebhookDelivery) => void): Promise<WebhookDelivery> {
    const delivery = this.#create(body);
    onQueued?.(delivery);
    const reorder = this.#heldUntil === undefined ? this.#parts.faults.take(['reorder_webhooks']) : undefined;
    if (reorder !== undefined) this.#heldUntil = reorder.size;
    if (this.#holding || this.#heldUntil !== undefined) {
      this.#holdBack(delivery);
      return delivery;
    }
    const duplicate = this.#parts.faults.take(['duplicate_webhook']);
    const first = this.#queue(delivery);
    if (duplicate !== undefined) this.#repeatLater(delivery, duplicate.extra ?? 1);
    await first;
    return delivery;
  }

  /** Posts a body at once, ahead of whatever is queued. Faults of the way do not touch it. */
  async sendUnqueued(body: WebhookBody): Promise<WebhookDelivery> {
    const delivery = this.#create(body);
    await this.#post(delivery);
    return delivery;
  }

  /** Keeps every further webhook back until {@link release}. */
  hold(): void {
    this.#holding = true;
  }

  /** Posts what was held, in the given order, and resolves after the first POST of each. */
  async release(order: 'kept' | 'reversed' | 'shuffled' = 'kept'): Promise<readonly WebhookDelivery[]> {
    this.#holding = false;
    this.#heldUntil = undefined;
    const held = this.#held;
    this.#held = [];
    const ordered =
      order === 'shuffled'
        ? this.#parts.random.shuffle(held)
        : order === 'reversed'
          ? [...held].reverse()
          : held;
    // One lane for all, so that the order asked for is the order posted.
    await Promise.all(ordered.map((delivery) => this.#queue(delivery, 'released')));
    return ordered;
  }

  /** Posts the same bytes again `times` more, as the provider does when it lost our answer. */
  async duplicate(deliveryId: string, times = 1): Promise<void> {
    const delivery = this.#get(deliveryId);
    for (let count = 0; count < times; count += 1) {
      this.#parts.trace.record('webhook.duplicate', { delivery: delivery.id });
      await this.#queue(delivery);
    }
  }

  /** Posts a delivery that failed again now, in place of its next retry. */
  async retry(deliveryId: string): Promise<WebhookDelivery> {
    const delivery = this.#get(deliveryId);
    this.#jobs.get(delivery.id)?.cancelNext();
    if (delivery.state !== 'delivered') delivery.state = 'waiting';
    await this.#queue(delivery);
    return delivery;
  }

  /** Posts what a reorder fault still holds back although fewer webhooks came than it waits for. */
  async flushReorder(): Promise<void> {
    if (this.#heldUntil !== undefined && !this.#holding) await this.release('shuffled');
  }

  /** Ends POSTs under way. */
  close(): void {
    this.#stop.abort();
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #get(id: string): DeliveryRecord {
    const delivery = this.#byId.get(id);
    if (delivery === undefined) throw new SimulatorError('unknown_delivery', `There is no webhook "${id}".`);
    return delivery;
  }

  #create(body: WebhookBody): DeliveryRecord {
    this.#count += 1;
    const bytes = body.payload instanceof Uint8Array ? body.payload : encodeWebhook(body.payload);
    const signature =
      body.signature === null
        ? undefined
        : (body.signature ?? signWebhook(this.#parts.settings.appSecret, bytes));
    const delivery: DeliveryRecord = {
      id: `whk_${this.#count}`,
      body: bytes,
      signature,
      summary: body.summary,
      attempts: [],
      state: 'waiting',
    };
    this.#deliveries.push(delivery);
    this.#byId.set(delivery.id, delivery);
    this.#jobs.set(delivery.id, { lane: body.lane, firstPostAtMs: undefined, cancelNext: () => undefined });
    const over = Math.max(0, this.#deliveries.length - this.#parts.settings.historyLimit);
    for (const old of this.#deliveries.splice(0, over)) {
      this.#byId.delete(old.id);
      this.#jobs.delete(old.id);
    }
    return delivery;
  }

  #holdBack(delivery: DeliveryRecord): void {
    delivery.state = 'held';
    this.#held.push(delivery);
    this.#parts.trace.record('webhook.hold', { delivery: delivery.id, updates: delivery.summary });
    this.#parts.changes.publish({ type: 'delivery', deliveryId: delivery.id });
    if (this.#heldUntil !== undefined && this.#held.length >= this.#heldUntil) void this.release('shuffled');
  }

  #repeatLater(delivery: DeliveryRecord, times: number): void {
    for (let count = 0; count < times; count += 1) {
      this.#parts.trace.record('webhook.duplicate', { delivery: delivery.id });
      void this.#queue(delivery);
    }
  }

  #queue(delivery: DeliveryRecord, lane = this.#jobs.get(delivery.id)?.lane ?? delivery.id): Promise<void> {
    delivery.state = delivery.state === 'held' ? 'waiting' : delivery.state;
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      this.#parts.clock.schedule(0, lane, async () => {
        await this.#post(delivery);
        this.#waiting.delete(resolve);
        resolve();
      });
    });
  }

  async #post(delivery: DeliveryRecord): Promise<void> {
    const { clock, settings, trace, changes } = this.#parts;
    const number = delivery.attempts.length + 1;
    const atMs = clock.elapsedMs();
    const job = this.#jobs.get(delivery.id);
    if (job !== undefined) job.firstPostAtMs ??= atMs;
    trace.record('webhook.post', { delivery: delivery.id, attempt: number, updates: delivery.summary });
    const outcome = await postWebhook({
      url: settings.webhookUrl,
      fetch: settings.fetch,
      body: delivery.body,
      signature: delivery.signature,
      timeoutMs: settings.webhookTimeoutMs,
      signal: this.#stop.signal,
    });
    delivery.attempts.push({ number, atMs, ...outcome });
    trace.record('webhook.answer', {
      delivery: delivery.id,
      attempt: number,
      status: outcome.status,
      error: outcome.error,
    });
    const accepted = outcome.status !== undefined && outcome.status >= 200 && outcome.status < 300;
    if (accepted) delivery.state = 'delivered';
    else if (delivery.state !== 'delivered') this.#planRetry(delivery);
    changes.publish({ type: 'delivery', deliveryId: delivery.id });
  }

  #planRetry(delivery: DeliveryRecord): void {
    const { clock, settings, trace } = this.#parts;
    const delays = settings.webhookRetryDelaysMs;
    const delayMs = delays[Math.min(delivery.attempts.length, delays.length) - 1];
    const job = this.#jobs.get(delivery.id);
    const spentMs = clock.elapsedMs() - (job?.firstPostAtMs ?? 0);
    if (job === undefined || delayMs === undefined || spentMs + delayMs > retryForMs) {
      delivery.state = 'gave_up';
      trace.record('webhook.give_up', { delivery: delivery.id, attempts: delivery.attempts.length });
      return;
    }
    trace.record('webhook.retry_planned', { delivery: delivery.id, inMs: delayMs });
    job.cancelNext();
    job.cancelNext = clock.schedule(delayMs, `retry:${delivery.id}`, () => this.#post(delivery));
  }
}
