import type {
  AnswerOf,
  chatAckSchema,
  chatClientFrameSchema,
  chatContentSchema,
  chatConversationSchema,
  chatInboxSchema,
  chatMessageListSchema,
  chatMessageSchema,
  chatServerFrameSchema,
  chatSessionSchema,
  chatVisitorSchema,
  uploadedChatFileSchema,
} from '@parley/api-contract';

/** A message as the customer sees it. */
export type ChatMessage = AnswerOf<typeof chatMessageSchema>;
/** A stretch of a thread. */
export type ChatMessageList = AnswerOf<typeof chatMessageListSchema>;
/** A conversation as the customer sees it. */
export type ChatConversation = AnswerOf<typeof chatConversationSchema>;
/** What a customer may send. */
export type ChatContent = AnswerOf<typeof chatContentSchema>;
/** What a widget needs of an inbox before anybody is known. */
export type ChatInbox = AnswerOf<typeof chatInboxSchema>;
/** A file the server has, ready to be sent. */
export type UploadedChatFile = AnswerOf<typeof uploadedChatFileSchema>;
/** An anonymous customer. */
export type ChatVisitor = AnswerOf<typeof chatVisitorSchema>;
/** Who the customer is. */
export type ChatSession = AnswerOf<typeof chatSessionSchema>;
/** The server stored a message. */
export type ChatAck = AnswerOf<typeof chatAckSchema>;
/** What this client sends. */
export type ChatClientFrame = AnswerOf<typeof chatClientFrameSchema>;
/** What the server sends. */
export type ChatServerFrame = AnswerOf<typeof chatServerFrameSchema>;
/** A code of the closed set in which a chat socket says what went wrong. */
export type ChatErrorCode = Extract<ChatServerFrame, { t: 'error' }>['data']['code'];
