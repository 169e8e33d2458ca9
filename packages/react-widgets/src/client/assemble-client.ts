import { createApi } from './api.ts';
import { createBatch } from './batch.ts';
import type { ClientContext } from './client-context.ts';
import { type ClientFailure, plainError } from './client-failure.ts';
import type { SupportClientOptions } from './client-options.ts';
import { createConnection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDirectory } from './directory.ts';
import type { Environment } from './environment.ts';
import { routeEvent } from './frame-router.ts';
import { createHttp } from './http.ts';
import { createKeyedCache } from './keyed-cache.ts';
import { readMedia } from './media.ts';
import { createOutbox } from './outbox.ts';
import { createPresenceBoard } from './presence-board.ts';
import { stoppableEnvironment } from './stoppable-environment.ts';
import type { SupportClient } from './support-client.ts';
import { createThread, type KeptThread } from './thread.ts';
import { createTicks } from './ticks.ts';
import { createTokenSource } from './token-source.ts';
import { createTopics } from './topics.ts';
import { createTransportLadder } from './transport-ladder.ts';
import { createTypingBoard } from './typing-board.ts';
import { createViewing } from './viewing.ts';
import type { Availability, ClientFrame, Message, ServerFrame } from './wire-types.ts';

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
  const report = (failure: ClientFailure): void => options.onError?.(plainError(failure));
  const ctx: ClientContext = { env, batch, api, ticks: createTicks(), report };
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
  const typing = createTypingBoard(ctx, owner, topics.listen, (frame) => send(frame as ClientFrame));
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
    onMessages: (messages) => messagesTold(messages, true),
    onNote: (note) => threads.peek(note.conversationId)?.noteTold(note),
    onChange(conversationId) {
      for (const thread of conversationId === undefined ? threads.values() : [threads.peek(conversationId)])
        thread?.changed();
    },
  });
  const threads = createKeyedCache<KeptThread>(
    20,
    (id) =>
      createThread(ctx, id, {
        store,
        unsent: () => outbox.of(id),
        noteKeys: outbox.noteKeys,
        onNotes: (notes) => notes.forEach(outbox.noteTold),
        onMessages: outbox.messagesTold,
        needConversation: () => conversations.need(id),
        listen: () => topics.listen(id),
      }),
    (thread) => thread.cell.isWatched(),
  );
  store.onChange((id) => threads.peek(id)?.changed());

  const messagesTold = (messages: readonly Message[], isAnswer = false): void => {
    const [first] = messages;
    if (first === undefined) return;
    threads.peek(first.conversationId)?.told(messages, isAnswer);
    outbox.messagesTold(messages);
    for (const message of messages) typing.sent(message.conversationId, message.sender);
  };
  const refresh = (): void => {
    conversations.refresh();
    directory.refresh();
    for (const thread of threads.values()) thread.refresh();
  };
  const onFrame = (frame: ServerFrame): void => {
    switch (frame.t) {
      case 'event':
        routeEvent(frame, {
          conversation: store.told,
          conversationHinted: conversations.hinted,
          message: (message) => messagesTold([message]),
          messageHinted: (id) => threads.peek(id)?.hinted(),
          note(note) {
            outbox.noteTold(note);
            threads.peek(note.conversationId)?.noteTold(note);
          },
          timeline: (id, event) => threads.peek(id)?.eventTold(event),
          customerChanged(id) {
            directory.customerChanged(id);
            for (const conversationId of store.ofCustomer(id)) conversations.hinted(conversationId);
          },
          agentsChanged() {
            directory.agents.refresh();
            directory.me.refresh();
          },
          inboxesChanged: directory.inboxes.refresh,
        });
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
    ladder: createTransportLadder(options, http, api, env),
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
    discard(id) {
      outbox.take(id);
    },
    change: conversations.change,
    setTyping: (id, isTyping, mode = 'reply') => typing.tell(id, isTyping, mode),
    setViewing: (conversationId, isIdle = false) => viewing.set(conversationId, isIdle),
    setAvailability(next) {
      availability = next;
      send({ t: 'presence', availability: next });
    },
    draft: (id, mode) => env.drafts.get(draftKey(id, mode)) ?? '',
    setDraft: (id, mode, text) => env.drafts.set(draftKey(id, mode), text),
    mediaUrl: (conversationId, messageId) => readMedia(http, conversationId, messageId),
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
