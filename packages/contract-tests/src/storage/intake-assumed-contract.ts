import { ConflictError, StaleWriteError } from '@parley/core';
import type { IntakeAssumptions, IntakeChanges } from '@parley/core/storage';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, type Desk, later, openDesk, unique } from './desk.ts';

/** A customer with an identity and a conversation, and the next message of theirs decided from memory. */
async function aRememberedCustomer(desk: Desk) {
  const { customer, conversation } = await desk.openConversation();
  const identity = desk.identity(customer);
  await desk.account.customers.addIdentities([identity]);
  const message = desk.inbound(conversation, { seq: 1, providerMessageId: unique('wamid') });
  const given: Partial<IntakeChanges> = {
    changedConversations: [
      { ...conversation, lastSeq: 1, unreadCount: 1, lastMessageAt: later(9), version: 2 },
    ],
    newMessages: [message],
    events: [desk.event()],
  };
  const assumed: IntakeAssumptions = {
    identities: [identity],
    customers: [{ id: customer.id, version: customer.version }],
  };
  const save = (assumption: IntakeAssumptions = assumed): Promise<void> =>
    desk.account.transaction((tx) => tx.intake.save(changes(given), assumption));
  const stored = () => desk.account.messages.find([message.id]);
  return { customer, conversation, identity, message, given, assumed, save, stored };
}

/** What a batch writes without having loaded it. */
export function intakeAssumedContract({ storage }: ContractSubject): void {
  describe('intake save on assumptions', () => {
    it('writes what was decided from memory while all of it is still true', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      await sara.save();
      expect(await sara.stored()).toStrictEqual([sara.message]);
      expect(await desk.account.conversations.find([sara.conversation.id])).toStrictEqual(
        sara.given.changedConversations,
      );
    });

    it('writes nothing of the batch when one of many assumptions is wrong', async () => {
      const desk = await openDesk(storage());
      const [sara, ben] = [await aRememberedCustomer(desk), await aRememberedCustomer(desk)];
      await desk.account.customers.save([
        { ...ben.customer, name: 'Benjamin', version: 2, updatedAt: later(1) },
      ]);
      const both = desk.account.transaction((tx) =>
        tx.intake.save(
          changes({
            changedConversations: [sara, ben]
              .flatMap(({ given }) => given.changedConversations ?? [])
              .toSorted((left, right) => (left.customerId < right.customerId ? -1 : 1)),
            newMessages: [sara.message, ben.message],
          }),
          {
            identities: [sara.identity, ben.identity],
            customers: [...sara.assumed.customers, ...ben.assumed.customers],
          },
        ),
      );
      await expect(both).rejects.toBeInstanceOf(StaleWriteError);
      expect(await sara.stored()).toStrictEqual([]);
      await sara.save();
      expect(await sara.stored()).toHaveLength(1);
    });

    it('refuses an identity that has ended, went to somebody else, or never was', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      const ben = desk.customer({ name: 'Ben' });
      await desk.account.customers.add([ben]);
      await expect(
        sara.save({ ...sara.assumed, identities: [desk.identity(sara.customer)] }),
      ).rejects.toBeInstanceOf(StaleWriteError);
      const close = { closedIdentities: [{ id: sara.identity.id, validTo: later(1) }] };
      await desk.account.transaction((tx) => tx.intake.save(changes(close)));
      await expect(sara.save()).rejects.toBeInstanceOf(StaleWriteError);
      const taken = desk.identity(ben, { value: sara.identity.value });
      await desk.account.customers.addIdentities([taken]);
      await expect(sara.save()).rejects.toBeInstanceOf(StaleWriteError);
      expect(await sara.stored()).toStrictEqual([]);
    });

    it('refuses a conversation that somebody changed meanwhile', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      await desk.account.transaction((tx) =>
        tx.conversations.save([
          { ...sara.conversation, status: 'resolved', version: 2, resolvedAt: later(1) },
        ]),
      );
      await expect(sara.save()).rejects.toBeInstanceOf(StaleWriteError);
      expect(await sara.stored()).toStrictEqual([]);
    });

    it('refuses a message that has updates parked for it, and one that is stored', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      const parked = {
        inboxId: desk.inbox.id,
        providerMessageId: sara.message.providerMessageId ?? '',
        dedupeKey: 'delete:1',
        update: { type: 'delete', at: later(1) },
        receivedAt: later(2),
      } as const;
      await desk.account.transaction((tx) => tx.intake.save(changes({ newParked: [parked] })));
      await expect(sara.save()).rejects.toBeInstanceOf(StaleWriteError);
      const { inboxId, providerMessageId } = parked;
      await desk.account.transaction((tx) =>
        tx.intake.save(changes({ takenParked: [{ inboxId, providerMessageId }] })),
      );
      await sara.save();

      const again = desk.account.transaction((tx) =>
        tx.intake.save(
          changes({ newMessages: [desk.inbound(sara.conversation, { seq: 2, providerMessageId })] }),
          sara.assumed,
        ),
      );
      await expect(again).rejects.toBeInstanceOf(ConflictError);
    });

    it('lets one of two batches win that were decided on the same memory', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      const other = desk.inbound(sara.conversation, { seq: 1, providerMessageId: unique('wamid') });
      const results = await Promise.allSettled([
        sara.save(),
        desk.account.transaction((tx) =>
          tx.intake.save(changes({ ...sara.given, newMessages: [other], events: [] }), sara.assumed),
        ),
      ]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const { items } = await desk.account.messages.list(sara.conversation.id, 'forward', { limit: 5 });
      expect(items.map(({ seq }) => seq)).toEqual([1]);
    });
  });
}
