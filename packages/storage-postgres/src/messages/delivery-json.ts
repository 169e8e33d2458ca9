import type { Delivery, DeliveryEvidence, MessageUpdate, Reaction, Revision } from '@parley/core';

/** A value after a trip through JSON: dates have become text. */
export type Json<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Json<T[Key]> }
      : T;

/** A delivery read back from jsonb. */
export function toDelivery(stored: Json<Delivery>): Delivery {
  const times = Object.entries(stored.times).map(([status, at]) => [status, new Date(at as string)] as const);
  return { ...(stored as unknown as Delivery), times: Object.fromEntries(times) };
}

/**
 * Since when a message waits to leave: since its newest attempt while it is being sent or waits for the next one, else
 * since it was queued. Null once it has left, or never will.
 */
export function undeliveredSince(delivery: Delivery): Date | null {
  const { queued, sending } = delivery.times;
  if (delivery.status === 'sending') return sending ?? queued ?? null;
  if (delivery.status !== 'queued') return null;
  if (queued === undefined || sending === undefined) return queued ?? sending ?? null;
  return new Date(Math.max(queued.getTime(), sending.getTime()));
}

/** Reactions read back from jsonb. */
export function toReactions(stored: readonly Json<Reaction>[] | null): readonly Reaction[] {
  return (stored ?? []).map((reaction) => ({
    ...(reaction as unknown as Reaction),
    at: new Date(reaction.at),
  }));
}

/** Revisions read back from jsonb. */
export function toRevisions(stored: readonly Json<Revision>[] | null): readonly Revision[] {
  return (stored ?? []).map((revision) => ({
    ...(revision as unknown as Revision),
    until: new Date(revision.until),
  }));
}

/** A parked change read back from jsonb. */
export function toMessageUpdate(stored: Json<MessageUpdate>): MessageUpdate {
  if (stored.type !== 'delivery') {
    return {
      ...(stored as unknown as Exclude<MessageUpdate, { type: 'delivery' }>),
      at: new Date(stored.at),
    };
  }
  const evidence = stored.evidence as unknown as DeliveryEvidence;
  return { type: 'delivery', evidence: { ...evidence, at: new Date(stored.evidence.at) } };
}
