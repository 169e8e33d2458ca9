import {
  type ChatDesk,
  type ChatPerson,
  type InboxId,
  InboxNotFoundError,
  isId,
  type Parley,
  UnauthenticatedError,
} from '@parley/core';
import type { VisitorTokens } from './visitor-tokens.ts';

/** Somebody whose token was checked. */
export interface ChatCaller {
  readonly person: ChatPerson;
  /** From then on the token proves nothing. */
  readonly expiresAt: Date;
}

/** Who may do what in a chat. */
export interface ChatAccess {
  /** @throws {InboxNotFoundError} */
  open(inboxId: string): Promise<ChatDesk>;
  /**
   * Whose token it is: of a customer the host signed in, or of one of our visitors.
   * @throws {UnauthenticatedError | TokenExpiredError | CustomerTokenRefusedError | CustomerTokenExpiredError}
   */
  identify(chat: ChatDesk, token: string | undefined): Promise<ChatCaller>;
  /** The visitor of a token of ours. @throws {UnauthenticatedError | TokenExpiredError} */
  visitorOf(chat: ChatDesk, token: string): Promise<string>;
  newVisitor(
    chat: ChatDesk,
  ): Promise<{ readonly token: string; readonly visitorId: string; readonly expiresAt: Date }>;
}

const bearer = /^bearer +([\x21-\x7e]{1,4096})$/i;

/** The token of an `Authorization` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return bearer.exec(header ?? '')?.[1];
}

/** @param now in milliseconds since the epoch */
export function createChatAccess(parley: Parley, tokens: VisitorTokens, now: () => number): ChatAccess {
  const read = async (chat: ChatDesk, token: string) =>
    tokens.read(token, chat.inbox.id as InboxId, new Date(now()));
  return {
    async open(inboxId) {
      if (!isId('inb', inboxId)) throw new InboxNotFoundError(inboxId);
      return parley.chat(inboxId);
    },
    async identify(chat, token) {
      if (token === undefined) throw new UnauthenticatedError();
      const visitor = await read(chat, token);
      if (visitor !== undefined)
        return { person: { visitorId: visitor.visitorId }, expiresAt: visitor.expiresAt };
      const proven = await chat.prove(token);
      return { person: { proven }, expiresAt: proven.expiresAt };
    },
    async visitorOf(chat, token) {
      const visitor = await read(chat, token);
      if (visitor === undefined) throw new UnauthenticatedError();
      return visitor.visitorId;
    },
    async newVisitor(chat) {
      const visitorId = chat.newVisitor();
      return { visitorId, ...(await tokens.make(chat.inbox.id, visitorId, new Date(now()))) };
    },
  };
}
