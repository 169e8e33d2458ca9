import type { Exchange } from './exchange.ts';
import { BodyTimeoutError } from './server-errors.ts';

/** The same exchange, whose body must come within `timeoutMs`. */
export function withBodyTimeout(exchange: Exchange, timeoutMs: number): Exchange {
  return new TimedExchange(exchange, timeoutMs);
}

// A class, because one is made for each request: its functions are there once.
class TimedExchange implements Exchange {
  readonly method: string;
  readonly url: string;
  readonly #inner: Exchange;
  readonly #timeoutMs: number;

  constructor(inner: Exchange, timeoutMs: number) {
    this.method = inner.method;
    this.url = inner.url;
    this.#inner = inner;
    this.#timeoutMs = timeoutMs;
  }

  get mountPath(): string {
    return this.#inner.mountPath ?? '';
  }

  get remoteAddress(): string | undefined {
    return this.#inner.remoteAddress;
  }

  header(name: string): string | undefined {
    return this.#inner.header(name);
  }

  streamBody(limitBytes: number): ReadableStream<Uint8Array> {
    return withDeadline(this.#inner.streamBody(limitBytes), this.#timeoutMs);
  }

  readBody(limitBytes: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new BodyTimeoutError(this.#timeoutMs)), this.#timeoutMs);
      this.#inner.readBody(limitBytes).then(
        (body) => {
          clearTimeout(timer);
          resolve(body);
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
  }
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
