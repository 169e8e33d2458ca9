/** How a server is reached and what it must hold afterwards. */
export interface RunningTarget {
  /** Full address of its webhook on loopback. */
  readonly webhookUrl: string;
  /** App secret that signs its webhooks. */
  readonly appSecret: string;
  /** `metadata.phone_number_id` that it expects. */
  readonly phoneNumberId: string;
  /** Process of the server. */
  readonly pid: number;
  /** Database whose statements are counted. */
  readonly databaseName: string;
  /** Connection string of that database. */
  readonly databaseUrl: string;
  /** Provider ids of all messages that are stored, a message stored twice being there twice. */
  storedIds(): Promise<string[]>;
  /** Commands its Redis has processed, when it has one. */
  redisCommands?(): Promise<number>;
  /** Resolves when nothing that was acknowledged is still being worked on. */
  settled(): Promise<void>;
  /** Stops it as a deployment would. */
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Removes its data, after {@link RunningTarget.stop} or {@link RunningTarget.kill}. */
  remove(): Promise<void>;
}

/** Something that takes webhooks. */
export interface Target {
  /** Name for `--only` and the results file. */
  readonly id: string;
  /** Line of the table. */
  readonly label: string;
  /** When the sender gets its 2xx. */
  readonly acksAfterStoring: boolean;
  start(): Promise<RunningTarget>;
}
