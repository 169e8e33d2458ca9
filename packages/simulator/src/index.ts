export type { BurstAnswer, BurstProgress, BurstReport } from './burst/run-burst.ts';
export type { ChatChoice, ChatContent, ChatMessage, ChatState } from './chat/chat-message.ts';
export type { ClockMode, SimulatorClock } from './clock/task-clock.ts';
export { createWhatsAppSimulator } from './create-whatsapp-simulator.ts';
export type { CustomerActions } from './customer/customer-actions.ts';
export type { CustomerIdentity, SimulatedCustomerOptions } from './customer/customer-record.ts';
export type { BatchLayout } from './customer/customer-traffic.ts';
export type { CustomerUpdate, SentUpdate } from './customer/customer-update.ts';
export type { CallOptions, EchoContent } from './customer/identity-drafts.ts';
export type { MediaOptions, MessageOptions } from './customer/message-options.ts';
export type { SimulatedCustomer } from './customer/simulated-customer.ts';
export type {
  DeliveryFault,
  Fault,
  FaultKind,
  FaultTarget,
  LostReply,
  MediaFault,
  ReplyFault,
  RequestFault,
  WebhookFault,
} from './faults/fault.ts';
export type { ArmedFault, FaultControl } from './faults/fault-plan.ts';
export type { ListeningSimulator, ListenOptions } from './http/listen.ts';
export type { JsonDraft, JsonObject, JsonValue } from './json-value.ts';
export type { SampleFile } from './media/sample-file.ts';
export { gradientPng, sampleFile } from './media/sample-file.ts';
export type { SimulatorErrorCode } from './simulator-error.ts';
export { SimulatorError } from './simulator-error.ts';
export type {
  ApprovedTemplate,
  DeliveryTimings,
  SimulatedLimits,
  SimulatorSettings,
  WhatsAppSimulatorOptions,
} from './simulator-options.ts';
export { demoSettings } from './simulator-options.ts';
export type { ReportedStatus, SentMessage } from './status/sent-message.ts';
export type { TraceEntry } from './trace/trace-log.ts';
export {
  buttonReplyMessage,
  editMessage,
  flowReplyMessage,
  listReplyMessage,
  numberChangedMessage,
  revokeMessage,
  templateButtonMessage,
  userIdChangedMessage,
} from './webhook/answer-messages.ts';
export type { EnvelopeInput, EnvelopeLayout } from './webhook/build-envelope.ts';
export { buildEnvelope, mixEnvelopes } from './webhook/build-envelope.ts';
export type {
  ContactCardInput,
  InboundMedia,
  LocationInput,
  MediaKind,
  OrderInput,
} from './webhook/content-messages.ts';
export {
  contactCardsMessage,
  locationMessage,
  mediaMessage,
  orderMessage,
  reactionMessage,
  textMessage,
  unsupportedMessage,
  welcomeRequest,
} from './webhook/content-messages.ts';
export { encodeWebhook } from './webhook/encode-webhook.ts';
export type { CustomerIds, MessageHeader, ReferralInput } from './webhook/inbound-message.ts';
export {
  adReferral,
  forwardedContext,
  inboundMessage,
  productContext,
  replyContext,
  webhookContact,
  webhookTimestamp,
} from './webhook/inbound-message.ts';
export type { CallInput, EchoInput } from './webhook/side-payloads.ts';
export { callUpdate, echoUpdate, fieldUpdate } from './webhook/side-payloads.ts';
export { signWebhook } from './webhook/sign-webhook.ts';
export type { MessageStatus, StatusError, StatusInput } from './webhook/status-payload.ts';
export { statusItem, statusUpdate } from './webhook/status-payload.ts';
export type { HandshakeResult } from './webhook/verify-webhook.ts';
export type { WebhookAttempt, WebhookDelivery, WebhookDeliveryState } from './webhook/webhook-delivery.ts';
export type { WebhookUpdate } from './webhook/webhook-update.ts';
export type { WebhookControl, WhatsAppSimulator } from './whatsapp-simulator.ts';
