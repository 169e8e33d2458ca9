import { createHeardMessages } from './heard-messages.ts';
import type { LoadOrder, LoadReport } from './load-order.ts';
import type { LoadSocket } from './load-socket.ts';
import { connectParley } from './parley-socket.ts';
import { connectSocketIo } from './socketio-socket.ts';

const heard = createHeardMessages();
const sockets: LoadSocket[] = [];
const pollMs = 20;

async function connect(order: Extract<LoadOrder, { readonly do: 'connect' }>): Promise<void> {
  const { kind, url, names, atOnce } = order;
  for (let at = 0; at < names.length; at += atOnce) {
    const group = names
      .slice(at, at + atOnce)
      .map((name) => (kind === 'parley' ? connectParley(order, name, heard) : connectSocketIo(url, heard)));
    sockets.push(...group);
    while (group.some(({ isConnected }) => !isConnected))
      await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function report(withLatencies: boolean): LoadReport {
  const { user, system } = process.cpuUsage();
  return {
    connected: sockets.filter(({ isConnected }) => isConnected).length,
    heard: heard.heard,
    twice: heard.twice,
    resyncs: heard.resyncs,
    latencies: Float32Array.from(withLatencies ? heard.latencies : []),
    failures: heard.failures,
    lastConnectedAt: heard.lastConnectedAt,
    cpuSeconds: (user + system) / 1e6,
  };
}

async function obey(order: LoadOrder): Promise<LoadReport | undefined> {
  switch (order.do) {
    case 'connect':
      await connect(order);
      return undefined;
    case 'reset':
      heard.reset();
      for (const socket of sockets) socket.reset();
      return undefined;
    case 'cut':
      for (const socket of sockets) socket.cut();
      return undefined;
    case 'close':
      for (const socket of sockets.splice(0)) socket.close();
      return undefined;
    case 'report':
      return report(order.withLatencies);
    default:
      return order satisfies never;
  }
}

process.on('message', ({ id, order }: { readonly id: number; readonly order: LoadOrder }) => {
  void obey(order).then((answer) => process.send?.({ id, answer }));
});
