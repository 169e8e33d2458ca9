/** A server whose sockets are measured. It can be killed and started again on the same port. */
export interface BenchTarget {
  readonly kind: 'parley' | 'socketio';
  readonly url: string;
  readonly apiKey: string;
  readonly pid: number;
  /** Who connects: one name for each socket. */
  readonly names: readonly string[];
  /** Hands the server a message with this text from its own customer; resolves to the answer's status, 0 if there was none. */
  send(number: number, text: string): Promise<number>;
  /** Starts it; resolves when it takes requests. */
  start(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Ends it and removes what it stored. */
  remove(): Promise<void>;
}
