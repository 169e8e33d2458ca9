import type { Server } from 'node:http';
import { maxRealtimeFrameBytes } from '@parley/api-contract';
import type { ParleyServer } from '../create-server.ts';
import type { FrameAllowance } from './frame-budget.ts';
import { createSocketKeeper } from './socket-keeper.ts';
import { routeUpgrades } from './upgrade-router.ts';

/** How sockets are served. */
export interface AttachOptions {
  /** A ping goes out this often; two without an answer end the socket. @defaultValue 25_000 */
  readonly heartbeatMs?: number;
  /** What a client may send before it is cut off. @defaultValue 200 frames and 256 KiB in 10 s */
  readonly allowance?: FrameAllowance;
  /** A socket with more unread bytes than this for `slowForMs` is cut; it resumes later. @defaultValue 1_048_576 */
  readonly slowBytes?: number;
  /** @defaultValue 10_000 */
  readonly slowForMs?: number;
  /** A socket with more unread bytes than this is cut at once. @defaultValue 4_194_304 */
  readonly cutBytes?: number;
  /** Sockets of this process; further ones are answered 503. @defaultValue 20_000 */
  readonly maxSockets?: number;
}

/** The sockets of an HTTP server. */
export interface AttachedRealtime {
  /** Open sockets. */
  readonly count: number;
  /**
   * Takes no more sockets and ends those there are: `closing` with a time to come back, close code 1012. Resolves when
   * they are gone, at the latest after `graceMs`. @defaultValue 5_000
   */
  drain(graceMs?: number): Promise<void>;
}

/**
 * Serves Parley's WebSockets (`/v1/realtime`, the customers' chat) on the HTTP server that has `toNodeHandler(server)`.
 * Upgrades of other paths are left to their own listeners.
 */
export function attachRealtime(
  http: Server,
  server: Pick<ParleyServer, 'live' | 'isDraining'>,
  options: AttachOptions = {},
): AttachedRealtime {
  const keeper = createSocketKeeper({
    heartbeatMs: options.heartbeatMs ?? 25_000,
    allowance: options.allowance ?? { frames: 200, sizeBytes: 256 * 1024, perMs: 10_000 },
    slowBytes: options.slowBytes ?? 1024 * 1024,
    slowForMs: options.slowForMs ?? 10_000,
    cutBytes: options.cutBytes ?? 4 * 1024 * 1024,
  });
  const maxSockets = options.maxSockets ?? 20_000;
  let isOver = false;
  const { basePath, origins, routes, streams } = server.live;
  const detach = routeUpgrades(http, routes, keeper, {
    basePath,
    origins,
    maxFrameBytes: maxRealtimeFrameBytes,
    refusal() {
      if (isOver || server.isDraining) return 'draining';
      return keeper.count >= maxSockets ? 'full' : undefined;
    },
  });
  return {
    get count() {
      return keeper.count;
    },
    async drain(graceMs = 5_000) {
      isOver = true;
      streams.drain();
      await keeper.drain(graceMs);
      detach();
      server.live.stop();
    },
  };
}
