import type { AnswerOf, quarantinedItemSchema } from '@parley/api-contract';
import type { QuarantinedItem, QuarantineId } from '@parley/core';
import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { instant } from './instant.ts';
import { pageAnswer, pageRequest } from './read-page.ts';

const list = 'quarantine';
const place = z.custom<QuarantineId>((id) => typeof id === 'string');

/** Quarantine over HTTP. The bytes themselves are personal data and are not shown. */
export const quarantineHandlers: Pick<ApiHandlers, 'listQuarantine' | 'replayQuarantined'> = {
  async listQuarantine({ desk, query, cursors }) {
    const filter = query.state === undefined ? {} : { state: query.state };
    const page = await desk.quarantine.list(filter, await pageRequest(cursors, list, query, place));
    return { status: 200, body: await pageAnswer(cursors, list, page, showItem, (id) => id) };
  },
  async replayQuarantined({ desk, params }) {
    return { status: 200, body: showItem(await desk.quarantine.replay(params.id)) };
  },
};

function showItem(item: QuarantinedItem): AnswerOf<typeof quarantinedItemSchema> {
  return {
    id: item.id,
    inboxId: item.inboxId,
    state: item.state,
    reason: item.reason,
    message: item.message,
    sizeBytes: item.source.byteLength,
    receivedAt: item.receivedAt.toISOString(),
    attempts: item.attempts,
    replayedAt: instant(item.replayedAt),
  };
}
