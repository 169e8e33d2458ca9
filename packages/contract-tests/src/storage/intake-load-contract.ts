import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, keys, later, openDesk, unique } from './desk.ts';
import { aFullOutbound } from './messages-contract.ts';
import { createSignal } from './signal.ts';
import { testIf } from './test-if.ts';

/** What a batch loads. */
export function intakeLoadContract({ storage, concurrentTransactions }: ContractSubject): void {
  const onlyConcurrent = testIf(concurrentTransactions);
  describe('intake load', () => {
    it('finds nothing for nothing, and for what is not there', async () => {
      const desk = await openDesk(storage());
      const nothing = {
        identities: [],
        customers: [],
        conversations: [],
        messages: [],
        parked: [],
        notices: [],
      };
      expect(await desk.account.transaction((tx) => tx.intake.load(keys({})))).toStrictEqual(nothing);
      const unknown = keys({
        inboxIds: [desk.inbox.id],
        identities: [{ channel: 'whatsapp', scope: 's', kind: 'phone', value: unique('1') }],
        providerMessages: [{ inboxId: desk.inbox.id, providerMessageId: unique('wamid') }],
        messageIds: [desk.ids.next('msg')],
        notices: [{ inboxId: desk.inbox.id, dedupeKey: unique('n') }],
      });
      expect(await desk.account.transaction((tx) => tx.intake.load(unknown))).toStrictEqual(nothing);
    });

    it('finds customers by any of their identities, with all that are valid', async () => {
      const desk = await openDesk(storage());
      const { name: _name, ...nameless } = desk.customer({ attributes: { a: [1] }, email: 'x@example.com' });
      const phone = desk.identity(nameless);
      const userId = desk.identity(nameless, { kind: 'user_id', value: unique('US.'), validFrom: later(1) });
      const old = desk.identity(nameless, { value: unique('1650'), validTo: later(2) });
      const stranger = desk.customer();
      await desk.account.customers.add([nameless, stranger]);
      await desk.account.customers.addIdentities([phone, userId, old, desk.identity(stranger)]);
      const wanted = keys({ inboxIds: [desk.inbox.id], identities: [phone, old] });
      const state = await desk.account.transaction((tx) => tx.intake.load(wanted));
      expect(state.identities).toStrictEqual([phone]);
      expect(state.customers).toStrictEqual([{ customer: nameless, identities: [phone, userId] }]);
    });

    it('finds for each customer and inbox the active conversation, else the newest', async () => {
      const desk = await openDesk(storage());
      const inbox = { ...desk.inbox, id: desk.ids.next('inb') };
      const unasked = { ...desk.inbox, id: desk.ids.next('inb') };
      await desk.account.inboxes.add([inbox, unasked]);
      const { customer: sara, conversation: active } = await desk.openConversation({
        status: 'snoozed',
        snoozedUntil: later(5),
      });
      const { customer: ben, conversation: older } = await desk.openConversation({
        status: 'closed',
        closedAt: later(1),
      });
      const newest = desk.conversation(ben, { status: 'resolved', resolvedAt: later(2), subject: 'last' });
      const overButNewer = desk.conversation(sara, { status: 'closed' });
      const elsewhere = desk.conversation(sara, { inboxId: inbox.id });
      await desk.account.conversations.add([
        newest,
        overButNewer,
        elsewhere,
        desk.conversation(sara, { inboxId: unasked.id }),
      ]);
      const identities = [desk.identity(sara), desk.identity(ben)];
      await desk.account.customers.addIdentities(identities);
      const wanted = keys({ inboxIds: [desk.inbox.id, inbox.id], identities });
      const state = await desk.account.transaction((tx) => tx.intake.load(wanted));
      const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
      expect([...state.conversations].sort(byId)).toStrictEqual([active, newest, elsewhere].sort(byId));
      expect(state.conversations.some(({ id }) => id === older.id)).toBe(false);
    });

    it('finds messages by either id, with their customers and conversations', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation } = await desk.openConversation();
      const { customer: other, conversation: second } = await desk.openConversation();
      const inbound = desk.inbound(conversation, { seq: 1 });
      const outbound = aFullOutbound(desk.outbound(second, { seq: 1 }));
      await desk.account.messages.add([inbound, outbound, desk.inbound(second, { seq: 2 })]);
      const providerMessageId = inbound.providerMessageId ?? '';
      const wanted = keys({
        inboxIds: [desk.inbox.id],
        providerMessages: [
          { inboxId: desk.inbox.id, providerMessageId },
          { inboxId: desk.inbox.id, providerMessageId: outbound.providerMessageId ?? '' },
        ],
        messageIds: [outbound.id],
      });
      const state = await desk.account.transaction((tx) => tx.intake.load(wanted));
      const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
      expect(state.messages).toStrictEqual([inbound, outbound].sort(byId));
      expect(state.customers.map((found) => found.customer.id).sort()).toStrictEqual(
        [customer.id, other.id].sort(),
      );
      expect(state.conversations.map(({ id }) => id).sort()).toStrictEqual(
        [conversation.id, second.id].sort(),
      );
    });

    it('finds notices that were told before', async () => {
      const desk = await openDesk(storage());
      const notice = {
        id: desk.ids.next('ntc'),
        inboxId: desk.inbox.id,
        type: 'message_template_status_update',
        isKnown: true,
        dedupeKey: unique('notice'),
        payload: { event: 'APPROVED' },
        at: later(1),
        receivedAt: later(2),
      };
      await desk.account.transaction((tx) => tx.intake.save(changes({ newNotices: [notice] })));
      const { inboxId, dedupeKey } = notice;
      const wanted = keys({
        notices: [
          { inboxId, dedupeKey },
          { inboxId, dedupeKey: 'other' },
        ],
      });
      const state = await desk.account.transaction((tx) => tx.intake.load(wanted));
      expect(state.notices).toStrictEqual([{ inboxId, dedupeKey }]);
    });

    it('finds a batch of hundreds', async () => {
      const desk = await openDesk(storage());
      const people = Array.from({ length: 300 }, () => desk.customer());
      const identities = people.map((person) => desk.identity(person));
      const conversations = people.map((person) => desk.conversation(person));
      await desk.account.transaction((tx) =>
        tx.intake.save(
          changes({ newCustomers: people, newIdentities: identities, newConversations: conversations }),
        ),
      );
      const state = await desk.account.transaction((tx) =>
        tx.intake.load(keys({ inboxIds: [desk.inbox.id], identities })),
      );
      expect(state.customers).toHaveLength(300);
      expect(state.identities).toHaveLength(300);
      expect(state.conversations).toHaveLength(300);
    });

    onlyConcurrent('waits for a conversation somebody holds, and then sees what they did', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation } = await desk.openConversation();
      const identity = desk.identity(customer);
      await desk.account.customers.addIdentities([identity]);
      const held = createSignal();
      const release = createSignal();
      const holder = desk.account.transaction(async (tx) => {
        await tx.conversations.findForUpdate([conversation.id]);
        held.resolve();
        await release.promise;
        await tx.conversations.save([{ ...conversation, lastSeq: 5, version: 2 }]);
      });
      await held.promise;
      const asked = createSignal();
      const loading = desk.account.transaction((tx) => {
        const state = tx.intake.load(keys({ inboxIds: [desk.inbox.id], identities: [identity] }));
        asked.resolve();
        return state;
      });
      await asked.promise;
      release.resolve();
      await holder;
      expect((await loading).conversations.map(({ lastSeq }) => lastSeq)).toStrictEqual([5]);
    });

    it("sees under its lock what the lock's last holder committed", async () => {
      const desk = await openDesk(storage());
      const sara = desk.customer();
      const identity = desk.identity(sara);
      const locks = [unique('lock')];
      const seen: number[] = [];
      const firstContact = (): Promise<void> =>
        desk.account.transaction(
          async (tx) => {
            const state = await tx.intake.load(keys({ identities: [identity] }));
            seen.push(state.identities.length);
            if (state.identities.length > 0) return;
            await tx.intake.save(changes({ newCustomers: [sara], newIdentities: [identity] }));
          },
          { locks },
        );
      await Promise.all(Array.from({ length: 6 }, firstContact));
      expect(seen).toStrictEqual([0, 1, 1, 1, 1, 1]);
    });
  });
}
