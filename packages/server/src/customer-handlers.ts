import type { AnswerOf, customerSchema } from '@parley/api-contract';
import type { CustomerId, CustomerProfile } from '@parley/core';
import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { instant } from './instant.ts';
import { pageAnswer, pageRequest } from './read-page.ts';

const list = 'customers';
const place = z
  .tuple([z.int(), z.custom<CustomerId>((id) => typeof id === 'string')])
  .transform(([at, id]) => ({ updatedAt: new Date(at), id }));

/** Customers over HTTP. */
export const customerHandlers: Pick<
  ApiHandlers,
  'listCustomers' | 'createCustomer' | 'getCustomer' | 'changeCustomer'
> = {
  async listCustomers({ desk, query, cursors }) {
    const filter = query.search === undefined ? {} : { search: query.search };
    const page = await desk.customers.list(filter, await pageRequest(cursors, list, query, place));
    const body = await pageAnswer(cursors, list, page, showCustomer, (key) => [
      key.updatedAt.getTime(),
      key.id,
    ]);
    return { status: 200, body };
  },
  async createCustomer({ desk, body }) {
    return { status: 201, body: showCustomer(await desk.customers.create(body)) };
  },
  async getCustomer({ desk, params }) {
    return { status: 200, body: showCustomer(await desk.customers.get(params.id)) };
  },
  async changeCustomer({ desk, params, body }) {
    return { status: 200, body: showCustomer(await desk.customers.update(params.id, body)) };
  },
};

function showCustomer({ customer, identities }: CustomerProfile): AnswerOf<typeof customerSchema> {
  return {
    id: customer.id,
    name: customer.name ?? null,
    username: customer.username ?? null,
    email: customer.email ?? null,
    phone: customer.phone ?? null,
    language: customer.language ?? null,
    timezone: customer.timezone ?? null,
    attributes: customer.attributes,
    identities: identities.map((identity) => ({
      id: identity.id,
      channel: identity.channel,
      scope: identity.scope,
      kind: identity.kind,
      value: identity.value,
      validFrom: identity.validFrom.toISOString(),
      validTo: instant(identity.validTo),
    })),
    ...(customer.mergedInto === undefined ? {} : { mergedInto: customer.mergedInto }),
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
  };
}
