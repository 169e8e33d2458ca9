import { isLogPosition, type LogPosition, logStart } from '@parley/core';
import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { readPlace } from './read-page.ts';
import { showEvent } from './show-event.ts';

const list = 'events';
const place = z
  .tuple([z.string(), z.custom<LogPosition>((text) => typeof text === 'string' && isLogPosition(text))])
  .transform(([epoch, position]) => ({ epoch, position }));

/** The event log over HTTP. */
export const eventHandlers: Pick<ApiHandlers, 'listEvents'> = {
  async listEvents({ desk, query, cursors }) {
    if (query.after === 'latest') {
      const { epoch, position } = await desk.events.end();
      return { status: 200, body: { items: [], nextCursor: await cursors.seal(list, [epoch, position]) } };
    }
    const after =
      query.after === undefined
        ? { position: logStart }
        : readPlace(await cursors.open(list, query.after), place);
    const { epoch, events, position } = await desk.events.read(after, query.limit);
    return {
      status: 200,
      body: {
        items: events.map(({ event }) => showEvent(event)),
        nextCursor: await cursors.seal(list, [epoch, position]),
      },
    };
  },
};
