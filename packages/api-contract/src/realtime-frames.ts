import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { conversationSchema } from './conversation.ts';
import { eventSchema } from './event.ts';
import { agentIdSchema, conversationIdSchema } from './ids.ts';
import { messageSchema } from './message.ts';
import { noteSchema } from './note.ts';

/** The WebSocket subprotocol of `/v1/realtime`. */
export const realtimeSubprotocol = 'parley.v1';

/** Largest frame a client may send, in bytes. */
export const maxRealtimeFrameBytes = 64 * 1024;

/** Whether an agent is at work. Ephemeral: it ends with the last socket of the agent. */
export const availabilitySchema = z
  .enum(['online', 'away', 'busy', 'offline'])
  .meta({ id: 'Availability', description: 'Whether an agent is at work.' });

/**
 * What a socket can listen to. `account` = the list: every conversation's events, without the messages' contents of
 * conversations that are not subscribed to; `conversation:<id>` = everything of one; `presence` = agents coming and going;
 * `queue` = counts.
 */
export const topicSchema = z
  .union([
    z.enum(['account', 'presence', 'queue']),
    z.templateLiteral(['conversation:', conversationIdSchema]),
  ])
  .meta({ id: 'RealtimeTopic' });

/** Where in the log a client stands. */
export const logCursorSchema = z
  .object({
    epoch: z.string().min(1).max(64),
    position: z
      .string()
      .regex(/^\d{1,20}\.\d{1,20}$/, { error: 'Expected a position as the server gave it' }),
  })
  .meta({ id: 'LogCursor', description: 'Positions of another epoch mean nothing.' });

/** Which names events have on this connection: Parley's own, or those of the source documents (docs/events.md). */
export const eventNamesSchema = z.enum(['parley', 'documents', 'tickets']);

const requestId = z.string().min(1).max(64);
const topics = z.array(topicSchema).min(1).max(200);

const helloShape = {
  ticket: z.string().min(1).max(512),
  topics: topics.exactOptional(),
  resume: z.strictObject(logCursorSchema.shape).exactOptional(),
  names: eventNamesSchema.exactOptional(),
  availability: availabilitySchema.exactOptional(),
};

/** `POST /v1/realtime/sse`: what hello is on a socket. */
export const realtimeStreamSchema = z.strictObject(helloShape).meta({ id: 'RealtimeHello' });

/** What a client may send. */
export const clientFrameSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), ...helloShape }),
  z.strictObject({ t: z.literal('subscribe'), id: requestId, topics }),
  z.strictObject({ t: z.literal('unsubscribe'), id: requestId, topics }),
  z.strictObject({
    t: z.literal('typing'),
    conversationId: conversationIdSchema,
    isTyping: z.boolean(),
    mode: z.enum(['reply', 'note']).exactOptional(),
  }),
  z.strictObject({
    t: z.literal('viewing'),
    conversationId: conversationIdSchema.nullable(),
    isIdle: z.boolean().exactOptional(),
  }),
  z.strictObject({ t: z.literal('presence'), availability: availabilitySchema }),
  z.strictObject({ t: z.literal('ping') }),
]);

/** `POST /v1/realtime/frames`: a frame of a client that listens to a stream and so has nowhere to send it. */
export const realtimeFrameSchema = z
  .strictObject({
    connectionId: z.uuid().meta({ description: 'As `welcome` gave it.' }),
    frame: clientFrameSchema,
  })
  .meta({ id: 'RealtimeFrame' });

/** Everything a realtime connection can be told went wrong. Nothing else is ever sent. */
export const realtimeErrorCodes = [
  'bad_frame',
  'frame_too_large',
  'unknown_frame',
  'not_authenticated',
  'ticket_refused',
  'topic_refused',
  'too_many_topics',
  'too_many_frames',
  'too_many_connections',
  'temporarily_unavailable',
] as const;

/**
 * Close codes of `/v1/realtime`. 1001 and 1012 = come back after the hint; 4xxx = the client must change something. A
 * breach of the WebSocket protocol itself ends with 1002, bad UTF-8 with 1007, too many fragments with 1008 and a frame
 * above the limit with 1009.
 */
export const realtimeCloseCodes = {
  restart: 1012,
  badFrame: 4400,
  notAuthenticated: 4401,
  originRefused: 4403,
  slowConsumer: 4008,
  idle: 4408,
  accessEnded: 4410,
  tooManyConnections: 4428,
  tooManyFrames: 4429,
} as const;

const alias = z
  .string()
  .meta({ description: 'What the source documents call it, where the connection asked for their names.' })
  .exactOptional();

const agentPresence = z.object({ agentId: agentIdSchema, availability: availabilitySchema });

/** Somebody who has a conversation open. */
export const viewerSchema = z
  .object({
    agentId: agentIdSchema,
    name: z.string(),
    state: z
      .enum(['viewing', 'away', 'replying', 'noting'])
      .meta({ description: 'away = open, but the tab is hidden or idle.' }),
  })
  .meta({ id: 'Viewer' });

/** How many conversations wait where; counted by the server. */
export const queueCountsSchema = z
  .object({
    open: z.int().nonnegative(),
    unassigned: z.int().nonnegative().meta({ description: 'Open ones without an assignee.' }),
    pending: z.int().nonnegative(),
    snoozed: z.int().nonnegative(),
    unread: z.int().nonnegative().meta({ description: 'Active ones with unread messages.' }),
    mine: z
      .int()
      .nonnegative()
      .nullable()
      .meta({ description: 'Open ones assigned to the caller; null for an API key.' }),
    mineUnread: z.int().nonnegative().nullable(),
  })
  .meta({ id: 'QueueCounts' });

/** What the server sends. */
export const serverFrameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    connectionId: z.string(),
    epoch: z.string(),
    position: z.string().meta({ description: 'From where events follow.' }),
    actor: actorSchema,
    heartbeatMs: z
      .int()
      .positive()
      .meta({ description: 'Silence for twice as long = the connection is dead.' }),
    isResumed: z.boolean().meta({ description: 'false = reload first, then apply what follows.' }),
  }),
  z
    .object({
      t: z.literal('event'),
      name: alias,
      position: z.string(),
      event: eventSchema,
      conversation: conversationSchema
        .exactOptional()
        .meta({ description: 'Its state now, where the event is about one.' }),
      message: messageSchema.exactOptional(),
      note: noteSchema.exactOptional(),
    })
    .meta({
      description:
        'One entry of the log and the present state of what it is about. A client that sees a position twice ignores the second.',
    }),
  z
    .object({ t: z.literal('position'), position: z.string() })
    .meta({ description: 'Nothing for this connection up to here; also the heartbeat.' }),
  z.object({
    t: z.literal('resync_required'),
    reason: z.enum(['epoch_changed', 'too_far_behind', 'position_unknown']),
    epoch: z.string(),
    position: z.string(),
  }),
  z.object({
    t: z.literal('subscribed'),
    id: requestId,
    topics: z.array(topicSchema),
    refused: z.array(z.string()),
  }),
  z
    .object({ t: z.literal('access_ended'), topics: z.array(topicSchema) })
    .meta({ description: 'These topics may no longer be read; nothing of them follows.' }),
  z.object({
    t: z.literal('typing'),
    name: alias,
    conversationId: conversationIdSchema,
    by: actorSchema,
    isTyping: z.boolean(),
    mode: z.enum(['reply', 'note']),
    expiresInMs: z.int().nonnegative(),
  }),
  z.object({ t: z.literal('viewers'), conversationId: conversationIdSchema, viewers: z.array(viewerSchema) }),
  z.object({ t: z.literal('presence'), name: alias, agents: z.array(agentPresence) }),
  z.object({ t: z.literal('queue'), name: alias, counts: queueCountsSchema }),
  z.object({ t: z.literal('pong') }),
  z.object({ t: z.literal('error'), code: z.enum(realtimeErrorCodes), id: requestId.exactOptional() }),
  z.object({
    t: z.literal('closing'),
    reason: z.enum(['restart', 'access_ended', 'slow_consumer', 'idle']),
    reconnectAfterMs: z.int().nonnegative(),
  }),
]);

/** `POST /v1/realtime/tickets`. */
export const newTicketSchema = z
  .strictObject({
    agentId: agentIdSchema
      .meta({ description: 'In whose name an API key connects; an agent token names its own agent.' })
      .exactOptional(),
  })
  .meta({ id: 'NewRealtimeTicket' });

/** A ticket: opens one connection, once. */
export const ticketSchema = z
  .object({
    ticket: z.string(),
    expiresAt: z.iso.datetime().meta({ description: '30 seconds after it was made.' }),
  })
  .meta({ id: 'RealtimeTicket' });
