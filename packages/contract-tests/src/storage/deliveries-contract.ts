import type { Delivery, OutboundMessage } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, monday, openDesk } from './desk.ts';
import { createSignal } from './signal.ts';
import { testIf } from './test-if.ts';

const queued: Delivery = { status: 'queued', times: { queued: monday }, attempts: 0 };

const sending = (message: OutboundMessage, at = later(1)): OutboundMessage => ({
  ...message,
  delivery: { status: 'sending', times: { ...message.delivery.times, sending: at }, attempts: 1 },
});

const sent = (message: OutboundMessage): OutboundMessage => ({
  ...message,
  delivery: { status: 'sent', times: { ...message.delivery.times, sent: later(2) }, attempts: 1 },
});

const next = (desk: Desk, conversationId: `cnv_${string}`): Promise<OutboundMessage | undefined> =>
  desk.account.transaction((tx) => tx.messages.nextToDeliver(conversationId));

/** What finds messages on their way out. */
export function deliveriesContract({ storage, concurrentTransactions }: ContractSubject): void {
  const onlyConcurrent = testIf(concurrentTransactions);
  describe('deliveries', () => {
    it('hands out queued messages in seq order, one at a time', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const [second, first] = [2, 1].map((seq) => desk.outbound(conversation, { seq, delivery: queued }));
      if (first === undefined || second === undefined) throw new Error('unreachable');
      await desk.account.messages.add([second, first]);
      expect(await next(desk, conversation.id)).toStrictEqual(first);
      await desk.account.messages.save([sending(first)]);
      expect(await next(desk, conversation.id)).toBeUndefined();
      await desk.account.messages.save([sent(first)]);
      expect(await next(desk, conversation.id)).toStrictEqual(second);
    });

    it.each(['sent', 'delivered', 'read', 'failed', 'blocked', 'unknown'] as const)(
      'does not wait for a message that is %s',
      async (status) => {
        const desk = await openDesk(storage());
        const { conversation } = await desk.openConversation();
        const over = desk.outbound(conversation, { seq: 1, delivery: { ...queued, status } });
        const waiting = desk.outbound(conversation, { seq: 2, delivery: queued });
        await desk.account.messages.add([over, waiting, desk.inbound(conversation, { seq: 3 })]);
        expect(await next(desk, conversation.id)).toStrictEqual(waiting);
      },
    );

    it('has nothing to hand out where nothing waits', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      expect(await next(desk, conversation.id)).toBeUndefined();
    });

    it('gives a message to one of many who ask at once', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      await desk.account.messages.add(
        [1, 2, 3].map((seq) => desk.outbound(conversation, { seq, delivery: queued })),
      );
      const claim = (): Promise<number | undefined> =>
        desk.account.transaction(async (tx) => {
          const message = await tx.messages.nextToDeliver(conversation.id);
          if (message !== undefined) await tx.messages.save([sending(message)]);
          return message?.seq;
        });
      const claimed = await Promise.all(Array.from({ length: 8 }, claim));
      expect(claimed.filter((seq) => seq !== undefined)).toStrictEqual([1]);
    });

    it('finds messages that have been sending for too long', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const [old, fresh, waiting] = [1, 2, 3].map((seq) =>
        desk.outbound(conversation, { seq, delivery: queued }),
      );
      if (old === undefined || fresh === undefined || waiting === undefined) throw new Error('unreachable');
      await desk.account.messages.add([sending(old, later(100)), sending(fresh, later(900)), waiting]);
      const found = await desk.account.transaction((tx) => tx.messages.stuckInSending(later(500), 10));
      expect(found.map(({ seq }) => seq)).toStrictEqual([1]);
      const limited = await desk.account.transaction((tx) => tx.messages.stuckInSending(later(5000), 1));
      expect(limited.map(({ seq }) => seq)).toStrictEqual([1]);
    });

    onlyConcurrent('leaves stuck messages to whoever holds them', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      await desk.account.messages.add([sending(desk.outbound(conversation, { seq: 1, delivery: queued }))]);
      const held = createSignal();
      const release = createSignal();
      const holder = desk.account.transaction(async (tx) => {
        await tx.messages.stuckInSending(later(500), 10);
        held.resolve();
        await release.promise;
      });
      await held.promise;
      expect(
        await desk.account.transaction((tx) => tx.messages.stuckInSending(later(500), 10)),
      ).toStrictEqual([]);
      release.resolve();
      await holder;
    });

    it('finds conversations whose messages wait too long, each once, the oldest first', async () => {
      const desk = await openDesk(storage());
      const open = async (...times: readonly Date[]): Promise<string> => {
        const { conversation } = await desk.openConversation();
        await desk.account.messages.add(
          times.map((at, index) =>
            desk.outbound(conversation, { seq: index + 1, delivery: { ...queued, times: { queued: at } } }),
          ),
        );
        return conversation.id;
      };
      const second = await open(later(20), later(21));
      const first = await open(later(10));
      await open(later(9000));
      expect(await desk.account.messages.conversationsWithQueued(later(500), 10)).toStrictEqual([
        first,
        second,
      ]);
      expect(await desk.account.messages.conversationsWithQueued(later(500), 1)).toStrictEqual([first]);
    });

    it('counts a message that waits for another try from its last one', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const retrying: Delivery = {
        status: 'queued',
        times: { queued: later(0), sending: later(1000) },
        attempts: 1,
      };
      await desk.account.messages.add([desk.outbound(conversation, { seq: 1, delivery: retrying })]);
      expect(await desk.account.messages.conversationsWithQueued(later(500), 10)).toStrictEqual([]);
      expect(await desk.account.messages.conversationsWithQueued(later(1001), 10)).toStrictEqual([
        conversation.id,
      ]);
    });
  });
}
