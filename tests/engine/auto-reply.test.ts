import type { Message, OutboundMessage } from '@parley/core';
import { anInboundText, aParty, aSchedule, createFakeClock } from '@parley/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeskHarness, type DeskHarness, inboxId } from './desk-harness.ts';
import { createScriptChannel } from './script-channel.ts';
import { type StorageSource, storageSources } from './storages.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const hour = 3_600_000;
const tuesdayEvening = new Date('2026-01-06T20:00:00Z');
const schedule = aSchedule({
  autoReply: { text: 'We are back at nine.', byLanguage: { de: 'Bis neun Uhr.' } },
});

describe.each(storageSources())('a customer writes outside the business hours, on $name', ({ make }) => {
  const clock = createFakeClock(tuesdayEvening);
  const channel = createScriptChannel({ windowMs: 24 * hour });
  let source: StorageSource;
  let desks: readonly DeskHarness[];
  let first: DeskHarness;
  let persons = 0;
  const text: typeof anInboundText = (id, given) => anInboundText(id, { at: clock.now(), ...given });
  const stranger = (): ReturnType<typeof aParty> => {
    persons += 1;
    return aParty(`1650${String(persons).padStart(7, '0')}`);
  };

  beforeAll(async () => {
    source = await make();
    const opened: DeskHarness[] = [];
    for (let count = 0; count < (source.isShared ? 3 : 1); count += 1)
      opened.push(await createDeskHarness(await source.open(), { clock, channel }));
    desks = opened;
    first = opened[0] as DeskHarness;
    const { id } = await first.desk.businessHours.create(schedule);
    await first.desk.inboxes.update(inboxId, { businessHoursId: id });
    await first.parley.start();
  });
  afterAll(async () => {
    await Promise.all(desks.map((desk) => desk.parley.stop()));
    await source.dispose();
  });

  const on = (index: number): DeskHarness => desks[index % desks.length] as DeskHarness;
  const phoneOf = (party: ReturnType<typeof aParty>): string => party.identities[0]?.value ?? '';
  const conversationOf = async (party: ReturnType<typeof aParty>) => {
    const [identity] = await first.db.customers.findIdentities(party.identities);
    if (identity === undefined) throw new Error('nobody wrote');
    const { items } = await first.desk.conversations.list({ customerId: identity.customerId }, { limit: 9 });
    return items[0] ?? Promise.reject(new Error('there is no conversation'));
  };
  const threadOf = async (party: ReturnType<typeof aParty>): Promise<readonly Message[]> =>
    (await first.desk.messages.list((await conversationOf(party)).id, 'forward', { limit: 100 })).items;
  const repliesTo = async (party: ReturnType<typeof aParty>): Promise<readonly OutboundMessage[]> =>
    (await threadOf(party)).filter(
      (message): message is OutboundMessage =>
        message.direction === 'outbound' && message.sender.type === 'system',
    );
  const sentTo = (party: ReturnType<typeof aParty>) =>
    channel.sent.filter(({ to }) => to.some(({ value }) => value === phoneOf(party)));
  const sent = (messageId: string) =>
    first.seen((event) => event.type === 'message.sent' && event.data.messageId === messageId);

  it('is answered once, however often one message comes, and it goes out once', async () => {
    const party = stranger();
    await Promise.all(range(30).map((index) => on(index).receive(text('once', { party }))));
    const [reply, ...more] = await repliesTo(party);
    expect(more).toEqual([]);
    await sent(reply?.id ?? '');
    expect(sentTo(party).map(({ content }) => content)).toEqual([
      { type: 'text', text: 'We are back at nine.' },
    ]);
    expect(await conversationOf(party)).toMatchObject({
      controller: 'queue',
      unreadCount: 1,
      waitingSince: tuesdayEvening,
      autoRepliedAt: tuesdayEvening,
    });
    expect(await conversationOf(party)).not.toHaveProperty('firstResponseAt');
  });

  it('is answered once when twenty first messages come at once, on every process', async () => {
    for (const round of range(4)) {
      const party = stranger();
      await Promise.all(
        range(20).map((index) => on(index).receive(text(`album.${round}.${index}`, { party }))),
      );
      const thread = await threadOf(party);
      expect(thread.map(({ seq }) => seq)).toEqual(range(21).map((index) => index + 1));
      const replies = await repliesTo(party);
      expect(replies).toHaveLength(1);
      await sent(replies[0]?.id ?? '');
      expect(sentTo(party)).toHaveLength(1);
    }
  });

  it('is answered again on the next evening, after people were there', async () => {
    const party = stranger();
    const writeAt = async (at: string): Promise<number> => {
      clock.set(new Date(at));
      await first.receive(text(`at ${at} of ${phoneOf(party)}`, { party, at: new Date(at) }));
      return (await repliesTo(party)).length;
    };
    expect(await writeAt('2026-01-06T20:00:00Z')).toBe(1);
    expect(await writeAt('2026-01-07T07:59:00Z')).toBe(1);
    expect(await writeAt('2026-01-07T12:00:00Z')).toBe(1);
    expect(await writeAt('2026-01-07T20:00:00Z')).toBe(2);
    clock.set(tuesdayEvening);
  });

  it('is not answered to history, an echo or a copy from another party', async () => {
    const party = stranger();
    await first.receive(
      text('old', { party, context: { isHistory: true } }),
      text('echo', { party, kind: 'echo', opensWindow: false }),
      text('copy', { party, context: { isStandby: true }, opensWindow: false }),
    );
    expect(await repliesTo(party)).toEqual([]);
  });

  it('is told what the schedule says by then, in their own language', async () => {
    const party = stranger();
    const [hours] = await first.desk.businessHours.list();
    if (hours === undefined) throw new Error('there are business hours');
    const autoReply = { text: 'Closed for the holidays.', byLanguage: { de: 'Betriebsferien.' } };
    await first.desk.businessHours.update(hours.id, { autoReply });
    await first.receive(text('after the change', { party }));
    expect(await repliesTo(party)).toMatchObject([{ content: { text: 'Closed for the holidays.' } }]);
    const german = stranger();
    const identities = german.identities.slice(0, 1);
    await first.desk.customers.create({ name: 'Uwe', language: 'de-AT', identities });
    await first.receive(text('from Uwe', { party: { ...german, identities } }));
    expect(await repliesTo(german)).toMatchObject([{ content: { text: 'Betriebsferien.' } }]);
  });

  it('is not answered when the window had closed before the message came', async () => {
    const party = stranger();
    await first.receive(text('two days late', { party, at: new Date(tuesdayEvening.getTime() - 48 * hour) }));
    const [reply] = await repliesTo(party);
    await first.seen((event) => event.type === 'message.blocked' && event.data.messageId === reply?.id);
    expect(sentTo(party)).toEqual([]);
  });
});
