import type pg from 'pg';
import { isConnectionLost } from '../pg-errors.ts';
import type { PgPool } from './pg-pool.ts';

/** A connection and the statements that are on their way on it. */
export interface SharedConnection {
  /**
   * A connection to send one message on, right away; it may have others before it that are not answered yet.
   * @throws the driver's error when no connection is free or can be made in time
   */
  join(): Promise<Place>;
}

/** A place in the line of one connection. */
export interface Place {
  readonly client: pg.PoolClient;
  /**
   * Says that the answer has come, or what came instead. Called once.
   * @returns for how long the message was in work, in milliseconds; waiting for others of the line does not count
   */
  leave(error?: unknown): number;
}

interface Line {
  readonly client: pg.PoolClient;
  /** Messages that are not answered. */
  waiting: number;
  /** Since when the first of them is in work. */
  since: number;
  failure: unknown;
}

/** One in work, one behind it, one on its way. */
const maxWaiting = 3;

/**
 * Lets messages that hold for themselves follow each other on one connection, so that the server has the next in hand when it
 * ends one, and one of its processes does what several would fight over the processor for. A line whose first message takes
 * long, because it waits for a lock, gets no longer.
 *
 * @param slowMs how long is long
 */
export function createSharedConnection(pool: PgPool, slowMs: number): SharedConnection {
  let current: Line | undefined;
  let opening: Promise<void> | undefined;

  const hasRoom = ({ waiting, since, failure }: Line): boolean =>
    waiting < maxWaiting && failure === undefined && performance.now() - since < slowMs;

  const placeIn = (line: Line): Place => {
    const joinedAt = performance.now();
    line.waiting += 1;
    return {
      client: line.client,
      leave(error) {
        const now = performance.now();
        const tookMs = now - Math.max(line.since, joinedAt);
        line.waiting -= 1;
        line.since = now;
        // A connection that is lost must not come back, whatever failed on it before.
        if (line.failure === undefined || isConnectionLost(error)) line.failure = error;
        if (line.waiting === 0) {
          if (current === line) current = undefined;
          pool.release(line.client, line.failure);
        }
        return tookMs;
      },
    };
  };

  const open = async (): Promise<void> => {
    const client = await pool.acquire();
    current = { client, waiting: 0, since: performance.now(), failure: undefined };
  };

  return {
    async join() {
      for (;;) {
        if (current !== undefined && hasRoom(current)) return placeIn(current);
        // Those who come meanwhile take the same one, as far as it has room.
        opening ??= open().finally(() => {
          opening = undefined;
        });
        await opening;
      }
    },
  };
}
