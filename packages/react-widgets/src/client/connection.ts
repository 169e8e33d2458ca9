import { backoffMs } from './backoff.ts';
import type { Batch } from './batch.ts';
import { type Cell, createCell } from './cell.ts';
import type { Environment, Timer } from './environment.ts';
import { isBehind } from './log-position.ts';
import type { ConnectionState } from './support-client.ts';
import type { Greeting, Transport, TransportEnd } from './transport.ts';
import type { NamedTransport } from './transports.ts';
import type { ClientFrame, ServerFrame } from './wire-types.ts';

const welcomeWithinMs = 10_000;
const refusedTicket = 4401;
const accessEnded = 4410;
const patience = 2;

/** Keeps one connection to the server, and says what comes over it exactly once and in order. */
export interface Connection {
  readonly state: Cell<ConnectionState>;
  start(): void;
  /** Tries at once, from the best transport on. */
  reconnect(): void;
  stop(): void;
  /** The token is refused: nothing is tried until {@link Connection.reconnect}. */
  signedOut(): void;
  /** False if no connection is open. */
  send(frame: ClientFrame): boolean;
}

/** What a connection is made of. */
export interface ConnectionOptions {
  readonly env: Environment;
  readonly batch: Batch;
  /** The best first; the next one is tried after two openings in a row that something between did not let through. */
  readonly transports: readonly NamedTransport[];
  /** What to listen to; asked for whenever a connection greets. */
  readonly greeting: () => Pick<Greeting, 'topics' | 'availability'>;
  readonly onFrame: (frame: ServerFrame) => void;
  /** Connected. `isResumed` = nothing was missed. */
  readonly onOnline: (isResumed: boolean) => void;
  /** Events were missed while connected: what is shown must be read anew. */
  readonly onResync: () => void;
  readonly onSignedOut: () => void;
}

/** See {@link Connection}. */
export function createConnection(options: ConnectionOptions): Connection {
  const { env, batch, transports } = options;
  let state: ConnectionState = { status: 'idle' };
  let transport: Transport | undefined;
  let timer: Timer | undefined;
  let watchdog: Timer | undefined;
  let failures = 0;
  let step = 0;
  let refusals = 0;
  let ticketRefusals = 0;
  let silenceMs = 0;
  let deadAt = 0;
  let syncedAt: number | undefined;
  let place: { readonly epoch: string; readonly position: string } | undefined;
  let stopSignals: (() => void) | undefined;

  const named = (): NamedTransport => transports[step] as NamedTransport;
  const cell = createCell<ConnectionState>(batch, () => state);
  const become = (next: ConnectionState): void => {
    state = next;
    cell.invalidate();
  };
  const drop = (): void => {
    env.clearTimer(timer);
    env.clearTimer(watchdog);
    transport?.close();
    transport = undefined;
  };
  const isRunning = (): boolean => stopSignals !== undefined && state.status !== 'unauthorized';

  const open = (): void => {
    drop();
    if (!isRunning()) return;
    become({ status: 'connecting', attempt: failures + 1 });
    timer = env.setTimer(() => ended({}), welcomeWithinMs);
    const mine = named()[1](
      () => ({ ...options.greeting(), ...(place === undefined ? {} : { resume: place }) }),
      {
        onFrame(frame) {
          if (transport !== mine) return;
          receive(frame);
          deadAt = env.now() + silenceMs;
        },
        onEnd(end) {
          if (transport === mine) ended(end);
        },
      },
    );
    transport = mine;
  };

  const wait = (delayMs: number): void => {
    drop();
    if (!isRunning()) return;
    const isNetless = !env.signals.isOnline();
    become({
      status: 'offline',
      retryAt: isNetless ? undefined : env.now() + delayMs,
      lastSyncedAt: syncedAt,
    });
    // Without a network the browser says when there is one; some never do, so it is tried anyway.
    timer = env.setTimer(open, isNetless ? Math.max(delayMs, 10_000) : delayMs);
  };

  const ended = ({ code, failure, isUnsupported }: TransportEnd): void => {
    ticketRefusals = code === refusedTicket ? ticketRefusals + 1 : 0;
    if (failure?.code === 'unauthorized' || code === accessEnded || ticketRefusals >= 2) {
      signedOut();
      return;
    }
    if (failure?.code === 'log_epoch_mismatch') place = undefined;
    const isRefused = state.status === 'connecting' && (isUnsupported === true || failure === undefined);
    if (isRefused || isMissing(failure?.code)) refusals += 1;
    if (refusals >= patience && step < transports.length - 1) {
      step += 1;
      refusals = 0;
    }
    failures += 1;
    wait(failure?.retryAfterMs ?? backoffMs(failures, env.random()));
  };

  const signedOut = (): void => {
    drop();
    if (state.status === 'closed') return;
    become({ status: 'unauthorized' });
    options.onSignedOut();
  };

  const watchSilence = (): void => {
    env.clearTimer(watchdog);
    const leftMs = deadAt - env.now();
    if (leftMs > 0) watchdog = env.setTimer(watchSilence, leftMs);
    else ended({});
  };

  const receive = (frame: ServerFrame): void => {
    switch (frame.t) {
      case 'welcome': {
        env.clearTimer(timer);
        const isResumed = frame.isResumed && place?.epoch === frame.epoch;
        if (!isResumed)
          place = frame.position === '' ? undefined : { epoch: frame.epoch, position: frame.position };
        failures = 0;
        ticketRefusals = 0;
        refusals = 0;
        silenceMs = 2 * frame.heartbeatMs;
        syncedAt = env.now();
        deadAt = syncedAt + silenceMs;
        become({ status: 'online', since: syncedAt, transport: named()[0] });
        watchSilence();
        options.onFrame(frame);
        options.onOnline(isResumed);
        break;
      }
      case 'position':
        syncedAt = env.now();
        advance(frame.position);
        break;
      case 'event':
        syncedAt = env.now();
        if (frame.position === '' || advance(frame.position)) options.onFrame(frame);
        break;
      case 'resync_required':
        place = { epoch: frame.epoch, position: frame.position };
        options.onResync();
        break;
      case 'closing':
        if (frame.reason === 'access_ended') signedOut();
        else {
          failures = 0;
          // The hint is the least; the rest keeps many clients apart.
          wait(frame.reconnectAfterMs + backoffMs(1, env.random()));
        }
        break;
      default:
        options.onFrame(frame);
    }
  };

  /** False if it was seen before. */
  const advance = (position: string): boolean => {
    if (place === undefined || !isBehind(position, place.position)) return false;
    place = { epoch: place.epoch, position };
    return true;
  };

  const onSignal = (what: 'online' | 'offline' | 'visible' | 'hidden'): void => {
    if (!isRunning()) return;
    if (what === 'offline') wait(0);
    else if (what === 'online' && state.status !== 'online') retry();
    else if (what === 'visible' && state.status === 'offline') retry();
    else if (what === 'visible' && state.status === 'online') {
      // A laptop that slept may hold a dead socket: it must show a sign of life soon.
      transport?.send({ t: 'ping' });
      if (named()[0] !== 'poll') deadAt = Math.min(deadAt, env.now() + 5_000);
      watchSilence();
    }
  };
  const retry = (): void => {
    failures = 0;
    step = 0;
    refusals = 0;
    open();
  };

  return {
    state: cell,
    start() {
      if (stopSignals !== undefined) return;
      stopSignals = env.signals.onChange(onSignal);
      open();
    },
    reconnect() {
      if (stopSignals === undefined) return;
      ticketRefusals = 0;
      if (state.status === 'unauthorized') become({ status: 'idle' });
      retry();
    },
    stop() {
      stopSignals?.();
      stopSignals = undefined;
      drop();
      become({ status: 'closed' });
    },
    signedOut,
    send(frame) {
      if (state.status !== 'online') return false;
      transport?.send(frame);
      return true;
    },
  };
}

function isMissing(code: string | undefined): boolean {
  return code === 'route_not_found' || code === 'method_not_allowed' || code === 'http_404';
}
