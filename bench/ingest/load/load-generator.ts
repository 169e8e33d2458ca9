import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FromGenerator, LoadOrder, LoadResult, ToGenerator } from './load-order.ts';
import type { WebhookSourceOptions } from './webhook-source.ts';

/** What the benchmark does at the edges of the measured time. */
export interface LoadEdges {
  /** Called when the warm-up is over. */
  readonly measuring?: () => void;
  /** Called when the clock stopped. */
  readonly measured?: () => void;
  /** Called every second with the acknowledgements so far. */
  readonly progress?: (acks: number) => void;
}

/** The generator process, seen from the benchmark. */
export interface LoadGenerator {
  /** Names the server that the next runs talk to; message numbers start at 0 again. */
  aim(source: WebhookSourceOptions): Promise<void>;
  run(order: LoadOrder, edges?: LoadEdges): Promise<LoadResult>;
  /** Ends the run that is going on: nothing more is sent. */
  stopRun(): void;
  end(): Promise<void>;
}

/** Starts the generator process. */
export function startLoadGenerator(): LoadGenerator {
  const child: ChildProcess = fork(join(import.meta.dirname, 'generator.ts'), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const tell = (message: ToGenerator): void => {
    child.send(message);
  };
  const hear = <T>(handle: (message: FromGenerator, done: (value: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      const died = (code: number | null): void =>
        reject(new Error(`The load generator ended (exit ${code}).`));
      const listen = (message: FromGenerator): void =>
        handle(message, (value) => {
          child.off('message', listen);
          child.off('exit', died);
          resolve(value);
        });
      child.on('message', listen);
      child.once('exit', died);
    });

  return {
    aim: (source) => {
      const ready = hear<void>((message, done) => {
        if (message.type === 'ready') done();
      });
      tell({ type: 'target', source });
      return ready;
    },
    run: (order, edges = {}) => {
      const result = hear<LoadResult>((message, done) => {
        if (message.type === 'result') done(message.result);
        else if (message.type === 'measuring') edges.measuring?.();
        else if (message.type === 'measured') edges.measured?.();
        else if (message.type === 'progress') edges.progress?.(message.acks);
      });
      tell({ type: 'run', order });
      return result;
    },
    stopRun: () => tell({ type: 'stop' }),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
