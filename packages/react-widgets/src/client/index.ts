export type { ClientError } from './client-error.ts';
export { ClientFailure } from './client-failure.ts';
export type { SupportClientOptions } from './client-options.ts';
export { createSupportClient } from './create-support-client.ts';
export type { SocketConstructor, SocketLike } from './environment.ts';
export type { FileSender } from './send-with-progress.ts';
export type {
  ConnectionState,
  ConversationChange,
  ConversationList,
  ConversationListState,
  ConversationQuery,
  DraftKind,
  Loadable,
  Me,
  NewOutgoing,
  OutboxItem,
  Readable,
  SentFile,
  SupportClient,
  Thread,
  ThreadItem,
  ThreadState,
  TypingState,
  UploadOptions,
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
