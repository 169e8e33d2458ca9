import { z } from 'zod';
import {
  newTicketSchema,
  realtimeFrameSchema,
  realtimeStreamSchema,
  ticketSchema,
} from './realtime-frames.ts';
import { defineRoutes } from './route.ts';

/** Realtime over HTTP; the WebSocket itself is at `/v1/realtime`. */
export const realtimeRoutes = defineRoutes({
  createRealtimeTicket: {
    method: 'POST',
    path: '/v1/realtime/tickets',
    summary: 'Get a ticket for a realtime connection',
    description:
      'Good for one connection within 30 seconds: the first frame on the WebSocket `/v1/realtime` is `{"t":"hello","ticket":…}`. So no token ever stands in a URL.',
    tag: 'Realtime',
    auth: 'apiKey',
    least: 'agent',
    body: newTicketSchema,
    responses: { 201: { description: 'The ticket.', schema: ticketSchema } },
    errors: ['agent_not_found', 'agent_disabled'],
  },
  openRealtimeStream: {
    method: 'POST',
    path: '/v1/realtime/sse',
    summary: 'Listen through server-sent events',
    description:
      'For clients that cannot open a WebSocket. Proven by the ticket in the body; answered with the frames a WebSocket would be sent, one per event. What goes wrong later is a frame as well.',
    tag: 'Realtime',
    auth: 'public',
    body: realtimeStreamSchema,
    responses: { 200: { description: 'The frames.', contentType: 'text/event-stream' } },
    errors: ['body_timeout', 'body_too_large'],
  },
  sendRealtimeFrame: {
    method: 'POST',
    path: '/v1/realtime/frames',
    summary: 'Send a frame for a stream',
    description:
      'For listeners to `/v1/realtime/sse`. Answered at once; what comes of the frame comes through the stream.',
    tag: 'Realtime',
    auth: 'apiKey',
    least: 'agent',
    body: realtimeFrameSchema,
    responses: { 202: { description: 'Handed on.', schema: z.object({}) } },
    errors: [],
  },
});
