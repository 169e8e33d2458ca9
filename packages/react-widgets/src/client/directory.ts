import type { ClientContext } from './client-context.ts';
import { ownFailure } from './http-errors.ts';
import { createKeyedCache } from './keyed-cache.ts';
import { createResource, type Resource } from './resource.ts';
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
  const { api, ticks } = ctx;
  let me: Me | undefined;
  let agents: { readonly items: readonly Agent[] } | undefined;
  let inboxes: { readonly items: readonly Inbox[] } | undefined;
  let counts: QueueCounts | undefined;
  let countsToldAt = 0;

  const readMe = async (): Promise<Me> => {
    const { agent, accountId } = await api.me();
    if (agent === null) {
      const fix = 'Return what POST /v1/agents/:id/tokens answered; an API key must never reach a browser.';
      throw ownFailure('not_an_agent', 'getToken returned something that is not the token of an agent.', fix);
    }
    const before = me;
    me = { agent, accountId };
    onMe(me, before);
    return me;
  };
  const meResource = createResource(
    ctx,
    () => me,
    async () => {
      await readMe();
    },
  );
  const agentsResource = createResource(
    ctx,
    () => agents,
    async () => {
      agents = { items: (await api.agents()).items };
    },
  );
  const inboxesResource = createResource(
    ctx,
    () => inboxes,
    async () => {
      inboxes = { items: (await api.inboxes()).items };
    },
  );
  const countsResource = createResource(
    ctx,
    () => counts,
    async () => {
      const startedAt = ticks.next();
      const read = await api.counts();
      if (countsToldAt < startedAt) counts = read;
    },
  );
  const customers = createKeyedCache<Resource<{ readonly customer: Customer }>>(
    100,
    (id) => {
      let known: { readonly customer: Customer } | undefined;
      return createResource(
        ctx,
        () => known,
        async () => {
          known = { customer: await api.customer(id) };
        },
      );
    },
    ({ cell }) => cell.isWatched(),
  );
  return {
    me: meResource,
    agents: agentsResource,
    inboxes: inboxesResource,
    counts: countsResource,
    customer: customers.get,
    meNow: () => me,
    meLater: () => (me === undefined ? readMe() : Promise.resolve(me)),
    countsTold(told) {
      counts = told;
      countsToldAt = ticks.next();
      countsResource.cell.invalidate();
    },
    customerChanged: (id) => customers.peek(id)?.refresh(),
    refresh() {
      for (const resource of [meResource, agentsResource, inboxesResource, countsResource])
        resource.refresh();
      for (const resource of customers.values()) resource.refresh();
    },
  };
}
