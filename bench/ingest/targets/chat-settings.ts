/** How one Chat SDK server of the comparison is set up; handed to its process as JSON. */
export interface ChatSettings {
  /** Where the library keeps its state. */
  readonly state: { readonly kind: 'pg' | 'redis'; readonly url: string };
  /** The library's strategy for messages that overlap on one thread. */
  readonly concurrency: 'queue' | 'concurrent';
  /** `after_handler` answers when the promise given to `waitUntil` resolves, `at_once` as the library answers by itself. */
  readonly ack: 'after_handler' | 'at_once';
  /** Database of the handler's own table; `undefined` keeps only the history that the library keeps itself. */
  readonly messagesUrl: string | undefined;
  readonly appSecret: string;
  readonly phoneNumberId: string;
}

/** From the server to the benchmark. */
export type FromServer = { readonly type: 'listening'; readonly port: number } | { readonly type: 'settled' };

/** From the benchmark to the server. */
export type ToServer = { readonly type: 'settle' } | { readonly type: 'stop' };
