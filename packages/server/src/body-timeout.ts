import type { Exchange } from './exchange.ts';
import { BodyTimeoutError } from './server-errors.ts';

/** The same exchange, whose body must come within `timeoutMs`. */
export function withBodyTimeout(exchange: Exchange, timeoutMs: number): Exchange {
  return {
    method: exchange.method,
    url: exchange.url,
    ...(exchange.mountPath === undefined ? {} : { mountPath: exchange.mountPath }),
    ...(exchange.remoteAddress === undefined ? {} : { remoteAddress: exchange.remoteAddress }),
    header: (name) => exchange.header(name),
    streamBody: (limitBytes) => withDeadline(exchange.streamBody(limitBytes), timeoutMs),
    readBody: (limitBytes) => exchange.readBody(limitBytes, timeoutMs),
  };
}

/** Fails once the time is over, also while nothing comes. */
function withDeadline(body: ReadableStream<Uint8Array>, timeoutMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        timer = setTimeout(() => {
          isLate = true;
          const error = new BodyTimeoutError(timeoutMs);
          controller.error(error);
          reader.cancel(error).catch(() => undefined);
        }, timeoutMs);
      },
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          clearTimeout(timer);
          throw error;
        });
        if (isLate) return;
        if (!done) {
          controller.enqueue(value);
          return;
        }
        clearTimeout(timer);
        controller.close();
      },
      cancel(reason) {
        clearTimeout(timer);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
