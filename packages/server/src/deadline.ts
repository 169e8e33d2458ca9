/** Something that must happen in time. */
export interface Deadline {
  /** It happened. Harmless when it is over already. */
  met(): void;
}

/** Starts a deadline; `miss` is called once its time is over, unless it is met. */
export type StartDeadline = (miss: () => void) => Deadline;

/** A deadline of any length, for what is not asked often. */
export function oneDeadline(ms: number): StartDeadline {
  return (miss) => {
    const timer = setTimeout(miss, ms);
    return { met: () => clearTimeout(timer) };
  };
}

interface Pending {
  readonly dueAt: number;
  readonly miss: () => void;
  before: Pending | undefined;
  after: Pending | undefined;
}

/**
 * Makes deadlines that are all equally long, so that they end in the order they began in: one timer waits for the first, and
 * goes on running when that one is met. A timer each would be set up and taken down again with every webhook.
 *
 * @returns starts one of `ms`, which is missed at most a millisecond late
 */
export function createDeadlines(ms: number): StartDeadline {
  let first: Pending | undefined;
  let last: Pending | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (pending: Pending): void => {
    const { before, after } = pending;
    if (before === undefined && first !== pending) return;
    if (before === undefined) first = after;
    else before.after = after;
    if (after === undefined) last = before;
    else after.before = before;
    pending.before = undefined;
    pending.after = undefined;
  };
  const wait = (forMs: number): void => {
    timer = setTimeout(check, forMs);
    // What waits has a connection that keeps the process up; a timer without anything to wait for must not.
    (timer as { unref?: () => void }).unref?.();
  };
  function check(): void {
    timer = undefined;
    const now = performance.now();
    for (let due = first; due !== undefined && due.dueAt <= now; due = first) {
      take(due);
      due.miss();
    }
    if (first !== undefined && timer === undefined) wait(Math.ceil(first.dueAt - now));
  }
  return (miss) => {
    const pending: Pending = { dueAt: performance.now() + ms, miss, before: last, after: undefined };
    if (last === undefined) first = pending;
    else last.after = pending;
    last = pending;
    if (timer === undefined) wait(Math.ceil(ms));
    return { met: () => take(pending) };
  };
}
