import { chatCloseCodes } from '@parley/api-contract';
import {
  type ChatDesk,
  type ConversationId,
  type CustomerDesk,
  type CustomerId,
  type Logger,
  SupportError,
} from '@parley/core';
import { createTypingFilter, type TypingFilter } from '../realtime/typing.ts';
import type { ChatCaller } from './chat-access.ts';
import {
  type ChatErrorCode,
  chatErrorOf,
  chatFrame,
  conversationFrame,
  messageFrame,
} from './chat-frame-text.ts';
import type { ChatHub } from './chat-hub.ts';
import type { ChatPeer } from './chat-peer.ts';
import type { ChatClientFrame, ChatSession } from './chat-session.ts';
import { createMessagePump, type MessagePump } from './message-pump.ts';
import { showChatAck, showChatConversation } from './show-chat.ts';

/** What a session is made of. */
export interface ChatSessionParts {
  readonly chat: ChatDesk;
  readonly caller: ChatCaller;
  readonly peer: ChatPeer;
  readonly hub: ChatHub;
  readonly log: Logger;
  /** In milliseconds since the epoch. */
  readonly now: () => number;
  readonly heartbeatMs: number;
  /** Of a stream of server-sent events. */
  readonly streamId?: string;
}

/** A client that does not say from where it goes on is taken for one that has everything, after this. */
const resumeWithinMs = 1000;
/** Places in the queue change with other people's conversations: looked at this often. */
const queueEveryMs = 30_000;

/** Whose connection it is, within an inbox. */
export function personKeyOf(chat: ChatDesk, { person }: ChatCaller): string {
  const name =
    'proven' in person
      ? JSON.stringify([person.proven.identity.scope, person.proven.identity.value])
      : person.visitorId;
  return `${chat.inbox.id} ${'proven' in person ? 'customer' : 'visitor'} ${name}`;
}

/** A session; it says nothing before `start`. */
export function createChatSession(parts: ChatSessionParts): ChatSession {
  const { chat, peer, hub, log, now } = parts;
  const desk: CustomerDesk = chat.desk(parts.caller.person);
  /** Made by those who type. */
  let typing: TypingFilter | undefined;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let customerId: CustomerId | undefined;
  let queueTimer: ReturnType<typeof setTimeout> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let work: Promise<void> = Promise.resolve();
  let isOver = false;
  const queued = new Set<ConversationId>();

  const later = (run: () => void, ms: number): ReturnType<typeof setTimeout> => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  };
  const end = (code: number, error?: ChatErrorCode): void => {
    if (isOver) return;
    stop();
    const farewell =
      error === undefined ? {} : { farewell: chatFrame({ t: 'error', data: { code: error } }, now()) };
    peer.close({ code, ...farewell });
  };
  const stop = (): void => {
    isOver = true;
    for (const timer of timers) clearTimeout(timer);
    clearTimeout(expiry);
    hub.leave(session);
  };
  const fail = (
    error: unknown,
    about: { readonly id?: string; readonly clientMessageId?: string } = {},
  ): void => {
    const { code, retryAfterMs } = chatErrorOf(error);
    if (code === 'session_ended' || code === 'not_authenticated' || code === 'token_expired') {
      end(chatCloseCodes.notAuthenticated, code);
      return;
    }
    if (code === 'temporarily_unavailable') {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      log.warn({ accountId: chat.accountId, reason }, 'a chat frame could not be answered');
    }
    const { id, clientMessageId } = about;
    const data = {
      code,
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
    peer.send(chatFrame({ t: 'error', ...(id === undefined ? {} : { id }), data }, now()));
  };
  /** One thing after the other; a failure is told and does not stop what follows. */
  const then = (run: () => Promise<void>, onFailure: (error: unknown) => void = fail): void => {
    work = work.then(async () => {
      if (isOver) return;
      try {
        await run();
      } catch (error) {
        onFailure(error);
      }
    });
  };
  const pump: MessagePump = createMessagePump({
    desk,
    send: (message) => peer.send(messageFrame(message, now())),
    onGap: (id) =>
      peer.send(chatFrame({ t: 'error', data: { code: 'gap_too_large', conversationId: id } }, now())),
    isOver: () => isOver,
  });
  const followFrom = (id: ConversationId, seq: number): void => {
    if (pump.has(id)) return;
    pump.add(id, seq);
    hub.watch(session, id);
  };
  const show = async (id: ConversationId): Promise<void> => {
    const conversation = await desk.conversation(id);
    if (conversation.queuePosition === undefined) queued.delete(id);
    else queued.add(id);
    watchQueue();
    peer.send(conversationFrame(conversation, now()));
  };
  /** Most people wait in no queue, and then nothing is looked at. */
  const watchQueue = (): void => {
    if (queued.size === 0 || queueTimer !== undefined || isOver) return;
    queueTimer = later(() => {
      queueTimer = undefined;
      for (const id of queued) session.onConversation(id);
      watchQueue();
    }, queueEveryMs);
  };
  const watchExpiry = ({ expiresAt }: ChatCaller): void => {
    clearTimeout(expiry);
    // Longer than a timer can wait is longer than a connection lives.
    const ms = Math.min(Math.max(0, expiresAt.getTime() - now()), 2 ** 31 - 1);
    expiry = setTimeout(() => end(chatCloseCodes.notAuthenticated, 'token_expired'), ms);
  };
  const send = async ({
    id,
    conversationId,
    data,
  }: Extract<ChatClientFrame, { t: 'message' }>): Promise<void> => {
    const ack = await desk.send({ ...data, ...(conversationId === undefined ? {} : { conversationId }) });
    if (customerId === undefined) await meet();
    // Their own message is the first of what follows, if the conversation is new to this connection.
    followFrom(ack.conversationId, 0);
    const frame = { t: 'ack', conversationId: ack.conversationId, data: showChatAck(ack) } as const;
    peer.send(chatFrame({ ...frame, ...(id === undefined ? {} : { id }) }, now()));
    pump.wake(ack.conversationId);
  };
  /** Somebody who writes for the first time becomes a customer. */
  const meet = async (): Promise<void> => {
    const found = await desk.customerId();
    if (found === customerId) return;
    customerId = found;
    hub.moved(session);
    for (const conversation of await desk.conversations()) {
      if (pump.has(conversation.id)) continue;
      followFrom(conversation.id, 0);
      await show(conversation.id);
      pump.wake(conversation.id);
    }
  };
  const perform = (frame: ChatClientFrame): void => {
    switch (frame.t) {
      case 'auth':
        return;
      case 'ping':
        peer.send(chatFrame({ t: 'pong' }, now()));
        return;
      case 'resume':
        then(async () => {
          const cursors = await pump.resume(frame.data.cursors as Readonly<Record<ConversationId, number>>);
          peer.send(chatFrame({ t: 'resume', data: { cursors } }, now()));
        });
        return;
      case 'message': {
        pump.begin();
        const { id, data } = frame;
        then(
          () => send(frame),
          (error) =>
            fail(error, { clientMessageId: data.clientMessageId, ...(id === undefined ? {} : { id }) }),
        );
        return;
      }
      case 'ack':
        then(() => desk.delivered(frame.conversationId, frame.data.upToSeq));
        return;
      case 'read':
        then(async () => {
          await desk.read(frame.conversationId, frame.data.upToSeq);
        });
        return;
      case 'typing':
        if (customerId === undefined || !pump.has(frame.conversationId)) return;
        typing ??= createTypingFilter();
        if (typing.passes(frame.conversationId, frame.data.isTyping, performance.now()))
          hub.sayTyping(chat.accountId, customerId, frame.conversationId, frame.data.isTyping);
        return;
      default:
        frame satisfies never;
    }
  };
  const session: ChatSession = {
    personKey: personKeyOf(chat, parts.caller),
    get customerId() {
      return customerId;
    },
    get conversations() {
      return pump.ids();
    },
    start() {
      then(async () => {
        watchExpiry(parts.caller);
        customerId = await desk.customerId();
        await hub.join(session, chat);
        const { person } = parts.caller;
        const conversations = await desk.conversations();
        for (const { id, lastSeq, queuePosition } of conversations) {
          followFrom(id, lastSeq);
          if (queuePosition !== undefined) queued.add(id);
        }
        const name = 'proven' in person ? person.proven.name : undefined;
        const { heartbeatMs, streamId } = parts;
        const data = {
          isIdentified: desk.isIdentified,
          name: name ?? null,
          hasEmail: customerId !== undefined && (await desk.hasEmail()),
          heartbeatMs,
          conversations: conversations.map(showChatConversation),
          ...(streamId === undefined ? {} : { streamId }),
        };
        peer.send(chatFrame({ t: 'ready', data }, now()));
        peer.send(chatFrame({ t: 'presence', data: { isStaffed: hub.isStaffedNow(chat.accountId) } }, now()));
        later(() => pump.begin(), resumeWithinMs);
        watchQueue();
      });
      return work;
    },
    take: perform,
    renew: watchExpiry,
    onMessages(id) {
      if (pump.has(id)) pump.wake(id);
      else session.onConversation(id);
    },
    onMessageChanged: (id) =>
      then(async () => {
        const message = await desk.message(id);
        if (pump.hasSent(message.conversationId, message.seq)) peer.send(messageFrame(message, now()));
      }, ignoreMissing),
    onConversation: (id) =>
      then(async () => {
        await show(id);
        followFrom(id, 0);
        pump.wake(id);
      }, ignoreMissing),
    onRead: (id, by, upToSeq) =>
      peer.send(chatFrame({ t: 'read', conversationId: id, data: { by, upToSeq } }, now())),
    onPerson: () => then(meet),
    sendEphemeral: (text) => void peer.sendEphemeral(text),
    end,
    stop,
  };
  /** What is not theirs (any more) is not shown, and nobody is told why. */
  const ignoreMissing = (error: unknown): void => {
    const code = SupportError.is(error) ? error.code : '';
    if (code !== 'conversation_not_found' && code !== 'message_not_found') fail(error);
  };
  return session;
}
