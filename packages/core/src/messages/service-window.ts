/** What a channel says about when free-form messages are allowed. Absent on a channel = always. */
export interface ServiceWindowRule {
  /** How long after the customer's last message, in milliseconds. WhatsApp: 24 h. */
  readonly durationMs: number;
  /** We close this much earlier than the provider, in milliseconds, so that clocks may differ. */
  readonly marginMs: number;
}

/** Whether free-form messages may be sent now. `none` = the channel has no window. */
export type ServiceWindow =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly endsAt: Date }
  | { readonly state: 'closed' /** Absent = the customer never wrote. */; readonly endedAt?: Date };

/**
 * The window of one customer in one inbox. `lastInboundAt` is the channel's own time of the customer's newest
 * message or call, never ours.
 */
export function serviceWindow(
  rule: ServiceWindowRule | undefined,
  lastInboundAt: Date | undefined,
  at: Date,
): ServiceWindow {
  if (rule === undefined) return { state: 'none' };
  if (lastInboundAt === undefined) return { state: 'closed' };
  const endsAt = new Date(lastInboundAt.getTime() + rule.durationMs - rule.marginMs);
  return at < endsAt ? { state: 'open', endsAt } : { state: 'closed', endedAt: endsAt };
}
