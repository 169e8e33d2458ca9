import type { MessageStatus } from '../webhook/status-payload.ts';

/** One status to report. */
export interface PlannedStatus {
  readonly status: MessageStatus;
  /** When it happens, in simulated milliseconds after the send; becomes its timestamp. */
  readonly afterMs: number;
  /** When it is told; differs from `afterMs` when shuffled. */
  readonly toldAfterMs: number;
  readonly error?: { code: number; details?: string };
}

/** What decides the statuses of one message. */
export interface StatusPlanInput {
  readonly sentMs: number;
  readonly deliveredMs: number;
  readonly readMs: number;
  /** The phone reads it at once. */
  readonly willRead: boolean;
  /** Reactions report nothing beyond `sent`. */
  readonly isReaction: boolean;
  readonly failure?: { code: number; details?: string; after: 'accepted' | 'delivered' } | undefined;
  readonly skip?: MessageStatus | undefined;
  /** How often each status is told in addition. */
  readonly extra: number;
  /** Tells all of them at the last moment in the order this gives; absent for the natural order. */
  readonly shuffle?: (<T>(items: readonly T[]) => readonly T[]) | undefined;
}

/** The statuses of one accepted message, in the order they are told. */
export function planStatuses(input: StatusPlanInput): readonly PlannedStatus[] {
  const failure = input.failure;
  if (failure?.after === 'accepted') {
    const error = {
      code: failure.code,
      ...(failure.details === undefined ? {} : { details: failure.details }),
    };
    return repeated(
      [{ status: 'failed', afterMs: input.sentMs, toldAfterMs: input.sentMs, error }],
      input.extra,
    );
  }
  const moments: { status: MessageStatus; afterMs: number; error?: { code: number; details?: string } }[] = [
    { status: 'sent', afterMs: input.sentMs },
  ];
  if (!input.isReaction) {
    const deliveredMs = Math.max(input.sentMs, input.deliveredMs);
    moments.push({ status: 'delivered', afterMs: deliveredMs });
    if (input.willRead) moments.push({ status: 'read', afterMs: Math.max(deliveredMs, input.readMs) });
    if (failure !== undefined) {
      const error = {
        code: failure.code,
        ...(failure.details === undefined ? {} : { details: failure.details }),
      };
      moments.push({ status: 'failed', afterMs: deliveredMs, error });
    }
  }
  const kept = moments.filter((moment) => moment.status !== input.skip);
  const lastMs = Math.max(0, ...kept.map((moment) => moment.afterMs));
  const told = input.shuffle?.(kept).map((moment) => ({ ...moment, toldAfterMs: lastMs }));
  return repeated(told ?? kept.map((moment) => ({ ...moment, toldAfterMs: moment.afterMs })), input.extra);
}

function repeated(statuses: readonly PlannedStatus[], extra: number): readonly PlannedStatus[] {
  return statuses.flatMap((status) => Array.from({ length: extra + 1 }, () => status));
}
