import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk, unique } from './desk.ts';

/** What the customer's side of a chat asks. */
export function chatContract({ storage }: ContractSubject): void {
  describe('the customer’s side', () => {
    it('finds messages by the channel’s ids, of this inbox alone', async () => {
      const { account, inbox, openConversation, inbound, ids } = await openDesk(storage());
      const { conversation } = await openConversation();
      const [first, second] = [inbound(conversation, { seq: 1 }), inbound(conversation, { seq: 2 })];
      await account.transaction((tx) => tx.messages.add([first, second]));
      const refOf = (providerMessageId = '') => ({ inboxId: inbox.id, providerMessageId });
      const found = await account.chat.findByProviderIds([
        refOf(second.providerMessageId),
        refOf('unknown'),
        { ...refOf(first.providerMessageId), inboxId: ids.next('inb') },
      ]);
      expect(found).toStrictEqual([second]);
      expect(await account.chat.findByProviderIds([])).toStrictEqual([]);
    });

    it('knows which of our messages have not got as far as a receipt says', async () => {
      const { account, openConversation, inbound, outbound } = await openDesk(storage());
      const { conversation } = await openConversation();
      const at = (status: 'queued' | 'sent' | 'delivered' | 'read', seq: number) =>
        outbound(conversation, { seq, delivery: { status, times: { [status]: monday }, attempts: 1 } });
      const [queued, sent, delivered, read, last] = [
        at('queued', 1),
        at('sent', 3),
        at('delivered', 4),
        at('read', 5),
        at('sent', 6),
      ];
      await account.transaction((tx) =>
        tx.messages.add([queued, inbound(conversation, { seq: 2 }), sent, delivered, read, last]),
      );
      const seqs = async (...args: Parameters<typeof account.chat.notYet>) =>
        (await account.chat.notYet(...args)).map(({ seq }) => seq);
      const all = { afterSeq: 0, upToSeq: 5 };
      expect(await seqs('delivered', conversation.id, all, 10)).toStrictEqual([1, 3]);
      expect(await seqs('read', conversation.id, all, 10)).toStrictEqual([1, 3, 4]);
      expect(await seqs('read', conversation.id, { afterSeq: 1, upToSeq: 6 }, 2)).toStrictEqual([3, 4]);
    });

    it('counts what the customer has not read', async () => {
      const { account, openConversation, inbound, outbound } = await openDesk(storage());
      const { conversation } = await openConversation({ customerReadSeq: 2, lastSeq: 4 });
      const { conversation: quiet } = await openConversation();
      await account.transaction((tx) =>
        tx.messages.add([
          outbound(conversation, { seq: 1 }),
          outbound(conversation, { seq: 2 }),
          inbound(conversation, { seq: 3 }),
          outbound(conversation, { seq: 4 }),
        ]),
      );
      const unread = await account.chat.unreadByCustomer([conversation.id, quiet.id]);
      expect([...unread]).toStrictEqual([[conversation.id, 1]]);
      expect((await account.chat.unreadByCustomer([])).size).toBe(0);
    });

    it('knows who is next: by who waits longest, among those nobody has taken', async () => {
      const { account, openConversation, agent } = await openDesk(storage());
      const ana = agent();
      await account.agents.add([ana]);
      const waiting = (ms: number) => ({ controller: 'queue', waitingSince: later(ms) }) as const;
      const { conversation: second } = await openConversation(waiting(20));
      const { conversation: first } = await openConversation(waiting(10));
      const { conversation: taken } = await openConversation({ ...waiting(1), assigneeId: ana.id });
      const { conversation: answered } = await openConversation({ ...waiting(2), controller: 'agent' });
      const { conversation: done } = await openConversation({ ...waiting(3), status: 'resolved' });
      const places = await account.chat.queuePositions(
        [second, first, taken, answered, done].map(({ id }) => id),
      );
      expect(new Map(places)).toStrictEqual(
        new Map([
          [first.id, 1],
          [second.id, 2],
        ]),
      );
    });

    it('ends a visitor’s session for good, in one inbox', async () => {
      const { account, inbox, ids } = await openDesk(storage());
      const session = { inboxId: inbox.id, visitorId: unique('visitor') };
      const elsewhere = { ...session, inboxId: ids.next('inb') };
      const other = { ...session, visitorId: unique('visitor') };
      expect(await account.chat.endedVisitors([session])).toStrictEqual([]);
      await account.chat.endVisitors([session], monday);
      await account.chat.endVisitors([session], later(5));
      expect(await account.chat.endedVisitors([session, elsewhere, other])).toStrictEqual([session]);
    });

    it('gives conversations and identities to another customer, with everything in them', async () => {
      const { account, openConversation, inbound, outbound, identity } = await openDesk(storage());
      const { conversation, customer: from } = await openConversation();
      const { customer: to } = await openConversation({ status: 'resolved' });
      const known = identity(from);
      const said = inbound(conversation, { seq: 1 });
      const answered = outbound(conversation, { seq: 2 });
      await account.transaction(async (tx) => {
        await tx.customers.addIdentities([known]);
        await tx.messages.add([said, answered]);
        await tx.conversations.findForUpdate([conversation.id]);
        await tx.chat.moveConversations([conversation.id], from.id, to.id, later(9));
        await tx.chat.moveIdentities([known.id], to.id);
        await tx.customers.save([{ ...from, mergedInto: to.id, version: 2 }]);
      });
      const [moved] = await account.conversations.find([conversation.id]);
      expect(moved).toStrictEqual({ ...conversation, customerId: to.id, version: 2, updatedAt: later(9) });
      const { items } = await account.messages.list(conversation.id, 'forward', { limit: 10 });
      expect(items).toStrictEqual([
        { ...said, customerId: to.id, sender: { type: 'customer', id: to.id } },
        { ...answered, customerId: to.id },
      ]);
      expect(await account.customers.identitiesOf([from.id, to.id])).toStrictEqual([
        { ...known, customerId: to.id },
      ]);
      expect((await account.customers.find([from.id]))[0]?.mergedInto).toBe(to.id);
    });
  });
}
