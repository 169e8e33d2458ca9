import { createApi } from './api.ts';
import { createBatch } from './batch.ts';
import type { ClientContext } from './client-context.ts';
import { failureOf, plainError } from './client-failure.ts';
import type { SupportClientOptions } from './client-options.ts';
import { createConnection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDirectory } from './directory.ts';
import type { Environment } from './environment.ts';
import { createHttp } from './http.ts';
import { createKeyedCache } from './keyed-cache.ts';
import { loaded } from './loaded.ts';
import { readMedia } from './media.ts';
import { createOutbox } from './outbox.ts';
import { createPresenceBoard } from './presence-board.ts';
import { stoppableEnvironment } from './stoppable-environment.ts';
import type { Stored } from './storage-ports.ts';
import type { SupportClient } from './support-client.ts';
import { createThread, type KeptThread } from './thread.ts';
import { isShownEvent } from './thread-items.ts';
import { createTicks } from './ticks.ts';
import { createTokenSource } from './token-source.ts';
import { createTopics } from './topics.ts';
import { transportsFor } from './transports.ts';
import { createTypingBoard } from './typing-board.ts';
import { createViewing } from './viewing.ts';
import type { Availability, ClientFrame, ServerFrame } from './wire-types.ts';

type EventFrame = Extract<ServerFrame, { t: 'event' }>;

/** Puts a client together over any environment; pages use `createSupportClient`. */
export function assembleClient(options: SupportClientOptions, outside: Environment): SupportClient {
  const { env, stop: stopTimers } = stoppableEnvironment(outside);
  const batch = createBatch(env.nextFrame);
  const tokens = createTokenSource(options.getToken, env.now);
  const http = createHttp({
    baseUrl: options.baseUrl,
    tokens,
    env,
    onUnauthorized: () => connection.signedOut(),
  });
  const api = createApi(http);
  const ctx: ClientContext = {
    env,
    batch,
    api,
    ticks: createTicks(),
    report: (thrown) => options.onError?.(plainError(failureOf(thrown))),
  };
  let availability: Availability | undefined;
  let isOpen = false;

  const owner = (): string | undefined => directory.meNow()?.agent.id ?? env.drafts.get('owner');
  const send = (frame: ClientFrame): boolean => connection.send(frame);
  const topics = createTopics(send, env);
  const viewing = createViewing(topics, send);
  const directory = createDirectory(ctx, ({ agent }, before) => {
    const owned = env.drafts.get('owner');
    // Somebody else's words are not for this agent's eyes.
    if (owned !== undefined && owned !== agent.id) env.drafts.clear();
    if (owned !== agent.id) env.drafts.set('owner', agent.id);
    if (before !== undefined && before.agent.id !== agent.id) refresh();
    outbox.kick();
  });
  const conversations = createConversations(ctx, directory);
  const { store } = conversations;
  const typing = createTypingBoard(ctx, owner, topics.listen, send);
  const presence = createPresenceBoard(ctx, owner, topics.listen);
  const outbox = createOutbox(ctx, {
    storage: env.outbox,
    tabs: env.tabs,
    owner,
    isReady: () =>
      isOpen &&
      directory.meNow() !== undefined &&
      env.signals.isOnline() &&
      connection.state.get().status !== 'unauthorized',
    onStored: (stored) => told(stored, true),
    onChange(conversationId) {
      for (const thread of conversationId === undefined ? threads.values() : [threads.peek(conversationId)])
        thread?.changed();
    },
  });
  const threads = createKeyedCache<KeptThread>(20, (id) =>
    createThread(ctx, id, {
      store,
      unsent: () => outbox.of(id),
      onRead: outbox.told,
      needConversation: () => conversations.need(id),
      listen: () => topics.listen(id),
    }),
  );
  store.onChange((id) => threads.peek(id)?.changed());

  const told = (stored: Stored, isAnswer = false): void => {
    for (const thing of stored) {
      threads.peek(thing.conversationId)?.told(thing, isAnswer);
      if ('sender' in thing) typing.sent(thing.conversationId, thing.sender);
    }
    outbox.told(stored);
  };
  const refresh = (): void => {
    conversations.refresh();
    directory.refresh();
    for (const thread of threads.values()) thread.refresh();
  };
  /** One entry of the log, for everyone it concerns. Unknown types concern nobody. */
  const eventTold = ({ event, conversation, message, note }: EventFrame): void => {
    const { conversationId: id, customerId } = event.data as Readonly<Record<string, string | undefined>>;
    const [noun] = event.type.split('.');
    const thread = id === undefined ? undefined : threads.peek(id);
    const stored = message ?? note;
    // Messages first: an answer in the thread before its row in the list says so.
    if (stored !== undefined) told([stored]);
    else if (noun === 'message' || noun === 'note') thread?.refresh();
    if (conversation !== undefined) store.told(conversation);
    else if (id !== undefined) conversations.hinted(id);
    if (isShownEvent(event.type)) thread?.eventTold(event);
    if (noun === 'customer' && customerId !== undefined) {
      directory.customerChanged(customerId);
      for (const affected of store.ofCustomer(customerId)) conversations.hinted(affected);
    }
    if (noun === 'agent') {
      directory.agents.refresh();
      directory.me.refresh();
    }
    if (noun === 'inbox') directory.inboxes.refresh();
  };
  const onFrame = (frame: ServerFrame): void => {
    switch (frame.t) {
      case 'event':
        eventTold(frame);
        options.onEvent?.(frame.event);
        break;
      case 'typing':
        typing.told(frame);
        break;
      case 'viewers':
        presence.viewersTold(frame);
        break;
      case 'presence':
        presence.presenceTold(frame);
        break;
      case 'subscribed':
        viewing.subscribed(frame);
        break;
      case 'queue':
        directory.countsTold(frame.counts);
        break;
      case 'welcome':
        typing.clear();
        presence.clear();
        break;
      default:
    }
  };
  const connection = createConnection({
    env,
    batch,
    transports: transportsFor(options, http, api, env),
    greeting: () => ({
      topics: topics.greet(),
      ...(availability === undefined ? {} : { availability }),
    }),
    onFrame,
    onOnline(isResumed) {
      topics.complete();
      viewing.repeat();
      if (!isResumed) refresh();
      directory.me.loader.ensure();
      outbox.kick();
    },
    onResync: refresh,
    onSignedOut: () => http.setSignedOut(true),
  });
  const forget = (): void => {
    outbox.wipe();
    env.drafts.clear();
    tokens.forget();
  };
  env.tabs.onNews(({ t }) => {
    if (t !== 'signed_out') return;
    forget();
    connection.signedOut();
  });
  const start = (): void => {
    if (isOpen) return;
    isOpen = true;
    http.setSignedOut(false);
    outbox.start();
    directory.me.loader.ensure();
    connection.start();
  };
  const stop = (): void => {
    isOpen = false;
    connection.stop();
    http.setSignedOut(true);
    outbox.stop();
    stopTimers();
  };
  const draftKey = (id: string, mode: string): string => `${id}:${mode}`;

  return {
    connection: connection.state,
    me: directory.me.cell,
    agents: directory.agents.cell,
    inboxes: directory.inboxes.cell,
    counts: directory.counts.cell,
    outbox: outbox.cell,
    presence: presence.presence,
    conversations: conversations.list,
    conversation: (id) => conversations.one(id).cell,
    customer: (id) => directory.customer(id).cell,
    thread: threads.get,
    typing: typing.cell,
    viewers: presence.viewers,
    send: outbox.add,
    retry: outbox.retry,
    take: outbox.take,
    discard: outbox.take,
    change: conversations.change,
    setTyping: typing.tell,
    setViewing: viewing.set,
    setAvailability(next) {
      availability = next;
      send({ t: 'presence', availability: next });
    },
    draft: (id, mode) => env.drafts.get(draftKey(id, mode)) ?? '',
    setDraft: (id, mode, text) => env.drafts.set(draftKey(id, mode), text),
    mediaUrl: (conversationId, messageId) => readMedia(http, conversationId, messageId),
    async uploadMedia(inboxId, file, asked = {}) {
      const { uploadMedia } = await loaded(import('./upload-media.ts'));
      return uploadMedia(http, env, options, inboxId, file, asked);
    },
    start,
    reconnect() {
      tokens.forget();
      http.setSignedOut(false);
      if (!isOpen) return start();
      connection.reconnect();
      directory.me.loader.load();
    },
    stop,
    async signOut() {
      forget();
      env.tabs.post({ t: 'signed_out' });
      stop();
    },
  };
}
