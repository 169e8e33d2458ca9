export { ForbiddenError, UnauthenticatedError } from './access/access-errors.ts';
export { type ApiKey, hashApiKeySecret, makeApiKeySecret } from './access/api-key.ts';
export type { RealtimeTicket, RealtimeTicketStore, TicketHolder } from './access/realtime-ticket.ts';
export type { Account } from './accounts/account.ts';
export type { Actor } from './actor.ts';
export { type Agent, type AgentRole, agentRoles } from './agents/agent.ts';
export { AgentDisabledError, AgentNotFoundError, LastAdminError } from './agents/agent-errors.ts';
export { mayAct } from './agents/may-act.ts';
export type { Principal } from './agents/principal.ts';
export {
  type AutoReply,
  type BusinessHours,
  type Schedule,
  weekdays,
} from './business-hours/business-hours.ts';
export {
  BusinessHoursInUseError,
  BusinessHoursNotFoundError,
  InvalidBusinessHoursError,
} from './business-hours/business-hours-errors.ts';
export { addBusinessTime, businessTimeBetween } from './business-hours/business-time.ts';
export type { BusinessHoursPatch, NewBusinessHours } from './business-hours/desk-business-hours.ts';
export { isOpenAt, nextClosing, nextOpening } from './business-hours/opening-times.ts';
export type { ChannelCapabilities } from './channels/capabilities.ts';
export type {
  Channel,
  ChannelAdapter,
  InboundBatch,
  OutboundRequest,
  RawRequest,
  RawResponse,
  SendReceipt,
} from './channels/channel.ts';
export {
  ChannelSendError,
  HandshakeRefusedError,
  type SendFailure,
  SignatureMismatchError,
} from './channels/channel-errors.ts';
export type { ChannelMedia, MediaDownload, MediaUpload } from './channels/channel-media.ts';
export type { ChannelNotice } from './channels/channel-notice.ts';
export type { CustomerAccess, ProvenCustomer } from './channels/customer-access.ts';
export {
  CustomerTokenExpiredError,
  CustomerTokenKeysUnavailableError,
  CustomerTokenRefusedError,
} from './channels/customer-access-errors.ts';
export type { DeskMedia, MessageFile } from './channels/desk-media.ts';
export type { FileRule } from './channels/file-rule.ts';
export type {
  ContactActivityEvent,
  IdentityChangeEvent,
  InboundDeliveryEvent,
  InboundEvent,
  InboundItem,
  InboundMessageEvent,
  InboundUpdateEvent,
  NoticeEvent,
  Party,
  UnreadableEvent,
} from './channels/inbound-event.ts';
export {
  AnonymousNotAllowedError,
  NothingWrittenYetError,
  RateLimitedError,
  SessionEndedError,
} from './chat/chat-errors.ts';
export type {
  ChatDesk,
  ChatPerson,
  CustomerContact,
  CustomerContent,
  CustomerConversation,
  CustomerDesk,
  CustomerFile,
  CustomerMessage,
  CustomerMessageAck,
  CustomerMessageRange,
  Identified,
  NewCustomerMessage,
  UploadedFile,
} from './chat/customer-desk.ts';
export { type Clock, systemClock } from './clock.ts';
export type { StatusMove } from './conversations/change-status.ts';
export {
  type Controller,
  type ControlReason,
  type Conversation,
  controllers,
  controlReasons,
  type Priority,
  priorities,
} from './conversations/conversation.ts';
export type { AgentCounts, ConversationCounts } from './conversations/conversation-counts.ts';
export {
  AssignedElsewhereError,
  ControllerConflictError,
  ConversationAlreadyOpenError,
  ConversationClosedError,
  ConversationNotFoundError,
  StatusMoveNotAllowedError,
} from './conversations/conversation-errors.ts';
export {
  activeStatuses,
  allowedMoves,
  type ConversationStatus,
  conversationStatuses,
} from './conversations/conversation-status.ts';
export type { ConversationView } from './conversations/conversation-view.ts';
export { createParley, type ParleyOptions } from './create-parley.ts';
export type { Customer } from './customers/customer.ts';
export { CustomerNotFoundError, CustomerUnreachableError } from './customers/customer-errors.ts';
export { type Identity, type IdentityRef, identityKey } from './customers/identity.ts';
export type { Decided } from './decided.ts';
export type {
  AgentPatch,
  ConversationPatch,
  CustomerPatch,
  CustomerProfile,
  Desk,
  InboxPatch,
  NewAgent,
  NewConversation,
  NewCustomer,
  NewInbox,
  NewMessage,
  SentMessage,
} from './desk.ts';
export type { DomainEvent } from './events/event-envelope.ts';
export type {
  AccountEventLog,
  EventLog,
  LoggedEvent,
  LogRead,
  Outbox,
  TimelineKey,
} from './events/event-log.ts';
export type { DomainEventMap, DomainEventName, DomainFact } from './events/event-map.ts';
export type { LogCursor } from './events/follow-log.ts';
export { LogEpochMismatchError } from './events/log-errors.ts';
export type { LogFollowing, LogListener } from './events/log-feed.ts';
export { comparePositions, isLogPosition, type LogPosition, logStart } from './events/log-position.ts';
export { type BotSession, type BotSource, botSources, type HandoffFacts } from './handoffs/bot-session.ts';
export {
  type HandoffReceipt,
  maxTranscriptEntries,
  type NewHandoff,
  type TicketState,
  type TranscriptEntry,
} from './handoffs/handoff.ts';
export { InboxNotChosenError, PolledTooSoonError, UnknownBotSourceError } from './handoffs/handoff-errors.ts';
export { type ResumeClaims, resumeTokenPrefix } from './handoffs/resume-token.ts';
export {
  type AccountId,
  type AgentId,
  type ApiKeyId,
  type BusinessHoursId,
  type ChannelNoticeId,
  type ConversationId,
  type CustomerId,
  createIds,
  type EventId,
  type Id,
  type IdentityId,
  type IdPrefix,
  type Ids,
  type InboxId,
  idPrefixes,
  isId,
  type MediaFileId,
  type MessageId,
  type NoteId,
  type QuarantineId,
} from './ids.ts';
export { defaultReopenWindowMs, firstController, type Inbox } from './inboxes/inbox.ts';
export { InboxNotFoundError, InvalidInboxError, UnknownChannelError } from './inboxes/inbox-errors.ts';
export type { InboxView } from './inboxes/inbox-view.ts';
export type { IntakeOptions } from './intake/intake.ts';
export { IntakeOverloadedError, ShuttingDownError } from './intake/intake-errors.ts';
export { type JobLane, type JobMap, type JobName, jobLanes, jobSchedules } from './jobs/job-map.ts';
export type {
  JobHandler,
  JobHandlers,
  JobQueue,
  JobRequest,
  JobRunner,
  JobWorkers,
} from './jobs/job-queue.ts';
export type { JsonObject, JsonValue } from './json.ts';
export { type Logger, silentLogger } from './log.ts';
export type { BlobStore, OpenedBlob, StoredBlob } from './media/blob-store.ts';
export {
  MediaGoneError,
  MediaNotFoundError,
  MediaNotSupportedError,
  MediaRefusedError,
  MediaUnavailableError,
} from './media/media-errors.ts';
export type { MediaFile, MediaFileState, MediaUploader } from './media/media-file.ts';
export type { MediaLimits } from './media/media-limits.ts';
export { type FileKind, fileKind, mediaTypeNames } from './media/media-types.ts';
export { safeFileName } from './media/safe-file-name.ts';
export {
  type Delivery,
  type DeliveryError,
  type DeliveryEvidence,
  type DeliveryStatus,
  deliveryStatuses,
  mergeEvidence,
} from './messages/delivery-status.ts';
export type {
  InboundMessage,
  Message,
  MessageContext,
  OutboundMessage,
  Reaction,
  Revision,
  Sender,
} from './messages/message.ts';
export {
  type ContactCard,
  type ContentType,
  contentText,
  type InteractiveContent,
  type InteractiveHeader,
  type MediaRef,
  type MessageContent,
  type TemplateComponent,
} from './messages/message-content.ts';
export {
  ClientMessageIdReusedError,
  ContentNotSupportedError,
  InvalidContentError,
  MessageNotFoundError,
  ServiceWindowClosedError,
} from './messages/message-errors.ts';
export type { MessageHead, MessagePlace } from './messages/message-head.ts';
export type { MessageUpdate, ParkedUpdate } from './messages/parked-update.ts';
export { type ServiceWindow, type ServiceWindowRule, serviceWindow } from './messages/service-window.ts';
export type { Note } from './notes/note.ts';
export { defaultPageSize, maxPageSize, type Page, type PageRequest } from './page.ts';
export type { Parley, ParleyFigures, ParleyHostEvents } from './parley.ts';
export {
  type CipherKey,
  createAesGcmCipher,
  type FieldCipher,
  SealBrokenError,
} from './privacy/field-cipher.ts';
export { QuarantinedItemNotFoundError, ReplayFailedError } from './quarantine/quarantine-errors.ts';
export type { QuarantinedItem, QuarantineState } from './quarantine/quarantined-item.ts';
export { createMemoryRateLimiter } from './rate-limits/memory-rate-limiter.ts';
export type { RateLimit, RateLimiter, RateVerdict } from './rate-limits/rate-limiter.ts';
export type { EngineRealtime, HolderState, IssuedTicket, KnownHolder } from './realtime/engine-realtime.ts';
export { type Gathered, gather } from './realtime/gather.ts';
export { createInProcessBus } from './realtime/in-process-bus.ts';
export { createLiveBoard, type LiveBoard } from './realtime/live-board.ts';
export {
  type Availability,
  accountChannel,
  availabilities,
  type LiveMessage,
  liveForMs,
  typingForMs,
  type ViewerState,
  viewerStates,
} from './realtime/live-message.ts';
export {
  encodeBusMessage,
  maxBusMessageBytes,
  type RealtimeBus,
} from './realtime/realtime-bus.ts';
export { IdempotencyKeyReusedError } from './storage/idempotency-store.ts';
export type {
  AccountStorage,
  ApiKeyStore,
  Storage,
  Stores,
  SystemStores,
  Transaction,
  TransactionOptions,
} from './storage/storage.ts';
export {
  ConflictError,
  NotStorableError,
  StaleWriteError,
  StorageUnavailableError,
} from './storage/storage-errors.ts';
export { SupportError } from './support-error.ts';
