import { anInboundText, aParty, createFakeClock } from '@parley/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeskHarness, type DeskHarness, inboxId } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

describe.each(storageSources())('an update left behind, on $name', ({ make }) => {
  let source: StorageSource;
  let desk: DeskHarness;

  beforeAll(async () => {
    source = await make();
    desk = await createDeskHarness(await source.open(), { clock: createFakeClock() });
    await desk.parley.start();
  });
  afterAll(async () => {
    await desk.parley.stop();
    await source.dispose();
  });

  it('is applied by the hourly clean-up, once, although its message was stored beside it', async () => {
    await desk.receive(anInboundText('left.1', { party: aParty('16505550042') }));
    const [conversation] = (await desk.desk.conversations.list({}, { limit: 1 })).items;
    const messages = async () =>
      (await desk.desk.messages.list(conversation?.id as 'cnv_', 'forward', { limit: 10 })).items;
    // As two processes at the same moment would leave it: the update parked, the message there.
    await desk.db.transaction((tx) =>
      tx.intake.save({
        ...nothing,
        newParked: [
          {
            inboxId,
            providerMessageId: 'left.1',
            dedupeKey: 'edit:1',
            update: {
              type: 'edit',
              content: { type: 'text', text: 'mended' },
              at: new Date('2026-01-05T09:01:00Z'),
            },
            receivedAt: new Date('2026-01-05T09:01:00Z'),
          },
        ],
      }),
    );
    const edited = desk.seen((event) => event.type === 'message.edited');
    await desk.db.transaction((tx) => tx.jobs.add([{ name: 'maintenance.purge', payload: {} }]));
    await edited;
    expect(await messages()).toMatchObject([{ content: { text: 'mended' } }]);
    expect(await desk.db.messages.withParked(10)).toEqual([]);
  });
});

const nothing = {
  newCustomers: [],
  changedCustomers: [],
  newIdentities: [],
  closedIdentities: [],
  newConversations: [],
  changedConversations: [],
  newMessages: [],
  changedMessages: [],
  newParked: [],
  takenParked: [],
  newNotices: [],
  newQuarantined: [],
  events: [],
} as const;
