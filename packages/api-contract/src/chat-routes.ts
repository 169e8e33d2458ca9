import { z } from 'zod';
import {
  chatAckSchema,
  chatConversationListSchema,
  chatConversationSchema,
  chatIdentifySchema,
  chatInboxSchema,
  chatMessageListSchema,
  chatMessageQuerySchema,
  chatReadSchema,
  chatSessionSchema,
  chatVisitorSchema,
  newChatMessageSchema,
} from './chat.ts';
import { chatStreamSchema, chatUpwardSchema } from './chat-frames.ts';
import { conversationIdSchema, inboxIdSchema } from './ids.ts';
import { defineRoutes } from './route.ts';

const params = z.strictObject({ inboxId: inboxIdSchema });
const conversationParams = z.strictObject({ inboxId: inboxIdSchema, id: conversationIdSchema });
const who = 'With the token of the host for a signed-in customer, or the visitor token of an anonymous one.';

/** What a customer's own browser or app calls. Pages of the inbox's `allowedOrigins` may. */
export const chatRoutes = defineRoutes({
  getChatInbox: {
    method: 'GET',
    path: '/v1/chat/:inboxId',
    summary: 'What a chat shows before anybody writes',
    tag: 'Chat',
    auth: 'public',
    params,
    responses: { 200: { description: 'The inbox as customers see it.', schema: chatInboxSchema } },
    errors: ['inbox_not_found', 'invalid_request'],
  },
  startChatVisitor: {
    method: 'POST',
    path: '/v1/chat/:inboxId/visitors',
    summary: 'Become an anonymous visitor',
    description: 'Nothing is stored until the visitor writes. One address gets so many in an hour (100).',
    tag: 'Chat',
    auth: 'public',
    params,
    responses: { 201: { description: 'A new visitor.', schema: chatVisitorSchema } },
    errors: ['inbox_not_found', 'anonymous_not_allowed', 'invalid_request', 'rate_limited'],
  },
  identifyChatCustomer: {
    method: 'POST',
    path: '/v1/chat/:inboxId/identify',
    summary: 'Sign in',
    description:
      'With the token of the host. A visitor token in the body joins the anonymous thread to the customer, once and for good, and ends.',
    tag: 'Chat',
    auth: 'customer',
    params,
    body: chatIdentifySchema,
    responses: { 200: { description: 'Who the customer is now.', schema: chatSessionSchema } },
    errors: ['inbox_not_found', 'session_ended', 'token_expired', 'token_keys_unavailable', 'not_storable'],
  },
  listChatConversations: {
    method: 'GET',
    path: '/v1/chat/:inboxId/conversations',
    summary: "List the customer's conversations",
    description: `${who} The newest activity first, at most 50.`,
    tag: 'Chat',
    auth: 'customer',
    params,
    responses: { 200: { description: 'Their conversations.', schema: chatConversationListSchema } },
    errors: ['inbox_not_found', 'session_ended', 'token_expired', 'token_keys_unavailable'],
  },
  listChatMessages: {
    method: 'GET',
    path: '/v1/chat/:inboxId/conversations/:id/messages',
    summary: 'List messages of one of their conversations',
    description: 'Those after `afterSeq`, or the newest before `beforeSeq`; always in the order of `seq`.',
    tag: 'Chat',
    auth: 'customer',
    params: conversationParams,
    query: chatMessageQuerySchema,
    responses: { 200: { description: 'Messages, never notes.', schema: chatMessageListSchema } },
    errors: [
      'inbox_not_found',
      'conversation_not_found',
      'session_ended',
      'token_expired',
      'token_keys_unavailable',
    ],
  },
  sendChatMessage: {
    method: 'POST',
    path: '/v1/chat/:inboxId/messages',
    summary: 'Write',
    description:
      'The answer comes once the message is stored. The same `clientMessageId` again is the same message, and gets the same answer.',
    tag: 'Chat',
    auth: 'customer',
    params,
    body: newChatMessageSchema,
    responses: { 201: { description: 'The message is stored.', schema: chatAckSchema } },
    errors: [
      'inbox_not_found',
      'conversation_not_found',
      'invalid_content',
      'not_storable',
      'rate_limited',
      'session_ended',
      'token_expired',
      'token_keys_unavailable',
      'intake_overloaded',
      'shutting_down',
    ],
  },
  readChatConversation: {
    method: 'POST',
    path: '/v1/chat/:inboxId/conversations/:id/read',
    summary: 'Say how far the customer has read',
    tag: 'Chat',
    auth: 'customer',
    params: conversationParams,
    body: chatReadSchema,
    responses: {
      200: { description: 'The conversation as it is now.', schema: chatConversationSchema },
    },
    errors: [
      'inbox_not_found',
      'conversation_not_found',
      'session_ended',
      'token_expired',
      'token_keys_unavailable',
    ],
  },
  streamChat: {
    method: 'POST',
    path: '/v1/chat/:inboxId/sse',
    summary: 'Listen without a WebSocket',
    description:
      'Answers with a stream of server-sent events: the frames of the socket, one per `data`. What the client has to say goes to `/v1/chat/:inboxId/frames` with the `streamId` of the first event.',
    tag: 'Chat',
    auth: 'customer',
    params,
    body: chatStreamSchema,
    responses: {
      200: { description: 'Frames until either side ends it.', contentType: 'text/event-stream' },
    },
    errors: ['inbox_not_found', 'session_ended', 'token_expired', 'token_keys_unavailable', 'shutting_down'],
  },
  sendChatFrames: {
    method: 'POST',
    path: '/v1/chat/:inboxId/frames',
    summary: 'Say something on a stream',
    tag: 'Chat',
    auth: 'customer',
    params,
    body: chatUpwardSchema,
    responses: { 202: { description: 'Taken; answers come on the stream.' } },
    errors: [
      'inbox_not_found',
      'stream_not_found',
      'session_ended',
      'token_expired',
      'token_keys_unavailable',
    ],
  },
});
