import type { OperationId, RouteOf } from '@parley/api-contract';
import {
  type ChatDesk,
  type CustomerDesk,
  type CustomerMessageRange,
  type JsonValue,
  UnauthenticatedError,
} from '@parley/core';
import type { z } from 'zod';
import { withLowerCaseDomain } from '../with-lower-case-domain.ts';
import type { ChatAccess, ChatCaller } from './chat-access.ts';
import { showChatAck, showChatConversation, showChatInbox, showChatMessage } from './show-chat.ts';

/** The routes of the customer's side that answer with JSON. */
export type ChatOperation =
  | 'getChatInbox'
  | 'startChatVisitor'
  | 'identifyChatCustomer'
  | 'listChatConversations'
  | 'listChatMessages'
  | 'sendChatMessage'
  | 'leaveChatContact'
  | 'readChatConversation'
  | 'sendChatFrames';

type PartOf<Id extends OperationId, Name extends string> =
  RouteOf<Id> extends Readonly<Record<Name, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined;

/** A validated call of a customer's client. */
export interface ChatCall<Id extends ChatOperation> {
  readonly chat: ChatDesk;
  readonly access: ChatAccess;
  /** Of the caller; a route that needs none throws when it is asked for. */
  readonly caller: () => ChatCaller;
  readonly params: PartOf<Id, 'params'>;
  readonly query: PartOf<Id, 'query'>;
  readonly body: PartOf<Id, 'body'>;
  readonly isStaffed: () => boolean;
  /** Hands frames to a stream of the caller. @throws {StreamNotFoundError} */
  readonly takeFrames: (caller: ChatCaller, body: PartOf<'sendChatFrames', 'body'>) => void;
}

type ChatHandler<Id extends ChatOperation> = (
  call: ChatCall<Id>,
) => Promise<{ readonly status: number; readonly body: JsonValue }>;

/** What each of the routes does. */
export const chatHandlers: { readonly [Id in ChatOperation]: ChatHandler<Id> } = {
  async getChatInbox({ chat, isStaffed }) {
    return { status: 200, body: showChatInbox(chat, isStaffed()) };
  },
  async startChatVisitor({ chat, access }) {
    const { token, visitorId, expiresAt } = await access.newVisitor(chat);
    return { status: 201, body: { token, visitorId, expiresAt: expiresAt.toISOString() } };
  },
  async identifyChatCustomer({ chat, access, caller, body }) {
    const { person } = caller();
    // An anonymous token proves nobody.
    if (!('proven' in person)) throw new UnauthenticatedError();
    const visitorId =
      body.visitorToken === undefined ? undefined : await access.visitorOf(chat, body.visitorToken);
    const { name, hasJoinedThread } = await chat.identify(person.proven, visitorId);
    return { status: 200, body: { isIdentified: true, name: name ?? null, hasJoinedThread } };
  },
  async listChatConversations(call) {
    const items = await deskOf(call).conversations();
    return { status: 200, body: { items: items.map(showChatConversation) } as unknown as JsonValue };
  },
  async listChatMessages(call) {
    const { limit, afterSeq, beforeSeq } = call.query;
    const range: CustomerMessageRange =
      afterSeq === undefined
        ? { limit, ...(beforeSeq === undefined ? {} : { beforeSeq }) }
        : { limit, afterSeq };
    const { items, hasMore } = await deskOf(call).messages(call.params.id, range);
    return { status: 200, body: { items: items.map(showChatMessage), hasMore } as unknown as JsonValue };
  },
  async sendChatMessage(call) {
    return { status: 201, body: showChatAck(await deskOf(call).send(call.body)) };
  },
  async leaveChatContact(call) {
    const { email, name } = call.body;
    const contact = { email: withLowerCaseDomain(email), ...(name === undefined ? {} : { name }) };
    await deskOf(call).leaveContact(contact);
    return { status: 200, body: { hasEmail: true } };
  },
  async readChatConversation(call) {
    const desk = deskOf(call);
    await desk.read(call.params.id, call.body.upToSeq);
    return { status: 200, body: showChatConversation(await desk.conversation(call.params.id)) };
  },
  async sendChatFrames({ caller, body, takeFrames }) {
    takeFrames(caller(), body);
    return { status: 202, body: {} };
  },
};

function deskOf({ chat, caller }: Pick<ChatCall<ChatOperation>, 'chat' | 'caller'>): CustomerDesk {
  return chat.desk(caller().person);
}
