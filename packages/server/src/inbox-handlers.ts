import type { AnswerOf, inboxSchema } from '@parley/api-contract';
import type { InboxView } from '@parley/core';
import type { ApiHandlers } from './api-call.ts';

/** Inboxes over HTTP. */
export const inboxHandlers: Pick<ApiHandlers, 'listInboxes' | 'createInbox' | 'getInbox' | 'changeInbox'> = {
  async listInboxes({ desk }) {
    return { status: 200, body: { items: (await desk.inboxes.list()).map(showInbox), nextCursor: null } };
  },
  async createInbox({ desk, body }) {
    return { status: 201, body: showInbox(await desk.inboxes.create(body)) };
  },
  async getInbox({ desk, params }) {
    return { status: 200, body: showInbox(await desk.inboxes.get(params.id)) };
  },
  async changeInbox({ desk, params, body }) {
    return { status: 200, body: showInbox(await desk.inboxes.update(params.id, body)) };
  },
};

function showInbox(inbox: InboxView): AnswerOf<typeof inboxSchema> {
  return {
    id: inbox.id,
    name: inbox.name,
    channel: inbox.channel,
    settings: inbox.settings,
    credentials: inbox.credentials,
    reopenWindowMs: inbox.reopenWindowMs,
    webhookPath: `/webhooks/${encodeURIComponent(inbox.channel)}/${inbox.id}`,
    createdAt: inbox.createdAt.toISOString(),
    updatedAt: inbox.updatedAt.toISOString(),
  };
}
