/** Which calls of the business a fault can hit. */
export type FaultTarget = 'send' | 'read_receipt' | 'media' | 'any';

/** How an answer gets lost after the message was accepted. */
export type LostReply =
  /** The socket is reset without an answer. */
  | 'reset'
  /** No answer ever; the caller's own timeout must fire. */
  | 'hang'
  /** Half of the announced bytes, then the socket closes. */
  | 'half_close'
  /** 200 with JSON that stops in the middle. */
  | 'truncated_json'
  /** 200 with an HTML page. */
  | 'html';

/** A fault of the answer to a call; nothing is recorded. */
export type RequestFault =
  | { kind: 'http_error'; status: 500 | 502 | 503 | 504; retryAfterSeconds?: number; on?: FaultTarget }
  | { kind: 'too_many_requests'; retryAfterSeconds?: number; on?: FaultTarget }
  | {
      kind: 'graph_error';
      code: number;
      details?: string;
      status?: number;
      retryAfterSeconds?: number;
      on?: FaultTarget;
    }
  | { kind: 'drop_connection'; on?: FaultTarget };

/** A fault after the call took effect. */
export type ReplyFault =
  | { kind: 'lose_reply'; how: LostReply; on?: FaultTarget }
  | { kind: 'slow_reply'; delayMs: number; on?: FaultTarget }
  /** The `sent` webhook is posted, and answered, before the send is. */
  | { kind: 'status_before_reply'; on?: 'send' };

/** A fault of what becomes of an accepted message. */
export type DeliveryFault =
  /** `failed` with this code; `after: 'delivered'` is the several-devices case. */
  | { kind: 'fail_status'; code: number; details?: string; after?: 'accepted' | 'delivered' }
  | { kind: 'shuffle_statuses' }
  | { kind: 'skip_status'; status: 'sent' | 'delivered' | 'read' }
  | { kind: 'duplicate_statuses'; extra?: number };

/** A fault of webhooks on their way. */
export type WebhookFault =
  /** The same body is posted `extra` more times. */
  | { kind: 'duplicate_webhook'; extra?: number }
  /** The next `size` webhooks are held back and posted in an order by the seed. */
  | { kind: 'reorder_webhooks'; size: number };

/** A fault of downloading media: the address answers 404, as after its 5 minutes. */
export type MediaFault = { kind: 'expire_media_url' };

/** Anything that can be made to go wrong. */
export type Fault = RequestFault | ReplyFault | DeliveryFault | WebhookFault | MediaFault;

/** The name of a fault. */
export type FaultKind = Fault['kind'];
