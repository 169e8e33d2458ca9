import { ConflictError, type Conversation, conversationStatuses, StaleWriteError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, openDesk } from './desk.ts';

/** Every optional field set. */
export function aFullConversation(desk: Desk, base: Conversation, assigneeId: `agt_${string}`): Conversation {
  return {
    ...base,
    status: 'snoozed',
    priority: 'urgent',
    controller: 'assistant',
    controllerVersion: 4,
    isBotHandoff: true,
    subject: 'Where is order #7?',
    assigneeId,
    lastSeq: 12,
    lastReadSeq: 9,
    unreadCount: 3,
    customerReadSeq: 7,
    waitingSince: later(1),
    firstResponseAt: later(2),
    lastInboundAt: later(3),
    lastMessageAt: later(4),
    preview: 'It has not come yet 🙁',
    snoozedUntil: later(5),
    autoRepliedAt: later(6),
    resolvedAt: later(6),
    closedAt: later(7),
    version: base.version + 1,
    updatedAt: later(8),
    inboxId: desk.inbox.id,
  };
}

/** Conversations without their list. */
export function conversationsContract({ storage }: ContractSubject): void {
  describe('conversations', () => {
    it('keeps every field, and leaves out what is absent', async () => {
      const desk = await openDesk(storage());
      const agent = desk.agent();
      await desk.account.agents.add([agent]);
      const { conversation: bare } = await desk.openConversation();
      expect(await desk.account.conversations.find([bare.id])).toStrictEqual([bare]);
      const full = aFullConversation(desk, bare, agent.id);
      await desk.account.conversations.save([full]);
      expect(await desk.account.conversations.find([bare.id])).toStrictEqual([full]);
      const emptied = { ...bare, version: 3 };
      await desk.account.conversations.save([emptied]);
      expect(await desk.account.conversations.findForUpdate([bare.id])).toStrictEqual([emptied]);
    });

    it('refuses a save against an older version, and then keeps none of the batch', async () => {
      const desk = await openDesk(storage());
      const { conversation: first } = await desk.openConversation();
      const { conversation: second } = await desk.openConversation();
      const save = desk.account.conversations.save([
        { ...first, subject: 'kept?', version: 2 },
        { ...second, subject: 'stale', version: 5 },
      ]);
      await expect(save).rejects.toBeInstanceOf(StaleWriteError);
      expect(await desk.account.conversations.find([first.id])).toStrictEqual([first]);
    });

    it.each(conversationStatuses)(
      'allows a new conversation beside one that is %s only if that one is over',
      async (status) => {
        const desk = await openDesk(storage());
        const { customer } = await desk.openConversation({ status });
        const add = desk.account.conversations.add([desk.conversation(customer)]);
        if (status === 'resolved' || status === 'closed') await expect(add).resolves.toBeUndefined();
        else await expect(add).rejects.toBeInstanceOf(ConflictError);
      },
    );

    it('refuses to reopen a conversation beside an active one', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation } = await desk.openConversation({ status: 'resolved' });
      await desk.account.conversations.add([desk.conversation(customer)]);
      const reopen = desk.account.conversations.save([{ ...conversation, status: 'open', version: 2 }]);
      await expect(reopen).rejects.toBeInstanceOf(ConflictError);
    });

    it('finds the active conversation of each pair, else the newest', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation: active } = await desk.openConversation({ status: 'pending' });
      const newer = desk.conversation(customer, { status: 'closed', createdAt: later(5000) });
      const { customer: gone } = await desk.openConversation({ status: 'closed' });
      const lastOfGone = desk.conversation(gone, { status: 'resolved', createdAt: later(9000) });
      const stranger = desk.customer();
      await desk.account.conversations.add([newer, lastOfGone]);
      const inboxId = desk.inbox.id;
      const found = await desk.account.transaction((tx) =>
        tx.conversations.latestOf([
          { customerId: customer.id, inboxId },
          { customerId: gone.id, inboxId },
          { customerId: stranger.id, inboxId },
          { customerId: customer.id, inboxId },
        ]),
      );
      expect(found.map(({ id }) => id).sort()).toStrictEqual([active.id, lastOfGone.id].sort());
    });

    it('takes dense numbers, also when many ask at once', async () => {
      const desk = await openDesk(storage());
      const take = (count: number): Promise<number> =>
        desk.account.transaction((tx) => tx.conversations.takeNumbers(count));
      const firsts = await Promise.all([1, 3, 2, 1, 4].map(take));
      const taken = firsts.flatMap((first, index) =>
        Array.from({ length: [1, 3, 2, 1, 4][index] ?? 0 }, (_, offset) => first + offset),
      );
      expect(taken.sort((a, b) => a - b)).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });

    it('gives numbers back when the transaction rolls back', async () => {
      const desk = await openDesk(storage());
      const failed = desk.account.transaction(async (tx) => {
        await tx.conversations.takeNumbers(5);
        throw new Error('stop');
      });
      await expect(failed).rejects.toThrow('stop');
      expect(await desk.account.conversations.takeNumbers(1)).toBe(1);
    });

    it('lets no two conversations have one number', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      await expect(desk.openConversation({ number: conversation.number })).rejects.toBeInstanceOf(
        ConflictError,
      );
    });
  });
}
