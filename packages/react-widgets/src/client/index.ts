export type { ClientError } from './client-error.ts';
export { ClientFailure } from './client-failure.ts';
export type { SupportClientOptions } from './client-options.ts';
export { createSupportClient } from './create-support-client.ts';
export type { SocketConstructor, SocketLike } from './environment.ts';
export type {
  ConnectionState,
  ConversationChange,
  ConversationList,
  ConversationListState,
  ConversationQuery,
  Loadable,
  Me,
  NewOutgoing,
  OutboxItem,
  Readable,
  SupportClient,
  Thread,
  ThreadItem,
  ThreadState,
  TypingState,
} from './support-client.ts';
export type {
  Actor,
  Agent,
  Availability,
  Conversation,
  Customer,
  Inbox,
  LogEvent,
  Message,
  MessageContent,
  Note,
  QueueCounts,
  Viewer,
} from './wire-types.ts';
