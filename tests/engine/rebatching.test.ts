import type { InboundEvent } from '@parley/core';
import { anInboundText, aParty, createFakeClock } from '@parley/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeskHarness, type DeskHarness } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 5, 8, minute));

describe.each(storageSources())('the same items in any order and batching, on $name', ({ make }) => {
  let source: StorageSource;
  let desk: DeskHarness;
  let runs = 0;

  beforeAll(async () => {
    source = await make();
    desk = await createDeskHarness(await source.open(), { clock: createFakeClock() });
  });
  afterAll(async () => {
    await desk.parley.stop();
    await source.dispose();
  });

  /** Two customers' messages with statuses, reactions, an edit and a deletion; ids differ per run. */
  const story = (run: number): InboundEvent[] => {
    const sara = aParty(`15${String(run).padStart(8, '0')}1`);
    const ben = aParty(`15${String(run).padStart(8, '0')}2`);
    const id = (name: string): string => `${name}.${run}`;
    return [
      anInboundText(id('a'), { party: sara, at: at(1) }),
      anInboundText(id('b'), { party: sara, at: at(2) }),
      anInboundText(id('c'), { party: ben, at: at(3) }),
      anInboundText(id('echo'), { kind: 'echo', opensWindow: false, party: sara, at: at(4) }),
      { kind: 'delivery', providerMessageId: id('echo'), evidence: { status: 'delivered', at: at(5) } },
      { kind: 'delivery', providerMessageId: id('echo'), evidence: { status: 'read', at: at(6) } },
      { kind: 'reaction', providerMessageId: id('a'), party: sara, by: 'customer', emoji: '👍', at: at(7) },
      { kind: 'reaction', providerMessageId: id('a'), party: sara, by: 'customer', at: at(8) },
      { kind: 'edit', providerMessageId: id('b'), content: { type: 'text', text: 'edited' }, at: at(9) },
      { kind: 'delete', providerMessageId: id('c'), at: at(10) },
    ];
  };

  /** What must not depend on the order: seq and unread follow arrival and are left out. */
  const endState = async (run: number): Promise<unknown> => {
    const value = `15${String(run).padStart(8, '0')}`;
    const refs = ['1', '2'].map((last) => ({
      channel: 'whatsapp',
      scope: '102290129340398',
      kind: 'phone',
      value: value + last,
    }));
    const identities = await desk.db.customers.findIdentities(refs);
    const states = await Promise.all(
      identities.map(async ({ customerId, value: phone }) => {
        const { items } = await desk.desk.conversations.list({ customerId }, { limit: 10 });
        const messages = await Promise.all(
          items.map((each) => desk.desk.messages.list(each.id, 'forward', { limit: 100 })),
        );
        return {
          phone: phone.slice(-1),
          conversations: items.length,
          window: items[0]?.lastInboundAt,
          seqs: messages.flatMap((page) => page.items.map((message) => message.seq)),
          messages: messages
            .flatMap((page) => page.items)
            .map((message) => ({
              id: message.providerMessageId?.split('.')[0],
              content: message.content,
              delivery: message.direction === 'outbound' ? message.delivery : undefined,
              reactions: message.reactions.filter((reaction) => reaction.emoji !== undefined).length,
              editedAt: message.editedAt,
              deletedAt: message.deletedAt,
            }))
            .sort((left, right) => String(left.id).localeCompare(String(right.id))),
        };
      }),
    );
    return states.sort((left, right) => left.phone.localeCompare(right.phone));
  };

  it('end in the same state', async () => {
    runs += 1;
    const straight = runs;
    await desk.receive(...story(straight));
    const expected = await endState(straight);
    const size = story(0).length;
    const deliveries = fc
      .tuple(
        fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
        fc.array(fc.nat({ max: size - 1 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 }),
      )
      .map(([order, doubled, sizes]) => {
        const indexes = [...order, ...doubled];
        const batches: number[][] = [];
        for (let batch = 0; indexes.length > 0; batch += 1)
          batches.push(indexes.splice(0, sizes[batch % sizes.length]));
        return batches;
      });
    await fc.assert(
      fc.asyncProperty(deliveries, fc.boolean(), async (batches, isParallel) => {
        runs += 1;
        const run = runs;
        const events = story(run);
        const requests = batches.map(
          (batch) => () => desk.receive(...batch.map((index) => events[index] as InboundEvent)),
        );
        if (isParallel) await Promise.all(requests.map((request) => request()));
        else for (const request of requests) await request();
        expect(await endState(run)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});
