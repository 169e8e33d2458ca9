// Routes, validation and the document

// Concepts
export { actorSchema } from './actor.ts';
export { agentListSchema, agentSchema, newAgentSchema } from './agent.ts';
export type { AnswerOf } from './answer-type.ts';
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
export { eventListSchema, eventSchema } from './event.ts';
export { type EventName, eventDataSchemas, eventNames } from './event-data.ts';
export { healthSchema } from './health.ts';
export { idempotencyKeySchema } from './idempotency-key.ts';
// Ground
export { accountIdSchema } from './ids.ts';
export { inboxListSchema, inboxPatchSchema, inboxSchema, newInboxSchema } from './inbox.ts';
export { givenInstantSchema, instantSchema } from './instant.ts';
export type { JsonObject, JsonValue } from './json-value.ts';
export { messageListSchema, messageSchema, sendMessageSchema, sentMessageSchema } from './message.ts';
export { messageContentSchema, sentContentSchema } from './message-content.ts';
export { newNoteSchema, noteListSchema, noteSchema } from './note.ts';
export { type OpenApiDocument, openApiDocument } from './openapi-document.ts';
export { cursorSchema, defaultPageLimit, maxPageLimit } from './page.ts';
export { quarantinedItemSchema, quarantineListSchema } from './quarantined-item.ts';
export type { Route, RouteAnswer } from './route.ts';
export { type OperationId, publicOperations, type RouteOf, routes, routeTable } from './routes.ts';
