import { z } from 'zod';
import type { ApiDesk, Tenant } from './api-desk.ts';

/** Ids of one of everything a tenant can have. */
export interface Filled {
  readonly conversationId: string;
  readonly customerId: string;
  readonly messageId: string;
  readonly agentId: string;
  readonly inboxId: string;
  readonly quarantineId: string;
  readonly businessHoursId: string;
}

const withId = z.looseObject({ id: z.string() });
const listed = z.looseObject({ items: z.array(withId) });

/** Gives a tenant one of everything, through the API and the webhook alone. */
export async function fillDesk(desk: ApiDesk, tenant: Tenant): Promise<Filled> {
  const idOf = async (method: string, path: string, body?: unknown): Promise<string> => {
    const answer = await desk.call(tenant, method, path, body === undefined ? {} : { body });
    if (answer.status > 201)
      throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`);
    return method === 'POST' ? withId.parse(answer.body).id : (listed.parse(answer.body).items[0]?.id ?? '');
  };
  await desk.write(tenant, '16505551234', `${tenant.canary} writes`);
  await desk.post(tenant, `not json, ${tenant.canary}`);
  const agentId = await idOf('POST', '/v1/agents', { name: `${tenant.canary} agent` });
  const conversationId = await idOf('GET', '/v1/conversations');
  const messageId = await idOf('POST', `/v1/conversations/${conversationId}/messages`, {
    text: `${tenant.canary} answers`,
    agentId,
  });
  await idOf('POST', `/v1/conversations/${conversationId}/notes`, {
    text: `${tenant.canary} notes`,
    agentId,
  });
  return {
    conversationId,
    messageId,
    agentId,
    customerId: await idOf('GET', '/v1/customers'),
    quarantineId: await idOf('GET', '/v1/quarantine'),
    inboxId: tenant.inboxId,
    businessHoursId: await idOf('POST', '/v1/business-hours', {
      name: `${tenant.canary} hours`,
      timeZone: 'Europe/Berlin',
      weekly: [],
    }),
  };
}

/** Everything a tenant can see, as one text: equal texts mean that nothing changed. */
export async function everythingOf(
  desk: ApiDesk,
  tenant: Tenant,
  { conversationId }: Filled,
): Promise<string> {
  const paths = [
    '/v1/conversations?limit=100',
    `/v1/conversations/${conversationId}/messages?limit=100`,
    `/v1/conversations/${conversationId}/notes?limit=100`,
    '/v1/customers?limit=100',
    '/v1/agents',
    '/v1/inboxes',
    '/v1/business-hours',
    '/v1/quarantine?limit=100',
    '/v1/events?limit=100',
  ];
  const texts: string[] = [];
  for (const path of paths) texts.push((await desk.call(tenant, 'GET', path)).text);
  return texts.join('\n').replaceAll(/"(requestId|nextCursor)":"[^"]*"/g, '');
}
