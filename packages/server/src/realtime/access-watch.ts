import {
  type AccountId,
  type ApiKeyId,
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
  /** Who they are, with the version of their agent as it was found last. */
  readonly holder: KnownHolder | undefined;
  /** Their state, as it was found now; from then on `holder` has its version. */
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

/** Those of an account. */
interface Watchers {
  readonly members: Set<Watched>;
  /** How many came with each API key. */
  readonly keys: Map<ApiKeyId, number>;
  /** Of the account's agents, when all members were known to stand as they are known; undefined = look at all. */
  mark: string | undefined;
}

/**
 * Asks for all holders, every `everyMs` while there are any; nothing has to be told to it. What is asked is whether
 * anything about an account's agents has changed; only then, and for those who have just come, who it was: ten thousand
 * quiet connections cost as little as one. While the database is away nobody's access is known to have ended, and
 * everybody stays.
 */
export function createAccessWatch(
  realtime: Pick<Parley['realtime'], 'checkHolders' | 'changedHolders' | 'agentMarks'>,
  everyMs: number,
  log: Logger,
): AccessWatch {
  const accounts = new Map<AccountId, Watchers>();
  /** Not looked at since they were added: what happened between their check and then may be in the mark already. */
  let fresh = new Set<Watched>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let isHurried = false;

  const lookAtAccounts = async (added: ReadonlySet<Watched>): Promise<void> => {
    const asked = [...accounts];
    const keyHolders = asked.flatMap(([accountId, { keys }]) =>
      [...keys.keys()].map((apiKeyId): KnownHolder => ({ accountId, apiKeyId })),
    );
    // Before the members are looked at: what happens meanwhile makes another mark, and is found the next time.
    const [marks, revoked] = await Promise.all([
      realtime.agentMarks(asked.map(([accountId]) => accountId)),
      realtime.changedHolders(keyHolders),
    ]);
    const lost = new Set(revoked.map(({ apiKeyId }) => apiKeyId));
    const suspects = new Set(added);
    for (const [index, [, { members, mark }]] of asked.entries()) {
      const isChanged = mark === undefined || mark !== marks[index];
      if (!isChanged && lost.size === 0) continue;
      for (const watched of members)
        if (isChanged || lost.has(watched.holder?.apiKeyId)) suspects.add(watched);
    }
    await lookAt(suspects);
    for (const [index, [, watchers]] of asked.entries()) watchers.mark = marks[index];
  };
  const lookAt = async (suspects: ReadonlySet<Watched>): Promise<void> => {
    const alike = new Map<string, { readonly known: KnownHolder; readonly members: Watched[] }>();
    for (const watched of suspects) {
      const { holder } = watched;
      if (holder === undefined) continue;
      const name = nameOf(holder);
      const group = alike.get(name) ?? { known: holder, members: [] };
      group.members.push(watched);
      alike.set(name, group);
    }
    if (alike.size === 0) return;
    const changed = await realtime.changedHolders([...alike.values()].map(({ known }) => known));
    const states = changed.length === 0 ? [] : await realtime.checkHolders(changed);
    for (const [index, holder] of changed.entries()) {
      const state = states[index];
      if (state === undefined) continue;
      for (const watched of alike.get(nameOf(holder))?.members ?? [])
        if (isWatched(watched)) watched.onState(state);
    }
  };
  const isWatched = (watched: Watched): boolean =>
    watched.holder !== undefined && accounts.get(watched.holder.accountId)?.members.has(watched) === true;

  const look = async (): Promise<void> => {
    isLooking = true;
    isHurried = false;
    const added = fresh;
    fresh = new Set();
    try {
      await lookAtAccounts(added);
    } catch (error) {
      for (const watched of added) if (isWatched(watched)) fresh.add(watched);
      const reason = SupportError.is(error) ? error.code : 'unknown';
      log.warn({ reason }, 'access of connections cannot be checked right now');
    }
    isLooking = false;
    plan(isHurried ? 0 : everyMs);
  };
  const plan = (inMs: number): void => {
    clearTimeout(timer);
    timer = accounts.size === 0 ? undefined : setTimeout(() => void look(), inMs);
  };

  return {
    check: gather((holders: readonly TicketHolder[]) => realtime.checkHolders(holders)),
    add(watched) {
      if (watched.holder === undefined) return;
      const { accountId, apiKeyId } = watched.holder;
      const watchers = accounts.get(accountId) ?? { members: new Set(), keys: new Map(), mark: undefined };
      accounts.set(accountId, watchers);
      watchers.members.add(watched);
      if (apiKeyId !== undefined) watchers.keys.set(apiKeyId, (watchers.keys.get(apiKeyId) ?? 0) + 1);
      fresh.add(watched);
      if (timer === undefined && !isLooking) plan(everyMs);
    },
    remove(watched) {
      if (watched.holder === undefined) return;
      const { accountId, apiKeyId } = watched.holder;
      const watchers = accounts.get(accountId);
      if (watchers?.members.delete(watched) !== true) return;
      fresh.delete(watched);
      if (watchers.members.size === 0) accounts.delete(accountId);
      if (apiKeyId === undefined) return;
      const left = (watchers.keys.get(apiKeyId) ?? 1) - 1;
      if (left === 0) watchers.keys.delete(apiKeyId);
      else watchers.keys.set(apiKeyId, left);
    },
    hurry() {
      isHurried = true;
      if (!isLooking) plan(0);
    },
    stop() {
      accounts.clear();
      fresh.clear();
      clearTimeout(timer);
    },
  };
}

/** Connections of one agent may have been let in before and after a change. */
function nameOf({ accountId, agentId, apiKeyId, version }: KnownHolder): string {
  return `${accountId} ${agentId ?? ''} ${apiKeyId ?? ''} ${version ?? ''}`;
}
