// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatClient } from './chat-client.ts';
import { type KeyValueStorage, memoryStorage } from './chat-storage.ts';
import { createChatClient } from './create-chat-client.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { ModelChatServer, modelConversationId } from './testing/model-chat-server.ts';

type Step =
  | { readonly do: 'write' | 'agent' | 'cut' | 'reload' | 'open' | 'older' | 'answer' }
  | { readonly do: 'up' | 'down' | 'repeat' | 'both'; readonly times: number }
  | { readonly do: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Step>({ do: 'write' }, { do: 'agent' }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom('up' as const, 'down' as const, 'both' as const),
      times: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), times: fc.constant(1) }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>({ do: 'answer' }, { do: 'open' }, { do: 'older' }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'cut' }, { do: 'reload' }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
  },
);

/** A browser whose page, network and server the test moves by hand. */
class World {
  readonly server = new ModelChatServer();
  readonly clock = new ManualClock();
  readonly storage: KeyValueStorage = memoryStorage();
  readonly written: string[] = [];
  private answers: (() => void)[] = [];
  client: ChatClient;

  constructor() {
    this.client = this.load();
  }

  load(): ChatClient {
    const client = createChatClient({
      baseUrl: 'http://desk.example',
      inboxId: 'inb_1',
      storage: this.storage,
      clock: this.clock,
      openSocket: this.server.open,
      fetch: (input) => {
        // What the server says is settled now, and arrives later.
        const body = JSON.stringify(this.server.rest(String(input)));
        return new Promise((resolve) => this.answers.push(() => resolve(new Response(body))));
      },
    });
    client.start();
    return client;
  }

  async take(next: Step): Promise<void> {
    const socket = this.server.live().at(-1);
    if (next.do === 'write') {
      const text = `m${this.written.length}`;
      this.written.push(text);
      this.client.send({ content: { type: 'text', text }, text });
    } else if (next.do === 'agent') this.server.agentSays(`a${this.server.stored.length}`);
    else if (next.do === 'up') for (let n = 0; n < next.times && socket; n += 1) this.server.takeUp(socket);
    else if (next.do === 'down')
      for (let n = 0; n < next.times && socket; n += 1) this.server.takeDown(socket);
    else if (next.do === 'both') await this.both(next.times);
    else if (next.do === 'repeat' && socket) this.server.takeDown(socket, 2);
    else if (next.do === 'cut') socket?.cut();
    else if (next.do === 'open') this.client.openThread(modelConversationId);
    else if (next.do === 'older') this.client.loadOlder(modelConversationId);
    else if (next.do === 'answer') this.answers.shift()?.();
    else if (next.do === 'wait') this.clock.advance(next.ms);
    else if (next.do === 'reload') {
      this.client.stop();
      // The old page's requests die with it.
      this.answers = [];
      this.client = this.load();
    }
    await promisesSettled();
  }

  /** A while in which everything works. */
  private async both(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      this.answers.shift()?.();
      await promisesSettled();
      const socket = this.server.live().at(-1);
      if (socket !== undefined) {
        this.server.takeUp(socket);
        this.server.takeDown(socket);
      }
    }
  }

  /** The network is good from now on. */
  async settle(): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      for (const socket of this.server.live()) {
        while (socket.up.length > 0 || socket.down.length > 0 || !socket.isOpen) {
          this.server.takeUp(socket);
          this.server.takeDown(socket);
        }
      }
      for (const answer of this.answers.splice(0)) answer();
      await promisesSettled();
      this.clock.advance(2_000);
      await promisesSettled();
      if (this.server.stored.length > 0) this.client.openThread(modelConversationId);
    }
  }
}

const promisesSettled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what a customer writes is stored once, in order, and shown as the server has it, whatever the network does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 120, size: 'max' }), async (steps) => {
      const world = new World();
      for (const next of steps) await world.take(next);
      await world.settle();
      const { outbox, threads, connection } = world.client.getState();
      world.client.stop();

      expect(world.server.fromCustomer).toEqual(world.written);
      expect(outbox).toEqual([]);
      expect(world.server.visitors).toBeLessThanOrEqual(1 + steps.filter((s) => s.do === 'reload').length);
      if (world.server.stored.length === 0) return;
      expect(connection.status).toBe('online');
      const shown = threads[modelConversationId]?.messages ?? [];
      const from = (shown[0]?.seq ?? 1) - 1;
      const asText = (messages: typeof shown) =>
        messages.map((m) => `${m.seq} ${m.from} ${JSON.stringify(m.content)}`);
      expect(asText(shown)).toEqual(asText(world.server.stored.slice(from)));
      expect(shown.length).toBeGreaterThan(0);
      expect(threads[modelConversationId]?.early).toEqual([]);
    }),
    { numRuns: 400 },
  );
}, 60_000);
