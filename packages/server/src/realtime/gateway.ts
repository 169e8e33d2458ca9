import {
  type AccountId,
  gather,
  type JsonObject,
  type LogCursor,
  type Logger,
  type Parley,
  type TicketHolder,
} from '@parley/core';
import type { InboxFacts } from '../api-call.ts';
import { createAccessWatch } from './access-watch.ts';
import { type AccountLive, createAccountLive } from './account-live.ts';
import { createHolderCounts } from './holder-counts.ts';
import { createLogRelay } from './log-relay.ts';
import type { RealtimeSettings } from './realtime-options.ts';
import type { RealtimePeer } from './realtime-peer.ts';
import type { ConnectionTerms, RealtimeSession } from './realtime-session.ts';
import { frameText } from './server-frames.ts';
import { createSession } from './session.ts';
import type { AdmittedSession, SessionHost } from './session-host.ts';

/** What the gateway is made of. */
export interface GatewayParts {
  readonly parley: Parley;
  readonly inboxFacts: InboxFacts;
  readonly log: Logger;
  readonly settings: RealtimeSettings;
}

/** Realtime for agents and servers, whatever carries the frames. */
export interface RealtimeGateway {
  /** Speaks for a new peer from now on. */
  connect(peer: RealtimePeer, terms: ConnectionTerms): RealtimeSession;
  /** A frame for a connection that cannot send any itself; it may be in another process. */
  relay(connectionId: string, holder: TicketHolder, text: string): void;
  stop(): void;
}

const tickMs = 1000;
/** An account nobody is connected to stays this long: whoever comes back finds its newest events in memory. */
const lingerMs = 60_000;
const framesChannel = 'realtime:frames';

/** A gateway. It reads nothing and runs no timer until somebody connects. */
export function createGateway(parts: GatewayParts): RealtimeGateway {
  const { parley, settings, log } = parts;
  const accounts = new Map<AccountId, { readonly live: AccountLive; usedAt: number }>();
  const admitted = new Map<string, AdmittedSession>();
  const counts = createHolderCounts({
    perAccount: settings.maxConnectionsPerAccount,
    perHolder: settings.maxConnectionsPerHolder,
  });
  const access = createAccessWatch(parley.realtime, settings.accessCheckMs, log);
  const endOfLog = gather(async (asked: readonly undefined[]): Promise<readonly LogCursor[]> => {
    const end = await parley.storage.system.events.end();
    return asked.map(() => end);
  });
  const relay = createLogRelay(parley, {
    onEvents(accountId, events) {
      accounts.get(accountId)?.live.hub.onEvents(events);
      if (events.some(({ event }) => event.type.startsWith('agent.'))) access.hurry();
    },
    onRestart(at) {
      for (const { live } of accounts.values()) live.hub.restart(at);
    },
  });

  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    const now = performance.now();
    for (const [accountId, entry] of accounts) {
      const { live } = entry;
      live.tick(now);
      if (live.hub.connections.size > 0) {
        entry.usedAt = now;
        beat(live, now, settings.heartbeatMs);
      } else if (now - entry.usedAt > lingerMs) {
        live.stop();
        accounts.delete(accountId);
      }
    }
    if (accounts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  let isListening = false;
  const listenForFrames = (): void => {
    if (isListening) return;
    isListening = true;
    parley.realtime.bus
      .subscribe(framesChannel, (message) => take(message, admitted))
      .catch(() => {
        isListening = false;
      });
  };

  const host: SessionHost = {
    realtime: parley.realtime,
    settings,
    log,
    access,
    async live(accountId) {
      await relay.at();
      const known = accounts.get(accountId);
      if (known !== undefined) {
        known.usedAt = performance.now();
        return known.live;
      }
      const live = createAccountLive(
        {
          accountId,
          desk: parley.desk({ accountId, actor: { type: 'system' } }),
          inboxFacts: parts.inboxFacts,
          log,
          endOfLog: () => endOfLog(undefined),
          maxMissedEvents: settings.maxMissedEvents,
          heartbeatMs: settings.heartbeatMs,
          bus: parley.realtime.bus,
          from: parley.realtime.processId,
        },
        relay.here,
      );
      accounts.set(accountId, { live, usedAt: performance.now() });
      timer ??= setInterval(tick, tickMs);
      return live;
    },
    admit({ id, holder }, session) {
      if (!counts.add(holder)) return false;
      admitted.set(id, session);
      return true;
    },
    release({ id, holder }) {
      if (admitted.delete(id)) counts.remove(holder);
    },
  };
  return {
    connect(peer, terms) {
      listenForFrames();
      return createSession(host, peer, terms);
    },
    relay(connectionId, holder, text) {
      const message = { connectionId, holder: { ...holder }, text };
      if (take(message, admitted)) return;
      parley.realtime.bus.publish(framesChannel, message).catch(() => undefined);
    },
    stop() {
      clearInterval(timer);
      access.stop();
      relay.stop();
      for (const { live } of accounts.values()) live.stop();
      accounts.clear();
    },
  };
}

/** Hands a relayed frame to its connection, if it is here and of the same holder. */
function take(message: JsonObject, admitted: ReadonlyMap<string, AdmittedSession>): boolean {
  const { connectionId, text } = message;
  const holder = message['holder'] as TicketHolder | undefined;
  const found = admitted.get(String(connectionId));
  if (found?.holder === undefined || holder === undefined || typeof text !== 'string') return false;
  const { accountId, agentId } = found.holder;
  if (accountId === holder.accountId && agentId === holder.agentId) found.onText(text);
  return true;
}

/** The application's heartbeat, for whoever has heard nothing for a while. */
function beat({ hub }: AccountLive, now: number, everyMs: number): void {
  let text: string | undefined;
  for (const connection of hub.connections) {
    if (now - connection.toldAt < everyMs) continue;
    connection.toldAt = Math.trunc(now);
    text ??= frameText({ t: 'position', position: hub.position });
    connection.peer.send(
      connection.floor === undefined ? text : frameText({ t: 'position', position: connection.floor }),
    );
  }
}
