import {
  type AccountId,
  type Agent,
  type ApiKeyId,
  type HolderState,
  type KnownHolder,
  silentLogger,
} from '@parley/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccessWatch, createAccessWatch } from './access-watch.ts';

const accountId: AccountId = 'acc_00000000000070008000000000000001';
const agentId = 'agt_00000000000070008000000000000001';
const agent = {
  id: agentId,
  name: 'Mina',
  role: 'agent',
  version: 1,
  createdAt: new Date(0),
} as const satisfies Agent;

describe('the access of those who are connected', () => {
  let watch: AccessWatch;
  let now: Agent | undefined;
  let revoked = new Set<ApiKeyId>();
  const isRevoked = ({ apiKeyId }: KnownHolder): boolean => apiKeyId !== undefined && revoked.has(apiKeyId);
  let asked: (readonly KnownHolder[])[] = [];
  let marked = 0;
  let isAway = false;
  /** Held back until it is let go. */
  let answering: Promise<void> | undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    now = agent;
    asked = [];
    marked = 0;
    answering = undefined;
    revoked = new Set();
    isAway = false;
    watch = createAccessWatch(
      {
        async agentMarks(ids) {
          marked += 1;
          if (isAway) throw new Error('away');
          const mark = `${now?.version}`;
          await answering;
          return ids.map(() => mark);
        },
        async changedHolders(known) {
          if (isAway) throw new Error('away');
          if (known.length > 0) asked.push(known);
          return known.filter(
            (holder) =>
              isRevoked(holder) || (holder.agentId !== undefined && holder.version !== now?.version),
          );
        },
        checkHolders: async (holders) =>
          holders.map(
            (holder): HolderState =>
              now === undefined || isRevoked(holder)
                ? { mayConnect: false }
                : { mayConnect: true, agent: now },
          ),
      },
      400,
      silentLogger,
    );
  });
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });
  const connected = (given: Partial<KnownHolder> = {}) => {
    const states: HolderState[] = [];
    const watched = {
      holder: { accountId, agentId, version: 1, ...given } as KnownHolder,
      onState(state: HolderState) {
        states.push(state);
        if (state.mayConnect && state.agent !== undefined)
          watched.holder = { ...watched.holder, version: state.agent.version };
      },
    };
    watch.add(watched);
    return { states, watched };
  };

  it('is asked about once for all connections of an agent, and told to each when it ends', async () => {
    const [one, other] = [connected(), connected()];
    await vi.advanceTimersByTimeAsync(400);
    expect(asked).toEqual([[one.watched.holder]]);
    expect(one.states).toEqual([]);
    now = undefined;
    await vi.advanceTimersByTimeAsync(400);
    expect([one.states, other.states]).toEqual([[{ mayConnect: false }], [{ mayConnect: false }]]);
  });

  it('is told once for each change, and not again', async () => {
    const one = connected();
    now = { ...agent, role: 'admin', version: 2 };
    await vi.advanceTimersByTimeAsync(2000);
    expect(one.states).toEqual([{ mayConnect: true, agent: now }]);
    expect(one.watched.holder.version).toBe(2);
    watch.remove(one.watched);
    now = undefined;
    await vi.advanceTimersByTimeAsync(2000);
    expect(one.states).toHaveLength(1);
  });

  it('is looked at sooner when something is known to have changed, and not at all without connections', async () => {
    const one = connected();
    now = undefined;
    watch.hurry();
    await vi.advanceTimersByTimeAsync(1);
    expect(one.states).toEqual([{ mayConnect: false }]);
    watch.remove(one.watched);
    const before = marked;
    await vi.advanceTimersByTimeAsync(5000);
    expect(marked).toBeLessThanOrEqual(before + 1);
  });

  it('costs one question for an account in which nothing happens, and none for each connection', async () => {
    connected();
    await vi.advanceTimersByTimeAsync(400);
    const before = { asked: asked.length, marked };
    await vi.advanceTimersByTimeAsync(4000);
    expect(marked).toBe(before.marked + 10);
    expect(asked).toHaveLength(before.asked);
    const late = connected({ version: 0 });
    await vi.advanceTimersByTimeAsync(400);
    // They were let in with what was known before the last mark.
    expect(late.states).toEqual([{ mayConnect: true, agent: now }]);
  });

  it('is looked at again when it ends while it is looked at', async () => {
    const one = connected();
    await vi.advanceTimersByTimeAsync(400);
    let letGo = (): void => undefined;
    answering = new Promise((resolve) => {
      letGo = resolve;
    });
    const late = connected();
    await vi.advanceTimersByTimeAsync(400);
    now = undefined;
    letGo();
    await vi.advanceTimersByTimeAsync(1);
    // Those who had just come were asked about after the mark, the others not yet.
    expect([late.states, one.states]).toEqual([[{ mayConnect: false }], []]);
    await vi.advanceTimersByTimeAsync(400);
    expect(one.states).toEqual([{ mayConnect: false }]);
  });

  it('ends with the API key, for whoever came with it', async () => {
    const apiKeyId: ApiKeyId = 'key_00000000000070008000000000000001';
    const [theirs, own] = [connected({ apiKeyId }), connected()];
    await vi.advanceTimersByTimeAsync(800);
    revoked.add(apiKeyId);
    await vi.advanceTimersByTimeAsync(400);
    expect([theirs.states, own.states]).toEqual([[{ mayConnect: false }], []]);
    watch.remove(theirs.watched);
    revoked.clear();
    asked = [];
    await vi.advanceTimersByTimeAsync(800);
    expect(asked).toEqual([]);
  });

  it('does not end because the database is away', async () => {
    const one = connected();
    isAway = true;
    now = undefined;
    await vi.advanceTimersByTimeAsync(2000);
    expect(one.states).toEqual([]);
    isAway = false;
    await vi.advanceTimersByTimeAsync(400);
    expect(one.states).toEqual([{ mayConnect: false }]);
  });
});
