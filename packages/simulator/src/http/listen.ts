import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { SimulatorError } from '../simulator-error.ts';
import type { Reply } from './reply.ts';

/** A running simulator. */
export interface ListeningSimulator {
  /** E.g. `http://127.0.0.1:3001`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/** Where to listen. */
export interface ListenOptions {
  /** 0 for a free one. @defaultValue 0 */
  readonly port?: number;
  /** @defaultValue '127.0.0.1' */
  readonly host?: string;
}

function requestOf(incoming: IncomingMessage, origin: string, signal: AbortSignal): Request {
  const host = incoming.headers.host;
  const base = host === undefined ? origin : `http://${host}`;
  const url = new URL(incoming.url ?? '/', URL.canParse(base) ? base : origin);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const item of Array.isArray(value) ? value : [value ?? '']) headers.append(name, item);
  }
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const body = Readable.toWeb(incoming) as unknown as ReadableStream<Uint8Array>;
  return new Request(url, { method, headers, signal, body, duplex: 'half' });
}

async function writeResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    outgoing.end();
    return;
  }
  const body = Readable.fromWeb(response.body as unknown as NodeReadableStream);
  outgoing.on('close', () => body.destroy());
  for await (const chunk of body) {
    if (!outgoing.write(chunk))
      await new Promise((resolve) => outgoing.once('drain', resolve).once('close', resolve));
  }
  outgoing.end();
}

async function writeHalf(outgoing: ServerResponse, response: Response): Promise<void> {
  const bytes = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': bytes.length,
  });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
}

async function write(incoming: IncomingMessage, outgoing: ServerResponse, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'response':
      return writeResponse(outgoing, reply.response);
    case 'half':
      return writeHalf(outgoing, reply.response);
    case 'reset':
      incoming.socket.resetAndDestroy();
      return;
    case 'hang':
      // Left open until the caller gives up or the simulator closes.
      return;
  }
}

function start(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const message = taken
        ? `Port ${port} on ${host} is taken. Stop what uses it, or give another port.`
        : `Could not listen on ${host}:${port} (${error.code ?? error.message}).`;
      reject(new SimulatorError(taken ? 'port_in_use' : 'invalid_option', message, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Serves `handle` over HTTP. @throws {@link SimulatorError} `port_in_use`. */
export async function listen(
  handle: (request: Request) => Promise<Reply>,
  options: ListenOptions = {},
): Promise<ListeningSimulator> {
  const host = options.host ?? '127.0.0.1';
  let origin = 'http://localhost';
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    handle(requestOf(incoming, origin, gone.signal))
      .then((reply) => write(incoming, outgoing, reply))
      .catch(() => {
        if (!outgoing.headersSent) outgoing.writeHead(500);
        outgoing.destroy();
      });
  });
  const port = await start(server, options.port ?? 0, host);
  origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url: origin,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
