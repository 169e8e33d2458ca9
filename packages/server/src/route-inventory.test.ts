import { openApiDocument, publicOperations, routes, routeTable } from '@parley/api-contract';
import { describe, expect, test } from 'vitest';
import { apiHandlers } from './api-handlers.ts';
import { createServer } from './create-server.ts';
import { createRouter, type TableRoute } from './router.ts';
import { callApi } from './testing/call-api.ts';
import { fakeParley } from './testing/fake-parley.ts';

const anyPath = (path: string): string => path.replaceAll(/:\w+/g, 'inb_00000000000070008000000000000001');

/** POST routes without an idempotency key, and why they need none. */
const withoutKey: Readonly<Record<string, string>> = {
  receiveWebhook: 'providers send none; what came twice is stored once',
  createAgentToken: 'a stored answer would be one more place to steal a token from',
  createRealtimeTicket: 'a stored answer would be one more place to steal a ticket from',
  openRealtimeStream: 'opens a stream',
  sendRealtimeFrame: 'nothing of it is stored',
  uploadMedia: 'twice only leaves a file at the provider that nobody sends',
  uploadChatFile: 'twice only leaves a file that nobody sends, and it is deleted',
  startChatVisitor: 'a stored answer would be one more place to steal a token from',
  identifyChatCustomer: 'doing it again changes nothing',
  sendChatMessage: 'its clientMessageId does the same',
  leaveChatContact: 'doing it again changes nothing',
  readChatConversation: 'doing it again changes nothing',
  streamChat: 'opens a stream',
  sendChatFrames: 'each frame has an id of its own',
  receiveHandoff: 'its session id does the same',
};

function schemesOf(route: TableRoute): readonly object[] {
  switch (route.auth) {
    case 'public':
      return [];
    case 'customer':
      return [{ customerToken: [] }];
    case 'ticket':
      return [{ apiKey: [] }, { resumeToken: [] }];
    default:
      return [{ apiKey: [] }, ...(route.least === undefined ? [] : [{ agentToken: [] }])];
  }
}

describe('the routes of the API', () => {
  const document = openApiDocument({ version: 'test' });

  test.each(routeTable.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s is in the document, with its auth scheme or on the public list',
    (_name, route) => {
      const path = document.paths?.[route.path.replaceAll(/:(\w+)/g, '{$1}')];
      const operation = path?.[route.method.toLowerCase() as 'get' | 'post' | 'patch'];
      expect(operation?.operationId).toBe(route.operationId);
      const isPublic = publicOperations.includes(route.operationId);
      expect(operation?.security).toEqual(schemesOf(route));
      expect(route.auth === 'public').toBe(isPublic);
      // Only agents have roles.
      if (route.least !== undefined) expect(route.auth).toBe('apiKey');
    },
  );

  test('every route that needs a key has a handler, and no handler is without a route', () => {
    const needKey = routeTable.filter((route) => route.auth === 'apiKey').map((route) => route.operationId);
    expect(Object.keys(apiHandlers).sort()).toEqual([...needKey].sort());
  });

  test('every route that changes something takes an idempotency key, webhooks and patches apart', () => {
    const unkeyed = routeTable.filter((route) => route.method === 'POST' && route.idempotent !== true);
    expect(unkeyed.map((route) => route.operationId).filter((name) => !(name in withoutKey))).toEqual([]);
  });

  test.each(
    routeTable
      .filter((route) => route.auth === 'apiKey')
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s answers 401 without a key and with a wrong one, in the same words', async (_name, route) => {
    const server = createServer({ parley: fakeParley() });
    const bare = await callApi(server, route.method, anyPath(route.path), { key: null });
    const wrong = await callApi(server, route.method, anyPath(route.path), { key: 'pk_wrong' });
    const basic = await callApi(server, route.method, anyPath(route.path), {
      headers: { authorization: 'Basic eDp5' },
    });
    for (const answer of [bare, wrong, basic]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="parley"');
      expect(withoutRequestId(answer.json)).toEqual(withoutRequestId(bare.json));
    }
  });

  test('the router finds exactly the table', () => {
    const router = createRouter();
    for (const route of routeTable) expect(router.match(route.method, anyPath(route.path)).route).toBe(route);
    for (const path of [
      '/',
      '/v1',
      '/v1/',
      '/v1/conversations/',
      '/v2/conversations',
      '/v1/conversations//messages',
      '/webhooks/whatsapp',
      '/metrics',
      '/system/cron',
      '//livez',
      '/v1/conversations/%zz',
    ]) {
      expect(() => router.match('GET', path), path).toThrow('There is no such route');
    }
  });

  test('operation ids and paths are unique', () => {
    expect(new Set(routeTable.map((route) => `${route.method} ${route.path}`)).size).toBe(routeTable.length);
    expect(Object.keys(routes)).toHaveLength(routeTable.length);
  });
});

function withoutRequestId(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace(/"requestId":"[^"]*"/, '"requestId":""'));
}
