import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from './simulation/agreement.ts';
import { type Chances, SimulatedWorld } from './simulation/simulated-world.ts';
import { perform, type Step, steps } from './simulation/step.ts';

const chances: fc.Arbitrary<Chances> = fc.record({
  latenciesMs: fc.array(fc.oneof(fc.nat(20), fc.nat(800)), { minLength: 7, maxLength: 31 }),
  fates: fc.array(fc.nat(99), { minLength: 11, maxLength: 37 }),
  seed: fc.nat(),
});

async function play(plan: readonly Step[], chance: Chances): Promise<SimulatedWorld> {
  const world = new SimulatedWorld(chance);
  const look = (): void => world.look();
  for (const step of plan) {
    await world.time.pass(step.afterMs, look);
    perform(world, step);
    look();
  }
  world.isCalm = true;
  world.server.setDown(false);
  world.setOnline(true);
  for (const id of [1, 2, 3, 4].map((number) => world.conversationId(number - 1)))
    for (const tab of world.tabs) world.openThread(tab, id);
  await world.time.pass(90_000, look);
  for (const tab of world.tabs) {
    for (const thread of tab.threads.values()) thread.jumpToLatest().catch(() => undefined);
    for (const list of tab.lists) world.freeze(tab, list, false);
  }
  for (const { tab } of world.tabs)
    for (const { clientMessageId, status } of tab.client.outbox.get())
      if (status === 'failed') tab.client.retry(clientMessageId);
  await world.time.pass(10_000, look);
  return world;
}

describe('a client on a bad network, in two tabs that crash', () => {
  it('shows what the server has once it calmed down, and never shows anything twice or backwards before', async () => {
    const numRuns = Number(process.env['PARLEY_PROPERTY_RUNS'] ?? 200);
    const seed = Number(process.env['PARLEY_PROPERTY_SEED'] ?? Date.now() % 2 ** 31);
    console.log(`client property seed ${seed}, ${numRuns} runs`);
    let sends = 0;
    const property = fc.asyncProperty(steps, chances, async (plan, chance) => {
      const world = await play(plan, chance);
      expectAgreement(world);
      sends += world.written.length;
      for (const { tab } of world.tabs) tab.client.stop();
    });
    await fc.assert(property, {
      seed,
      numRuns,
      endOnFailure: process.env['PARLEY_PROPERTY_SHRINK'] === undefined,
    });
    // A run in which nothing happens would prove nothing.
    expect(sends).toBeGreaterThan(numRuns);
  }, 120_000);
});
