import type { Api } from './api.ts';
import type { SupportClientOptions } from './client-options.ts';
import type { Environment } from './environment.ts';
import { followedTransport } from './followed-transport.ts';
import type { Http } from './http.ts';
import { socketTransport } from './socket-transport.ts';
import type { OpenTransport } from './transport.ts';

/** A transport by its name. */
export type TransportName = 'ws' | 'sse' | 'poll';

/** A way to be told what happens, and what it is called. */
export type NamedTransport = readonly [TransportName, OpenTransport];

/** The transports a client may use, the best first. */
export function transportsFor(
  { transport = 'auto' }: Pick<SupportClientOptions, 'transport'>,
  http: Http,
  api: Api,
  env: Environment,
): readonly NamedTransport[] {
  const all: NamedTransport[] = [
    [
      'sse',
      followedTransport(http, async () => (await import('./follow-stream.ts')).followStream(http, api)),
    ],
    [
      'poll',
      followedTransport(http, async () => (await import('./follow-log.ts')).followLog(http, api, env)),
    ],
  ];
  if (env.WebSocket !== undefined)
    all.unshift(['ws', socketTransport(env.WebSocket, http.url('/v1/realtime'), api)]);
  const wanted = all.filter(([name]) => transport === 'auto' || name === transport);
  // Sockets alone are wanted, and there are none.
  return wanted.length === 0 ? all : wanted;
}
