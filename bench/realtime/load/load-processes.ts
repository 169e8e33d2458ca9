import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, LoadReport } from './load-order.ts';

/** The processes that hold the sockets, as one. */
export interface LoadProcesses {
  /** Connects one socket for each name, shared out evenly; resolves when all are connected. */
  connect(order: Omit<Extract<LoadOrder, { readonly do: 'connect' }>, 'do'>): Promise<void>;
  tell(order: Exclude<LoadOrder, { readonly do: 'connect' | 'report' }>): Promise<void>;
  /** @param withLatencies false = they are left out */
  report(withLatencies?: boolean): Promise<LoadReport>;
  end(): Promise<void>;
}

/** Starts `count` processes of load. */
export function startLoadProcesses(count: number): LoadProcesses {
  const children = Array.from({ length: count }, () =>
    fork(join(import.meta.dirname, 'generator.ts'), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--max-old-space-size=4096'],
    }),
  );
  let asked = 0;
  const ask = (child: ChildProcess, order: LoadOrder): Promise<LoadReport | undefined> => {
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      const died = (code: number | null): void => reject(new Error(`A load process ended (exit ${code}).`));
      const listen = (message: { readonly id: number; readonly answer?: LoadReport }): void => {
        if (message.id !== id) return;
        child.off('message', listen);
        child.off('exit', died);
        resolve(message.answer);
      };
      child.on('message', listen);
      child.once('exit', died);
      child.send({ id, order });
    });
  };
  return {
    async connect({ names, ...order }) {
      await Promise.all(
        children.map((child, index) => {
          const own = names.filter((_, at) => at % count === index);
          return ask(child, { ...order, do: 'connect', names: own });
        }),
      );
    },
    async tell(order) {
      await Promise.all(children.map((child) => ask(child, order)));
    },
    async report(withLatencies = false) {
      const reports = await Promise.all(
        children.map((child) => ask(child, { do: 'report', withLatencies }) as Promise<LoadReport>),
      );
      return reports.reduce(sum);
    },
    async end() {
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const gone = once(child, 'exit');
          child.kill();
          await gone;
        }),
      );
    },
  };
}

function sum(one: LoadReport, other: LoadReport): LoadReport {
  const latencies = new Float32Array(one.latencies.length + other.latencies.length);
  latencies.set(one.latencies);
  latencies.set(other.latencies, one.latencies.length);
  return {
    connected: one.connected + other.connected,
    heard: one.heard + other.heard,
    twice: one.twice + other.twice,
    resyncs: one.resyncs + other.resyncs,
    latencies,
    failures: {
      ticket: one.failures.ticket + other.failures.ticket,
      socket: one.failures.socket + other.failures.socket,
    },
    lastConnectedAt: Math.max(one.lastConnectedAt ?? 0, other.lastConnectedAt ?? 0) || null,
    cpuSeconds: one.cpuSeconds + other.cpuSeconds,
  };
}
