import type { Api } from './api.ts';
import type { SupportClientOptions } from './client-options.ts';
import type { Environment } from './environment.ts';
import { followedTransport } from './followed-transport.ts';
import type { Http } from './http.ts';
import { socketTransport } from './socket-transport.ts';
import type { OpenTransport } from './transport.ts';

/** A transport by its name. */
export type TransportName = 'ws' | 'sse' | 'poll';

const patience = 2;

/** Which transport to try: the next one after two openings in a row that something between did not let through. */
export interface TransportLadder {
  readonly name: () => TransportName;
  readonly open: OpenTransport;
  /** An opening failed although the server can be reached. */
  refused(): void;
  /** It works. */
  worked(): void;
  /** Begins at the top again, e.g. in another network. */
  reset(): void;
}

/** The transports a client may use, the best first. */
export function createTransportLadder(
  { transport = 'auto' }: Pick<SupportClientOptions, 'transport'>,
  http: Http,
  api: Api,
  env: Environment,
): TransportLadder {
  const { WebSocket } = env;
  const all: Readonly<Record<TransportName, OpenTransport | undefined>> = {
    ws: WebSocket && socketTransport(WebSocket, http.url('/v1/realtime'), api),
    sse: followedTransport(http, async () => (await import('./follow-stream.ts')).followStream(http, api)),
    poll: followedTransport(http, async () => (await import('./follow-log.ts')).followLog(api, env)),
  };
  const names = (['ws', 'sse', 'poll'] as const).filter(
    (name) => all[name] !== undefined && (transport === 'auto' || name === transport),
  );
  let step = 0;
  let refusals = 0;
  const name = (): TransportName => names[step] ?? 'poll';
  return {
    name,
    open: (greeting, events) => (all[name()] as OpenTransport)(greeting, events),
    refused() {
      refusals += 1;
      if (refusals < patience || step >= names.length - 1) return;
      step += 1;
      refusals = 0;
    },
    worked() {
      refusals = 0;
    },
    reset() {
      step = 0;
      refusals = 0;
    },
  };
}
