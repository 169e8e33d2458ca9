import { EventEmitter } from 'eventemitter3';
import { UnauthenticatedError } from './access/access-errors.ts';
import { hashApiKeySecret } from './access/api-key.ts';
import type { Actor } from './actor.ts';
import type { ChannelAdapter } from './channels/channel.ts';
import type { ChatDesk } from './chat/customer-desk.ts';
import { type Clock, systemClock } from './clock.ts';
import { createChatDesk } from './create-chat-desk.ts';
import { createDesk } from './create-desk.ts';
import { createRealtime } from './create-realtime.ts';
import type { LogRead } from './events/event-log.ts';
import type { DomainEventName } from './events/event-map.ts';
import { createLogFeed } from './events/log-feed.ts';
import { createSignals } from './events/signals.ts';
import { deliverConversation } from './flows/background/deliver-conversation.ts';
import { markRead } from './flows/background/mark-read.ts';
import { purgeExpired } from './flows/background/purge-expired.ts';
import { settleDeliveries } from './flows/background/settle-deliveries.ts';
import { wakeConversation } from './flows/background/wake-conversation.ts';
import { type Engine, type FlowContext, hinting, joined } from './flows/flow-context.ts';
import { readResumeToken } from './handoffs/resume-token.ts';
import { type AccountId, createIds, type Ids } from './ids.ts';
import { firstController } from './inboxes/inbox.ts';
import { createInboxDirectory, type OpenInbox } from './inboxes/inbox-directory.ts';
import { InboxNotFoundError } from './inboxes/inbox-errors.ts';
import { createIntake, type IntakeOptions } from './intake/intake.ts';
import type { JobHandlers, JobWorkers } from './jobs/job-queue.ts';
import { type Logger, silentLogger } from './log.ts';
import type { BlobStore } from './media/blob-store.ts';
import type { Parley, ParleyHostEvents } from './parley.ts';
import type { FieldCipher } from './privacy/field-cipher.ts';
import { createMemoryRateLimiter } from './rate-limits/memory-rate-limiter.ts';
import type { RateLimiter } from './rate-limits/rate-limiter.ts';
import { gather } from './realtime/gather.ts';
import { createInProcessBus } from './realtime/in-process-bus.ts';
import type { RealtimeBus } from './realtime/realtime-bus.ts';
import type { Storage } from './storage/storage.ts';
import { SupportError } from './support-error.ts';

/** What an engine is made of. */
export interface ParleyOptions {
  readonly storage: Storage;
  /** One adapter per channel kind. */
  readonly channels: readonly ChannelAdapter[];
  /** Seals inbox credentials before they are stored. */
  readonly cipher: FieldCipher;
  /** @defaultValue {@link silentLogger} */
  readonly log?: Logger;
  /** @defaultValue {@link systemClock} */
  readonly clock?: Clock;
  /** @defaultValue UUIDv7 */
  readonly ids?: Ids;
  readonly intake?: IntakeOptions;
  /** Counts what customers send. @defaultValue in the memory of this process */
  readonly limiter?: RateLimiter;
  /** Carries hints and what is true for the moment to the other processes. @defaultValue within this process */
  readonly bus?: RealtimeBus;
  /**
   * Keeps files of channels that have no provider to keep them (the host's own chat). Shared by all processes.
   * @defaultValue none: such channels take no files
   */
  readonly blobs?: BlobStore;
  /** Files that were uploaded to be sent and were not are deleted after this, in milliseconds. @defaultValue 86_400_000 (24 h) */
  readonly unsentFilesForMs?: number;
  /** In [0, 1); spreads retries. @defaultValue Math.random */
  readonly random?: () => number;
}

const inboxEvents: readonly DomainEventName[] = [
  'inbox.created',
  'inbox.updated',
  'business_hours.saved',
  'business_hours.removed',
];
const system: Actor = { type: 'system' };
const onceRuns = 3;

/** Wires the engine. Opens nothing and starts nothing by itself. */
export function createParley(options: ParleyOptions): Parley {
  const {
    storage,
    cipher,
    log = silentLogger,
    clock = systemClock,
    ids = createIds(),
    random = Math.random,
    limiter = createMemoryRateLimiter(),
    blobs,
    unsentFilesForMs = 24 * 60 * 60 * 1000,
  } = options;
  const signals = createSignals();
  const hosts = new EventEmitter<ParleyHostEvents>();
  const directory = createInboxDirectory({
    system: storage.system,
    adapters: options.channels,
    cipher,
    now: () => clock.now().getTime(),
  });
  const intake = createIntake({ storage, clock, ids, log }, options.intake);
  const engine: Engine = { storage, clock, ids, log, cipher, directory, intake, signals, limiter, blobs };
  const context = (accountId: AccountId, actor: Actor): FlowContext => ({
    ...engine,
    accountId,
    actor,
    db: hinting(storage.forAccount(accountId), signals),
  });
  /** Every customer who is connected holds the chat of their inbox: one for all, until the inbox is opened anew. */
  const chats = new WeakMap<OpenInbox, ChatDesk>();
  let workers: JobWorkers | undefined;

  const handlers: JobHandlers = {
    'conversation.deliver': ({ accountId, conversationId }, { signal }) =>
      deliverConversation(context(accountId, system), conversationId, random, signal),
    'conversation.wake': ({ accountId, conversationId, until }) =>
      wakeConversation(context(accountId, system), conversationId, new Date(until)),
    'message.mark_read': ({ accountId, messageId }, { signal }) =>
      markRead(context(accountId, system), messageId, signal),
    'deliveries.settle': () => settleDeliveries(engine, (accountId) => context(accountId, system)),
    'maintenance.purge': () =>
      purgeExpired(engine, (accountId) => context(accountId, system), unsentFilesForMs),
  };

  const onRead = ({ events }: LogRead): void => {
    for (const { event } of events) {
      if (event.type === 'inbox.created' || event.type === 'inbox.updated')
        directory.forget(event.data.inboxId);
      if (event.type === 'business_hours.saved' || event.type === 'business_hours.removed')
        directory.forgetHours(event.data.businessHoursId);
      try {
        hosts.emit('event', event);
      } catch (error) {
        log.error(
          { type: event.type, reason: error instanceof Error ? error.name : 'unknown' },
          'a listener of the host threw',
        );
      }
    }
  };

  const feed = createLogFeed(
    storage.system.events,
    // Without listeners only what keeps the inbox cache true is read.
    { types: inboxEvents, onRead },
    () => hosts.listenerCount('event') > 0,
    { log, signals },
  );
  const { realtime, connect, disconnect } = createRealtime({
    system: storage.system,
    clock,
    feed,
    signals,
    bus: options.bus ?? createInProcessBus(),
    isBusShared: options.bus !== undefined,
  });

  // Whoever calls with the same key while it is looked for shares the next answer.
  const findApiKey = gather(async (secrets: readonly string[]) => {
    const find = async (secret: string) => storage.system.findApiKey(await hashApiKeySecret(secret));
    const found = new Map(
      secrets.map((secret) => [secret, undefined as ReturnType<typeof find> | undefined]),
    );
    for (const secret of found.keys()) found.set(secret, find(secret));
    return Promise.all(secrets.map((secret) => found.get(secret)));
  });

  return {
    storage,
    realtime,
    async receiveWebhook(kind, inboxId, request) {
      const open = directory.known(inboxId) ?? (await directory.get(inboxId));
      if (open === undefined || open.inbox.channel !== kind) throw new InboxNotFoundError(inboxId);
      const { channel, inbox, accountId, hours } = open;
      if (request.method === 'GET' && channel.handshake !== undefined) return channel.handshake(request);
      const batch = await channel.receive(request);
      if (batch.items.length === 0) return batch.response;
      await intake.submit({
        accountId,
        inboxId,
        reopenWindowMs: inbox.reopenWindowMs,
        firstController: firstController(inbox),
        hours,
        items: batch.items,
      });
      signals.emit('committed');
      return batch.response;
    },
    async chat(inboxId) {
      const open = await directory.get(inboxId);
      if (open === undefined) throw new InboxNotFoundError(inboxId);
      const chat = chats.get(open) ?? createChatDesk(context(open.accountId, system), open);
      chats.set(open, chat);
      return chat;
    },
    desk: ({ accountId, actor }) => createDesk(context(accountId, actor)),
    async once({ accountId, actor }, claim, work) {
      const ctx = context(accountId, actor);
      for (let run = 1; ; run += 1) {
        try {
          return await ctx.db.transaction(async (tx) => {
            const dated = { ...claim, at: clock.now() };
            const stored = await tx.idempotency.claim(dated);
            if (stored !== undefined) return { ...stored, isReplay: true };
            const answer = await work(createDesk({ ...ctx, db: joined(ctx.db, tx) }));
            await tx.idempotency.complete(dated, answer);
            return { ...answer, isReplay: false };
          });
        } catch (error) {
          const isRace =
            SupportError.is(error) && (error.code === 'stale_write' || error.code === 'conflict');
          if (!isRace || run >= onceRuns) throw error;
        }
      }
    },
    async authenticate(secret) {
      const key = await findApiKey(secret);
      if (key === undefined || key.revokedAt !== undefined) throw new UnauthenticatedError();
      return { accountId: key.accountId, actor: { type: 'api_key', id: key.id }, apiKeyId: key.id };
    },
    async authenticateAgent({ accountId, agentId }) {
      const agent = await realtime.findAgent(accountId, agentId);
      if (agent === undefined || agent.disabledAt !== undefined) throw new UnauthenticatedError();
      return { accountId, actor: { type: 'agent', id: agentId }, agent };
    },
    authenticateTicket: (token) => readResumeToken(cipher, token, clock.now()),
    on(name, handler) {
      hosts.on(name, handler);
      return () => hosts.off(name, handler);
    },
    figures() {
      const { queued, inFlight, batches, events } = intake.figures();
      return { intakeQueued: queued, intakeInFlight: inFlight, intakeBatches: batches, intakeEvents: events };
    },
    async start() {
      await Promise.all([feed.start(), connect()]);
      workers ??= await storage.jobs.start(handlers, {
        onError: (error, name) =>
          log.error({ job: name, reason: SupportError.is(error) ? error.code : 'unknown' }, 'a job failed'),
      });
    },
    async stop(graceMs = 10_000) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([intake.drain(), deadline]);
      clearTimeout(timer);
      await Promise.all([workers?.stop(graceMs), feed.stop(), disconnect()]);
      workers = undefined;
    },
  };
}
