import { botRoutes } from './bot-routes.ts';
import { businessHoursRoutes } from './business-hours-routes.ts';
import { chatRoutes } from './chat-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { directoryRoutes } from './directory-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { realtimeRoutes } from './realtime-routes.ts';
import type { Route } from './route.ts';
import { staffRoutes } from './staff-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';

/** Every route of the API, by operation id. Nothing else is served. */
export const routes = {
  ...deskRoutes,
  ...directoryRoutes,
  ...staffRoutes,
  ...businessHoursRoutes,
  ...mediaRoutes,
  ...chatRoutes,
  ...botRoutes,
  ...ticketRoutes,
  ...realtimeRoutes,
  ...operationRoutes,
} as const;

/** The name of a route. */
export type OperationId = keyof typeof routes;

/** A route of the table. */
export type RouteOf<Id extends OperationId> = (typeof routes)[Id];

/** The routes with their operation ids, in the order of the document. */
export const routeTable: readonly (Route & { readonly operationId: OperationId })[] = (
  Object.entries(routes) as [OperationId, Route][]
).map(([operationId, route]) => ({ operationId, ...route }));

/** Routes that need no API key; a test holds the table to this list. */
export const publicOperations: readonly OperationId[] = [
  'getChatInbox',
  'startChatVisitor',
  'openRealtimeStream',
  'checkWebhook',
  'receiveWebhook',
  'getLiveness',
  'getReadiness',
  'getOpenApi',
  'getDocs',
  'getDocsFile',
];
