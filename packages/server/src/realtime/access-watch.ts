import {
  gather,
  type HolderState,
  type KnownHolder,
  type Logger,
  type Parley,
  SupportError,
  type TicketHolder,
} from '@parley/core';

/** Somebody whose right to be connected is watched. */
export interface Watched {
  readonly holder: TicketHolder;
  /** Of their agent, as it was found last. */
  version: number | undefined;
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

/** Connections that stand alike: one question serves all of them. */
interface Alike {
  readonly known: KnownHolder;
  readonly members: Set<Watched>;
}

/**
 * Asks for all holders together, every `everyMs` while there are any; nothing has to be told to it. While the database
 * is away nobody's access is known to have ended, and everybody stays.
 */
export function createAccessWatch(
  realtime: Pick<Parley['realtime'], 'checkHolders' | 'changedHolders'>,
  everyMs: number,
  log: Logger,
): AccessWatch {
  const groups = new Map<string, Alike>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let isHurried = false;

  const add = (watched: Watched): void => {
    const name = nameOf(watched);
    const group = groups.get(name);
    if (group !== undefined) group.members.add(watched);
    else groups.set(name, { known: knownAs(watched), members: new Set([watched]) });
  };
  const remove = (watched: Watched): void => {
    const name = nameOf(watched);
    const group = groups.get(name);
    group?.members.delete(watched);
    if (group?.members.size === 0) groups.delete(name);
  };
  const tell = (changed: readonly KnownHolder[], states: readonly HolderState[]): void => {
    for (const [index, { version, ...holder }] of changed.entries()) {
      const state = states[index];
      const members = groups.get(nameOf({ holder, version }))?.members ?? [];
      for (const watched of state === undefined ? [] : [...members]) {
        remove(watched);
        watched.version = state?.mayConnect === true ? state.agent?.version : version;
        add(watched);
        if (state !== undefined) watched.onState(state);
      }
    }
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    isHurried = false;
    try {
      const changed = await realtime.changedHolders([...groups.values()].map(({ known }) => known));
      if (changed.length > 0) tell(changed, await realtime.checkHolders(changed));
    } catch (error) {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      log.warn({ reason }, 'access of connections cannot be checked right now');
    }
    isLooking = false;
    plan(isHurried ? 0 : everyMs);
  };
  const plan = (inMs: number): void => {
    clearTimeout(timer);
    timer = groups.size === 0 ? undefined : setTimeout(() => void look(), inMs);
  };

  return {
    check: gather((holders: readonly TicketHolder[]) => realtime.checkHolders(holders)),
    add(watched) {
      add(watched);
      if (timer === undefined && !isLooking) plan(everyMs);
    },
    remove,
    hurry() {
      isHurried = true;
      if (!isLooking) plan(0);
    },
    stop() {
      groups.clear();
      clearTimeout(timer);
    },
  };
}

function knownAs({ holder, version }: Pick<Watched, 'holder' | 'version'>): KnownHolder {
  return version === undefined ? holder : { ...holder, version };
}

/** Connections of one agent may have been let in before and after a change. */
function nameOf({ holder, version }: Pick<Watched, 'holder' | 'version'>): string {
  const { accountId, agentId, apiKeyId } = holder;
  return `${accountId} ${agentId ?? ''} ${apiKeyId ?? ''} ${version ?? ''}`;
}
