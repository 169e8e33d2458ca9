import type { ChatClient, ChatClientOptions } from './chat-client.ts';
import { browserClock } from './chat-clock.ts';
import { type ChatCredentials, createChatCredentials, unknownOwner } from './chat-credentials.ts';
import { createChatFiles } from './chat-files.ts';
import { createChatRest } from './chat-rest.ts';
import { createChatSocket } from './chat-socket.ts';
import { signedOut, unreadTotal } from './chat-state.ts';
import { browserStorage, openChatStorage } from './chat-storage.ts';
import { createChatStore } from './chat-store.ts';
import type { ChatServerFrame } from './chat-types.ts';
import { createContactSender } from './contact-sender.ts';
import { createFileShelf } from './file-shelf.ts';
import { createInboxLoader } from './inbox-loader.ts';
import { keepOutbox, leftUnsent, removedElsewhere } from './kept-outbox.ts';
import { newMessageId } from './message-id.ts';
import { createMessageSender } from './message-sender.ts';
import { handedOver, type OutboxItem, queued, removed, retried } from './outbox.ts';
import { createReceipts } from './receipts.ts';
import { reduceFrame } from './reduce-frame.ts';
import { openStreamSocket } from './stream-socket.ts';
import { listenForSignOut } from './tab-signal.ts';
import { createThreadLoader } from './thread-loader.ts';
import { createTokenRenewal } from './token-renewal.ts';
import { uploadFile } from './upload-request.ts';

/** Makes a client. Nothing is opened before {@link ChatClient.start} or the first message. */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const { baseUrl, inboxId, clock = browserClock } = options;
  const storage = openChatStorage(inboxId, options.storage ?? browserStorage());
  const url = `${baseUrl.replace(/\/+$/, '')}/v1/chat/${encodeURIComponent(inboxId)}`;
  const request: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const rest = createChatRest({ url, fetch: request });
  const shelf = options.shelf ?? createFileShelf(storage.prefix);
  let isStarted = false;

  const store = createChatStore((now, before) => {
    if (now.outbox !== before.outbox) {
      if (credentials.canPersist()) keepOutbox(storage, now.outbox, before.outbox);
      files.outboxChanged(now.outbox, before.outbox);
    }
    const unread = unreadTotal(now);
    if (unread !== unreadTotal(before)) storage.setUnread(unread);
  });

  /** What an earlier page of the same person left unsent. */
  const adoptUnsent = (): void => {
    const items = leftUnsent(storage, clock, [credentials.owner(), unknownOwner]);
    store.change((state) => ({ ...state, outbox: queued(state.outbox, items) }));
  };

  const forget = (): void => {
    sender.stop();
    receipts.reset();
    // What waits in another name stays stored for when that person comes back.
    const kept = storage.outbox();
    store.change(signedOut);
    for (const item of kept) storage.putOutboxItem(item);
  };

  const hasMail = (): boolean => store.get().outbox.some((item) => item.status === 'queued');

  const credentials: ChatCredentials = createChatCredentials({
    rest,
    storage,
    clock,
    hasMail,
    onOwner: (from, to, keepsConversation) => {
      store.change((state) => ({
        ...state,
        outbox: handedOver(state.outbox, { from, to, keepsConversation }),
        ...(keepsConversation ? {} : { conversations: [], threads: {}, isListKnown: false }),
      }));
      adoptUnsent();
    },
    onOtherCustomer: forget,
  });

  const socket = createChatSocket({
    url: `${url.replace(/^http/, 'ws')}/socket`,
    open: options.openSocket ?? ((address, protocol) => new WebSocket(address, protocol)),
    openOther: () => openStreamSocket({ url, fetch: request }),
    clock,
    token: credentials.token,
    onRefused: credentials.refused,
    onFrame: (frame) => take(frame),
    onState: (connection) => {
      if (connection.status !== 'online') {
        renewal.cancel();
        sender.stop();
        files.stop();
        loader.stop();
      }
      store.change((state) => ({ ...state, connection }));
      // Written while we were finding out that nobody is known.
      if (connection.status === 'idle' && isStarted && hasMail()) clock.after(0, socket.wake);
    },
    onBadFrame: () => sender.suspect(),
  });

  const renewal = createTokenRenewal(credentials, clock, socket.send);
  const loader = createThreadLoader({ store, rest, credentials, send: socket.send });
  const inbox = createInboxLoader({ store, rest, clock });
  const contact = createContactSender({ store, rest, clock, credentials });
  const receipts = createReceipts({ store, clock, send: socket.send });
  const sender = createMessageSender({
    store,
    clock,
    owner: credentials.owner,
    language: () => options.language?.(),
    send: socket.send,
    onSilence: () => {
      sender.suspect();
      socket.restart();
    },
  });
  const files = createChatFiles({
    url,
    rest,
    store,
    clock,
    credentials,
    shelf,
    upload: options.upload ?? uploadFile,
    onUploaded: () => sender.pump(),
  });
  const stopListening = listenForSignOut(storage.prefix, () => signOutHere());
  const onStorage = (event: StorageEvent): void => {
    const id = removedElsewhere(storage, event);
    if (id === null) return;
    store.change((state) => ({ ...state, outbox: removed(state.outbox, id) }));
    sender.pump();
  };

  function take(frame: ChatServerFrame): void {
    if (frame.t === 'error') {
      takeError(frame);
      return;
    }
    store.change((state) => reduceFrame(state, frame, clock.now()));
    if (frame.t === 'ready') {
      credentials.accepted();
      renewal.schedule();
      loader.resume();
    } else if (frame.t === 'resume') {
      loader.resumed(frame.data.cursors);
      receipts.catchUp();
      sender.start();
      files.start();
      contact.pump();
    } else if (frame.t === 'message') {
      loader.fillGap();
      receipts.received(frame.data.message);
      sender.pump();
    } else if (frame.t === 'ack') {
      loader.fillGap();
      sender.pump();
      contact.pump();
    } else if (frame.t === 'inbox') inbox.reload();
    else if (frame.t === 'typing') clock.after(frame.data.expiresInMs + 50, endTyping);
  }

  function takeError({ id, data }: Extract<ChatServerFrame, { t: 'error' }>): void {
    if (data.code === 'gap_too_large') {
      loader.gapTooLarge(data.conversationId);
      sender.start();
    } else sender.refused(data.code, data.clientMessageId ?? id, data.retryAfterMs);
    // not_authenticated, token_expired and session_ended are followed by close 4401, which the socket handles.
  }

  const endTyping = (): void =>
    store.change((state) => {
      const live = Object.entries(state.typing).filter(([, notice]) => notice.until > clock.now());
      return live.length === Object.keys(state.typing).length
        ? state
        : { ...state, typing: Object.fromEntries(live) };
    });

  const signOutHere = (): void => {
    credentials.clear();
    store.change((state) => ({ ...state, outbox: [] }));
    socket.stop();
    receipts.reset();
    shelf.wipe();
    store.change(signedOut);
  };

  const write = (
    message: Pick<OutboxItem, 'content' | 'text'> & Partial<Pick<OutboxItem, 'conversationId' | 'file'>>,
  ): string => {
    const createdAt = clock.now();
    const page = options.page?.()?.slice(0, 2_000);
    const item: OutboxItem = {
      clientMessageId: newMessageId(createdAt),
      ...message,
      createdAt,
      ...(page === undefined ? {} : { page }),
      owner: credentials.owner(),
      status: 'queued',
    };
    store.change((state) => ({ ...state, outbox: queued(state.outbox, [item]) }));
    if (store.get().connection.status === 'online') sender.pump();
    else if (store.get().connection.status !== 'unauthorized') socket.wake();
    return item.clientMessageId;
  };

  const wake = (): void => {
    if (store.get().inbox === null) inbox.load();
    if (credentials.isKnown() || store.get().outbox.length > 0) socket.wake();
  };
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') wake();
  };

  return {
    getState: store.get,
    subscribe: store.subscribe,
    start: () => {
      if (isStarted) return;
      isStarted = true;
      addEventListener('online', wake);
      addEventListener('storage', onStorage);
      document.addEventListener('visibilitychange', onVisible);
      adoptUnsent();
      shelf.keepOnly(storage.outbox().map(({ clientMessageId }) => clientMessageId));
      wake();
    },
    send: write,
    sendFile: ({ file, caption, conversationId }) => {
      const { name, type: mimeType, size: sizeBytes } = file;
      const id = write({
        content: { type: 'upload', ...(caption === undefined ? {} : { caption }) },
        text: caption ?? '',
        file: { name, mimeType, sizeBytes },
        ...(conversationId === undefined ? {} : { conversationId }),
      });
      files.keep(id, file);
      return id;
    },
    openFile: files.open,
    retry: (id) => {
      store.change((state) => ({ ...state, outbox: retried(state.outbox, id) }));
      files.pump();
      if (store.get().connection.status === 'online') sender.pump();
      else socket.wake();
    },
    discard: (id) => {
      const item = store.get().outbox.find(({ clientMessageId }) => clientMessageId === id);
      if (item === undefined || item.status === 'sending') return undefined;
      store.change((state) => ({ ...state, outbox: removed(state.outbox, id) }));
      return item;
    },
    openThread: loader.open,
    loadOlder: loader.older,
    markSeen: receipts.seen,
    setTyping: receipts.typing,
    leaveContact: contact.leave,
    identify: (credential) => {
      credentials.setCustomer(credential);
      adoptUnsent();
      if (isStarted) socket.restart();
    },
    logout: () => {
      signOutHere();
      storage.wipe();
    },
    reconnect: () => {
      if (store.get().inbox === null) inbox.load();
      socket.restart();
    },
    stop: () => {
      isStarted = false;
      renewal.cancel();
      inbox.stop();
      socket.stop();
      stopListening();
      removeEventListener('online', wake);
      removeEventListener('storage', onStorage);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}
