import type { LostReply } from '../faults/fault.ts';
import type { JsonObject } from '../json-value.ts';
import type { MessageStatus } from '../webhook/status-payload.ts';

/** A status that was reported for a message. */
export interface ReportedStatus {
  readonly status: MessageStatus;
  readonly at: Date;
  /** For `failed`. */
  readonly code?: number;
}

/** A message the business sent and the simulator accepted. This is the ledger: it counts what really was taken. */
export interface SentMessage {
  /** `wamid.…` */
  readonly id: string;
  readonly at: Date;
  /** `to` or `recipient` as the business wrote it. */
  readonly to: string;
  readonly addressedBy: 'phone' | 'user_id';
  /** The simulator's customer, or undefined for a number nobody plays. */
  readonly customerId: string | undefined;
  /** `text`, `image`, `template`, … */
  readonly type: string;
  /** The words in it: text body, caption or interactive body. */
  readonly text: string | undefined;
  /** `biz_opaque_callback_data`. */
  readonly callbackData: string | undefined;
  /** The whole request. */
  readonly body: JsonObject;
  /** In the order they were reported. */
  readonly statuses: readonly ReportedStatus[];
  /** Set when the answer to the send was lost on purpose. */
  readonly replyLost: LostReply | undefined;
}
