import type { WebhookSourceOptions } from './webhook-source.ts';

/** Every connection sends its next message when the last one was answered. */
export interface ClosedLoopOrder {
  readonly kind: 'closed';
  readonly connections: number;
  readonly warmupSeconds: number;
  readonly seconds: number;
}

/** Messages are due at fixed moments whatever the server does; latency counts from the due moment. */
export interface OpenModelOrder {
  readonly kind: 'open';
  readonly ratePerSecond: number;
  readonly maxConnections: number;
  readonly warmupSeconds: number;
  readonly seconds: number;
}

/** A fixed number of messages, for instance the first one of every customer. */
export interface CountedOrder {
  readonly kind: 'counted';
  readonly connections: number;
  readonly messages: number;
}

/** What the load generator is asked to do. */
export type LoadOrder = (ClosedLoopOrder | OpenModelOrder | CountedOrder) & {
  /** Sign this many messages before the clock starts. */
  readonly prepare: number;
};

/** Milliseconds from sending (closed loop) or from the due moment (open model) to the whole answer. */
export interface AckLatency {
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** What the load generator saw. */
export interface LoadResult {
  /** Numbers of all messages that got a 2xx, warm-up included. */
  readonly acked: Uint32Array;
  /** Requests sent, warm-up included. */
  readonly sent: number;
  /** Answers that were not 2xx, by status or `connection_lost`. */
  readonly refused: Readonly<Record<string, number>>;
  /** 2xx answers while the clock ran. */
  readonly measuredAcks: number;
  /** How long the clock ran. */
  readonly measuredSeconds: number;
  readonly latency: AckLatency;
  /** Processor time of the generator while the clock ran, in percent of one core. */
  readonly generatorCpuPercent: number;
  /** Requests that had to be signed while the clock ran. */
  readonly signedLate: number;
}

/** From the benchmark to the generator. */
export type ToGenerator =
  | { readonly type: 'target'; readonly source: WebhookSourceOptions }
  | { readonly type: 'run'; readonly order: LoadOrder }
  | { readonly type: 'stop' };

/** From the generator to the benchmark. */
export type FromGenerator =
  | { readonly type: 'ready' }
  /** The warm-up is over: counters are read now. */
  | { readonly type: 'measuring' }
  /** The clock stopped; answers that are still out are being awaited. */
  | { readonly type: 'measured' }
  | { readonly type: 'progress'; readonly acks: number }
  | { readonly type: 'result'; readonly result: LoadResult };
