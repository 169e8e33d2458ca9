import { realtimeCloseCodes, realtimeSubprotocol } from '@parley/api-contract';
import { isId, type Principal, type TicketHolder } from '@parley/core';
import type { Authenticator } from '../authenticate.ts';
import type { RealtimeGateway } from './gateway.ts';
import type { LiveSocket, SocketListener, SocketRequest, SocketRoute } from './live-socket.ts';
import type { ConnectionTerms } from './realtime-session.ts';

const path = '/v1/realtime';
/** The path of source document 004: the same gateway with its names. */
const documentsPath = '/ws/agent/:agentId';
const tokenPrefix = 'auth.';
const usualTerms: ConnectionTerms = {};

/** The WebSocket paths of agents and servers. */
export function agentSockets(gateway: RealtimeGateway, authenticator: Authenticator): readonly SocketRoute[] {
  const open = (socket: LiveSocket, request: SocketRequest, terms: ConnectionTerms): SocketListener => {
    if (request.isOriginAllowed) return gateway.connect(socket, terms);
    const session = gateway.connect(socket, usualTerms);
    // The socket hears of its listener only after this has returned.
    queueMicrotask(() => socket.close({ code: realtimeCloseCodes.originRefused }));
    return session;
  };
  return [
    { path, protocol: realtimeSubprotocol, open: (socket, request) => open(socket, request, usualTerms) },
    {
      path: documentsPath,
      protocol: realtimeSubprotocol,
      open(socket, request) {
        const { agentId } = request.params;
        const token = tokenOf(request);
        return open(socket, request, {
          // Nobody is called `agt_`: whatever ticket comes, it is refused in the usual words.
          onlyAgent: isId('agt', agentId) ? agentId : 'agt_',
          names: 'tickets',
          ...(token === undefined ? {} : { prove: () => prove(authenticator, token) }),
        });
      },
    },
  ];
}

/** Clients of the documents' path give their token with the handshake: as a header, or from a browser as a subprotocol. */
function tokenOf(request: SocketRequest): string | undefined {
  const offered = request.offeredProtocols.find((name) => name.startsWith(tokenPrefix));
  return offered === undefined
    ? request.header('authorization')
    : `Bearer ${offered.slice(tokenPrefix.length)}`;
}

/** Undefined for whatever is wrong with the token. */
async function prove(authenticator: Authenticator, authorization: string): Promise<TicketHolder | undefined> {
  const header = (name: string): string | undefined => (name === 'authorization' ? authorization : undefined);
  const principal: Principal | undefined = await authenticator
    .authenticate({ header })
    .catch(() => undefined);
  return principal?.agent === undefined
    ? undefined
    : { accountId: principal.accountId, agentId: principal.agent.id };
}
