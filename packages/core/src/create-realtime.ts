import { hashApiKeySecret } from './access/api-key.ts';
import {
  makeTicketSecret,
  type RealtimeTicket,
  type TicketHolder,
  ticketLifeMs,
} from './access/realtime-ticket.ts';
import type { Clock } from './clock.ts';
import type { LogFeed } from './events/log-feed.ts';
import type { Signals } from './events/signals.ts';
import type { AccountId, AgentId, ApiKeyId } from './ids.ts';
import type { EngineRealtime, HolderState } from './realtime/engine-realtime.ts';
import { gather } from './realtime/gather.ts';
import type { RealtimeBus } from './realtime/realtime-bus.ts';
import type { SystemStores } from './storage/storage.ts';

/** What the engine's realtime side is made of. */
export interface RealtimeParts {
  readonly system: Pick<
    SystemStores,
    'tickets' | 'findAgents' | 'findChangedAgents' | 'agentMarks' | 'findApiKeys'
  >;
  readonly clock: Clock;
  readonly feed: LogFeed;
  readonly signals: Signals;
  readonly bus: RealtimeBus;
  /** Other engines hear this bus as well: they are told of commits. */
  readonly isBusShared: boolean;
}

/** The realtime side, and how the bus is let go of. */
export interface OpenRealtime {
  readonly realtime: EngineRealtime;
  /** Hears and tells others of commits. Without it polling closes the gap. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

const logChannel = 'log';
/** Hints of one process are at least this far apart, so that a busy one does not flood the bus. */
const hintEveryMs = 10;

/** Wires tickets, access and hints. */
export function createRealtime({
  system,
  clock,
  feed,
  signals,
  bus,
  isBusShared,
}: RealtimeParts): OpenRealtime {
  const processId = crypto.randomUUID();
  const add = gather(async (tickets: readonly RealtimeTicket[]) => {
    await system.tickets.add(tickets);
    return tickets;
  });
  const take = gather(async (hashes: readonly string[]) => {
    const taken = await system.tickets.take(hashes, clock.now());
    const byHash = new Map(taken.map((ticket) => [ticket.hash, ticket]));
    return hashes.map((hash) => {
      const ticket = byHash.get(hash);
      // The same ticket twice in one batch opens one connection as well.
      byHash.delete(hash);
      return ticket;
    });
  });

  const findAgent = gather(async (asked: readonly { accountId: AccountId; agentId: AgentId }[]) => {
    const found = await system.findAgents([...new Set(asked.map(({ agentId }) => agentId))]);
    const byName = new Map(found.map(({ accountId, agent }) => [`${accountId} ${agent.id}`, agent]));
    return asked.map(({ accountId, agentId }) => byName.get(`${accountId} ${agentId}`));
  });
  const revokedKeys = async (holders: readonly TicketHolder[]): Promise<ReadonlySet<ApiKeyId>> => {
    const ids = new Set(holders.flatMap(({ apiKeyId }) => (apiKeyId === undefined ? [] : [apiKeyId])));
    const good = new Set<ApiKeyId>();
    if (ids.size > 0)
      for (const key of await system.findApiKeys([...ids])) if (key.revokedAt === undefined) good.add(key.id);
    return new Set([...ids].filter((id) => !good.has(id)));
  };

  let isConnected = false;
  let unsubscribe: (() => Promise<void>) | undefined;
  let hintTimer: ReturnType<typeof setTimeout> | undefined;
  const tellOthers = (): void => {
    hintTimer ??= setTimeout(() => {
      hintTimer = undefined;
      // A lost hint costs a poll interval.
      bus.publish(logChannel, { from: processId }).catch(() => undefined);
    }, hintEveryMs);
  };

  return {
    async connect() {
      if (!isBusShared || isConnected) return;
      isConnected = true;
      signals.on('committed', tellOthers);
      unsubscribe = await bus
        .subscribe(logChannel, ({ from }) => {
          if (from !== processId) feed.wake();
        })
        .catch(() => undefined);
    },
    async disconnect() {
      isConnected = false;
      signals.off('committed', tellOthers);
      clearTimeout(hintTimer);
      hintTimer = undefined;
      await unsubscribe?.().catch(() => undefined);
      unsubscribe = undefined;
    },
    realtime: {
      processId,
      bus,
      follow: (listener) => feed.follow(listener),
      async issueTicket(holder) {
        const secret = makeTicketSecret();
        const expiresAt = new Date(clock.now().getTime() + ticketLifeMs);
        await add({ ...holder, hash: await hashApiKeySecret(secret), expiresAt });
        return { secret, expiresAt };
      },
      async redeemTicket(secret) {
        const ticket = await take(await hashApiKeySecret(secret));
        return ticket === undefined ? undefined : holderOf(ticket);
      },
      async checkHolders(holders) {
        const [agents, revoked] = await Promise.all([
          Promise.all(
            holders.map(({ accountId, agentId }) =>
              agentId === undefined ? undefined : findAgent({ accountId, agentId }),
            ),
          ),
          revokedKeys(holders),
        ]);
        return holders.map(({ agentId, apiKeyId }, index): HolderState => {
          if (apiKeyId !== undefined && revoked.has(apiKeyId)) return { mayConnect: false };
          if (agentId === undefined) return { mayConnect: apiKeyId !== undefined };
          const agent = agents[index];
          const isGood = agent !== undefined && agent.disabledAt === undefined;
          return isGood ? { mayConnect: true, agent } : { mayConnect: false };
        });
      },
      async changedHolders(known) {
        const agents = known.flatMap(({ accountId, agentId, version }) =>
          agentId === undefined || version === undefined ? [] : [{ accountId, agentId, version }],
        );
        const [changed, revoked] = await Promise.all([
          agents.length === 0 ? [] : system.findChangedAgents(agents),
          revokedKeys(known),
        ]);
        const ids = new Set<AgentId>(changed);
        return known.filter(
          ({ agentId, apiKeyId }) =>
            (agentId !== undefined && ids.has(agentId)) || (apiKeyId !== undefined && revoked.has(apiKeyId)),
        );
      },
      agentMarks: (accountIds) => system.agentMarks(accountIds),
      findAgent: (accountId, agentId) => findAgent({ accountId, agentId }),
    },
  };
}

function holderOf({ accountId, agentId, apiKeyId }: RealtimeTicket): TicketHolder {
  return {
    accountId,
    ...(agentId === undefined ? {} : { agentId }),
    ...(apiKeyId === undefined ? {} : { apiKeyId }),
  };
}
