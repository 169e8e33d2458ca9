/** Time that only passes when a test says so. Everything due at one moment runs in the order it was set. */
export class VirtualTime {
  now = Date.parse('2026-03-02T10:00:00.000Z');
  private timers: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
  private made = 0;

  readonly set = (run: () => void, delayMs: number): object => {
    this.made += 1;
    const timer = { at: this.now + Math.max(0, delayMs), order: this.made, run };
    let index = this.timers.length;
    while (index > 0 && (this.timers[index - 1]?.at ?? 0) > timer.at) index -= 1;
    this.timers.splice(index, 0, timer);
    return timer;
  };

  readonly clear = (timer: unknown): void => {
    this.timers = this.timers.filter((other) => other !== timer);
  };

  /** Lets time pass, with everything that becomes due in it, and calls `watch` after each thing. */
  async pass(ms: number, watch: () => void): Promise<void> {
    const end = this.now + ms;
    await settled();
    watch();
    for (;;) {
      const next = this.timers[0];
      if (next === undefined || next.at > end) break;
      this.timers.shift();
      this.now = next.at;
      next.run();
      await settled();
      watch();
    }
    this.now = end;
  }
}

/** All promises that can go on have gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
