import type { Reply } from './reply.ts';

function resetError(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

function untilAborted(signals: readonly AbortSignal[]): Promise<never> {
  const any = AbortSignal.any([...signals]);
  return new Promise((_resolve, reject) => {
    const give = () => reject(any.reason as Error);
    if (any.aborted) give();
    else any.addEventListener('abort', give, { once: true });
  });
}

async function halfOf(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
    },
    pull(controller) {
      const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
      controller.error(new TypeError('terminated', { cause }));
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

/**
 * Does with a reply what a real `fetch` would have seen.
 * @throws TypeError `fetch failed` for a reset; the abort reason when the caller or the simulator ends a hanging call.
 */
export async function playReply(reply: Reply, request: Request, closed: AbortSignal): Promise<Response> {
  if (request.signal.aborted) throw request.signal.reason as Error;
  switch (reply.kind) {
    case 'response':
      return reply.response;
    case 'reset':
      throw resetError();
    case 'hang':
      return untilAborted([request.signal, closed]);
    case 'half':
      return halfOf(reply.response);
  }
}
