import type { Logger } from '../log.ts';
import { SupportError } from '../support-error.ts';
import type { EventLog, LogRead } from './event-log.ts';
import type { DomainEventName } from './event-map.ts';
import { type LogPosition, logStart } from './log-position.ts';
import type { Signals } from './signals.ts';

/** How a log is followed. */
export interface FollowOptions {
  readonly log: Logger;
  readonly signals: Signals;
  /** How long to wait for a hint before looking anyway, in milliseconds. @defaultValue 1000 */
  readonly pollMs?: number;
  /** How long hints gather before they are followed, in milliseconds. @defaultValue 20 */
  readonly gatherMs?: number;
  /** Only these types; asked anew before each read. Absent = all. While it names types, hints are not followed. */
  readonly types?: () => readonly DomainEventName[] | undefined;
  /** Told before each read, and before `types` is asked, up to where everything was handed on. */
  readonly onPosition?: (at: LogCursor) => void;
}

/** A place in the log of one epoch. */
export type LogCursor = Pick<LogRead, 'epoch' | 'position'>;

/** Somebody who reads along. */
export interface LogFollower {
  /** Looks at once instead of when the poll is due. */
  wake(): void;
  /** Finishes the read that is running and takes no more. */
  stop(): Promise<void>;
}

const pageSize = 500;

/**
 * Hands every event from now on to `onRead`, in log order, at least once; reads that found nothing are left out. When
 * the log is replaced by another epoch it goes on from the new one's start. Errors of the database are waited out.
 */
export async function followLog(
  events: EventLog,
  onRead: (read: LogRead) => void | Promise<void>,
  options: FollowOptions,
): Promise<LogFollower> {
  const { signals, log, pollMs = 1000, gatherMs = 20 } = options;
  let { epoch, position } = await events.end();
  let isStopped = false;
  let wake: (() => void) | undefined;
  let hasHint = false;
  const look = (): void => {
    hasHint = true;
    wake?.();
  };
  const onHint = (): void => {
    // Who waits for a few rare types need not look after every commit.
    if (options.types?.() === undefined) look();
  };
  signals.on('committed', onHint);

  const rest = (ms: number, isInterruptible: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!isInterruptible && !isStopped) return;
        clearTimeout(timer);
        resolve();
      };
    });

  const readOn = async (): Promise<boolean> => {
    options.onPosition?.({ epoch, position });
    const types = options.types?.();
    const read = await events.read({ epoch, position }, pageSize, types === undefined ? {} : { types });
    if (read.events.length > 0) await onRead(read);
    ({ epoch, position } = read);
    return read.events.length === pageSize;
  };

  const run = async (): Promise<void> => {
    while (!isStopped) {
      hasHint = false;
      try {
        if (await readOn()) continue;
      } catch (error) {
        ({ epoch, position } = await recover(error, { epoch, position }));
      }
      if (!hasHint && !isStopped) await rest(pollMs, true);
      if (!isStopped) await rest(gatherMs, false);
    }
  };

  const recover = async (error: unknown, at: { epoch: string; position: LogPosition }) => {
    if (SupportError.is(error) && error.code === 'log_epoch_mismatch') {
      log.warn({ epoch: at.epoch }, 'the event log was replaced; going on from its start');
      return { ...(await events.end().catch(() => at)), position: logStart };
    }
    log.warn(
      { reason: SupportError.is(error) ? error.code : 'unknown' },
      'the event log cannot be read right now',
    );
    return at;
  };

  const done = run();
  return {
    wake: look,
    async stop() {
      isStopped = true;
      signals.off('committed', onHint);
      wake?.();
      await done;
    },
  };
}
