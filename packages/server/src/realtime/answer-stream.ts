import { realtimeStreamSchema } from '@parley/api-contract';
import type { Answer, Exchange } from '../exchange.ts';
import { readJson } from '../read-json.ts';
import { validateRequest } from '../validate-request.ts';
import type { EventStreams } from './event-streams.ts';
import type { RealtimeGateway } from './gateway.ts';

const bodyLimitBytes = 64 * 1024;

/**
 * Answers `POST /v1/realtime/sse`: the body is what hello would be on a socket, and what a socket would be sent follows
 * as events.
 */
export async function answerStream(
  exchange: Exchange,
  gateway: RealtimeGateway,
  streams: EventStreams,
): Promise<Answer> {
  const given = await readJson(exchange, bodyLimitBytes);
  const [hello] = validateRequest([{ in: 'body', schema: realtimeStreamSchema, value: given }]);
  return streams.open((peer) => {
    const session = gateway.connect(peer, {});
    // The stream has to stand before it can be written to.
    queueMicrotask(() => session.onText(JSON.stringify({ t: 'hello', ...(hello as object) })));
    return session;
  });
}
