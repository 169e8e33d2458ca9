import { assembleClient } from './assemble-client.ts';
import { browserEnvironment } from './browser-environment.ts';
import type { SupportClientOptions } from './client-options.ts';
import type { SupportClient } from './support-client.ts';

/**
 * A client of one server for one agent: connection, store and outbox, without any framework. Nothing is opened before
 * `start`.
 *
 * @example
 * ```ts
 * const client = createSupportClient({ baseUrl: '/support', getToken });
 * client.start();
 * const list = client.conversations({ status: ['open'] });
 * const stop = list.subscribe(() => draw(list.get()));
 * ```
 */
export function createSupportClient(options: SupportClientOptions): SupportClient {
  return assembleClient(options, browserEnvironment(options));
}
