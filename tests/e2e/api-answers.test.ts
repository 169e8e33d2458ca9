import { type OperationId, type Route, routes } from '@parley/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';
import { type Filled, fillDesk } from './filled-desk.ts';

let desk: ApiDesk;
let ids: Filled;

beforeAll(async () => {
  desk = await openApiDesk();
  ids = await fillDesk(desk, desk.acme);
});
afterAll(() => desk.close());

const newcomer = { channel: 'whatsapp', scope: '102290129340398', kind: 'phone', value: '16505550002' };
interface Call {
  readonly operationId: OperationId;
  readonly status: number;
  readonly id?: keyof Filled;
  readonly body?: (ids: Filled) => unknown;
}

const calls: readonly Call[] = [
  { operationId: 'listBusinessHours', status: 200 },
  { operationId: 'getBusinessHours', status: 200, id: 'businessHoursId' },
  {
    operationId: 'createBusinessHours',
    status: 201,
    body: () => ({
      name: 'Office',
      timeZone: 'Europe/Berlin',
      weekly: [{ day: 'monday', opens: '09:00', closes: '17:00' }],
      exceptions: [{ date: '2026-12-25', name: 'Christmas', intervals: [] }],
      autoReply: { text: 'Closed.' },
    }),
  },
  {
    operationId: 'changeBusinessHours',
    status: 200,
    id: 'businessHoursId',
    body: () => ({ autoReply: { text: 'Closed.', byLanguage: { de: 'Zu.' } } }),
  },
  {
    operationId: 'changeBusinessHours',
    status: 422,
    id: 'businessHoursId',
    body: () => ({ timeZone: 'Mars/Olympus' }),
  },
  { operationId: 'removeBusinessHours', status: 200, id: 'businessHoursId' },
  { operationId: 'getBusinessHours', status: 404, id: 'businessHoursId' },
  { operationId: 'listConversations', status: 200 },
  { operationId: 'getConversation', status: 200, id: 'conversationId' },
  {
    operationId: 'changeConversation',
    status: 200,
    id: 'conversationId',
    body: (ids) => ({
      status: 'snoozed',
      snoozedUntil: '2099-01-01T00:00:00+02:00',
      priority: 'high',
      subject: 'Order',
      assigneeId: ids.agentId,
      lastReadSeq: 1,
    }),
  },
  {
    operationId: 'changeConversation',
    status: 200,
    id: 'conversationId',
    body: () => ({ status: 'open', subject: null, assigneeId: null }),
  },
  {
    operationId: 'changeConversation',
    status: 409,
    id: 'conversationId',
    body: () => ({ status: 'snoozed', snoozedUntil: '2001-01-01T00:00:00Z' }),
  },
  {
    operationId: 'startConversation',
    status: 409,
    body: (ids) => ({ customerId: ids.customerId, inboxId: ids.inboxId }),
  },
  { operationId: 'listMessages', status: 200, id: 'conversationId' },
  {
    operationId: 'sendMessage',
    status: 201,
    id: 'conversationId',
    body: (ids) => ({
      content: { type: 'image', media: { url: 'https://cdn.example/a.png' }, caption: 'Look' },
      replyTo: ids.messageId,
    }),
  },
  {
    operationId: 'sendMessage',
    status: 201,
    id: 'conversationId',
    body: () => ({ text: 'long '.repeat(2000) }),
  },
  {
    operationId: 'sendMessage',
    status: 422,
    id: 'conversationId',
    body: () => ({
      content: {
        type: 'interactive',
        interactive: {
          kind: 'buttons',
          body: 'x',
          buttons: Array.from({ length: 9 }, (_, id) => ({ id: `${id}`, title: `${id}` })),
        },
      },
    }),
  },
  { operationId: 'listNotes', status: 200, id: 'conversationId' },
  { operationId: 'addNote', status: 201, id: 'conversationId', body: () => ({ text: 'Be kind' }) },
  { operationId: 'listCustomers', status: 200 },
  {
    operationId: 'createCustomer',
    status: 201,
    body: () => ({
      name: 'Ben',
      email: 'ben@example.com',
      phone: '+16505550002',
      language: 'pt-BR',
      timezone: 'America/Sao_Paulo',
      attributes: { plan: { tier: 3 } },
      identities: [newcomer],
    }),
  },
  { operationId: 'createCustomer', status: 409, body: () => ({ identities: [newcomer] }) },
  { operationId: 'getCustomer', status: 200, id: 'customerId' },
  {
    operationId: 'changeCustomer',
    status: 200,
    id: 'customerId',
    body: () => ({ name: null, attributes: { vip: true } }),
  },
  { operationId: 'listAgents', status: 200 },
  {
    operationId: 'createAgent',
    status: 201,
    body: () => ({ name: 'Ana', email: 'ana@example.com', role: 'admin' }),
  },
  { operationId: 'getMe', status: 200 },
  { operationId: 'getQueue', status: 200 },
  { operationId: 'getAgent', status: 200, id: 'agentId' },
  { operationId: 'createAgentToken', status: 201, id: 'agentId' },
  { operationId: 'changeAgent', status: 200, id: 'agentId', body: () => ({ isDisabled: true }) },
  { operationId: 'createAgentToken', status: 409, id: 'agentId' },
  {
    operationId: 'changeConversation',
    status: 409,
    id: 'conversationId',
    body: (ids) => ({ assigneeId: ids.agentId }),
  },
  {
    operationId: 'changeConversation',
    status: 409,
    id: 'conversationId',
    body: (ids) => ({ priority: 'low', expectedAssigneeId: ids.agentId }),
  },
  {
    operationId: 'changeAgent',
    status: 200,
    id: 'agentId',
    body: () => ({ isDisabled: false, email: null, role: 'supervisor' }),
  },
  { operationId: 'listConversationEvents', status: 200, id: 'conversationId' },
  {
    operationId: 'takeOverConversation',
    status: 200,
    id: 'conversationId',
    body: (ids) => ({ agentId: ids.agentId }),
  },
  { operationId: 'releaseConversation', status: 200, id: 'conversationId', body: () => ({}) },
  { operationId: 'listHandoffs', status: 200, id: 'conversationId' },
  {
    operationId: 'createTicket',
    status: 409,
    body: ({ customerId, inboxId }) => ({ customer_id: customerId, inbox_id: inboxId }),
  },
  { operationId: 'getTicket', status: 200, id: 'conversationId' },
  { operationId: 'changeTicket', status: 200, id: 'conversationId', body: () => ({ subject: 'Parcel' }) },
  {
    operationId: 'addTicketMessage',
    status: 201,
    id: 'conversationId',
    body: () => ({ text: 'Hello', is_internal: true }),
  },
  { operationId: 'uploadMedia', status: 201, id: 'inboxId', body: () => ({ a: 'file' }) },
  { operationId: 'createRealtimeTicket', status: 201, body: (ids) => ({ agentId: ids.agentId }) },
  { operationId: 'listInboxes', status: 200 },
  {
    operationId: 'createInbox',
    status: 201,
    body: () => ({
      name: 'Second',
      channel: 'whatsapp',
      settings: { phoneNumberId: '1', wabaId: '2' },
      credentials: { appSecrets: ['s'], verifyToken: 'v', accessToken: 'a' },
      reopenWindowMs: 0,
    }),
  },
  {
    operationId: 'createInbox',
    status: 422,
    body: () => ({ name: 'Third', channel: 'whatsapp', settings: {}, credentials: {} }),
  },
  {
    operationId: 'createInbox',
    status: 422,
    body: () => ({ name: 'Fourth', channel: 'telepathy', settings: {}, credentials: {} }),
  },
  { operationId: 'getInbox', status: 200, id: 'inboxId' },
  {
    operationId: 'changeInbox',
    status: 200,
    id: 'inboxId',
    body: () => ({ name: 'Renamed', reopenWindowMs: 3_600_000 }),
  },
  { operationId: 'listEvents', status: 200 },
  { operationId: 'listQuarantine', status: 200 },
  { operationId: 'replayQuarantined', status: 422, id: 'quarantineId' },
  { operationId: 'getLiveness', status: 200 },
  { operationId: 'getReadiness', status: 200 },
];

describe('what the server answers is what the document says', () => {
  it.each(calls)('$operationId with $status', async ({ operationId, status, id, body: bodyOf }) => {
    const route: Route = routes[operationId];
    const body = bodyOf?.(ids);
    const path = route.path.replace(':id', id === undefined ? '' : ids[id]);
    const answer = await desk.call(desk.acme, route.method, path, body === undefined ? {} : { body });
    expect([answer.status, answer.status === status ? '' : answer.text]).toEqual([status, '']);
    const schema = route.responses[status]?.schema;
    if (status >= 400) {
      expect(route.errors).toContain((answer.body as { error: { code: string } }).error.code);
      return;
    }
    // Unknown fields are taken off by the schema, so equality also means that nothing undocumented is shown.
    expect(schema?.parse(answer.body)).toEqual(answer.body);
  });

  it('every route of an API key that answers JSON is among them', () => {
    // The last two need a chatbot's inbox, and an open stream; they are looked at where those are.
    const asked = new Set([...calls.map((call) => call.operationId), 'receiveHandoff', 'sendRealtimeFrame']);
    const json = Object.entries(routes).filter(
      ([, route]) =>
        ['apiKey', 'public'].includes(route.auth) &&
        !route.path.startsWith('/v1/chat') &&
        Object.values((route as Route).responses).some((answer) => answer.schema !== undefined),
    );
    expect(json.map(([operationId]) => operationId).filter((id) => !asked.has(id as OperationId))).toEqual(
      [],
    );
  });

  it('secrets of an inbox are never shown, only that they are set', async () => {
    const answer = await desk.call(desk.acme, 'GET', `/v1/inboxes/${ids.inboxId}`);
    expect(answer.body).toMatchObject({
      credentials: { appSecrets: true, verifyToken: true, accessToken: true },
    });
    expect(answer.text).not.toContain(desk.acme.appSecret);
    expect(answer.text).not.toContain('-access');
  });

  it('a message shows its sender by name, its channel, and how far it got', async () => {
    const { body } = await desk.call(desk.acme, 'GET', `/v1/conversations/${ids.conversationId}/messages`);
    const { items } = body as { items: readonly { direction: string }[] };
    expect(items.length).toBeGreaterThanOrEqual(6);
    expect(items.slice(2).every(({ direction }) => direction === 'outbound')).toBe(true);
    expect(body).toMatchObject({
      items: [
        {
          seq: 1,
          direction: 'inbound',
          channel: 'whatsapp',
          sender: { type: 'customer', id: ids.customerId },
          content: { type: 'text' },
        },
        {
          seq: 2,
          direction: 'outbound',
          channel: 'whatsapp',
          sender: { type: 'agent', name: `${desk.acme.canary} agent` },
          status: 'queued',
        },
        ...items.slice(2),
      ],
    });
  });
});
