import type { InboundEvent, Message } from '@parley/core';
import { anInboundText, aParty, createFakeClock } from '@parley/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeskHarness, type DeskHarness, inboxId } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.each(storageSources())('a customer writes, on $name', ({ make }) => {
  const clock = createFakeClock();
  let source: StorageSource;
  let desks: readonly DeskHarness[];
  let first: DeskHarness;
  let persons = 0;
  const stranger = (): ReturnType<typeof aParty> => {
    persons += 1;
    return aParty(`1650${String(persons).padStart(7, '0')}`);
  };

  beforeAll(async () => {
    source = await make();
    const processes = source.isShared ? 3 : 1;
    const opened: DeskHarness[] = [];
    for (let count = 0; count < processes; count += 1) {
      opened.push(await createDeskHarness(await source.open(), { clock }));
    }
    desks = opened;
    first = opened[0] as DeskHarness;
  });
  afterAll(async () => {
    await Promise.all(desks.map((desk) => desk.parley.stop()));
    await source.dispose();
  });

  const on = (index: number): DeskHarness => desks[index % desks.length] as DeskHarness;
  const conversationsOf = async (value: string) => {
    const [identity] = await first.db.customers.findIdentities([
      { channel: 'whatsapp', scope: '102290129340398', kind: 'phone', value },
    ]);
    if (identity === undefined) return [];
    return (await first.desk.conversations.list({ customerId: identity.customerId }, { limit: 100 })).items;
  };
  const messagesOf = async (value: string): Promise<readonly Message[]> => {
    const [conversation] = await conversationsOf(value);
    if (conversation === undefined) return [];
    return (await first.desk.messages.list(conversation.id, 'forward', { limit: 100 })).items;
  };
  const phoneOf = (party: ReturnType<typeof aParty>): string => party.identities[0]?.value ?? '';

  it('keeps one message of fifty identical deliveries at once, on every process', async () => {
    const party = stranger();
    const statuses = await Promise.all(
      range(50).map((index) => on(index).receive(anInboundText(`dup.${phoneOf(party)}`, { party }))),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await messagesOf(phoneOf(party))).toHaveLength(1);
  });

  it('makes one customer, one conversation and twenty messages of twenty first messages at once', async () => {
    for (const round of range(5)) {
      const party = stranger();
      await Promise.all(
        range(20).map((index) =>
          on(index).receive(anInboundText(`album.${round}.${index}.${phoneOf(party)}`, { party })),
        ),
      );
      expect(await conversationsOf(phoneOf(party))).toHaveLength(1);
      const messages = await messagesOf(phoneOf(party));
      expect(messages.map((message) => message.seq)).toEqual(range(20).map((index) => index + 1));
    }
  });

  it('keeps each message once however deliveries are batched', async () => {
    const party = stranger();
    const id = phoneOf(party);
    const texts = range(6).map((index) => anInboundText(`batch.${id}.${index}`, { party }));
    const slices = [
      texts.slice(0, 3),
      texts.slice(2, 5),
      texts,
      texts.slice(4),
      [texts[0] as InboundEvent, texts[0] as InboundEvent],
    ];
    await Promise.all(slices.map((slice, index) => on(index).receive(...slice)));
    const messages = await messagesOf(id);
    expect(messages.map((message) => message.providerMessageId).sort()).toEqual(
      texts.map((text) => text.providerMessageId),
    );
    expect(messages.map((message) => message.seq)).toEqual(range(6).map((index) => index + 1));
  });

  it('numbers conversations one after the other without gaps', async () => {
    await Promise.all(
      range(12).map((index) => on(index).receive(anInboundText(`number.${index}`, { party: stranger() }))),
    );
    const numbers: number[] = [];
    let after: Parameters<DeskHarness['desk']['conversations']['list']>[1]['after'];
    do {
      const page = await first.desk.conversations.list(
        {},
        { limit: 100, ...(after === undefined ? {} : { after }) },
      );
      numbers.push(...page.items.map((conversation) => conversation.number));
      after = page.nextAfter;
    } while (after !== undefined);
    expect(numbers.sort((left, right) => left - right)).toEqual(
      range(numbers.length).map((index) => index + 1),
    );
  });

  it('keeps the provider’s time apart from when it came', async () => {
    const party = stranger();
    const at = new Date('2026-01-03T07:00:00.000Z');
    await first.receive(anInboundText(`late.${phoneOf(party)}`, { party, at }));
    const [message] = await messagesOf(phoneOf(party));
    expect(message?.sentAt).toEqual(at);
    expect(message?.createdAt).toEqual(clock.now());
  });

  it('sets one broken item of twenty aside, stores the others, acknowledges, and replays it later', async () => {
    const parties = range(20).map(stranger);
    const events = parties.map((party, index) =>
      anInboundText(`poison.${phoneOf(party)}`, {
        party,
        content: { type: 'text', text: index === 7 ? 'nul\u0000' : 'fine' },
      }),
    );
    expect(await first.receive(...events)).toBe(200);
    const counts = await Promise.all(parties.map(async (party) => (await messagesOf(phoneOf(party))).length));
    expect(counts).toEqual(range(20).map((index) => (index === 7 ? 0 : 1)));
    const { items } = await first.desk.quarantine.list({ state: 'waiting' }, { limit: 100 });
    expect(items).toMatchObject([{ reason: 'not_storable', attempts: 0 }]);
    const id = items[0]?.id as NonNullable<(typeof items)[0]>['id'];
    await expect(first.desk.quarantine.replay(id)).rejects.toMatchObject({ code: 'replay_failed' });
    const again = await first.desk.quarantine.list({ state: 'waiting' }, { limit: 100 });
    expect(again.items).toMatchObject([{ id, attempts: 1 }]);
  });

  it('replays an item once whatever kept it out is mended', async () => {
    const party = stranger();
    const event = anInboundText(`mended.${phoneOf(party)}`, { party });
    const id = 'qua_00000000000070008000000000000077';
    await first.db.transaction((tx) =>
      tx.quarantine.add([
        {
          id,
          inboxId,
          state: 'waiting',
          reason: 'processing_failed',
          message: 'An earlier version could not read this.',
          source: new TextEncoder().encode(JSON.stringify([event])),
          receivedAt: clock.now(),
          attempts: 1,
        },
      ]),
    );
    expect((await first.desk.quarantine.replay(id)).state).toBe('replayed');
    await first.desk.quarantine.replay(id);
    expect(await messagesOf(phoneOf(party))).toHaveLength(1);
  });

  it('survives half of a surrogate pair in any field', async () => {
    const party = { ...stranger(), name: 'half \ud83d' };
    expect(await first.receive(anInboundText(`half.${phoneOf(party)}`, { party }))).toBe(200);
    const stored = (await messagesOf(phoneOf(party))).length;
    const { items } = await first.desk.quarantine.list({ state: 'waiting' }, { limit: 100 });
    expect(
      stored + items.filter((item) => new TextDecoder().decode(item.source).includes('half.')).length,
    ).toBe(1);
  });

  it('stores a type it does not know and acknowledges it', async () => {
    const notice = {
      kind: 'notice',
      type: 'moon_phase',
      isKnown: false,
      dedupeKey: 'moon.1',
      payload: { phase: 'full' },
    } as const;
    expect(await first.receive(notice)).toBe(200);
    expect(await first.receive(notice)).toBe(200);
    // Settled only when every older transaction of the database server is over, other tests' included.
    const unknown = async (): Promise<number> => {
      const { events } = await first.desk.events.read({ position: '0.0' }, 10_000);
      return events.filter(({ event }) => event.type === 'channel.unknown_event').length;
    };
    await expect.poll(unknown, { timeout: 20_000 }).toBe(1);
  });

  it('reopens a resolved conversation within the window and starts a new one after it', async () => {
    const party = stranger();
    const id = phoneOf(party);
    await first.receive(anInboundText(`reopen.${id}.1`, { party }));
    const [conversation] = await conversationsOf(id);
    await first.desk.conversations.change(conversation?.id as 'cnv_', { status: { to: 'resolved' } });
    clock.advance(23 * 60 * 60 * 1000);
    await first.receive(anInboundText(`reopen.${id}.2`, { party }));
    expect(await conversationsOf(id)).toMatchObject([{ status: 'open', lastSeq: 2 }]);
    await first.desk.conversations.change(conversation?.id as 'cnv_', { status: { to: 'resolved' } });
    clock.advance(25 * 60 * 60 * 1000);
    await first.receive(anInboundText(`reopen.${id}.3`, { party }));
    expect((await conversationsOf(id)).map((each) => each.status).sort()).toEqual(['open', 'resolved']);
  });

  it('knows a person without any phone, and follows them through a new user id', async () => {
    const scope = '102290129340398';
    const userId = (value: string) => ({ channel: 'whatsapp', scope, kind: 'user_id', value });
    await first.receive(anInboundText('bsuid.1', { party: aParty(null, 'US.OLD1') }));
    await first.receive({
      kind: 'identity_change',
      reason: 'rotated',
      previous: [userId('US.OLD1')],
      current: [userId('US.NEW1')],
      at: clock.now(),
    });
    await first.receive(anInboundText('bsuid.2', { party: aParty(null, 'US.NEW1') }));
    const [identity] = await first.db.customers.findIdentities([userId('US.NEW1')]);
    expect(await first.db.customers.findIdentities([userId('US.OLD1')])).toEqual([]);
    const { items } = await first.desk.conversations.list(
      { customerId: identity?.customerId as 'cus_' },
      { limit: 10 },
    );
    expect(items).toMatchObject([{ lastSeq: 2 }]);
  });

  it('moves a recycled phone number to its new owner and suggests, never makes, a merge', async () => {
    const phone = phoneOf(stranger());
    await first.receive(anInboundText(`recycled.${phone}.1`, { party: aParty(phone, 'US.FORMER') }));
    await first.receive(anInboundText(`recycled.${phone}.2`, { party: aParty(phone, 'US.LATTER') }));
    const scope = '102290129340398';
    const [former, latter, owner] = await Promise.all(
      [
        { channel: 'whatsapp', scope, kind: 'user_id', value: 'US.FORMER' },
        { channel: 'whatsapp', scope, kind: 'user_id', value: 'US.LATTER' },
        { channel: 'whatsapp', scope, kind: 'phone', value: phone },
      ].map(async (ref) => (await first.db.customers.findIdentities([ref]))[0]?.customerId),
    );
    expect(former).not.toBe(latter);
    expect(owner).toBe(latter);
  });

  it('attaches reactions, edits and deletions to their message, also when they come first', async () => {
    const party = stranger();
    const id = phoneOf(party);
    const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 5, 9, minute));
    const updates: InboundEvent[] = [
      { kind: 'reaction', providerMessageId: `upd.${id}.1`, party, by: 'customer', emoji: '👍', at: at(1) },
      {
        kind: 'edit',
        providerMessageId: `upd.${id}.2`,
        content: { type: 'text', text: 'better' },
        at: at(2),
      },
      { kind: 'delete', providerMessageId: `upd.${id}.3`, at: at(3) },
    ];
    await Promise.all(updates.map((update, index) => on(index).receive(update)));
    await first.receive(
      ...range(3).map((index) => anInboundText(`upd.${id}.${index + 1}`, { party, at: at(0) })),
    );
    const messages = await messagesOf(id);
    expect(messages[0]?.reactions).toMatchObject([{ emoji: '👍' }]);
    expect(messages[1]).toMatchObject({ content: { text: 'better' }, editedAt: at(2) });
    expect(messages[2]).toMatchObject({ content: { kind: 'deleted' }, deletedAt: at(3) });
  });

  it('shows every event in the log exactly once to a reader that reads while others write', async () => {
    const start = await first.desk.events.end();
    const parties = range(40).map(stranger);
    const seen: string[] = [];
    let received = 0;
    const reader = (async () => {
      let { epoch, position } = start;
      for (;;) {
        const read = await on(1).desk.events.read({ epoch, position }, 7);
        seen.push(...read.events.map(({ event }) => event.id));
        received += read.events.filter(({ event }) => event.type === 'message.received').length;
        ({ epoch, position } = read);
        // The last ones settle when every older transaction of the database server is over.
        if (received === parties.length && read.events.length === 0) return;
      }
    })();
    await Promise.all(
      parties.map((party, index) => on(index).receive(anInboundText(`log.${phoneOf(party)}`, { party }))),
    );
    await reader;
    const all = await first.desk.events.read(start, 10_000);
    expect(seen).toEqual(all.events.map(({ event }) => event.id));
    expect(all.events.filter(({ event }) => event.type === 'message.received')).toHaveLength(40);
  });
});
