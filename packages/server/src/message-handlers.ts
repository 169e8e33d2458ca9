import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { pageAnswer, pageRequest } from './read-page.ts';
import { messageFrame, showMessage, showOutbound } from './show-message.ts';

/** Messages over HTTP. */
export const messageHandlers: Pick<ApiHandlers, 'listMessages' | 'sendMessage'> = {
  async listMessages({ desk, params, query, cursors, inboxFacts }) {
    const list = `messages ${params.id} ${query.order}`;
    const request = await pageRequest(cursors, list, query, z.int());
    const page = await desk.messages.list(params.id, query.order === 'asc' ? 'forward' : 'backward', request);
    const frame = await messageFrame(desk, inboxFacts, page.items);
    return {
      status: 200,
      body: await pageAnswer(
        cursors,
        list,
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
