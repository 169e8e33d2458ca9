import type { EventLog, LogRead } from './event-log.ts';
import type { DomainEventName } from './event-map.ts';
import { type FollowOptions, followLog, type LogCursor, type LogFollower } from './follow-log.ts';

/** Hears the log. Must not throw, and is not waited for. */
export type LogListener = (read: LogRead) => void;

/** One who hears the log. */
export interface LogFollowing {
  /** Where they joined: they hear every event behind it, and none before it. */
  readonly joinedAt: LogCursor;
  stop(): void;
}

/** The one reader of the log in a process, however many listen. */
export interface LogFeed {
  /** Starts reading; nothing happens if it has begun. */
  start(): Promise<void>;
  /** Joins between two reads. Starts reading if nobody did. */
  follow(listener: LogListener): Promise<LogFollowing>;
  /** The log has grown, as another process says. */
  wake(): void;
  /** Finishes the read that is running. Nobody listens any more; whoever wants to joins again. */
  stop(): Promise<void>;
}

interface Joining {
  readonly listener: LogListener;
  readonly joined: (following: LogFollowing) => void;
}

/**
 * A feed over the log of all accounts.
 *
 * @param always hears the events of `types` also while nobody listens
 */
export function createLogFeed(
  events: EventLog,
  always: { readonly types: readonly DomainEventName[]; readonly onRead: LogListener },
  isWanted: () => boolean,
  options: Omit<FollowOptions, 'types' | 'onPosition'>,
): LogFeed {
  const listeners = new Set<LogListener>();
  let joining: Joining[] = [];
  let starting: Promise<LogFollower> | undefined;
  let running: LogFollower | undefined;
  const types = (): readonly DomainEventName[] | undefined =>
    listeners.size === 0 && !isWanted() ? always.types : undefined;

  /** Between two reads: who joins here misses nothing behind this position. */
  const letIn = (at: LogCursor): void => {
    for (const { listener, joined } of joining) {
      listeners.add(listener);
      joined({ joinedAt: at, stop: () => listeners.delete(listener) });
    }
    joining = [];
  };
  const start = (): Promise<LogFollower> => {
    starting ??= followLog(
      events,
      (read) => {
        always.onRead(read);
        for (const listener of listeners) listener(read);
      },
      {
        ...options,
        onPosition: letIn,
        types,
      },
    );
    starting.then(
      (follower) => {
        running = follower;
      },
      () => {
        starting = undefined;
      },
    );
    return starting;
  };
  return {
    async start() {
      await start();
    },
    async follow(listener) {
      const joined = new Promise<LogFollowing>((resolve) => {
        joining.push({ listener, joined: resolve });
      });
      (await start()).wake();
      return joined;
    },
    wake() {
      if (types() === undefined) running?.wake();
    },
    async stop() {
      const follower = await starting?.catch(() => undefined);
      starting = undefined;
      running = undefined;
      listeners.clear();
      await follower?.stop();
    },
  };
}
