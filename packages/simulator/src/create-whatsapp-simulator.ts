import { ChangeFeed } from './change-feed.ts';
import { ChatLog } from './chat/chat-log.ts';
import { TaskClock } from './clock/task-clock.ts';
import { CustomerDirectory } from './customer/customer-directory.ts';
import { CustomerTraffic } from './customer/customer-traffic.ts';
import type { DraftContext } from './customer/draft-context.ts';
import { PhoneBook } from './customer/phone-book.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import type { GraphContext } from './graph/graph-context.ts';
import { answerGraph, isGraphPath } from './graph/graph-router.ts';
import { downloadUrl } from './graph/media-calls.ts';
import { RateLimits } from './graph/rate-limits.ts';
import { playReply } from './http/in-process-fetch.ts';
import type { ListeningSimulator } from './http/listen.ts';
import { listen } from './http/listen.ts';
import type { Reply } from './http/reply.ts';
import { MediaStore } from './media/media-store.ts';
import { answerPhone } from './phone/phone-router.ts';
import { SeededRandom } from './random/seeded-random.ts';
import { SimulatorError } from './simulator-error.ts';
import type { WhatsAppSimulatorOptions } from './simulator-options.ts';
import { checkWebhookUrl, resolveOptions } from './simulator-options.ts';
import { Outbox } from './status/outbox.ts';
import { StatusReporter } from './status/status-reporter.ts';
import { TraceLog } from './trace/trace-log.ts';
import { askForChallenge } from './webhook/verify-webhook.ts';
import { WebhookSender } from './webhook/webhook-sender.ts';
import type { WhatsAppSimulator } from './whatsapp-simulator.ts';

function assemble(options: WhatsAppSimulatorOptions) {
  const settings = resolveOptions(options);
  const random = new SeededRandom(settings.seed);
  const concurrency = settings.clock === 'virtual' ? 1 : settings.webhookConcurrency;
  const clock = new TaskClock({ mode: settings.clock, now: settings.now, concurrency });
  const trace = new TraceLog(() => clock.elapsedMs(), settings.historyLimit);
  const faults = new FaultPlan(random.stream('faults'));
  const changes = new ChangeFeed();
  const chats = new ChatLog(changes);
  const customers = new CustomerDirectory(settings.identitySeed, changes);
  const media = new MediaStore(() => clock.now(), random.stream('media'));
  const outbox = new Outbox(settings.historyLimit);
  const base = { settings, clock, trace, faults, changes, chats };
  const webhooks = new WebhookSender({ ...base, random: random.stream('webhooks') });
  const statuses = new StatusReporter({ ...base, random: random.stream('statuses'), outbox, webhooks });
  const traffic = new CustomerTraffic({ ...base, random: random.stream('batches'), webhooks });
  const graph: GraphContext = {
    ...base,
    customers,
    media,
    outbox,
    statuses,
    limits: new RateLimits(settings.limits),
    ids: random.stream('outbound-ids'),
    traceIds: random.stream('trace-ids'),
  };
  return { ...base, random, customers, media, outbox, webhooks, statuses, traffic, graph };
}

/**
 * A deterministic stand-in for the WhatsApp Cloud API that also plays the customers.
 *
 * @throws {@link SimulatorError} `invalid_option` naming the option.
 */
export function createWhatsAppSimulator(options: WhatsAppSimulatorOptions = {}): WhatsAppSimulator {
  const parts = assemble(options);
  const { settings, clock, trace, faults, changes, chats, customers, media, outbox, webhooks, statuses } =
    parts;
  const closed = new AbortController();
  const listeners: ListeningSimulator[] = [];
  const drafts: DraftContext = {
    settings,
    clock,
    customers,
    chats,
    media,
    ids: parts.random.stream('inbound-ids'),
    mediaUrl: (mediaId) =>
      settings.includeMediaUrls
        ? downloadUrl({ media }, mediaId, listeners[0]?.url ?? 'https://lookaside.fbsbx.com')
        : undefined,
  };
  const phones = new PhoneBook(drafts, statuses, (update) => parts.traffic.send([update]));

  const recipientOf = (messageId: string) => {
    const message = outbox.find(messageId);
    if (message === undefined) {
      throw new SimulatorError('unknown_message', `The business sent no message "${messageId}".`);
    }
    const customer = message.customerId === undefined ? undefined : customers.get(message.customerId);
    return { message, recipient: { customer, waId: customer?.waId } };
  };

  const handle = async (request: Request): Promise<Reply> => {
    if (closed.signal.aborted) throw new SimulatorError('simulator_closed', 'The simulator is closed.');
    const url = new URL(request.url);
    if (isGraphPath(url)) return answerGraph(parts.graph, request);
    const phone = { simulator, phones, customers, chats, changes, media, closed: closed.signal };
    return { kind: 'response', response: await answerPhone(phone, request, url) };
  };

  const simulator: WhatsAppSimulator = {
    settings,
    faults,
    clock,
    webhooks: {
      get deliveries() {
        return webhooks.deliveries;
      },
      hold: () => webhooks.hold(),
      release: (order) => webhooks.release(order),
      duplicate: (deliveryId, times) => webhooks.duplicate(deliveryId, times),
      retry: (deliveryId) => webhooks.retry(deliveryId),
    },
    get customers() {
      return customers.all.map((record) => phones.of(record));
    },
    get outbox() {
      return outbox.messages;
    },
    get trace() {
      return trace.entries;
    },
    traceText: () => trace.toText(),
    async fetch(input, init) {
      const request = new Request(input, init);
      return playReply(await handle(request), request, closed.signal);
    },
    async listen(where) {
      const listening = await listen(handle, where);
      listeners.push(listening);
      return listening;
    },
    customer: (who) => phones.of(customers.obtain(typeof who === 'string' ? { phone: who } : who)),
    waitForMessage: (matches = () => true, { timeoutMs = 5000 } = {}) => outbox.waitFor(matches, timeoutMs),
    batch: (updates, { layout = 'mixed' } = {}) => parts.traffic.send(updates, layout),
    async reorder(updates) {
      webhooks.hold();
      const sent = await Promise.all(updates.map((update) => parts.traffic.send([update])));
      await webhooks.release('shuffled');
      return sent;
    },
    duplicate: (sent, times) => webhooks.duplicate(sent.delivery.id, times),
    draftStatus(messageId, status, { code } = {}) {
      const { message, recipient } = recipientOf(messageId);
      return statuses.draft(message, recipient, status, code);
    },
    async reportStatus(messageId, status, { code } = {}) {
      const { message, recipient } = recipientOf(messageId);
      return statuses.report(message, recipient, status, code);
    },
    post(body, { signature } = {}) {
      const payload = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      return webhooks.send({
        payload,
        summary: ['raw'],
        lane: 'raw',
        ...(signature === undefined ? {} : { signature }),
      });
    },
    setWebhookUrl(url) {
      settings.webhookUrl = checkWebhookUrl(url);
    },
    async verifyWebhook() {
      const result = await askForChallenge(settings, parts.random.stream('handshake'));
      trace.record('webhook.verify', { ok: result.ok, status: result.status });
      return result;
    },
    async settled() {
      await webhooks.flushReorder();
      await clock.settled();
      await webhooks.flushReorder();
      await clock.settled();
    },
    async close() {
      closed.abort(new SimulatorError('simulator_closed', 'The simulator was closed.'));
      webhooks.close();
      clock.close();
      await Promise.all(listeners.map((listening) => listening.close()));
    },
  };
  return simulator;
}
