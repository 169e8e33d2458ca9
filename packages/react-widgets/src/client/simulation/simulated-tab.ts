import { assembleClient } from '../assemble-client.ts';
import type { SupportClientOptions } from '../client-options.ts';
import type { Environment, SocketLike } from '../environment.ts';
import type { SupportClient } from '../support-client.ts';
import type { FakeServer } from '../testing/fake-server.ts';
import type { SimulatedBrowser } from './simulated-browser.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Whether the browser has a network. */
export interface SimulatedSignals {
  isOnline: boolean;
  readonly listeners: Set<(what: 'online' | 'offline') => void>;
}

/** A client in one tab, and how to crash it. */
export interface SimulatedTab {
  readonly client: SupportClient;
  /** Ids of the events it told the host about, in order. */
  readonly events: readonly string[];
  /** From now on nothing it started goes on, but what is on the wire arrives. */
  crash(): void;
}

/** Opens the page in a tab. `number` makes its random values differ from those of other tabs. */
export function openSimulatedTab(
  number: number,
  time: VirtualTime,
  server: FakeServer,
  browser: SimulatedBrowser,
  signals: SimulatedSignals,
  random: () => number,
  options: Partial<SupportClientOptions> = {},
): SimulatedTab {
  let isDead = false;
  let ids = 0;
  const events: string[] = [];
  const sockets = new Set<SocketLike>();
  const alive = (run: () => void) => (): void => {
    if (!isDead) run();
  };
  const channel = browser.tab(() => isDead);

  const env: Environment = {
    now: () => time.now,
    random,
    randomBytes: (count) => {
      ids += 1;
      return Uint8Array.from(
        { length: count },
        (_, index) => [ids, ids >> 8, number, number >> 8][index] ?? 0,
      );
    },
    fetch: (input, init) =>
      new Promise((resolve, reject) => {
        if (isDead) return;
        if (!signals.isOnline) return reject(new TypeError('offline'));
        server.fetch(input, init).then(
          (answer) => alive(() => resolve(answer))(),
          (error) => alive(() => reject(error))(),
        );
      }),
    WebSocket: function connect(url: string, protocol: string) {
      const socket = new server.WebSocket(url, protocol);
      sockets.add(socket);
      return socket;
    } as unknown as NonNullable<Environment['WebSocket']>,
    setTimer: (run, delayMs) => time.set(alive(run), delayMs),
    clearTimer: time.clear,
    nextFrame: (run) => void time.set(alive(run), 16),
    signals: {
      isOnline: () => signals.isOnline,
      isVisible: () => true,
      onChange(listener) {
        const mine = (what: 'online' | 'offline'): void => alive(() => listener(what))();
        signals.listeners.add(mine);
        return () => signals.listeners.delete(mine);
      },
    },
    outbox: browser.outbox(() => isDead),
    drafts: browser.drafts(),
    tabs: channel,
  };
  const client = assembleClient(
    {
      baseUrl: 'http://desk.test/support',
      getToken: () => 'token',
      transport: 'ws',
      ...options,
      onEvent: ({ id }) => events.push(id),
    },
    env,
  );
  client.start();
  return {
    client,
    events,
    crash() {
      isDead = true;
      for (const socket of sockets) {
        socket.onmessage = null;
        socket.onclose = null;
        socket.close();
      }
      channel.die();
    },
  };
}
