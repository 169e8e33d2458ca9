import type { AnswerOf, chatErrorCodes, chatServerFrameSchema } from '@parley/api-contract';
import { type CustomerConversation, type CustomerMessage, SupportError } from '@parley/core';
import { showChatConversation, showChatMessage } from './show-chat.ts';

/** A frame of the server. */
export type ChatServerFrame = AnswerOf<typeof chatServerFrameSchema>;
/** What a customer's client can be told went wrong. */
export type ChatErrorCode = (typeof chatErrorCodes)[number];

type Unstamped<Frame> = Frame extends ChatServerFrame
  ? Omit<Frame, 'v' | 'ts'> & { readonly t: Frame['t'] }
  : never;

/** A frame as text, with its version and time. */
export function chatFrame(frame: Unstamped<ChatServerFrame>, at: number): string {
  return JSON.stringify({ v: 1, ts: new Date(at).toISOString(), ...frame });
}

/** One message. */
export function messageFrame(message: CustomerMessage, at: number): string {
  const { conversationId, seq } = message;
  return chatFrame({ t: 'message', conversationId, seq, data: { message: showChatMessage(message) } }, at);
}

/** A conversation as it is now. */
export function conversationFrame(conversation: CustomerConversation, at: number): string {
  const { id } = conversation;
  return chatFrame(
    { t: 'conversation', conversationId: id, data: { conversation: showChatConversation(conversation) } },
    at,
  );
}

const byCode = new Map<string, ChatErrorCode>([
  ['conversation_not_found', 'conversation_not_found'],
  ['invalid_content', 'content_refused'],
  ['content_not_supported', 'content_refused'],
  ['not_storable', 'content_refused'],
  ['rate_limited', 'rate_limited'],
  ['session_ended', 'session_ended'],
  ['token_expired', 'token_expired'],
  ['unauthenticated', 'not_authenticated'],
]);

/** What a failure is called towards customers; nothing else of it is ever shown. */
export function chatErrorOf(error: unknown): {
  readonly code: ChatErrorCode;
  readonly retryAfterMs?: number;
} {
  const known = SupportError.is(error) ? byCode.get(error.code) : undefined;
  const retryAfterMs = SupportError.is(error) ? error.retryAfterMs : undefined;
  return {
    code: known ?? 'temporarily_unavailable',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
