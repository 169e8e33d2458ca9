import type { ChatClock } from '../chat-clock.ts';

/** A clock that moves when a test says so. */
export class ManualClock implements ChatClock {
  private at = Date.UTC(2026, 0, 5, 9);
  private timers: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.at;
  }

  random(): number {
    return 0.5;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.at + delayMs, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Runs what is due within `ms`, in order. */
  advance(ms: number): void {
    const until = this.at + ms;
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((other) => other !== next);
      this.at = Math.max(this.at, next.at);
      next.run();
    }
    this.at = until;
  }
}
