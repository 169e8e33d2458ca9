/** How many may go at once, and how fast the right to send comes back. */
export interface PaceRule {
  readonly burst: number;
  /** Time for one more, in milliseconds. */
  readonly intervalMs: number;
}

/** What is left of a pace. Absent = nothing was sent yet. */
export interface Pace {
  /** May be a fraction. */
  readonly left: number;
  readonly at: Date;
}

/**
 * WhatsApp's limit of a business number: so many messages in any second (80; 20 beside the WhatsApp Business app; 1000
 * after an upgrade). A tenth may go at once and the rest is spread, so that no second holds more than the limit.
 */
export function numberPace(messagesPerSecond: number): PaceRule {
  const burst = Math.max(1, Math.floor(messagesPerSecond / 10));
  const perSecond = Math.max(messagesPerSecond - burst, messagesPerSecond / 2);
  return { burst, intervalMs: 1000 / perSecond };
}

/** How long until one may be sent, in whole milliseconds; 0 = now. */
export function paceWaitMs(pace: Pace | undefined, rule: PaceRule, at: Date): number {
  const left = leftAt(pace, rule, at);
  return left >= 1 ? 0 : Math.ceil((1 - left) * rule.intervalMs);
}

/** After one was sent. */
export function paceAfterSend(pace: Pace | undefined, rule: PaceRule, at: Date): Pace {
  return { left: leftAt(pace, rule, at) - 1, at: latest(pace, at) };
}

/** True once nothing is remembered any more, so that the entry may be forgotten. */
export function isRested(pace: Pace, rule: PaceRule, at: Date): boolean {
  return leftAt(pace, rule, at) >= rule.burst;
}

/**
 * How long to leave a customer alone after the provider refused a message because of the pair rate (131056), in
 * milliseconds: 4^n seconds, n counting from 0. WhatsApp Cloud API, pair rate limits.
 */
export function pairRefusalWaitMs(refusalsBefore: number): number {
  return 1000 * 4 ** Math.min(refusalsBefore, 5);
}

function leftAt(pace: Pace | undefined, rule: PaceRule, at: Date): number {
  if (pace === undefined) return rule.burst;
  // A tolerance for what floating point loses, so that waiting as long as told is enough.
  const regained = Math.max(0, at.getTime() - pace.at.getTime()) / (rule.intervalMs || 1e-9) + 1e-9;
  return Math.min(rule.burst, pace.left + regained);
}

function latest(pace: Pace | undefined, at: Date): Date {
  return pace !== undefined && pace.at > at ? pace.at : at;
}
