import type { AccountId, ChatDesk, ConversationId, CustomerId } from '@parley/core';
import type { ChatSession } from './chat-session.ts';

/** A session and the chat it is in. */
export interface Seated {
  readonly session: ChatSession;
  readonly chat: ChatDesk;
}

/** Finds sessions by what events name. */
export interface SessionIndex {
  readonly size: number;
  /** Adds a session; `oldest` are those of the same person that were there before, oldest first. */
  add(session: ChatSession, chat: ChatDesk): { readonly oldest: readonly ChatSession[] };
  /** The session has become somebody else's. */
  update(session: ChatSession): void;
  /** The session follows one more conversation. */
  watch(session: ChatSession, id: ConversationId): void;
  remove(session: ChatSession): void;
  ofAccount(accountId: AccountId): readonly Seated[];
  ofCustomer(accountId: AccountId, customerId: CustomerId): readonly ChatSession[];
  /** Sessions of people who have not written yet. */
  nobodyYet(accountId: AccountId): readonly ChatSession[];
  /** Sessions that follow a conversation. */
  watching(accountId: AccountId, id: ConversationId): readonly Seated[];
}

/** An empty index. */
export function createSessionIndex(): SessionIndex {
  const seats = new Map<ChatSession, Seated>();
  const byAccount = new Map<AccountId, Set<ChatSession>>();
  const byPerson = new Map<string, Set<ChatSession>>();
  const byCustomer = new Map<string, Set<ChatSession>>();
  const byConversation = new Map<ConversationId, Set<ChatSession>>();
  const keyOf = new Map<ChatSession, string>();

  const customerKey = (accountId: AccountId, customerId: CustomerId | undefined): string =>
    `${accountId} ${customerId ?? 'nobody'}`;
  const put = <Key>(map: Map<Key, Set<ChatSession>>, key: Key, session: ChatSession): void => {
    map.set(key, (map.get(key) ?? new Set()).add(session));
  };
  const drop = <Key>(map: Map<Key, Set<ChatSession>>, key: Key, session: ChatSession): void => {
    const found = map.get(key);
    found?.delete(session);
    if (found?.size === 0) map.delete(key);
  };
  const place = (session: ChatSession, accountId: AccountId): void => {
    const key = customerKey(accountId, session.customerId);
    keyOf.set(session, key);
    put(byCustomer, key, session);
  };
  return {
    get size() {
      return seats.size;
    },
    add(session, chat) {
      const oldest = [...(byPerson.get(session.personKey) ?? [])];
      seats.set(session, { session, chat });
      put(byAccount, chat.accountId, session);
      put(byPerson, session.personKey, session);
      place(session, chat.accountId);
      return { oldest };
    },
    update(session) {
      const seat = seats.get(session);
      if (seat === undefined) return;
      drop(byCustomer, keyOf.get(session) ?? '', session);
      place(session, seat.chat.accountId);
    },
    watch(session, id) {
      if (seats.has(session)) put(byConversation, id, session);
    },
    remove(session) {
      const seat = seats.get(session);
      if (seat === undefined) return;
      seats.delete(session);
      drop(byAccount, seat.chat.accountId, session);
      drop(byPerson, session.personKey, session);
      drop(byCustomer, keyOf.get(session) ?? '', session);
      for (const id of session.conversations) drop(byConversation, id, session);
      keyOf.delete(session);
    },
    ofAccount: (accountId) => seated(byAccount.get(accountId)),
    ofCustomer: (accountId, customerId) => [...(byCustomer.get(customerKey(accountId, customerId)) ?? [])],
    nobodyYet: (accountId) => [...(byCustomer.get(customerKey(accountId, undefined)) ?? [])],
    watching: (accountId, id) =>
      seated(byConversation.get(id)).filter(({ chat }) => chat.accountId === accountId),
  };

  function seated(sessions: ReadonlySet<ChatSession> | undefined): readonly Seated[] {
    return [...(sessions ?? [])].flatMap((session) => seats.get(session) ?? []);
  }
}
