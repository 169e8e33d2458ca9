import { EventEmitter } from 'eventemitter3';

/** Hints within one process. Losing one costs at most a poll interval; nothing depends on them. */
export interface SignalMap {
  /** Something was committed, so the log has grown. */
  committed: () => void;
}

/** The emitter the parts of one engine share. */
export type Signals = EventEmitter<SignalMap>;

/** Makes the emitter. */
export function createSignals(): Signals {
  return new EventEmitter<SignalMap>();
}
