import { type OperationId, routeTable } from '@parley/api-contract';
import { type Agent, type AgentRole, agentRoles } from '@parley/core';
import { expect, test } from 'vitest';
import { createAgentTokens } from './agent-tokens.ts';
import { createServer } from './create-server.ts';
import { callApi } from './testing/call-api.ts';
import { fakeAccountId, fakeParley } from './testing/fake-parley.ts';

const tokenKey = new Uint8Array(32).fill(5);
const id = 'agt_00000000000070008000000000000001';
const anyPath = (path: string): string => path.replaceAll(/:\w+/g, 'inb_00000000000070008000000000000001');
const agent = (role: AgentRole, given: Partial<Agent> = {}): Agent => ({
  id,
  name: 'Ana',
  role,
  version: 1,
  createdAt: new Date(0),
  ...given,
});
const tokenOf = async (
  accountId = fakeAccountId,
  agentId: Agent['id'] = id,
  now = Date.now(),
): Promise<string> => (await createAgentTokens(tokenKey, () => now).make({ accountId, agentId })).token;
const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** Whoever is not named here needs an API key. The table is written out, so that a new route is a decision. */
const allowed: Readonly<Record<AgentRole, readonly string[]>> = {
  agent: [
    'listConversations startConversation getConversation changeConversation listMessages sendMessage listNotes addNote',
    'listCustomers createCustomer getCustomer changeCustomer listAgents getAgent listInboxes getInbox listEvents',
    'listConversationEvents getMe getQueue getMessageMedia uploadMedia',
    'createTicket getTicket changeTicket addTicketMessage',
    'takeOverConversation releaseConversation listHandoffs createRealtimeTicket sendRealtimeFrame',
  ],
  supervisor: ['listQuarantine replayQuarantined listBusinessHours getBusinessHours'],
  admin: [
    'createAgent changeAgent createInbox changeInbox',
    'createBusinessHours changeBusinessHours removeBusinessHours',
  ],
};
/** Tokens for somebody else, and what a chatbot's server tells: only a server with an API key may. */
const keyOnly: readonly string[] = ['createAgentToken', 'receiveHandoff'];
const namesOf = (role: AgentRole): readonly string[] => allowed[role].flatMap((names) => names.split(' '));
const needed = new Map<string, AgentRole>(
  agentRoles.flatMap((role) => namesOf(role).map((name) => [name, role] as const)),
);

const guarded = routeTable.filter((route) => route.auth === 'apiKey');

test('every route that needs credentials has its place in the table of roles', () => {
  const decided = new Set([...needed.keys(), ...keyOnly]);
  expect(guarded.map((route) => route.operationId).filter((name) => !decided.has(name))).toEqual([]);
});

test.each(guarded.flatMap((route) => agentRoles.map((role) => [route.operationId, role, route] as const)))(
  '%s is open to the role %s exactly as the table says',
  async (operationId: OperationId, role, route) => {
    const server = createServer({ parley: fakeParley({ agents: [agent(role)] }), tokenKey });
    const answer = await callApi(server, route.method, anyPath(route.path), withToken(await tokenOf()));
    const least = needed.get(operationId);
    const isAllowed = least !== undefined && agentRoles.indexOf(role) >= agentRoles.indexOf(least);
    if (isAllowed) expect([401, 403]).not.toContain(answer.status);
    else {
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({
        error: { code: 'forbidden', details: { least: least ?? 'api_key' } },
      });
    }
  },
);

test.each(guarded.map((route) => [route.operationId, route] as const))(
  '%s is closed to disabled agents, to agents who are gone and to agents of other accounts, all in the same words',
  async (_name, route) => {
    const disabled = createServer({
      parley: fakeParley({ agents: [agent('admin', { disabledAt: new Date(0) })] }),
      tokenKey,
    });
    const gone = createServer({ parley: fakeParley(), tokenKey });
    const present = createServer({ parley: fakeParley({ agents: [agent('admin')] }), tokenKey });
    const path = anyPath(route.path);
    const foreign = await tokenOf('acc_00000000000070008000000000000002');
    const answers = [
      await callApi(disabled, route.method, path, withToken(await tokenOf())),
      await callApi(gone, route.method, path, withToken(await tokenOf())),
      await callApi(present, route.method, path, withToken(foreign)),
      await callApi(present, route.method, path, { key: null }),
    ];
    const words = answers.map(({ text }) => text.replace(/req_\w+/, ''));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(new Set(words).size).toBe(1);
  },
);

test('a token that is too old says so, so that a page can get a new one', async () => {
  const server = createServer({ parley: fakeParley({ agents: [agent('agent')] }), tokenKey });
  const old = await tokenOf(fakeAccountId, id, Date.now() - 3_600_000);
  const answer = await callApi(server, 'GET', '/v1/me', withToken(old));
  expect(answer.status).toBe(401);
  expect(answer.json).toMatchObject({ error: { code: 'token_expired' } });
  expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="parley"');
});

test('a token of another installation is refused', async () => {
  const server = createServer({
    parley: fakeParley({ agents: [agent('agent')] }),
    tokenKey: new Uint8Array(32).fill(6),
  });
  expect((await callApi(server, 'GET', '/v1/me', withToken(await tokenOf()))).status).toBe(401);
});

test('a key that signs tokens must be long', () => {
  const parley = fakeParley();
  expect(() => createServer({ parley, tokenKey: new Uint8Array(31) })).toThrow(
    'tokenKey must have at least 32 bytes',
  );
});

test('who calls is told: the agent and the role, or that it is an API key', async () => {
  const server = createServer({ parley: fakeParley({ agents: [agent('supervisor')] }), tokenKey });
  const asAgent = await callApi(server, 'GET', '/v1/me', withToken(await tokenOf()));
  expect(asAgent.json).toMatchObject({
    accountId: fakeAccountId,
    role: 'supervisor',
    agent: { id, name: 'Ana', email: null, role: 'supervisor', isDisabled: false },
  });
  const asKey = await callApi(server, 'GET', '/v1/me');
  expect(asKey.json).toEqual({ accountId: fakeAccountId, role: 'api_key', agent: null });
});

test('`me` in a filter is the agent of the token, and means nothing to an API key', async () => {
  const asked: unknown[] = [];
  const desk = {
    conversations: {
      list(filter: unknown) {
        asked.push(filter);
        return Promise.resolve({ items: [] });
      },
    },
  };
  const server = createServer({ parley: fakeParley({ agents: [agent('agent')], desk }), tokenKey });
  const path = '/v1/conversations?assigneeId=me&unread=true';
  expect((await callApi(server, 'GET', path, withToken(await tokenOf()))).status).toBe(200);
  expect(asked).toEqual([{ assigneeId: id, isUnread: true }]);
  const asKey = await callApi(server, 'GET', path);
  expect(asKey.status).toBe(400);
  expect(asKey.json).toMatchObject({
    error: { details: { problems: [{ in: 'query', path: 'assigneeId' }] } },
  });
});
