import type { Logger } from '@parley/core';
import { gather, type HolderState, type Parley, SupportError, type TicketHolder } from '@parley/core';

/** Somebody whose right to be connected is watched. */
export interface Watched {
  readonly holder: TicketHolder;
  /** Their state, as it was found now. */
  onState(state: HolderState): void;
}

/** Watches whether those who are connected may stay. */
export interface AccessWatch {
  /** Whether this holder may connect. Those who ask at once share one statement. */
  check(holder: TicketHolder): Promise<HolderState>;
  add(watched: Watched): void;
  remove(watched: Watched): void;
  /** Looks now instead of when it is due: something about agents has changed. */
  hurry(): void;
  stop(): void;
}

/**
 * Asks for all holders together, every `everyMs` while there are any; nothing has to be told to it. While the database
 * is away nobody's access is known to have ended, and everybody stays.
 */
export function createAccessWatch(
  realtime: Pick<Parley['realtime'], 'checkHolders'>,
  everyMs: number,
  log: Logger,
): AccessWatch {
  const all = new Set<Watched>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let isHurried = false;

  const look = async (): Promise<void> => {
    isLooking = true;
    isHurried = false;
    const watched = [...all];
    const byName = new Map(watched.map(({ holder }) => [nameOf(holder), holder]));
    try {
      const states = await realtime.checkHolders([...byName.values()]);
      const found = new Map([...byName.keys()].map((name, index) => [name, states[index]]));
      for (const entry of watched) {
        const state = found.get(nameOf(entry.holder));
        if (state !== undefined && all.has(entry)) entry.onState(state);
      }
    } catch (error) {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      log.warn({ reason }, 'access of connections cannot be checked right now');
    }
    isLooking = false;
    plan(isHurried ? 0 : everyMs);
  };
  const plan = (inMs: number): void => {
    clearTimeout(timer);
    timer = all.size === 0 ? undefined : setTimeout(() => void look(), inMs);
  };

  return {
    check: gather((holders: readonly TicketHolder[]) => realtime.checkHolders(holders)),
    add(watched) {
      all.add(watched);
      if (timer === undefined && !isLooking) plan(everyMs);
    },
    remove(watched) {
      all.delete(watched);
    },
    hurry() {
      isHurried = true;
      if (!isLooking) plan(0);
    },
    stop() {
      all.clear();
      clearTimeout(timer);
    },
  };
}

function nameOf({ accountId, agentId, apiKeyId }: TicketHolder): string {
  return `${accountId} ${agentId ?? ''} ${apiKeyId ?? ''}`;
}
