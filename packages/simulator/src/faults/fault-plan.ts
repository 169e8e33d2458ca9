import type { SeededRandom } from '../random/seeded-random.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { Fault, FaultKind, FaultTarget } from './fault.ts';

/** Arms and disarms faults. */
export interface FaultControl {
  /** Makes the next `times` fitting occasions go wrong. @defaultValue 1 */
  next(fault: Fault, times?: number): void;
  /** Makes each fitting occasion go wrong with this chance (0 to 1), decided by the seed. */
  sometimes(fault: Fault, probability: number): void;
  /** Disarms everything. */
  clear(): void;
  /** What is armed, oldest first. */
  readonly armed: readonly ArmedFault[];
}

/** One armed fault. */
export interface ArmedFault {
  readonly fault: Fault;
  /** Occasions left; undefined for one that works by chance. */
  readonly remaining: number | undefined;
  /** Undefined for one that works by count. */
  readonly probability: number | undefined;
}

function hits(fault: Fault, target: Exclude<FaultTarget, 'any'> | undefined): boolean {
  if (target === undefined) return true;
  const on = 'on' in fault ? (fault.on ?? 'send') : 'send';
  return on === 'any' || on === target;
}

/** The armed faults, asked at each occasion. */
export class FaultPlan implements FaultControl {
  readonly #random: SeededRandom;
  #armed: { fault: Fault; remaining: number | undefined; probability: number | undefined }[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  get armed(): readonly ArmedFault[] {
    return this.#armed.map((entry) => ({ ...entry }));
  }

  next(fault: Fault, times = 1): void {
    if (!Number.isInteger(times) || times < 1) {
      throw new SimulatorError('invalid_option', 'A fault needs a whole number of times, 1 or more.');
    }
    this.#armed.push({ fault, remaining: times, probability: undefined });
  }

  sometimes(fault: Fault, probability: number): void {
    if (!(probability >= 0 && probability <= 1)) {
      throw new SimulatorError('invalid_option', 'A probability lies between 0 and 1.');
    }
    this.#armed.push({ fault, remaining: undefined, probability });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The first armed fault of one of these kinds that strikes now, used up by one. */
  take<K extends FaultKind>(
    kinds: readonly K[],
    target?: Exclude<FaultTarget, 'any'>,
  ): Extract<Fault, { kind: K }> | undefined {
    const wanted: readonly string[] = kinds;
    for (const entry of this.#armed) {
      if (!wanted.includes(entry.fault.kind) || !hits(entry.fault, target)) continue;
      if (entry.probability !== undefined && this.#random.next() >= entry.probability) continue;
      if (entry.remaining !== undefined) {
        entry.remaining -= 1;
        if (entry.remaining === 0) this.#armed = this.#armed.filter((other) => other !== entry);
      }
      return entry.fault as Extract<Fault, { kind: K }>;
    }
    return undefined;
  }
}
