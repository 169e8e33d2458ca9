import { SimulatorError } from '../simulator-error.ts';

/** How simulated time passes: `virtual` stands still until told, `real` follows the machine. */
export type ClockMode = 'virtual' | 'real';

/** Reading and moving the simulator's time. */
export interface SimulatorClock {
  /** The simulator's current time. */
  now(): Date;
  /** Milliseconds of simulated time since the simulator was created. */
  elapsedMs(): number;
  /** Moves time on and does everything that falls due on the way, in order. Works in both modes. */
  advance(byMs: number): Promise<void>;
  /** How many steps are waiting for their time or are being done. */
  readonly pending: number;
}

interface Task {
  readonly dueMs: number;
  readonly order: number;
  readonly lane: string;
  readonly run: () => Promise<void> | void;
}

// Taken at load time, so that a test's fake timers do not stop the simulator.
const soon = setImmediate;
const startTimer = setTimeout;
const stopTimer = clearTimeout;

/** What a {@link TaskClock} is made from. */
export interface TaskClockOptions {
  /** See {@link ClockMode}. */
  readonly mode: ClockMode;
  /** The time underneath; {@link SimulatorClock.advance} adds to it. */
  readonly now: () => Date;
  /** How many steps run at once. In `virtual` mode give 1, so that the order never depends on the machine. */
  readonly concurrency: number;
}

/** The simulator's clock and its list of things to do. Steps of one lane never overlap. */
export class TaskClock implements SimulatorClock {
  readonly #options: TaskClockOptions;
  readonly #startMs: number;
  readonly #busyLanes = new Set<string>();
  readonly #waiting = new Set<() => void>();
  #tasks: Task[] = [];
  #offsetMs = 0;
  #order = 0;
  #kicked = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #firstError: unknown;

  constructor(options: TaskClockOptions) {
    this.#options = options;
    this.#startMs = options.now().getTime();
  }

  now(): Date {
    return new Date(this.#nowMs());
  }

  elapsedMs(): number {
    return this.#nowMs() - this.#startMs;
  }

  get pending(): number {
    return this.#tasks.length + this.#busyLanes.size;
  }

  /** Does `run` once `delayMs` of simulated time has passed. Returns a function that calls it off. */
  schedule(delayMs: number, lane: string, run: () => Promise<void> | void): () => void {
    if (this.#closed) return () => undefined;
    this.#order += 1;
    const task: Task = { dueMs: this.#nowMs() + Math.max(0, delayMs), order: this.#order, lane, run };
    const at = this.#tasks.findIndex((other) => other.dueMs > task.dueMs);
    if (at === -1) this.#tasks.push(task);
    else this.#tasks.splice(at, 0, task);
    this.#kick();
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
      this.#kick();
    };
  }

  async advance(byMs: number): Promise<void> {
    if (!(byMs >= 0))
      throw new SimulatorError('invalid_option', 'advance() needs zero or more milliseconds.');
    const targetMs = this.#nowMs() + byMs;
    if (this.#options.mode === 'virtual') await this.#jumpThrough((dueMs) => dueMs <= targetMs);
    this.#offsetMs += Math.max(0, targetMs - this.#nowMs());
    this.#kick();
    await this.#until(() => !this.#hasDue() && this.#busyLanes.size === 0);
    this.#throwFirstError();
  }

  /**
   * Resolves when nothing is scheduled or under way. In `virtual` mode time jumps forward to each next step.
   * @throws whatever a step threw.
   */
  async settled(): Promise<void> {
    if (this.#options.mode === 'virtual') await this.#jumpThrough(() => true);
    await this.#until(() => this.pending === 0);
    this.#throwFirstError();
  }

  /** Drops everything scheduled and lets every waiter go. */
  close(): void {
    this.#closed = true;
    this.#tasks = [];
    stopTimer(this.#timer);
    this.#wake();
  }

  #nowMs(): number {
    return this.#options.now().getTime() + this.#offsetMs;
  }

  #hasDue(): boolean {
    const first = this.#tasks[0];
    return first !== undefined && first.dueMs <= this.#nowMs();
  }

  async #jumpThrough(within: (dueMs: number) => boolean): Promise<void> {
    for (;;) {
      await this.#until(() => !this.#hasDue() && this.#busyLanes.size === 0);
      const next = this.#tasks[0];
      if (next === undefined || !within(next.dueMs)) return;
      this.#offsetMs += Math.max(0, next.dueMs - this.#nowMs());
      this.#kick();
    }
  }

  async #until(reached: () => boolean): Promise<void> {
    while (!this.#closed && !reached()) {
      // The time underneath may be the caller's own and may have moved without our knowing.
      this.#kick();
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  #kick(): void {
    if (this.#kicked || this.#closed) return;
    this.#kicked = true;
    soon(() => {
      this.#kicked = false;
      this.#startDue();
    });
  }

  #startDue(): void {
    if (this.#closed) return;
    const nowMs = this.#nowMs();
    while (this.#busyLanes.size < this.#options.concurrency) {
      const index = this.#tasks.findIndex((task) => task.dueMs > nowMs || !this.#busyLanes.has(task.lane));
      const task = this.#tasks[index];
      if (task === undefined || task.dueMs > nowMs) break;
      this.#tasks.splice(index, 1);
      void this.#perform(task);
    }
    this.#armTimer();
    this.#wake();
  }

  async #perform(task: Task): Promise<void> {
    this.#busyLanes.add(task.lane);
    try {
      await task.run();
    } catch (error) {
      this.#firstError ??= error;
    } finally {
      this.#busyLanes.delete(task.lane);
      this.#kick();
    }
  }

  #armTimer(): void {
    if (this.#options.mode !== 'real') return;
    stopTimer(this.#timer);
    const next = this.#tasks.find((task) => task.dueMs > this.#nowMs());
    // A step waiting for its lane is started when the lane gets free, not by a timer.
    if (next === undefined) return;
    const longestTimerMs = 2_147_483_647;
    const waitMs = Math.min(longestTimerMs, next.dueMs - this.#nowMs());
    this.#timer = startTimer(() => this.#kick(), waitMs);
  }

  #throwFirstError(): void {
    const error = this.#firstError;
    this.#firstError = undefined;
    if (error !== undefined) throw error;
  }
}
