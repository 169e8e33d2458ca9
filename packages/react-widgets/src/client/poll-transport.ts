import type { Api } from './api.ts';
import { failureOf } from './client-failure.ts';
import type { Environment, Timer } from './environment.ts';
import { type OpenTransport, untilEnded } from './transport.ts';

const visibleMs = 3_000;
const hiddenMs = 15_000;

/** Where nothing can be kept open: reads the log every few seconds. Its entries carry no present state. */
export function pollTransport(
  api: Pick<Api, 'events' | 'counts'>,
  env: Pick<Environment, 'setTimer' | 'clearTimer' | 'signals'>,
): OpenTransport {
  return (_greeting, events) => {
    const out = untilEnded(events);
    let timer: Timer | undefined;
    let isClosed = false;

    const read = async (cursor: string): Promise<void> => {
      const { items, nextCursor } = await api.events(cursor);
      if (isClosed) return;
      if (cursor === 'latest') {
        // Cursors are opaque and no positions of a socket: what was seen before is read anew.
        out.onFrame({
          t: 'welcome',
          connectionId: '',
          epoch: '',
          position: '',
          actor: { type: 'system' },
          // Failed calls tell sooner; twice as long still fits a timer.
          heartbeatMs: 1e9,
          isResumed: false,
        });
      }
      for (const event of items) out.onFrame({ t: 'event', position: '', event });
      if (items.length > 0) out.onFrame({ t: 'queue', counts: await api.counts() });
      else out.onFrame({ t: 'position', position: '' });
      if (isClosed) return;
      const isMore = items.length > 0 && nextCursor !== cursor;
      next(nextCursor, isMore ? 0 : env.signals.isVisible() ? visibleMs : hiddenMs);
    };
    const next = (cursor: string, delayMs: number): void => {
      timer = env.setTimer(() => {
        read(cursor).catch((error: unknown) => out.onEnd({ failure: failureOf(error) }));
      }, delayMs);
    };
    next('latest', 0);
    return {
      send() {
        // Typing and presence are not told to a log.
      },
      close() {
        isClosed = true;
        out.mute();
        env.clearTimer(timer);
      },
    };
  };
}
