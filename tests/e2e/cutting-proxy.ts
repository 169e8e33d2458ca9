import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A TCP proxy on loopback that ends each connection after so many bytes of the server. */
export interface CuttingProxy {
  readonly port: number;
  /** From now on for new connections. */
  limitBytes: number;
  close(): Promise<void>;
}

/** Proxies a free port of loopback to another one. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const proxy: { port: number; limitBytes: number } = { port: 0, limitBytes: Number.POSITIVE_INFINITY };
  const server = createServer((client) => {
    let left = proxy.limitBytes;
    const upstream = connect(targetPort, '127.0.0.1');
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => {
      if (chunk.length < left) {
        left -= chunk.length;
        client.write(chunk);
        return;
      }
      // What was written before must arrive, so no reset.
      client.end(chunk.subarray(0, left));
      left = 0;
      upstream.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.end());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.port = (server.address() as AddressInfo).port;
  return Object.assign(proxy, {
    async close() {
      server.close();
      await once(server, 'close');
    },
  });
}
