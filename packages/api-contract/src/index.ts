// Routes, validation and the document

// Concepts
export { actorSchema } from './actor.ts';
export {
  agentListSchema,
  agentPatchSchema,
  agentRoleSchema,
  agentSchema,
  agentTokenSchema,
  meSchema,
  newAgentSchema,
} from './agent.ts';
export type { AnswerOf } from './answer-type.ts';
export {
  assistantIdSchema,
  controlSchema,
  handoffFactsSchema,
  handoffListSchema,
  handoffReceiptSchema,
  handoffSchema,
  ticketStateSchema,
  ticketStatuses,
} from './bot.ts';
export {
  chatAckSchema,
  chatContentSchema,
  chatConversationListSchema,
  chatConversationSchema,
  chatIdentifySchema,
  chatInboxSchema,
  chatMessageListSchema,
  chatMessageSchema,
  chatSessionSchema,
  chatVisitorSchema,
  newChatMessageSchema,
} from './chat.ts';
export { chatFileLimitsSchema, uploadedChatFileSchema } from './chat-file.ts';
export {
  chatClientFrameSchema,
  chatCloseCodes,
  chatErrorCodes,
  chatServerFrameSchema,
  chatSubprotocol,
} from './chat-frames.ts';
export {
  conversationListSchema,
  conversationPatchSchema,
  conversationSchema,
  newConversationSchema,
  serviceWindowSchema,
} from './conversation.ts';
export {
  customerListSchema,
  customerPatchSchema,
  customerSchema,
  identitySchema,
  newCustomerSchema,
} from './customer.ts';
// Errors
export { type ErrorBody, errorBodySchema, type Problem, problemSchema } from './error-body.ts';
export { type ErrorCode, errorStatuses } from './error-status.ts';
export { eventListSchema, eventSchema, timelineSchema } from './event.ts';
export { type EventName, eventDataSchemas, eventNames } from './event-data.ts';
export { healthSchema } from './health.ts';
export { idempotencyKeySchema } from './idempotency-key.ts';
// Ground
export { accountIdSchema } from './ids.ts';
export { inboxListSchema, inboxPatchSchema, inboxSchema, newInboxSchema } from './inbox.ts';
export { givenInstantSchema, instantSchema } from './instant.ts';
export type { JsonObject, JsonValue } from './json-value.ts';
export { uploadedMediaSchema, uploadRuleSchema } from './media.ts';
export { messageListSchema, messageSchema, sendMessageSchema, sentMessageSchema } from './message.ts';
export { messageContentSchema, sentContentSchema } from './message-content.ts';
export { newNoteSchema, noteListSchema, noteSchema } from './note.ts';
export { type OpenApiDocument, openApiDocument } from './openapi-document.ts';
export { cursorSchema, defaultPageLimit, maxPageLimit } from './page.ts';
export { quarantinedItemSchema, quarantineListSchema } from './quarantined-item.ts';
export {
  availabilitySchema,
  clientFrameSchema,
  logCursorSchema,
  maxRealtimeFrameBytes,
  newTicketSchema,
  queueCountsSchema,
  realtimeCloseCodes,
  realtimeErrorCodes,
  realtimeFrameSchema,
  realtimeStreamSchema,
  realtimeSubprotocol,
  serverFrameSchema,
  ticketSchema,
  topicSchema,
  viewerSchema,
} from './realtime-frames.ts';
export type { Route, RouteAnswer } from './route.ts';
export { type OperationId, publicOperations, type RouteOf, routes, routeTable } from './routes.ts';
export {
  newTicketBodySchema,
  supportTicketSchema,
  ticketChangeSchema,
  ticketEntrySchema,
  ticketMessageSchema,
} from './ticket.ts';
