import type { MessageUpdate, ParkedUpdate } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, type Desk, keys, later, openDesk, unique } from './desk.ts';

const updates: readonly MessageUpdate[] = [
  {
    type: 'delivery',
    evidence: {
      status: 'failed',
      at: later(1),
      error: { code: 'x', message: 'y' },
      pricing: { category: 'service' },
    },
  },
  { type: 'reaction', by: { type: 'app' }, emoji: '❤️', at: later(2) },
  { type: 'edit', content: { type: 'text', text: 'better' }, at: later(3) },
  { type: 'delete', at: later(4) },
];

const park = (desk: Desk, parked: readonly ParkedUpdate[]): Promise<void> =>
  desk.account.transaction((tx) => tx.intake.save(changes({ newParked: parked })));

/** Updates that came before their message. */
export function parkedContract({ storage }: ContractSubject): void {
  describe('parked updates', () => {
    const parkedOn = (desk: Desk, providerMessageId: string): readonly ParkedUpdate[] =>
      updates.map((update, index) => ({
        inboxId: desk.inbox.id,
        providerMessageId,
        dedupeKey: `${update.type}:${index}`,
        update,
        receivedAt: later(index),
      }));

    it('are kept whole, taken once, oldest first', async () => {
      const desk = await openDesk(storage());
      const ref = { inboxId: desk.inbox.id, providerMessageId: unique('wamid') };
      const parked = parkedOn(desk, ref.providerMessageId);
      await park(desk, [...parked].reverse());
      const other = { inboxId: desk.inbox.id, providerMessageId: unique('wamid') };
      expect(await desk.account.transaction((tx) => tx.messages.takeParked([other, ref]))).toStrictEqual(
        parked,
      );
      expect(await desk.account.transaction((tx) => tx.messages.takeParked([ref]))).toStrictEqual([]);
      expect(await desk.account.messages.takeParked([])).toStrictEqual([]);
    });

    it('point at their message when it was stored beside them', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const message = desk.inbound(conversation, { seq: 1 });
      const ref = { inboxId: desk.inbox.id, providerMessageId: message.providerMessageId ?? '' };
      await desk.account.messages.add([message]);
      expect(await desk.account.messages.withParked(10)).toStrictEqual([]);
      await park(desk, parkedOn(desk, ref.providerMessageId));
      await park(desk, parkedOn(desk, unique('wamid')));
      expect(await desk.account.messages.withParked(10)).toStrictEqual([message.id]);
      expect(await desk.account.messages.withParked(0)).toStrictEqual([]);
    });

    it('are parked once, however often they come', async () => {
      const desk = await openDesk(storage());
      const ref = { inboxId: desk.inbox.id, providerMessageId: unique('wamid') };
      const parked = parkedOn(desk, ref.providerMessageId);
      await park(desk, parked);
      await park(desk, parked);
      const loaded = await desk.account.transaction((tx) =>
        tx.intake.load(keys({ providerMessages: [ref] })),
      );
      expect(loaded.parked).toStrictEqual(parked);
    });

    it('stay when the transaction that took them rolls back', async () => {
      const desk = await openDesk(storage());
      const ref = { inboxId: desk.inbox.id, providerMessageId: unique('wamid') };
      await park(desk, parkedOn(desk, ref.providerMessageId));
      const failed = desk.account.transaction(async (tx) => {
        await tx.messages.takeParked([ref]);
        throw new Error('stop');
      });
      await expect(failed).rejects.toThrow('stop');
      expect(await desk.account.messages.takeParked([ref])).toHaveLength(updates.length);
    });

    it('are taken for the inbox that was asked for, not for the same id in another', async () => {
      const desk = await openDesk(storage());
      const inbox = { ...desk.inbox, id: desk.ids.next('inb') };
      await desk.account.inboxes.add([inbox]);
      const [one, two] = [unique('wamid'), unique('wamid')];
      const here = parkedOn(desk, one).slice(0, 1);
      const there = here.map((parked) => ({ ...parked, inboxId: inbox.id }));
      await park(desk, [...here, ...there]);
      const taken = await desk.account.messages.takeParked([
        { inboxId: desk.inbox.id, providerMessageId: one },
        { inboxId: inbox.id, providerMessageId: two },
      ]);
      expect(taken).toStrictEqual(here);
    });

    it('are deleted when they are too old', async () => {
      const desk = await openDesk(storage());
      const ref = { inboxId: desk.inbox.id, providerMessageId: unique('wamid') };
      await park(desk, parkedOn(desk, ref.providerMessageId));
      expect(await desk.account.messages.purgeParked(later(2))).toBe(2);
      expect(await desk.account.messages.takeParked([ref])).toHaveLength(2);
    });
  });
}
