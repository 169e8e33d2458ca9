import type {
  AccountId,
  ChatDesk,
  ConversationId,
  CustomerId,
  DomainEvent,
  LogFollowing,
  Logger,
  Parley,
} from '@parley/core';
import { type AccountLine, openAccountLine } from './account-line.ts';
import { chatFrame } from './chat-frame-text.ts';
import type { ChatSession } from './chat-session.ts';
import { createSessionIndex } from './session-index.ts';

/** Everybody who is connected to a chat of this process, and what they are told. */
export interface ChatHub {
  /** Lets a session in; it hears of everything that is committed from then on. */
  join(session: ChatSession, chat: ChatDesk): Promise<void>;
  /** The session's customer is known now. */
  moved(session: ChatSession): void;
  /** The session follows one more conversation. */
  watch(session: ChatSession, id: ConversationId): void;
  leave(session: ChatSession): void;
  /** A customer types: agents are told. */
  sayTyping(
    accountId: AccountId,
    customerId: CustomerId,
    conversationId: ConversationId,
    isTyping: boolean,
  ): void;
  /** Whether an agent is at work; asks the other processes first, where the account was quiet until now. */
  isStaffed(accountId: AccountId): Promise<boolean>;
  /** The same, as far as is known. */
  isStaffedNow(accountId: AccountId): boolean;
}

/** Connections of one person; the oldest makes room for the newest. */
const maxPerPerson = 10;

/** A hub; it follows the log while somebody is connected. */
export function createChatHub({ parley, log }: { readonly parley: Parley; readonly log: Logger }): ChatHub {
  const index = createSessionIndex();
  const lines = new Map<AccountId, AccountLine>();
  let following: Promise<LogFollowing> | undefined;

  const lineOf = (accountId: AccountId): AccountLine => {
    const known = lines.get(accountId);
    if (known !== undefined) return known;
    const line = openAccountLine(parley, accountId, {
      onTyping({ conversationId, by, name, isTyping, expiresInMs }) {
        const data = { by, name: null, isTyping, expiresInMs };
        for (const { session, chat } of index.watching(accountId, conversationId)) {
          const shown = chat.access.showsAgentNames ? { ...data, name } : data;
          session.sendEphemeral(chatFrame({ t: 'typing', conversationId, data: shown }, Date.now()));
        }
      },
      onStaffed(isStaffed) {
        const text = chatFrame({ t: 'presence', data: { isStaffed } }, Date.now());
        for (const { session } of index.ofAccount(accountId)) session.sendEphemeral(text);
      },
      onQuiet() {
        // Kept while somebody listens.
        if (index.ofAccount(accountId).length > 0) return false;
        lines.delete(accountId);
        return true;
      },
    });
    lines.set(accountId, line);
    return line;
  };

  const follow = (): Promise<LogFollowing> => {
    following ??= parley.realtime.follow(({ events }) => {
      for (const { event } of events) tellSessions(event);
    });
    following.catch(() => {
      following = undefined;
    });
    return following;
  };
  const unfollow = (): void => {
    const ending = following;
    following = undefined;
    void ending?.then((ended) => ended.stop()).catch(() => undefined);
  };

  const tellSessions = (event: DomainEvent): void => {
    const { accountId } = event;
    switch (event.type) {
      case 'inbox.updated':
        for (const { session, chat } of index.ofAccount(accountId))
          if (chat.inbox.id === event.data.inboxId)
            session.sendEphemeral(chatFrame({ t: 'inbox' }, Date.now()));
        return;
      case 'business_hours.saved':
        for (const { session } of index.ofAccount(accountId))
          session.sendEphemeral(chatFrame({ t: 'inbox' }, Date.now()));
        return;
      case 'message.received':
      case 'message.queued':
      case 'message.echoed': {
        const { customerId, conversationId } = event.data;
        for (const session of index.ofCustomer(accountId, customerId)) session.onMessages(conversationId);
        return;
      }
      case 'message.edited':
      case 'message.deleted':
        for (const { session } of index.watching(accountId, event.data.conversationId))
          session.onMessageChanged(event.data.messageId);
        return;
      case 'conversation.opened':
        for (const session of index.ofCustomer(accountId, event.data.customerId))
          session.onConversation(event.data.conversationId);
        return;
      case 'conversation.customer_changed':
        for (const session of index.ofCustomer(accountId, event.data.to))
          session.onConversation(event.data.conversationId);
        return;
      case 'conversation.status_changed':
      case 'conversation.assigned':
      case 'conversation.control_changed':
      case 'conversation.subject_changed':
        for (const { session } of index.watching(accountId, event.data.conversationId))
          session.onConversation(event.data.conversationId);
        return;
      case 'conversation.seen':
        for (const { session } of index.watching(accountId, event.data.conversationId))
          session.onRead(event.data.conversationId, 'agent', event.data.lastReadSeq);
        return;
      case 'conversation.read_by_customer':
        for (const { session } of index.watching(accountId, event.data.conversationId))
          session.onRead(event.data.conversationId, 'customer', event.data.customerReadSeq);
        return;
      case 'customer.merged':
        for (const session of index.ofCustomer(accountId, event.data.mergedCustomerId)) session.onPerson();
        return;
      case 'customer.identity_added':
        for (const session of index.ofCustomer(accountId, event.data.customerId)) session.onPerson();
        for (const session of index.nobodyYet(accountId)) session.onPerson();
        return;
      default:
        return;
    }
  };

  return {
    async join(session, chat) {
      const { oldest } = index.add(session, chat);
      if (oldest.length >= maxPerPerson) oldest[0]?.end(4409);
      const line = lineOf(chat.accountId);
      await Promise.all([follow(), line.ready]);
    },
    moved: (session) => index.update(session),
    watch: (session, id) => index.watch(session, id),
    leave(session) {
      index.remove(session);
      if (index.size > 0) return;
      unfollow();
      log.debug({}, 'the last chat connection is gone');
    },
    sayTyping(accountId, id, conversationId, isTyping) {
      lineOf(accountId).sayTyping(conversationId, { type: 'customer', id }, isTyping);
    },
    async isStaffed(accountId) {
      const line = lineOf(accountId);
      await line.ready;
      return line.isStaffed;
    },
    isStaffedNow: (accountId) => lineOf(accountId).isStaffed,
  };
}
