import { deskRoutes } from './desk-routes.ts';
import { directoryRoutes } from './directory-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import type { Route } from './route.ts';

/** Every route of the API, by operation id. Nothing else is served. */
export const routes = { ...deskRoutes, ...directoryRoutes, ...operationRoutes } as const;

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
  'checkWebhook',
  'receiveWebhook',
  'getLiveness',
  'getReadiness',
  'getOpenApi',
  'getDocs',
  'getDocsFile',
];
