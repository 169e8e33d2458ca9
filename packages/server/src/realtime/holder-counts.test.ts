import type { AccountId, AgentId, ApiKeyId } from '@parley/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHolderCounts, type HolderCounts } from './holder-counts.ts';

const [accountId, otherId] = ['acc_1' as AccountId, 'acc_2' as AccountId];
const [mina, omar] = ['agt_1' as AgentId, 'agt_2' as AgentId];
const apiKeyId = 'key_1' as ApiKeyId;

describe('how many connections there may be', () => {
  let counts: HolderCounts;
  beforeEach(() => {
    counts = createHolderCounts({ perAccount: 4, perHolder: 2 });
  });

  it('is limited for each agent, however they got their ticket, and for each key', () => {
    expect(counts.add({ accountId, agentId: mina })).toBe(true);
    expect(counts.add({ accountId, agentId: mina, apiKeyId })).toBe(true);
    expect(counts.add({ accountId, agentId: mina })).toBe(false);
    expect(counts.add({ accountId, apiKeyId })).toBe(true);
    expect(counts.add({ accountId, agentId: omar })).toBe(true);
    expect(counts.add({ accountId, agentId: omar })).toBe(false);
  });

  it('is limited for each account, and an agent of that name elsewhere is another one', () => {
    for (const agentId of [mina, mina, omar, omar]) expect(counts.add({ accountId, agentId })).toBe(true);
    expect(counts.add({ accountId, apiKeyId })).toBe(false);
    expect(counts.add({ accountId: otherId, agentId: mina })).toBe(true);
  });

  it('has room again when one is gone', () => {
    counts.add({ accountId, agentId: mina });
    counts.add({ accountId, agentId: mina });
    counts.remove({ accountId, agentId: mina });
    expect(counts.add({ accountId, agentId: mina })).toBe(true);
    expect(counts.add({ accountId, agentId: mina })).toBe(false);
    for (let n = 0; n < 2; n += 1) counts.remove({ accountId, agentId: mina });
    for (const agentId of [mina, mina, omar, omar]) expect(counts.add({ accountId, agentId })).toBe(true);
  });
});
