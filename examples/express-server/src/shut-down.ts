import type { Server } from 'node:http';
import type { Logger } from '@parley/core';
import type { AttachedRealtime } from '@parley/server/node';
import type { Composed } from './compose.ts';

/** What shutting down works with. */
export interface ShutDownOptions extends Composed {
  readonly http: Server;
  readonly realtime: AttachedRealtime;
  readonly log: Logger;
  /** How long `/readyz` already says no while connections are still taken, in milliseconds. */
  readonly drainDelayMs: number;
  /** How long requests and jobs may go on, in milliseconds. */
  readonly graceMs: number;
}

/** Says "not ready", stops taking connections, sends sockets elsewhere, lets what runs end, then closes the database. */
export async function shutDown(options: ShutDownOptions): Promise<void> {
  const { http, realtime, log, parley, server, storage, drainDelayMs, graceMs } = options;
  log.info({ graceMs, drainDelayMs }, 'shutting down');
  server.startDraining();
  if (drainDelayMs > 0) await wait(drainDelayMs);
  const endsAt = Date.now() + graceMs;
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeIdleConnections();
  const cut = setTimeout(() => http.closeAllConnections(), graceMs);
  await Promise.all([closed, realtime.drain(graceMs)]);
  clearTimeout(cut);
  await parley.stop(Math.max(0, endsAt - Date.now()));
  await storage.close();
  log.info({}, 'stopped');
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
