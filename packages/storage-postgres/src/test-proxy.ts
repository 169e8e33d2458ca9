import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire between storage and server that a test can hold and cut. */
export interface TestProxy {
  /** The server's address, through the wire. */
  readonly url: string;
  /** Nothing gets through any more, and nobody is told. New connections are taken and left without an answer. */
  freeze(): void;
  /** Nothing gets through what is open now, and nobody is told, as after a switch-over; new connections go through. */
  strand(): void;
  /** What is open is cut; new connections go through again. */
  heal(): void;
  /** The next time a client sends this text, it still gets through, but the connection is cut before the answer. */
  cutAfter(text: string): void;
  close(): Promise<void>;
}

/** Puts a proxy on a free port in front of a server. */
export async function createTestProxy(serverUrl: string): Promise<TestProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const stranded = new WeakSet<Socket>();
  let isFrozen = false;
  let cutText: string | undefined;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    keep(client);
    const upstream = connect(Number(target.port), target.hostname);
    keep(upstream);
    let isCut = false;
    client.on('data', (chunk) => {
      if (isFrozen || stranded.has(client)) return;
      upstream.write(chunk);
      if (cutText !== undefined && chunk.includes(cutText)) {
        cutText = undefined;
        isCut = true;
      }
    });
    upstream.on('data', (chunk) => {
      if (isFrozen || stranded.has(client)) return;
      if (isCut) client.destroy();
      else client.write(chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    freeze() {
      isFrozen = true;
    },
    strand() {
      for (const socket of sockets) stranded.add(socket);
    },
    heal() {
      isFrozen = false;
      cutAll();
    },
    cutAfter(text) {
      cutText = text;
    },
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
