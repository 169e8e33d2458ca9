import { type AccountId, type Agent, type HolderState, silentLogger } from '@parley/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccessWatch, createAccessWatch, type Watched } from './access-watch.ts';

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
  let asked = 0;
  let isAway = false;
  beforeEach(() => {
    vi.useFakeTimers();
    now = agent;
    asked = 0;
    isAway = false;
    watch = createAccessWatch(
      {
        async changedHolders(known) {
          asked += 1;
          if (isAway) throw new Error('away');
          return known.filter(({ version }) => version !== now?.version);
        },
        checkHolders: async (holders) =>
          holders.map(
            (): HolderState => (now === undefined ? { mayConnect: false } : { mayConnect: true, agent: now }),
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
  const connected = (version = 1) => {
    const states: HolderState[] = [];
    const watched: Watched = {
      holder: { accountId, agentId },
      version,
      onState: (state) => states.push(state),
    };
    watch.add(watched);
    return { states, watched };
  };

  it('is asked about once for all connections of an agent, and told to each when it ends', async () => {
    const [one, other] = [connected(), connected()];
    await vi.advanceTimersByTimeAsync(1200);
    expect(asked).toBe(3);
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
    expect(one.watched.version).toBe(2);
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
    const before = asked;
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toBeLessThanOrEqual(before + 1);
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
