import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { KeptWebSocket } from './kept-socket.ts';
import type { SocketRequest, SocketRoute } from './live-socket.ts';
import type { SocketKeeper } from './socket-keeper.ts';

/** What the router of upgrades needs to know. */
export interface UpgradeSettings {
  readonly basePath: string;
  /** Pages of these origins may connect, beside those of the host itself. */
  readonly origins: ReadonlySet<string>;
  /** Largest frame of a client, in bytes. */
  readonly maxFrameBytes: number;
  /** Why no socket is taken now; undefined = they are. */
  readonly refusal: () => 'draining' | 'full' | undefined;
}

/** A message may come in this many pieces, and no more wait to be put together (ws would allow 16,384 and 262,144). */
const maxFragments = 64;
const maxBufferedChunks = 256;

/**
 * Takes the upgrades of these routes on an HTTP server and leaves all others to whoever else listens. Returns how to
 * stop listening.
 */
export function routeUpgrades(
  http: Server,
  routes: readonly SocketRoute[],
  keeper: SocketKeeper,
  settings: UpgradeSettings,
): () => void {
  const wire = new Map(
    routes.map((route) => [
      route,
      new WebSocketServer({
        noServer: true,
        WebSocket: KeptWebSocket,
        clientTracking: false,
        perMessageDeflate: false,
        maxPayload: settings.maxFrameBytes,
        maxFragments,
        maxBufferedChunks,
        handleProtocols: (offered) => (offered.has(route.protocol) ? route.protocol : false),
      }),
    ]),
  );
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const found = find(routes, pathOf(request.url ?? '', settings.basePath));
    if (found === undefined) {
      // Nobody else would ever answer.
      if (http.listenerCount('upgrade') === 1) refuse(stream, '404 Not Found');
      return;
    }
    if (settings.refusal() !== undefined) {
      refuse(stream, '503 Service Unavailable');
      return;
    }
    const described = describe(request, found.params, settings.origins);
    wire.get(found.route)?.handleUpgrade(request, stream, head, (ws) => {
      keeper.adopt(ws, stream, (socket) => found.route.open(socket, described));
    });
  };
  http.on('upgrade', onUpgrade);
  return () => http.off('upgrade', onUpgrade);
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** The path below the server; undefined for one that is not below `basePath`. */
function pathOf(url: string, basePath: string): string | undefined {
  const path = url.split('?', 1)[0] ?? '';
  if (basePath === '') return path;
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}

function find(
  routes: readonly SocketRoute[],
  path: string | undefined,
): { readonly route: SocketRoute; readonly params: Readonly<Record<string, string>> } | undefined {
  if (path === undefined) return undefined;
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && /^[\w-]{1,64}$/.test(value)) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function describe(
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
  origins: ReadonlySet<string>,
): SocketRequest {
  const { headers } = request;
  const { origin, host } = headers;
  const offered = headers['sec-websocket-protocol'];
  return {
    params,
    offeredProtocols: offered === undefined ? [] : offered.split(',').map((name) => name.trim()),
    isOriginAllowed: origin === undefined || origins.has(origin) || isSameHost(origin, host),
    origin,
    header(name) {
      const value = headers[name];
      return typeof value === 'string' ? value : value?.join(', ');
    },
  };
}

/** The scheme is not compared: a proxy that ends TLS hides it. */
function isSameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
