import type {
  AnswerOf,
  actorSchema,
  agentSchema,
  availabilitySchema,
  clientFrameSchema,
  conversationSchema,
  customerSchema,
  eventSchema,
  inboxSchema,
  messageContentSchema,
  messageSchema,
  noteSchema,
  queueCountsSchema,
  sentMessageSchema,
  serverFrameSchema,
  viewerSchema,
} from '@parley/api-contract';

/** Who did something. */
export type Actor = AnswerOf<typeof actorSchema>;
/** A member of staff. */
export type Agent = AnswerOf<typeof agentSchema>;
/** Whether an agent is at work. */
export type Availability = AnswerOf<typeof availabilitySchema>;
/** A conversation as the API shows it. */
export type Conversation = AnswerOf<typeof conversationSchema>;
/** A customer as the API shows it. */
export type Customer = AnswerOf<typeof customerSchema>;
/** An inbox as the API shows it. */
export type Inbox = AnswerOf<typeof inboxSchema>;
/** What a message says. */
export type MessageContent = AnswerOf<typeof messageContentSchema>;
/** A message as the API shows it. */
export type Message = AnswerOf<typeof messageSchema>;
/** An internal note. */
export type Note = AnswerOf<typeof noteSchema>;
/** How many conversations wait where. */
export type QueueCounts = AnswerOf<typeof queueCountsSchema>;
/** Somebody who has a conversation open. */
export type Viewer = AnswerOf<typeof viewerSchema>;
/** What sending a message answers: the stored message and all its parts. */
export type SentMessage = AnswerOf<typeof sentMessageSchema>;
/** One entry of the event log. */
export type LogEvent = AnswerOf<typeof eventSchema>;
/** What the client sends on a live connection. */
export type ClientFrame = AnswerOf<typeof clientFrameSchema>;
/** What the server sends on a live connection. */
export type ServerFrame = AnswerOf<typeof serverFrameSchema>;
