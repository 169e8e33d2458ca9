import { canonicalJson, type JsonValue } from '../json.ts';

/** Every state the delivery of an outbound message can be in; `docs/state-machines/delivery-status.md` draws it. */
export const deliveryStatuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'blocked',
  'unknown',
] as const;
/** One of {@link deliveryStatuses}. */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Why a message failed, was blocked, or is unknown. */
export interface DeliveryError {
  /** Ours, stable, e.g. `recipient_unreachable`, `service_window_closed`. */
  readonly code: string;
  /** The provider's own code, e.g. `131026`. */
  readonly providerCode?: string;
  /** What happened, for staff. */
  readonly message: string;
  /** What to do, for staff. */
  readonly fix?: string;
}

/** What a provider tells about a message it was handed. */
export interface DeliveryEvidence {
  readonly status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
  /** The provider's time. */
  readonly at: Date;
  readonly error?: DeliveryError;
  /** What the provider says it costs, kept as it came. */
  readonly pricing?: JsonValue;
}

/** The delivery of one outbound message. */
export interface Delivery {
  readonly status: DeliveryStatus;
  /** When each state was reached: our clock for queued and sending, the provider's for the rest; the earliest counts. */
  readonly times: Readonly<Partial<Record<DeliveryStatus | 'played', Date>>>;
  readonly error?: DeliveryError;
  /** True when one of the customer's devices failed although another one got it. */
  readonly partlyFailed?: boolean;
  readonly pricing?: JsonValue;
  /** How many times it was handed to the provider. */
  readonly attempts: number;
}

/** What our own side did with a message. */
export type DeliveryStep =
  | { readonly type: 'claim' }
  | { readonly type: 'accepted' }
  | { readonly type: 'retry'; readonly error: DeliveryError }
  | { readonly type: 'refuse'; readonly error: DeliveryError }
  | { readonly type: 'block'; readonly error: DeliveryError }
  | { readonly type: 'lose'; readonly error: DeliveryError };

/** The moves our own side may make. Evidence from the provider is merged by {@link mergeEvidence} instead. */
export const allowedSteps = {
  queued: ['claim', 'block', 'refuse'],
  sending: ['accepted', 'retry', 'refuse', 'block', 'lose'],
  sent: [],
  delivered: [],
  read: [],
  failed: [],
  blocked: [],
  unknown: [],
} as const satisfies Record<DeliveryStatus, readonly DeliveryStep['type'][]>;

/** A message that waits for its first attempt. */
export function queuedDelivery(at: Date): Delivery {
  return { status: 'queued', times: { queued: at }, attempts: 0 };
}

/**
 * One step of our own side, or undefined where it may no longer be made: evidence came first, and evidence wins.
 */
export function stepDelivery(current: Delivery, step: DeliveryStep, at: Date): Delivery | undefined {
  const allowed: readonly DeliveryStep['type'][] = allowedSteps[current.status];
  if (!allowed.includes(step.type)) return undefined;
  switch (step.type) {
    case 'claim':
      return {
        ...withoutError(current),
        status: 'sending',
        times: { ...current.times, sending: at },
        attempts: current.attempts + 1,
      };
    case 'accepted':
      return { ...withoutError(current), status: 'sent', times: { ...current.times, sent: at } };
    case 'retry':
      return { ...current, status: 'queued', error: step.error };
    case 'refuse':
      return { ...current, status: 'failed', error: step.error, times: { ...current.times, failed: at } };
    case 'block':
      return { ...current, status: 'blocked', error: step.error, times: { ...current.times, blocked: at } };
    case 'lose':
      return { ...current, status: 'unknown', error: step.error, times: { ...current.times, unknown: at } };
    default:
      return step satisfies never;
  }
}

const rank: Record<DeliveryStatus, number> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  blocked: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  read: 6,
};

/**
 * Merges what the provider says. The result does not depend on the order in which evidence comes, nor on how
 * often: it never moves back, the earliest time of each state is kept, a failure stands unless the message
 * provably arrived (WhatsApp reports per device, so one message can be both).
 */
export function mergeEvidence(current: Delivery, evidence: DeliveryEvidence): Delivery {
  const reached: DeliveryStatus = evidence.status === 'played' ? 'read' : evidence.status;
  const times = {
    ...current.times,
    [evidence.status]: earliest(current.times[evidence.status], evidence.at),
  };
  const arrived = rank[current.status] >= rank.delivered || rank[reached] >= rank.delivered;
  const hasFailed = current.status === 'failed' || current.partlyFailed === true || reached === 'failed';
  const status = rank[reached] > rank[current.status] ? reached : current.status;
  const error = reached === 'failed' ? firstError(current, evidence) : current.error;
  const pricing = smallest(current.pricing, evidence.pricing);
  const keepsError = error !== undefined && (status === 'failed' || (arrived && hasFailed));
  const { error: _error, partlyFailed: _partlyFailed, pricing: _pricing, ...rest } = current;
  return {
    ...rest,
    status,
    times,
    ...(keepsError ? { error } : {}),
    ...(arrived && hasFailed ? { partlyFailed: true } : {}),
    ...(pricing === undefined ? {} : { pricing }),
  };
}

/** True when merging changed nothing, so nothing need be written. */
export function sameDelivery(left: Delivery, right: Delivery): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

/** Of several failures the earliest speaks, so that their order of arrival does not matter. */
function firstError(current: Delivery, evidence: DeliveryEvidence): DeliveryError | undefined {
  const failedAt = current.times.failed;
  if (current.error === undefined || failedAt === undefined) return evidence.error ?? current.error;
  if (evidence.error === undefined || evidence.at > failedAt) return current.error;
  if (evidence.at < failedAt) return evidence.error;
  return canonicalJson(evidence.error) < canonicalJson(current.error) ? evidence.error : current.error;
}

function smallest(left: JsonValue | undefined, right: JsonValue | undefined): JsonValue | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return canonicalJson(right) < canonicalJson(left) ? right : left;
}

function earliest(left: Date | undefined, right: Date): Date {
  return left !== undefined && left <= right ? left : right;
}

function withoutError(delivery: Delivery): Delivery {
  const { error: _error, ...rest } = delivery;
  return rest;
}
