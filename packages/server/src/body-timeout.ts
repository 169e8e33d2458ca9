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
    readBody: (limitBytes) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new BodyTimeoutError(timeoutMs)), timeoutMs);
        exchange.readBody(limitBytes).then(
          (body) => {
            clearTimeout(timer);
            resolve(body);
          },
          (error: unknown) => {
            clearTimeout(timer);
            reject(error);
          },
        );
      }),
  };
}
