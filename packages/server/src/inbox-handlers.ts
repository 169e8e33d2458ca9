import type { AnswerOf, inboxSchema } from '@parley/api-contract';
import { type InboxView, mayAct, type Principal } from '@parley/core';
import type { ApiHandlers } from './api-call.ts';

/** Inboxes over HTTP. */
export const inboxHandlers: Pick<ApiHandlers, 'listInboxes' | 'createInbox' | 'getInbox' | 'changeInbox'> = {
  async listInboxes({ desk, principal }) {
    const items = (await desk.inboxes.list()).map((inbox) => showInbox(inbox, principal));
    return { status: 200, body: { items, nextCursor: null } };
  },
  async createInbox({ desk, principal, body }) {
    return { status: 201, body: showInbox(await desk.inboxes.create(body), principal) };
  },
  async getInbox({ desk, principal, params }) {
    return { status: 200, body: showInbox(await desk.inboxes.get(params.id), principal) };
  },
  async changeInbox({ desk, principal, params, body }) {
    return { status: 200, body: showInbox(await desk.inboxes.update(params.id, body), principal) };
  },
};

/** Which credentials are set concerns only who may set them. */
function showInbox(inbox: InboxView, principal: Principal): AnswerOf<typeof inboxSchema> {
  return {
    id: inbox.id,
    name: inbox.name,
    channel: inbox.channel,
    settings: inbox.settings,
    credentials: mayAct(principal, 'admin') ? inbox.credentials : {},
    reopenWindowMs: inbox.reopenWindowMs,
    assistantId: inbox.assistantId ?? null,
    businessHoursId: inbox.businessHoursId ?? null,
    webhookPath: `/webhooks/${encodeURIComponent(inbox.channel)}/${inbox.id}`,
    createdAt: inbox.createdAt.toISOString(),
    updatedAt: inbox.updatedAt.toISOString(),
  };
}
