import type { AnswerOf, businessHoursSchema } from '@parley/api-contract';
import type { BusinessHours } from '@parley/core';
import type { ApiHandlers } from './api-call.ts';

/** Business hours over HTTP. */
export const businessHoursHandlers: Pick<
  ApiHandlers,
  | 'listBusinessHours'
  | 'createBusinessHours'
  | 'getBusinessHours'
  | 'changeBusinessHours'
  | 'removeBusinessHours'
> = {
  async listBusinessHours({ desk }) {
    const items = (await desk.businessHours.list()).map(showBusinessHours);
    return { status: 200, body: { items, nextCursor: null } };
  },
  async createBusinessHours({ desk, body }) {
    return { status: 201, body: showBusinessHours(await desk.businessHours.create(body)) };
  },
  async getBusinessHours({ desk, params }) {
    return { status: 200, body: showBusinessHours(await desk.businessHours.get(params.id)) };
  },
  async changeBusinessHours({ desk, params, body }) {
    const saved = await desk.businessHours.update(params.id, body);
    return { status: 200, body: showBusinessHours(saved) };
  },
  async removeBusinessHours({ desk, params }) {
    return { status: 200, body: showBusinessHours(await desk.businessHours.remove(params.id)) };
  },
};

function showBusinessHours(hours: BusinessHours): AnswerOf<typeof businessHoursSchema> {
  const { id, name, timeZone, weekly, exceptions, autoReply } = hours;
  return {
    id,
    name,
    timeZone,
    weekly,
    exceptions,
    autoReply: autoReply === undefined ? null : { ...autoReply, byLanguage: autoReply.byLanguage ?? {} },
    createdAt: hours.createdAt.toISOString(),
    updatedAt: hours.updatedAt.toISOString(),
  };
}
