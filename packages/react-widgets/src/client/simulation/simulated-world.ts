import type { ConversationList, Thread } from '../support-client.ts';
import { fakeConversation, fakeId, textOf } from '../testing/fake-desk-seed.ts';
import { fakeMessage, withMessage } from '../testing/fake-message.ts';
import { FakeRefusal } from '../testing/fake-refusal.ts';
import { createFakeServer, type FakeFate, type FakeServer } from '../testing/fake-server.ts';
import type { Conversation, Message } from '../wire-types.ts';
import { SimulatedBrowser } from './simulated-browser.ts';
import { openSimulatedTab, type SimulatedSignals, type SimulatedTab } from './simulated-tab.ts';
import { createSnapshotWatch, type SnapshotWatch } from './snapshot-watch.ts';
import { VirtualTime } from './virtual-time.ts';

/** What chance decides in one run; read again and again from the beginning. */
export interface Chances {
  readonly latenciesMs: readonly number[];
  readonly fates: readonly number[];
  readonly seed: number;
}

/** A tab with what is open in it. */
export interface WorldTab {
  readonly tab: SimulatedTab;
  readonly watch: SnapshotWatch;
  readonly threads: Map<string, Thread>;
  readonly lists: readonly ConversationList[];
  readonly frozen: Set<ConversationList>;
  readonly closers: Map<string, () => void>;
}

const conversationCount = 4;

/** One server, one browser with two tabs, and a network that does what chance says. */
export class SimulatedWorld {
  readonly time = new VirtualTime();
  readonly server: FakeServer;
  readonly browser: SimulatedBrowser;
  readonly tabs: WorldTab[] = [];
  readonly signals: SimulatedSignals = { isOnline: true, listeners: new Set() };
  /** Ids by conversation in the order they were written, by tab. */
  readonly written: { readonly tab: WorldTab; readonly conversationId: string; readonly id: string }[] = [];
  /** Taken back or once failed: their order, and for the first also their arrival, is not promised. */
  readonly takenBack = new Set<string>();
  readonly failedOnce = new Set<string>();
  isCalm = false;
  private readonly chances: Chances;
  private draws = 0;
  private opened = 0;
  private lastFrameAt = 0;

  constructor(chances: Chances) {
    this.chances = chances;
    this.server = createFakeServer(seed(), {
      now: () => this.time.now,
      later: (run, what) => {
        const at = this.time.now + this.latencyMs();
        // Frames of a connection never overtake each other; calls do.
        if (what === 'frame') this.lastFrameAt = Math.max(this.lastFrameAt, at);
        this.time.set(run, (what === 'frame' ? this.lastFrameAt : at) - this.time.now);
      },
      fate: ({ method }) => this.fate(method),
      repeats: () => (this.isCalm ? 0 : this.draw(this.chances.fates) % 4),
    });
    // The provider is often quicker than the answer to the agent.
    this.server.desk.onEntry(({ event, messageId }) => {
      if (
        event.type === 'message.queued' &&
        messageId !== undefined &&
        this.draw(this.chances.fates) % 3 === 0
      )
        this.time.set(() => this.server.desk.deliver(messageId, 'sent'), 1);
    });
    this.browser = new SimulatedBrowser((run) => void this.time.set(run, this.latencyMs() / 10));
    this.openTab();
    this.openTab();
  }

  conversationId(choice: number): string {
    return fakeId('cnv', 1 + (choice % conversationCount));
  }

  /** Opens a tab with a list and the first thread. */
  openTab(): void {
    this.opened += 1;
    let random = (this.chances.seed + this.opened * 7919) >>> 0;
    const tab = openSimulatedTab(this.opened, this.time, this.server, this.browser, this.signals, () => {
      random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
      return random / 2 ** 32;
    });
    const lists = [
      tab.client.conversations({ status: ['open'] }),
      tab.client.conversations({ unread: true }),
    ];
    for (const list of lists) list.subscribe(() => undefined);
    tab.client.counts.subscribe(() => undefined);
    const threads = new Map<string, Thread>();
    const frozen = new Set<ConversationList>();
    const watch = createSnapshotWatch(tab.client, threads, lists, frozen);
    const world: WorldTab = { tab, watch, threads, lists, frozen, closers: new Map() };
    this.tabs.push(world);
    this.openThread(world, this.conversationId(0));
  }

  openThread(world: WorldTab, id: string): void {
    if (world.threads.has(id)) return;
    const thread = world.tab.client.thread(id);
    world.threads.set(id, thread);
    world.closers.set(
      id,
      thread.subscribe(() => undefined),
    );
  }

  freeze(world: WorldTab, list: ConversationList, isFrozen: boolean): void {
    if (isFrozen) world.frozen.add(list);
    else world.frozen.delete(list);
    list.setFrozen(isFrozen);
  }

  closeThread(world: WorldTab, id: string): void {
    world.closers.get(id)?.();
    world.closers.delete(id);
    world.threads.delete(id);
  }

  /** The tab is gone without a word, and the page opened again in another. */
  crash(index: number): void {
    const world = this.tabs[index % this.tabs.length];
    if (world === undefined) return;
    world.tab.crash();
    this.tabs.splice(this.tabs.indexOf(world), 1);
    this.openTab();
  }

  setOnline(isOnline: boolean): void {
    if (this.signals.isOnline === isOnline) return;
    this.signals.isOnline = isOnline;
    if (!isOnline) this.server.cut();
    for (const listener of [...this.signals.listeners]) listener(isOnline ? 'online' : 'offline');
  }

  look(): void {
    for (const { watch, tab } of this.tabs) {
      watch.look();
      for (const item of tab.client.outbox.get())
        if (item.status === 'failed') this.failedOnce.add(item.clientMessageId);
    }
  }

  private fate(method: string): FakeFate {
    if (this.isCalm) return 'deliver';
    const drawn = this.draw(this.chances.fates) % 20;
    if (drawn === 1) return 'lose_request';
    if (drawn === 2) return 'lose_answer';
    if (drawn === 3) return new FakeRefusal(503, 'storage_unavailable', { headers: { 'retry-after': '1' } });
    if (drawn === 4 && method === 'POST') return new FakeRefusal(500, 'internal_error');
    return 'deliver';
  }

  private latencyMs(): number {
    return this.isCalm ? 5 : this.draw(this.chances.latenciesMs);
  }

  private draw(from: readonly number[]): number {
    this.draws += 1;
    return from[this.draws % from.length] ?? 0;
  }
}

/** Four conversations: one empty, two short, one with several pages of messages. */
function seed() {
  const messages: Message[] = [];
  const conversations: Conversation[] = [];
  for (const [index, count] of [3, 0, 120, 1].entries()) {
    let conversation = fakeConversation(index + 1);
    for (let seq = 1; seq <= count; seq += 1) {
      const at = new Date(Date.parse('2026-03-01T00:00:00.000Z') + index * 1000 + seq * 60_000).toISOString();
      const sender =
        seq % 3 === 0
          ? ({ type: 'agent', id: fakeId('agt', 2), name: 'Ben' } as const)
          : ({ type: 'customer', id: conversation.customerId } as const);
      const id = fakeId('msg', (index + 1) * 10_000 + seq);
      const message = fakeMessage(conversation, { id, seq, at, sender, content: textOf(`m${seq}`) });
      messages.push(message);
      conversation = withMessage(conversation, message);
    }
    conversations.push(conversation);
  }
  return { conversations, messages };
}
