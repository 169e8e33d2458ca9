import { ConflictError, NotStorableError, StaleWriteError } from '@parley/core';
import type { IntakeContinuation } from '@parley/core/storage';
import { describe, expect, it, vi } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, type Desk, later, openDesk, unique } from './desk.ts';

/** A customer with a conversation, and the next message of theirs decided from memory. */
async function aRememberedCustomer(desk: Desk) {
  const { customer, conversation } = await desk.openConversation();
  const message = desk.inbound(conversation, { seq: 1, providerMessageId: unique('wamid') });
  const next = { ...conversation, lastSeq: 1, unreadCount: 1, lastMessageAt: later(9), version: 2 };
  const continuation: IntakeContinuation = {
    conversations: [next],
    messages: [message],
    events: [desk.event()],
    customers: [{ id: customer.id, version: customer.version }],
  };
  const stored = () => desk.account.messages.find([message.id]);
  return { customer, conversation, next, message, continuation, stored };
}

/** Several as one batch. */
function together(...parts: readonly IntakeContinuation[]): IntakeContinuation {
  return {
    conversations: parts
      .flatMap(({ conversations }) => conversations)
      .toSorted((left, right) => (left.customerId < right.customerId ? -1 : 1)),
    messages: parts.flatMap(({ messages }) => messages),
    events: parts.flatMap(({ events }) => events),
    customers: parts.flatMap(({ customers }) => customers),
  };
}

/** A message may come alone or with those of others: storages may write the two in different ways. */
const companies = [
  ['alone', async (_desk: Desk, own: IntakeContinuation) => own],
  [
    'among others',
    async (desk: Desk, own: IntakeContinuation) =>
      together(
        (await aRememberedCustomer(desk)).continuation,
        own,
        (await aRememberedCustomer(desk)).continuation,
      ),
  ],
] as const;

/** What a batch writes that was decided without having loaded anything. */
export function intakeContinuedContract({ storage }: ContractSubject): void {
  describe.each(companies)('intake of a message that goes on a conversation, %s', (_name, inCompany) => {
    /** Writes it as a transaction of its own. */
    const write = async (desk: Desk, own: IntakeContinuation): Promise<void> =>
      desk.account.intake.continueConversations(await inCompany(desk, own));
    /** Writes it in a transaction of somebody. */
    const writeIn = async (desk: Desk, own: IntakeContinuation): Promise<void> => {
      const batch = await inCompany(desk, own);
      await desk.account.transaction((tx) => tx.intake.continueConversations(batch));
    };

    it.each([
      ['by itself', write],
      ['in a transaction', writeIn],
    ])('holds while everything that was remembered is true, %s', async (_way, send) => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      const { position } = await desk.account.events.end();
      await send(desk, sara.continuation);
      expect(await sara.stored()).toStrictEqual([sara.message]);
      expect(await desk.account.conversations.find([sara.conversation.id])).toStrictEqual([sara.next]);
      await vi.waitFor(async () => {
        const { events } = await desk.account.events.read({ position }, 100);
        expect(events.map(({ event }) => event)).toEqual(
          expect.arrayContaining([...sara.continuation.events]),
        );
      });
    });

    it('changes all that a customer’s message changes, and nothing else', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation } = await desk.openConversation({
        status: 'snoozed',
        snoozedUntil: later(100),
        subject: 'Sizes',
        priority: 'high',
        controllerVersion: 4,
        isBotHandoff: true,
        lastReadSeq: 3,
        customerReadSeq: 2,
        lastSeq: 3,
        firstResponseAt: later(1),
        autoRepliedAt: later(2),
      });
      const { snoozedUntil: _over, ...awake } = conversation;
      const next = {
        ...awake,
        status: 'open' as const,
        lastSeq: 4,
        unreadCount: 1,
        waitingSince: later(5),
        lastInboundAt: later(4),
        lastMessageAt: later(5),
        preview: 'Is it “M”? 👕',
        version: conversation.version + 1,
        updatedAt: later(5),
      };
      const message = desk.inbound(conversation, {
        seq: 4,
        providerMessageId: unique('wamid'),
        content: { type: 'text', text: 'Is it “M”? 👕 \\ "{},' },
        context: { isForwarded: true },
      });
      await write(desk, {
        conversations: [next],
        messages: [message],
        events: [desk.event()],
        customers: [customer],
      });
      expect(await desk.account.conversations.find([conversation.id])).toStrictEqual([next]);
      expect(await desk.account.messages.find([message.id])).toStrictEqual([message]);
    });

    it('refuses a customer who has changed', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      await desk.account.customers.save([
        { ...sara.customer, name: 'Sara B.', version: 2, updatedAt: later(1) },
      ]);
      await expect(write(desk, sara.continuation)).rejects.toBeInstanceOf(StaleWriteError);
      expect(await sara.stored()).toStrictEqual([]);
    });

    it('refuses a conversation that somebody changed meanwhile, and one that never was', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      await desk.account.transaction((tx) =>
        tx.conversations.save([
          { ...sara.conversation, status: 'resolved', version: 2, resolvedAt: later(1) },
        ]),
      );
      await expect(write(desk, sara.continuation)).rejects.toBeInstanceOf(StaleWriteError);
      const unknown = { ...sara.next, id: desk.ids.next('cnv') };
      await expect(write(desk, { ...sara.continuation, conversations: [unknown] })).rejects.toThrow();
      expect(await sara.stored()).toStrictEqual([]);
      expect(await desk.account.conversations.find([unknown.id])).toStrictEqual([]);
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
      await expect(write(desk, sara.continuation)).rejects.toBeInstanceOf(StaleWriteError);
      const { inboxId, providerMessageId } = parked;
      await desk.account.transaction((tx) =>
        tx.intake.save(changes({ takenParked: [{ inboxId, providerMessageId }] })),
      );
      await write(desk, sara.continuation);

      const again = desk.inbound(sara.conversation, { seq: 2, providerMessageId });
      await expect(
        write(desk, {
          ...sara.continuation,
          conversations: [{ ...sara.next, lastSeq: 2, version: 3 }],
          messages: [again],
        }),
      ).rejects.toBeInstanceOf(ConflictError);
      expect(await desk.account.conversations.find([sara.conversation.id])).toStrictEqual([sara.next]);
    });

    it('refuses text that cannot be stored, and takes no harm from it', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      const halved = { ...sara.next, preview: 'half \ud83d' };
      await expect(write(desk, { ...sara.continuation, conversations: [halved] })).rejects.toBeInstanceOf(
        NotStorableError,
      );
      await write(desk, sara.continuation);
      expect(await sara.stored()).toHaveLength(1);
    });

    it('lets one of two win that were decided on the same memory', async () => {
      const desk = await openDesk(storage());
      const sara = await aRememberedCustomer(desk);
      const other = desk.inbound(sara.conversation, { seq: 1, providerMessageId: unique('wamid') });
      const results = await Promise.allSettled([
        write(desk, sara.continuation),
        write(desk, { ...sara.continuation, messages: [other], events: [desk.event()] }),
      ]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const { items } = await desk.account.messages.list(sara.conversation.id, 'forward', { limit: 5 });
      expect(items.map(({ seq }) => seq)).toEqual([1]);
    });
  });

  it('intake of messages that go on conversations keeps apart what is sent at the same time', async () => {
    const desk = await openDesk(storage());
    const people = await Promise.all(Array.from({ length: 8 }, () => aRememberedCustomer(desk)));
    const wrong = new Set([2, 3, 6]);
    for (const index of wrong) {
      const person = people[index];
      if (person !== undefined)
        await desk.account.customers.save([
          { ...person.customer, name: 'Another', version: 2, updatedAt: later(1) },
        ]);
    }
    const results = await Promise.allSettled(
      people.map(({ continuation }) => desk.account.intake.continueConversations(continuation)),
    );
    expect(results.map(({ status }) => status === 'rejected')).toEqual(people.map((_, at) => wrong.has(at)));
    for (const [index, person] of people.entries())
      expect(await person.stored()).toHaveLength(wrong.has(index) ? 0 : 1);
  });
}
