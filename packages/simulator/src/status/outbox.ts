import type { LostReply } from '../faults/fault.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { ReportedStatus, SentMessage } from './sent-message.ts';

interface Entry extends SentMessage {
  statuses: ReportedStatus[];
  replyLost: LostReply | undefined;
}

interface Waiter {
  readonly matches: (message: SentMessage) => boolean;
  readonly resolve: (message: SentMessage) => void;
}

const startTimer = setTimeout;
const stopTimer = clearTimeout;

/** Everything the business sent, oldest first. */
export class Outbox {
  readonly #limit: number;
  readonly #entries: Entry[] = [];
  readonly #byId = new Map<string, Entry>();
  readonly #waiters = new Set<Waiter>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Oldest first. */
  get messages(): readonly SentMessage[] {
    return this.#entries;
  }

  /** The message with this id. */
  find(id: string): SentMessage | undefined {
    return this.#byId.get(id);
  }

  /** Adds an accepted message and wakes whoever waits for it. */
  add(message: Omit<SentMessage, 'statuses' | 'replyLost'>): SentMessage {
    const entry: Entry = { ...message, statuses: [], replyLost: undefined };
    this.#entries.push(entry);
    this.#byId.set(entry.id, entry);
    const forgotten = this.#entries.splice(0, Math.max(0, this.#entries.length - this.#limit));
    for (const old of forgotten) this.#byId.delete(old.id);
    for (const waiter of [...this.#waiters]) {
      if (waiter.matches(entry)) waiter.resolve(entry);
    }
    return entry;
  }

  /** Writes a reported status down. */
  report(id: string, status: ReportedStatus): void {
    this.#byId.get(id)?.statuses.push(status);
  }

  /** Marks the answer to a send as lost. */
  loseReply(id: string, how: LostReply): void {
    const entry = this.#byId.get(id);
    if (entry !== undefined) entry.replyLost = how;
  }

  /**
   * The first message that matches, now or later.
   * @param timeoutMs - Real milliseconds.
   * @throws {@link SimulatorError} `wait_timed_out`.
   */
  waitFor(matches: (message: SentMessage) => boolean, timeoutMs: number): Promise<SentMessage> {
    const present = this.#entries.find(matches);
    if (present !== undefined) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        matches,
        resolve: (message) => {
          stopTimer(timer);
          this.#waiters.delete(waiter);
          resolve(message);
        },
      };
      const timer = startTimer(() => {
        this.#waiters.delete(waiter);
        const seen = this.#entries.map((entry) => entry.type).join(', ') || 'nothing';
        reject(
          new SimulatorError(
            'wait_timed_out',
            `The business sent no matching message in ${timeoutMs} ms (sent: ${seen}).`,
          ),
        );
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }
}
