/** Where flows take the time from. Rules never see it: they get `at` as a value. */
export interface Clock {
  now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };
