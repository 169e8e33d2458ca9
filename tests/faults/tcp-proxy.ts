import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on loopback whose wire can be cut or frozen. */
export interface TcpProxy {
  readonly port: number;
  /** Nothing passes any more and nobody is told: what a half-open connection looks like. */
  freeze(): void;
  /** Bytes pass again, those held back first. */
  thaw(): void;
  /** Ends every connection with a reset. */
  cut(): void;
  /** Refuses new connections until {@link TcpProxy.accept}. */
  refuse(): void;
  accept(): void;
  close(): Promise<void>;
}

/** Proxies `127.0.0.1:<free port>` to a port on loopback. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isFrozen = false;
  let isRefusing = false;
  const server = createServer((client) => {
    if (isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(targetPort, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const [from, to] of [pair, [upstream, client]] as const) {
      from.on('data', (chunk) => {
        to.write(chunk);
      });
      from.on('error', end);
      from.on('close', end);
      if (isFrozen) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const each = (act: (socket: Socket) => void): void => {
    for (const [client, upstream] of pairs) {
      act(client);
      act(upstream);
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      isFrozen = true;
      each((socket) => socket.pause());
    },
    thaw() {
      isFrozen = false;
      each((socket) => socket.resume());
    },
    cut() {
      each((socket) => socket.resetAndDestroy());
    },
    refuse() {
      isRefusing = true;
    },
    accept() {
      isRefusing = false;
    },
    async close() {
      each((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
