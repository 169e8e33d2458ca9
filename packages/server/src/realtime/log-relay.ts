import type { AccountId, LogCursor, LogFollowing, LoggedEvent, LogRead, Parley } from '@parley/core';
import { comparePositions } from '@parley/core';

/** Brings the log of all accounts to the accounts somebody is connected to. */
export interface LogRelay {
  /** Up to where everything was handed on. Starts following the log when asked the first time. */
  at(): Promise<LogCursor>;
  /** The present place, once {@link LogRelay.at} has resolved. */
  readonly here: LogCursor;
  stop(): void;
}

/** What the relay tells. */
export interface LogRelayEars {
  /** Events of one account, in log order, each once. */
  onEvents(accountId: AccountId, events: readonly LoggedEvent[]): void;
  /** The log was replaced: nothing follows for what was before this place. */
  onRestart(at: LogCursor): void;
}

/** A relay that follows nothing yet. */
export function createLogRelay(parley: Pick<Parley, 'realtime' | 'storage'>, ears: LogRelayEars): LogRelay {
  let here: LogCursor | undefined;
  let following: Promise<LogFollowing> | undefined;
  /** While the end of a new epoch is asked for: what came meanwhile. */
  let held: LogRead[] | undefined;

  const hand = ({ epoch, events, position }: LogRead, behind?: LogCursor['position']): void => {
    const fresh =
      behind === undefined ? events : events.filter((entry) => comparePositions(entry.position, behind) > 0);
    for (const [accountId, own] of Map.groupBy(fresh, ({ event }) => event.accountId)) {
      ears.onEvents(accountId, own);
    }
    here = { epoch, position };
  };
  /** Everything is in a new epoch's log, old events too; those who are connected reload and hear what is new. */
  const restart = async (): Promise<void> => {
    for (;;) {
      const end = await parley.storage.system.events.end().catch(() => undefined);
      if (end === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        continue;
      }
      const reads = held ?? [];
      held = undefined;
      here = end;
      skipTo = end.position;
      ears.onRestart(end);
      for (const read of reads) onRead(read);
      return;
    }
  };
  let skipTo: LogCursor['position'] | undefined;
  const onRead = (read: LogRead): void => {
    if (held !== undefined) {
      held.push(read);
    } else if (here !== undefined && read.epoch !== here.epoch) {
      held = [read];
      void restart();
    } else {
      hand(read, skipTo);
      if (skipTo !== undefined && comparePositions(read.position, skipTo) >= 0) skipTo = undefined;
    }
  };

  return {
    async at() {
      following ??= parley.realtime.follow(onRead).then((found) => {
        // Reads may have come between joining and this turn.
        here ??= found.joinedAt;
        return found;
      });
      following.catch(() => {
        following = undefined;
      });
      await following;
      return here as LogCursor;
    },
    get here() {
      return here as LogCursor;
    },
    stop() {
      following?.then(({ stop }) => stop()).catch(() => undefined);
    },
  };
}
