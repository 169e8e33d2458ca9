import type { Parley } from '@parley/core';
import type { InboxFacts } from '../api-call.ts';
import type { Authenticator } from '../authenticate.ts';
import type { Answer, Exchange } from '../exchange.ts';
import type { ServerSettings } from '../server-options.ts';
import { agentSockets } from './agent-sockets.ts';
import { answerStream } from './answer-stream.ts';
import type { EventStreams } from './event-streams.ts';
import { createGateway } from './gateway.ts';
import type { SocketRoute } from './live-socket.ts';
import type { RealtimeCalls } from './realtime-calls.ts';

/** Realtime of agents and servers, as the server needs it. */
export interface OpenRealtime {
  readonly routes: readonly SocketRoute[];
  readonly calls: RealtimeCalls;
  answerStream(exchange: Exchange): Promise<Answer>;
  stop(): void;
}

/** Puts the gateway together with its faces. */
export function openRealtime(
  settings: Pick<ServerSettings, 'log' | 'realtime'> & { readonly parley: Parley },
  inboxFacts: InboxFacts,
  authenticator: Authenticator,
  streams: EventStreams,
): OpenRealtime {
  const { parley, log, realtime } = settings;
  const gateway = createGateway({ parley, inboxFacts, log, settings: realtime });
  return {
    routes: agentSockets(gateway, authenticator),
    calls: {
      findAgent: (accountId, agentId) => parley.realtime.findAgent(accountId, agentId),
      issueTicket: (holder) => parley.realtime.issueTicket(holder),
      relay: gateway.relay,
    },
    answerStream: (exchange) => answerStream(exchange, gateway, streams),
    stop: gateway.stop,
  };
}
