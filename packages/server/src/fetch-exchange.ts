import { oneDeadline } from './deadline.ts';
import type { Exchange } from './exchange.ts';
import {
  BodyAlreadyReadError,
  BodyIncompleteError,
  BodyTimeoutError,
  BodyTooLargeError,
} from './server-errors.ts';
import { within } from './within.ts';

/** An exchange over a Fetch request. */
export interface FetchExchange extends Exchange {
  /** Lets go of a body that was not read to its end. */
  dispose(): void;
}

/** Shows a Fetch request as an exchange; where it comes from only the host knows. */
export function fetchExchange(request: Request, remoteAddress?: string): FetchExchange {
  const { pathname, search } = new URL(request.url);
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return {
    method: request.method,
    url: `${pathname}${search}`,
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    header: (name) => request.headers.get(name) ?? undefined,
    async readBody(limitBytes, timeoutMs) {
      if (request.bodyUsed || request.body?.locked === true) throw new BodyAlreadyReadError();
      if (Number(request.headers.get('content-length')) > limitBytes) throw new BodyTooLargeError(limitBytes);
      if (request.body === null) return new Uint8Array(0);
      reader = request.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
      const reading = readAll(reader, limitBytes);
      const body = await (timeoutMs === undefined
        ? reading
        : within(reading, oneDeadline(timeoutMs), () => new BodyTimeoutError(timeoutMs)));
      reader = undefined;
      return body;
    },
    streamBody(limitBytes) {
      if (request.bodyUsed || request.body?.locked === true) throw new BodyAlreadyReadError();
      if (Number(request.headers.get('content-length')) > limitBytes) throw new BodyTooLargeError(limitBytes);
      const source = (
        request.body ?? new Blob([]).stream()
      ).getReader() as ReadableStreamDefaultReader<Uint8Array>;
      reader = source;
      return limitedStream(source, limitBytes);
    },
    dispose() {
      // A body nobody wants any more; that its source fails now changes nothing.
      reader?.cancel().catch(() => undefined);
    },
  };
}

/** Passes on what comes, as far as it is not too much. */
function limitedStream(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limitBytes: number,
): ReadableStream<Uint8Array> {
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((cause: unknown) => {
          throw new BodyIncompleteError({ cause });
        });
        if (done) {
          controller.close();
          return;
        }
        size += value.length;
        if (size > limitBytes) throw new BodyTooLargeError(limitBytes);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new BodyIncompleteError({ cause });
    });
    if (done) break;
    size += value.length;
    if (size > limitBytes) throw new BodyTooLargeError(limitBytes);
    chunks.push(value);
  }
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
