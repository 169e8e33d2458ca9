import { z } from 'zod';
import { eventListQuerySchema, eventListSchema } from './event.ts';
import { healthSchema } from './health.ts';
import { quarantineIdSchema } from './ids.ts';
import {
  quarantinedItemSchema,
  quarantineListQuerySchema,
  quarantineListSchema,
} from './quarantined-item.ts';
import { defineRoutes } from './route.ts';

const webhookParams = z.strictObject({
  channel: z.string().min(1).max(64).meta({ description: 'The kind of channel.', example: 'whatsapp' }),
  inboxId: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'Id of the inbox.', example: 'inb_0199c5f2a3b47c1d8e2f0a1b2c3d4e5f' }),
});

/** The event log, quarantine, webhooks, health and the documents. */
export const operationRoutes = defineRoutes({
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    summary: 'Read the event log',
    description:
      'Everything that happened, in order, at least once. Go on with `nextCursor`; polling alone is enough.',
    tag: 'Events',
    auth: 'apiKey',
    least: 'agent',
    query: eventListQuerySchema,
    responses: { 200: { description: 'A stretch of the log.', schema: eventListSchema } },
    errors: ['invalid_cursor', 'log_epoch_mismatch'],
  },
  listQuarantine: {
    method: 'GET',
    path: '/v1/quarantine',
    summary: 'List what could not be processed',
    tag: 'Quarantine',
    auth: 'apiKey',
    least: 'supervisor',
    query: quarantineListQuerySchema,
    responses: { 200: { description: 'A page of quarantined items.', schema: quarantineListSchema } },
    errors: ['invalid_cursor'],
  },
  replayQuarantined: {
    method: 'POST',
    path: '/v1/quarantine/:id/replay',
    summary: 'Process a quarantined item again',
    tag: 'Quarantine',
    auth: 'apiKey',
    least: 'supervisor',
    idempotent: true,
    params: z.strictObject({ id: quarantineIdSchema }),
    responses: { 200: { description: 'The item, processed.', schema: quarantinedItemSchema } },
    errors: ['quarantined_item_not_found', 'replay_failed'],
  },
  checkWebhook: {
    method: 'GET',
    path: '/webhooks/:channel/:inboxId',
    summary: "Answer a provider's subscription check",
    tag: 'Webhooks',
    auth: 'public',
    params: webhookParams,
    responses: { 200: { description: 'What the provider asked to have echoed.' } },
    errors: ['handshake_refused', 'inbox_not_found'],
  },
  receiveWebhook: {
    method: 'POST',
    path: '/webhooks/:channel/:inboxId',
    summary: 'Take a webhook',
    description:
      'Proven by its signature over the exact bytes. Answered after everything in it is committed. At most 4 MiB.',
    tag: 'Webhooks',
    auth: 'public',
    params: webhookParams,
    responses: { 200: { description: 'Everything in it is stored.' } },
    errors: [
      'signature_mismatch',
      'inbox_not_found',
      'body_timeout',
      'body_too_large',
      'content_encoding_not_supported',
      'intake_overloaded',
      'shutting_down',
    ],
  },
  getLiveness: {
    method: 'GET',
    path: '/livez',
    summary: 'Whether the process runs',
    tag: 'Health',
    auth: 'public',
    responses: { 200: { description: 'It runs.', schema: healthSchema } },
    errors: [],
  },
  getReadiness: {
    method: 'GET',
    path: '/readyz',
    summary: 'Whether this instance can take traffic',
    tag: 'Health',
    auth: 'public',
    responses: { 200: { description: 'It can.', schema: healthSchema } },
    errors: ['shutting_down'],
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    tag: 'Documents',
    auth: 'public',
    responses: { 200: { description: 'OpenAPI 3.1.', contentType: 'application/json' } },
    errors: [],
  },
  getDocs: {
    method: 'GET',
    path: '/docs',
    summary: 'This document, to read and try',
    tag: 'Documents',
    auth: 'public',
    responses: { 200: { description: 'A page.', contentType: 'text/html' } },
    errors: [],
  },
  getDocsFile: {
    method: 'GET',
    path: '/docs/:file',
    summary: 'What the docs page is made of',
    tag: 'Documents',
    auth: 'public',
    params: z.strictObject({ file: z.string().min(1).max(64) }),
    responses: {
      200: { description: 'A script, style sheet or icon.', contentType: 'application/octet-stream' },
    },
    errors: [],
  },
});
