import type { Api } from './api.ts';
import type { Environment, Timer } from './environment.ts';
import type { Follow } from './followed-transport.ts';
import type { Http } from './http.ts';
import type { LogEvent } from './wire-types.ts';

const visibleMs = 3_000;
const hiddenMs = 15_000;

/** Where nothing can be kept open: reads the log every few seconds. Its entries carry no present state. */
export function followLog(
  http: Pick<Http, 'json'>,
  api: Pick<Api, 'counts'>,
  env: Pick<Environment, 'setTimer' | 'clearTimer' | 'signals'>,
): Follow {
  const read = (after: string) =>
    http.json<{ readonly items: readonly LogEvent[]; readonly nextCursor: string }>({
      method: 'GET',
      path: '/v1/events',
      query: { after, limit: 100 },
    });
  return async (_greeting, tell, signal) => {
    let timer: Timer | undefined;
    signal.addEventListener('abort', () => env.clearTimer(timer));
    const pause = (delayMs: number): Promise<void> =>
      new Promise((resolve) => {
        timer = env.setTimer(resolve, delayMs);
      });

    let { nextCursor: cursor } = await read('latest');
    // Cursors are opaque and no positions of a socket: what was seen before is read anew.
    tell({
      t: 'welcome',
      connectionId: '',
      epoch: '',
      position: '',
      actor: { type: 'system' },
      // Failed calls tell sooner; twice as long still fits a timer.
      heartbeatMs: 1e9,
      isResumed: false,
    });
    while (!signal.aborted) {
      await pause(env.signals.isVisible() ? visibleMs : hiddenMs);
      for (let isMore = true; isMore; ) {
        const { items, nextCursor } = await read(cursor);
        isMore = items.length > 0 && nextCursor !== cursor;
        cursor = nextCursor;
        for (const event of items) tell({ t: 'event', position: '', event });
        if (items.length > 0) tell({ t: 'queue', counts: await api.counts() });
        else tell({ t: 'position', position: '' });
      }
    }
  };
}
