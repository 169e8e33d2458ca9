export type { AgentStore } from '../agents/agent-store.ts';
export type { BusinessHoursStore } from '../business-hours/business-hours-store.ts';
export type { ChatStore, VisitorSession } from '../chat/chat-store.ts';
export { type ContinuedField, continuedFields } from '../conversations/continued-field.ts';
export type {
  ConversationFilter,
  ConversationListKey,
  ConversationPair,
  ConversationStore,
} from '../conversations/conversation-store.ts';
export type { CustomerFilter, CustomerListKey, CustomerStore } from '../customers/customer-store.ts';
export type { BotSessionStore } from '../handoffs/bot-session-store.ts';
export type { InboxStore } from '../inboxes/inbox-store.ts';
export type { MediaStore } from '../media/media-store.ts';
export type {
  MessageOrQuoted,
  MessageStore,
  ProviderMessageRef,
  SeqRange,
} from '../messages/message-store.ts';
export type { NoteStore } from '../notes/note-store.ts';
export type { QuarantineStore } from '../quarantine/quarantine-store.ts';
export type { IdempotencyClaim, IdempotencyStore, IdempotentAnswer } from './idempotency-store.ts';
export type {
  IntakeChanges,
  IntakeContinuation,
  IntakeKeys,
  IntakeState,
  IntakeStore,
} from './intake-store.ts';
