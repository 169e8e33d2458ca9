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
import type { ApiKeyId } from './ids.ts';
import type { EngineRealtime, HolderState } from './realtime/engine-realtime.ts';
import { gather } from './realtime/gather.ts';
import type { RealtimeBus } from './realtime/realtime-bus.ts';
import type { SystemStores } from './storage/storage.ts';

/** What the engine's realtime side is made of. */
export interface RealtimeParts {
  readonly system: Pick<SystemStores, 'tickets' | 'findAgents' | 'findApiKeys'>;
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
        const agentIds = new Set(holders.flatMap(({ agentId }) => (agentId === undefined ? [] : [agentId])));
        const keyIds = new Set(holders.flatMap(({ apiKeyId }) => (apiKeyId === undefined ? [] : [apiKeyId])));
        const [agents, keys] = await Promise.all([
          agentIds.size === 0 ? [] : system.findAgents([...agentIds]),
          keyIds.size === 0 ? [] : system.findApiKeys([...keyIds]),
        ]);
        const agentsByName = new Map(
          agents.map(({ accountId, agent }) => [`${accountId} ${agent.id}`, agent]),
        );
        const goodKeys = new Set<ApiKeyId>();
        for (const key of keys) if (key.revokedAt === undefined) goodKeys.add(key.id);
        return holders.map((holder): HolderState => {
          if (holder.apiKeyId !== undefined && !goodKeys.has(holder.apiKeyId)) return { mayConnect: false };
          if (holder.agentId === undefined) return { mayConnect: holder.apiKeyId !== undefined };
          const agent = agentsByName.get(`${holder.accountId} ${holder.agentId}`);
          const isGood = agent !== undefined && agent.disabledAt === undefined;
          return isGood ? { mayConnect: true, agent } : { mayConnect: false };
        });
      },
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
