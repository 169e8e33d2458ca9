import type { SupportClientOptions } from '../client-options.ts';
import type { SupportClient } from '../support-client.ts';
import type { FakeDeskSeed } from '../testing/fake-desk-seed.ts';
import type { FakeCall } from '../testing/fake-routes.ts';
import { createFakeServer, type FakeFate, type FakeServer } from '../testing/fake-server.ts';
import { SimulatedBrowser } from './simulated-browser.ts';
import { openSimulatedTab, type SimulatedSignals, type SimulatedTab } from './simulated-tab.ts';
import { VirtualTime } from './virtual-time.ts';

/** One agent's page on a server in memory, in virtual time: every way takes 5 ms and nothing goes wrong by itself. */
export interface QuietDesk {
  readonly client: SupportClient;
  readonly server: FakeServer;
  readonly time: VirtualTime;
  readonly browser: SimulatedBrowser;
  readonly tab: SimulatedTab;
  readonly signals: SimulatedSignals;
  /** How long answers take from now on, in ms. */
  answerMs: number;
  /** What becomes of calls from now on; undefined = they arrive. */
  fate: ((call: FakeCall) => FakeFate | undefined) | undefined;
  pass(ms: number): Promise<void>;
  /** Another tab of the same browser. */
  openTab(): SimulatedTab;
  setOnline(isOnline: boolean): void;
  /** Calls that arrived, as `METHOD path`, since the last time this was asked. */
  calls(): readonly string[];
}

/** The page is open and connected. */
export async function openQuietDesk(
  seed: FakeDeskSeed = {},
  options: Partial<SupportClientOptions> = {},
): Promise<QuietDesk> {
  const time = new VirtualTime();
  const signals: SimulatedSignals = { isOnline: true, listeners: new Set() };
  const later = (run: () => void, what?: string): void =>
    void time.set(run, what === 'answer' ? desk.answerMs : 5);
  const server = createFakeServer(seed, {
    now: () => time.now,
    later,
    fate: (call) => desk.fate?.(call) ?? 'deliver',
  });
  const browser = new SimulatedBrowser(later);
  let tabs = 0;
  let seen = 0;
  const openTab = (): SimulatedTab => {
    tabs += 1;
    return openSimulatedTab(tabs, time, server, browser, signals, () => 0.5, options);
  };
  const tab = openTab();
  const desk: QuietDesk = {
    answerMs: 5,
    client: tab.client,
    server,
    time,
    browser,
    tab,
    signals,
    fate: undefined,
    pass: (ms) => time.pass(ms, () => undefined),
    openTab,
    setOnline(isOnline) {
      signals.isOnline = isOnline;
      if (!isOnline) server.cut();
      for (const listener of [...signals.listeners]) listener(isOnline ? 'online' : 'offline');
    },
    calls() {
      const fresh = server.calls.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = server.calls.length;
      return fresh;
    },
  };
  await desk.pass(200);
  return desk;
}
