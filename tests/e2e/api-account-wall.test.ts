import { routeTable } from '@parley/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';
import { everythingOf, type Filled, fillDesk } from './filled-desk.ts';

let desk: ApiDesk;
let acme: Filled;
let globex: Filled;

beforeAll(async () => {
  desk = await openApiDesk();
  acme = await fillDesk(desk, desk.acme);
  globex = await fillDesk(desk, desk.globex);
});
afterAll(() => desk.close());

const guess = 'ffffffffffff7fff8fffffffffffffff';
const validBodies: Readonly<Record<string, (ids: Filled) => unknown>> = {
  changeConversation: () => ({ priority: 'urgent' }),
  sendMessage: () => ({ text: 'hello' }),
  addNote: () => ({ text: 'hello' }),
  changeCustomer: () => ({ name: 'Mallory' }),
  changeInbox: () => ({ name: 'Mine now' }),
  changeAgent: () => ({ isDisabled: true }),
  changeBusinessHours: () => ({ name: 'Mine now' }),
  uploadMedia: () => ({ some: 'file' }),
  takeOverConversation: () => ({}),
  releaseConversation: () => ({}),
  changeTicket: () => ({ priority: 'urgent' }),
  addTicketMessage: () => ({ text: 'hello' }),
};
const idFor = (path: string, ids: Filled): string => {
  if (path.startsWith('/v1/conversations') || path.startsWith('/api/tickets')) return ids.conversationId;
  if (path.startsWith('/v1/customers')) return ids.customerId;
  if (path.startsWith('/v1/inboxes')) return ids.inboxId;
  if (path.startsWith('/v1/agents')) return ids.agentId;
  if (path.startsWith('/v1/business-hours')) return ids.businessHoursId;
  return ids.quarantineId;
};

const routesWithId = routeTable.filter((route) => route.auth === 'apiKey' && route.path.includes(':id'));

describe('an id of another account', () => {
  it.each(routesWithId.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'in %s is answered like one that never existed, and changes nothing',
    async (_name, route) => {
      const before = await everythingOf(desk, desk.globex, globex);
      const foreign = idFor(route.path, globex);
      const guessed = `${foreign.slice(0, 4)}${guess}`;
      const body = validBodies[route.operationId]?.(acme);
      const [theirs, nobodys] = await Promise.all(
        [foreign, guessed].map((id) =>
          desk.call(
            desk.acme,
            route.method,
            route.path.replace(':id', id).replace(':messageId', globex.messageId),
            body === undefined ? {} : { body },
          ),
        ),
      );
      expect([theirs?.status, nobodys?.status]).toEqual([404, 404]);
      expect(theirs?.text).not.toContain(desk.globex.canary);
      const alike = (text = '', id = ''): string => text.replaceAll(id, '<id>').replace(/req_\w+/, '');
      expect(alike(theirs?.text, foreign)).toBe(alike(nobodys?.text, guessed));
      expect(await everythingOf(desk, desk.globex, globex)).toBe(before);
    },
  );

  it.each<readonly [string, string, string, (own: Filled, theirs: Filled) => unknown]>([
    [
      'the customer of a new conversation',
      'POST',
      '/v1/conversations',
      (own, theirs) => ({ customerId: theirs.customerId, inboxId: own.inboxId }),
    ],
    [
      'the inbox of a new conversation',
      'POST',
      '/v1/conversations',
      (own, theirs) => ({ customerId: own.customerId, inboxId: theirs.inboxId }),
    ],
    [
      'the assignee of a conversation',
      'PATCH',
      '/v1/conversations/:id',
      (_own, theirs) => ({ assigneeId: theirs.agentId }),
    ],
    [
      'the sender of a message',
      'POST',
      '/v1/conversations/:id/messages',
      (_own, theirs) => ({ text: 'x', agentId: theirs.agentId }),
    ],
    [
      'what a message answers',
      'POST',
      '/v1/conversations/:id/messages',
      (_own, theirs) => ({ text: 'x', replyTo: theirs.messageId }),
    ],
    [
      'who a conversation is expected to be with',
      'PATCH',
      '/v1/conversations/:id',
      (_own, theirs) => ({ assigneeId: theirs.agentId, expectedAssigneeId: null }),
    ],
    [
      'the author of a note',
      'POST',
      '/v1/conversations/:id/notes',
      (_own, theirs) => ({ text: 'x', agentId: theirs.agentId }),
    ],
  ])('as %s is not found, and nothing is stored', async (_name, method, path, bodyOf) => {
    const before = [await everythingOf(desk, desk.acme, acme), await everythingOf(desk, desk.globex, globex)];
    const answer = await desk.call(desk.acme, method, path.replace(':id', acme.conversationId), {
      body: bodyOf(acme, globex),
    });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(desk.globex.canary);
    expect([
      await everythingOf(desk, desk.acme, acme),
      await everythingOf(desk, desk.globex, globex),
    ]).toEqual(before);
  });

  it('as the message to look around is not found, nor as one to fetch a file of', async () => {
    const path = `/v1/conversations/${acme.conversationId}/messages`;
    for (const query of [`?around=${globex.messageId}`, `/${globex.messageId}/media`]) {
      const answer = await desk.call(desk.acme, 'GET', `${path}${query}`);
      expect([answer.status, answer.body]).toMatchObject([404, { error: { code: 'message_not_found' } }]);
    }
  });

  it('in a token of ours is nobody: an agent is looked up in the account the token names', async () => {
    const { token } = await desk.signIn(desk.acme);
    const me = await desk.as(token, 'GET', '/v1/me');
    expect(me.body).toMatchObject({ accountId: desk.acme.accountId });
    const [header, payload, mac] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object;
    const moved = Buffer.from(JSON.stringify({ ...claims, acc: desk.globex.accountId })).toString(
      'base64url',
    );
    expect((await desk.as(`${header}.${moved}.${mac}`, 'GET', '/v1/me')).status).toBe(401);
  });

  it.each([['inboxId'], ['customerId']] as const)('as the filter %s finds nothing', async (name) => {
    const answer = await desk.call(desk.acme, 'GET', `/v1/conversations?${name}=${globex[name]}`);
    expect(answer.body).toMatchObject({ items: [] });
  });
});

describe('lists', () => {
  it.each(
    routeTable
      .filter((route) => route.auth === 'apiKey' && route.method === 'GET' && !route.path.includes(':'))
      .map((route) => [route.path]),
  )('%s shows what is ours and nothing of others', async (path) => {
    const own = await desk.call(desk.acme, 'GET', path);
    expect(own.status).toBe(200);
    expect(own.text).not.toContain(desk.globex.canary);
    expect(own.text).not.toContain(globex.conversationId);
    expect(own.text).not.toContain(desk.globex.accountId);
  });

  it.each([['/v1/conversations'], ['/v1/customers'], ['/v1/quarantine'], ['/v1/events']])(
    '%s refuses the cursor of another account',
    async (path) => {
      const parameter = path === '/v1/events' ? 'after' : 'cursor';
      await desk.write(desk.globex, '16505559999', 'one more');
      await desk.post(desk.globex, 'not json either');
      const page = await desk.call(desk.globex, 'GET', `${path}?limit=1`);
      const { nextCursor } = page.body as { nextCursor: string };
      expect(nextCursor).toEqual(expect.any(String));
      expect((await desk.call(desk.globex, 'GET', `${path}?limit=1&${parameter}=${nextCursor}`)).status).toBe(
        200,
      );
      const crossed = await desk.call(desk.acme, 'GET', `${path}?limit=1&${parameter}=${nextCursor}`);
      expect(crossed.status).toBe(400);
      expect(crossed.body).toMatchObject({ error: { code: 'invalid_cursor' } });
    },
  );
});

describe('webhooks', () => {
  it("signed with another account's secret are refused, and nothing is stored", async () => {
    const before = await everythingOf(desk, desk.globex, globex);
    const answer = await desk.post(
      desk.globex,
      '{"object":"whatsapp_business_account","entry":[]}',
      desk.acme.appSecret,
    );
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: { code: 'signature_mismatch' } });
    expect(await everythingOf(desk, desk.globex, globex)).toBe(before);
  });
});
