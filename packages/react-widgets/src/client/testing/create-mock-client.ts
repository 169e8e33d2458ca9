import type { SupportClientOptions } from '../client-options.ts';
import { createSupportClient } from '../create-support-client.ts';
import type { SupportClient } from '../support-client.ts';
import type { FakeDeskSeed } from './fake-desk-seed.ts';
import type { FakeCall } from './fake-routes.ts';
import { createFakeServer, type FakeFate, type FakeServer } from './fake-server.ts';

/** How a mock behaves. */
export interface MockClientOptions
  extends Partial<Omit<SupportClientOptions, 'fetch' | 'WebSocket' | 'sendFile'>> {
  /** How long each way over the network takes. @defaultValue 0 */
  readonly latencyMs?: number;
  /** What becomes of a call, e.g. to see an error. @defaultValue all arrive */
  readonly fate?: (call: FakeCall) => FakeFate;
}

/** A client and the server in memory it talks to. */
export type MockClient = SupportClient & { readonly server: FakeServer };

/**
 * A real client on a server in memory, for tests and stories: the same store, outbox and connection, and no network.
 * Files that are uploaded are kept in `client.server.desk.files`. It is not started yet. Let `client.server.desk` receive messages to see them come in.
 *
 * @example
 * ```ts
 * const client = createMockClient({ conversations: [fakeConversation(1)] });
 * client.start();
 * client.server.desk.receive(fakeId('cnv', 1), { type: 'text', text: 'Hello' });
 * ```
 */
export function createMockClient(seed: FakeDeskSeed = {}, options: MockClientOptions = {}): MockClient {
  const { latencyMs = 0, fate, ...rest } = options;
  const server = createFakeServer(seed, {
    now: options.now ?? Date.now,
    later: (run) => {
      setTimeout(run, latencyMs);
    },
    ...(fate === undefined ? {} : { fate }),
  });
  const client = createSupportClient({
    baseUrl: 'http://localhost/mock',
    getToken: () => 'mock-token',
    storage: 'memory',
    ...rest,
    fetch: server.fetch,
    WebSocket: server.WebSocket,
    sendFile: server.sendFile,
  });
  return { ...client, server };
}
