import type { ClientContext } from './client-context.ts';
import { createFetched } from './fetched.ts';
import { ownFailure } from './http-errors.ts';
import { createKeyedCache } from './keyed-cache.ts';
import type { Resource } from './resource.ts';
import type { Me } from './support-client.ts';
import type { Agent, Customer, Inbox, QueueCounts } from './wire-types.ts';

/** Who and what there is beside conversations. */
export interface Directory {
  readonly me: Resource<Me>;
  readonly agents: Resource<{ readonly items: readonly Agent[] }>;
  readonly inboxes: Resource<{ readonly items: readonly Inbox[] }>;
  readonly counts: Resource<QueueCounts>;
  customer(id: string): Resource<{ readonly customer: Customer }>;
  readonly meNow: () => Me | undefined;
  /** Rejects if it cannot be read. */
  meLater(): Promise<Me>;
  countsTold(counts: QueueCounts): void;
  customerChanged(id: string): void;
  /** Everything may be old. */
  refresh(): void;
}

/** @param onMe - Called when it became known who is signed in, with who was before. */
export function createDirectory(
  ctx: ClientContext,
  onMe: (me: Me, before: Me | undefined) => void,
): Directory {
  const { api } = ctx;
  const readMe = async (): Promise<Me> => {
    const { agent, accountId } = await api.me();
    if (agent === null) throw ownFailure('not_an_agent', 'getToken gave no token of an agent.');
    const before = me.now();
    const now = { agent, accountId };
    me.told(now);
    onMe(now, before);
    return now;
  };
  const me = createFetched(ctx, readMe);
  const agents = createFetched(ctx, api.agents);
  const inboxes = createFetched(ctx, api.inboxes);
  const counts = createFetched(ctx, api.counts);
  const customers = createKeyedCache(100, (id) =>
    createFetched(ctx, async () => ({ customer: await api.customer(id) })),
  );
  return {
    me,
    agents,
    inboxes,
    counts,
    customer: customers.get,
    meNow: me.now,
    meLater: async () => me.now() ?? readMe(),
    countsTold: counts.told,
    customerChanged: (id) => customers.peek(id)?.refresh(),
    refresh() {
      for (const resource of [me, agents, inboxes, counts, ...customers.values()]) resource.refresh();
    },
  };
}
