import type { AnswerOf, inboxSchema } from '@parley/api-contract';
import { type InboxView, mayAct, type Principal } from '@parley/core';
import type { ApiHandlers } from './api-call.ts';
import type { ServerSettings } from './server-options.ts';

/** Inboxes over HTTP. */
export const inboxHandlers: Pick<ApiHandlers, 'listInboxes' | 'createInbox' | 'getInbox' | 'changeInbox'> = {
  async listInboxes({ desk, principal, settings }) {
    const items = (await desk.inboxes.list()).map((inbox) => showInbox(inbox, principal, settings));
    return { status: 200, body: { items, nextCursor: null } };
  },
  async createInbox({ desk, principal, body, settings }) {
    return { status: 201, body: showInbox(await desk.inboxes.create(body), principal, settings) };
  },
  async getInbox({ desk, principal, params, settings }) {
    return { status: 200, body: showInbox(await desk.inboxes.get(params.id), principal, settings) };
  },
  async changeInbox({ desk, principal, params, body, settings }) {
    return { status: 200, body: showInbox(await desk.inboxes.update(params.id, body), principal, settings) };
  },
};

/** Which credentials are set concerns only who may set them. */
function showInbox(
  inbox: InboxView,
  principal: Principal,
  { mediaUploadLimitBytes }: Pick<ServerSettings, 'mediaUploadLimitBytes'>,
): AnswerOf<typeof inboxSchema> {
  return {
    id: inbox.id,
    name: inbox.name,
    channel: inbox.channel,
    settings: inbox.settings,
    credentials: mayAct(principal, 'admin') ? inbox.credentials : {},
    reopenWindowMs: inbox.reopenWindowMs,
    assistantId: inbox.assistantId ?? null,
    uploads: inbox.files.map(({ sentAs, mimeTypes, exceptMimeTypes = [], maxBytes, maxCaptionLength }) => ({
      sentAs,
      mimeTypes: [...mimeTypes],
      exceptMimeTypes: [...exceptMimeTypes],
      maxBytes: Math.min(maxBytes, mediaUploadLimitBytes),
      maxCaptionLength,
    })),
    webhookPath: `/webhooks/${encodeURIComponent(inbox.channel)}/${inbox.id}`,
    createdAt: inbox.createdAt.toISOString(),
    updatedAt: inbox.updatedAt.toISOString(),
  };
}
