import type { ConversationId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { SupportError } from '../support-error.ts';

/** The customer last wrote too long ago; only a provider-approved template may be sent. */
export class ServiceWindowClosedError extends SupportError {
  readonly code = 'service_window_closed';
  readonly fix = 'Send an approved template, or wait until the customer writes again.';
  constructor(conversationId: ConversationId, endedAt: Date | undefined) {
    super(
      endedAt === undefined
        ? 'The customer has not written to this inbox yet, so free-form messages are not allowed.'
        : `The service window ended at ${endedAt.toISOString()}.`,
      { conversationId, windowEndedAt: endedAt?.toISOString() ?? null },
    );
  }
}

/** The channel cannot carry this content. */
export class ContentNotSupportedError extends SupportError {
  readonly code = 'content_not_supported';
  readonly fix = 'Use one of the content types named in details.supported.';
  constructor(channel: string, contentType: string, supported: readonly string[]) {
    super(`The channel "${channel}" cannot send content of the type "${contentType}".`, {
      channel,
      contentType,
      supported,
    });
  }
}

/** The content breaks one of the channel's limits. */
export class InvalidContentError extends SupportError {
  readonly code = 'invalid_content';
  readonly fix = 'Change the field named in details.field so that it keeps the limit.';
  constructor(message: string, details: JsonObject & { readonly field: string }) {
    super(message, details);
  }
}

/** There is no such message in this account. */
export class MessageNotFoundError extends SupportError {
  readonly code = 'message_not_found';
  readonly fix = 'Use the id of a message of this account.';
  constructor(messageId: string) {
    super(`There is no message ${messageId} in this account.`, { messageId });
  }
}

/** The same clientMessageId was used for other content. */
export class ClientMessageIdReusedError extends SupportError {
  readonly code = 'client_message_id_reused';
  readonly fix = 'Make a new clientMessageId for each message.';
  constructor(conversationId: ConversationId) {
    super('This clientMessageId already belongs to a message with other content.', { conversationId });
  }
}
