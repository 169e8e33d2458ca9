import type { AccountId, AgentId, ApiKeyId, TicketHolder } from '@parley/core';

/** Counts the connections of accounts and of the holders in them. */
export interface HolderCounts {
  /** Counts one more, or says that there are too many. */
  add(holder: TicketHolder): boolean;
  /** One that was counted is gone. */
  remove(holder: TicketHolder): void;
}

interface AccountCount {
  total: number;
  /** By agent; by API key where there is none. */
  readonly byHolder: Map<AgentId | ApiKeyId | undefined, number>;
}

/** Counts up to these limits. */
export function createHolderCounts(limits: {
  readonly perAccount: number;
  readonly perHolder: number;
}): HolderCounts {
  const accounts = new Map<AccountId, AccountCount>();
  return {
    add({ accountId, agentId, apiKeyId }) {
      const account = accounts.get(accountId) ?? { total: 0, byHolder: new Map() };
      const name = agentId ?? apiKeyId;
      const count = account.byHolder.get(name) ?? 0;
      if (account.total >= limits.perAccount || count >= limits.perHolder) return false;
      account.total += 1;
      account.byHolder.set(name, count + 1);
      accounts.set(accountId, account);
      return true;
    },
    remove({ accountId, agentId, apiKeyId }) {
      const account = accounts.get(accountId);
      if (account === undefined) return;
      const name = agentId ?? apiKeyId;
      const count = account.byHolder.get(name) ?? 0;
      if (count > 1) account.byHolder.set(name, count - 1);
      else account.byHolder.delete(name);
      account.total -= 1;
      if (account.total === 0) accounts.delete(accountId);
    },
  };
}
