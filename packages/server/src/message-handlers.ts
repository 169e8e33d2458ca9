import { isId, type Message, type Page } from '@parley/core';
import type { SeqRange } from '@parley/core/storage';
import { z } from 'zod';
import type { ApiCall, ApiHandlers } from './api-call.ts';
import { pageAnswer, pageRequest } from './read-page.ts';
import { messageFrame, showMessage, showOutbound } from './show-message.ts';

/** Messages over HTTP. */
export const messageHandlers: Pick<ApiHandlers, 'listMessages' | 'sendMessage'> = {
  async listMessages(call) {
    const { desk, params, query, cursors, inboxFacts } = call;
    const page = await read(call);
    const frame = await messageFrame(desk, inboxFacts, page.items);
    return {
      status: 200,
      body: await pageAnswer(
        cursors,
        listName(params.id, query),
        page,
        (message) => showMessage(message, frame),
        (seq) => seq,
      ),
    };
  },
  async sendMessage({ desk, params, body, inboxFacts }) {
    const { content, text, ...rest } = body;
    const { message, parts } = await desk.messages.send(params.id, {
      ...rest,
      content: content ?? { type: 'text', text: text ?? '' },
    });
    const frame = await messageFrame(desk, inboxFacts, [message, ...parts]);
    return {
      status: 201,
      body: { ...showOutbound(message, frame), parts: parts.map((part) => showOutbound(part, frame)) },
    };
  },
};

type ListCall = ApiCall<'listMessages'>;

/** A cursor goes on in the stretch it began in. */
function listName(id: string, { order, afterSeq, beforeSeq }: ListCall['query']): string {
  return ['messages', id, order, afterSeq ?? '', beforeSeq ?? ''].join(' ');
}

async function read({ desk, params, query, cursors }: ListCall): Promise<Page<Message, number>> {
  const { order, around, clientMessageId, afterSeq, beforeSeq, limit } = query;
  if (clientMessageId !== undefined) return { items: await desk.messages.sentAs(params.id, clientMessageId) };
  if (around !== undefined) {
    const message = isId('msg', around) ? around : { providerMessageId: around };
    return turned(await desk.messages.around(params.id, message, limit), order);
  }
  const range: SeqRange = {
    ...(afterSeq === undefined ? {} : { afterSeq }),
    ...(beforeSeq === undefined ? {} : { beforeSeq }),
  };
  const request = await pageRequest(cursors, listName(params.id, query), query, z.int());
  return desk.messages.list(params.id, order === 'asc' ? 'forward' : 'backward', request, range);
}

/** A page that is oldest first, as the caller wants it; newest first, it goes on towards the oldest. */
function turned(page: Page<Message, number>, order: 'asc' | 'desc'): Page<Message, number> {
  if (order === 'asc') return page;
  const [oldest] = page.items;
  const items = page.items.toReversed();
  // Seqs are dense from 1: before the first there is nothing.
  return oldest === undefined || oldest.seq === 1 ? { items } : { items, nextAfter: oldest.seq };
}
