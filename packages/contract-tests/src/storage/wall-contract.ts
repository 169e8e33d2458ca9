import { logStart } from '@parley/core';
import { describe, expect, it, vi } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, type Desk, keys, later, monday, openDesk, unique } from './desk.ts';
import { aFile } from './media-contract.ts';
import { untilSettled } from './signal.ts';

/** One of everything, stored. */
async function furnish(desk: Desk) {
  const { customer, conversation } = await desk.openConversation();
  const agent = desk.agent();
  const identity = desk.identity(customer);
  const message = desk.outbound(conversation, {
    seq: 1,
    providerMessageId: unique('wamid'),
    clientMessageId: unique('c'),
  });
  const note = {
    id: desk.ids.next('not'),
    conversationId: conversation.id,
    author: { type: 'agent', id: agent.id } as const,
    text: 'secret',
    afterSeq: 1,
    createdAt: monday,
  };
  const item = {
    id: desk.ids.next('qua'),
    inboxId: desk.inbox.id,
    state: 'waiting' as const,
    reason: 'r',
    message: 'm',
    source: new Uint8Array([1]),
    receivedAt: monday,
    attempts: 0,
  };
  const parked = {
    inboxId: desk.inbox.id,
    providerMessageId: unique('wamid'),
    dedupeKey: 'd',
    update: { type: 'delete', at: monday } as const,
    receivedAt: monday,
  };
  const notice = {
    id: desk.ids.next('ntc'),
    inboxId: desk.inbox.id,
    type: 't',
    isKnown: true,
    dedupeKey: unique('n'),
    payload: null,
    receivedAt: monday,
  };
  const claim = { actor: 'a', key: unique('k'), fingerprint: 'f', at: monday };
  const file = aFile(desk);
  await desk.account.transaction(async (tx) => {
    await tx.agents.add([agent]);
    await tx.customers.addIdentities([identity]);
    await tx.messages.add([message]);
    await tx.notes.add([note]);
    await tx.media.add([file]);
    await tx.quarantine.add([item]);
    await tx.intake.save(changes({ newParked: [parked], newNotices: [notice] }));
    await tx.outbox.append([desk.event()]);
    await tx.idempotency.claim(claim);
  });
  return { customer, conversation, agent, identity, message, note, item, parked, notice, claim, file };
}

/** The wall between accounts. */
export function wallContract({ storage }: ContractSubject): void {
  describe('wall between accounts', () => {
    it('hides everything of another account from every store', async () => {
      const theirs = await openDesk(storage());
      const secret = await furnish(theirs);
      const { account } = await openDesk(storage());
      const { conversation, customer, message } = secret;
      expect(await account.agents.find([secret.agent.id])).toStrictEqual([]);
      expect(await account.agents.list()).toStrictEqual([]);
      expect(await account.inboxes.find([theirs.inbox.id])).toStrictEqual([]);
      expect((await account.inboxes.list()).map(({ id }) => id)).not.toContain(theirs.inbox.id);
      expect(await account.customers.find([customer.id])).toStrictEqual([]);
      expect((await account.customers.list({}, { limit: 10 })).items).toStrictEqual([]);
      expect((await account.customers.list({ search: 'sara' }, { limit: 10 })).items).toStrictEqual([]);
      expect(await account.customers.identitiesOf([customer.id])).toStrictEqual([]);
      expect(await account.customers.findIdentities([secret.identity])).toStrictEqual([]);
      expect(await account.conversations.find([conversation.id])).toStrictEqual([]);
      expect(await account.conversations.findForUpdate([conversation.id])).toStrictEqual([]);
      expect((await account.conversations.list({}, { limit: 10 })).items).toStrictEqual([]);
      const pair = { customerId: customer.id, inboxId: theirs.inbox.id };
      expect(await account.conversations.latestOf([pair])).toStrictEqual([]);
      expect(await account.messages.find([message.id])).toStrictEqual([]);
      expect(await account.messages.findForUpdate([message.id])).toStrictEqual([]);
      expect((await account.messages.list(conversation.id, 'forward', { limit: 10 })).items).toStrictEqual(
        [],
      );
      const clientId = message.clientMessageId ?? '';
      expect(await account.messages.findByClientMessageId(conversation.id, clientId)).toStrictEqual([]);
      expect(await account.messages.nextToDeliver(conversation.id)).toBeUndefined();
      expect(await account.messages.stuckInSending(later(1e9), 10)).toStrictEqual([]);
      expect(await account.messages.conversationsWithQueued(later(1e9), 10)).toStrictEqual([]);
      expect(await account.messages.takeParked([secret.parked])).toStrictEqual([]);
      expect(await account.messages.purgeParked(later(1e9))).toBe(0);
      expect((await account.notes.list(conversation.id, { limit: 10 })).items).toStrictEqual([]);
      expect(await account.media.find([secret.file.id])).toStrictEqual([]);
      expect(await account.media.findForUpdate([secret.file.id])).toStrictEqual([]);
      expect(await account.media.discardUnsent(later(1e9), 10)).toStrictEqual([]);
      expect(await account.quarantine.find([secret.item.id])).toStrictEqual([]);
      expect((await account.quarantine.list({}, { limit: 10 })).items).toStrictEqual([]);
      expect(await account.apiKeys.list()).toStrictEqual([]);
      expect((await account.events.read({ position: logStart }, 10)).events).toStrictEqual([]);
      expect((await account.events.end()).position).toBe(logStart);
      await vi.waitFor(async () => {
        expect((await theirs.account.events.read({ position: logStart }, 10)).events).toHaveLength(1);
      }, untilSettled);
      const state = await account.transaction((tx) =>
        tx.intake.load(
          keys({
            inboxIds: [theirs.inbox.id],
            identities: [secret.identity],
            providerMessages: [
              { inboxId: theirs.inbox.id, providerMessageId: message.providerMessageId ?? '' },
              secret.parked,
            ],
            messageIds: [message.id],
            notices: [secret.notice],
          }),
        ),
      );
      expect(Object.values(state).flat()).toStrictEqual([]);
      expect(
        await account.transaction((tx) => tx.idempotency.claim({ ...secret.claim, fingerprint: 'other' })),
      ).toBeUndefined();
      expect(await account.transaction((tx) => tx.idempotency.purge(later(1e9)))).toBe(1);
    });

    it("lets no account change what is another's", async () => {
      const theirs = await openDesk(storage());
      const { customer, conversation, message, item } = await furnish(theirs);
      const { account, accountId } = await openDesk(storage());
      await expect(account.customers.save([{ ...customer, version: 2 }])).rejects.toThrow();
      await expect(account.conversations.save([{ ...conversation, version: 2 }])).rejects.toThrow();
      await expect(account.messages.save([message])).rejects.toThrow();
      await expect(account.inboxes.save([{ ...theirs.inbox, version: 2 }])).rejects.toThrow();
      await expect(account.quarantine.save([{ ...item, attempts: 9 }])).rejects.toThrow();
      const key = {
        id: theirs.ids.next('key'),
        name: 'k',
        prefix: 'p',
        hash: unique('h'),
        createdAt: monday,
      };
      await theirs.account.apiKeys.add([{ ...key, accountId: theirs.accountId }]);
      await account.apiKeys.revoke([key.id], monday);
      expect(await theirs.account.apiKeys.list()).toStrictEqual([{ ...key, accountId: theirs.accountId }]);
      expect(await theirs.account.customers.find([customer.id])).toStrictEqual([customer]);
      expect(await theirs.account.conversations.find([conversation.id])).toStrictEqual([conversation]);
      expect(await theirs.account.inboxes.find([theirs.inbox.id])).toStrictEqual([theirs.inbox]);
      expect(accountId).not.toBe(theirs.accountId);
    });

    it('lets no row refer to a row of another account', async () => {
      const theirs = await openDesk(storage());
      const { customer, conversation, agent } = await furnish(theirs);
      const ours = await openDesk(storage());
      const { customer: own, conversation: ownConversation } = await ours.openConversation();
      const { account } = ours;
      const closed = { status: 'closed' } as const;
      await expect(account.conversations.add([ours.conversation(customer)])).rejects.toThrow();
      const inTheirInbox = ours.conversation(own, { inboxId: theirs.inbox.id });
      await expect(account.conversations.add([inTheirInbox])).rejects.toThrow();
      await expect(
        account.conversations.add([ours.conversation(own, { ...closed, assigneeId: agent.id })]),
      ).rejects.toThrow();
      await expect(account.messages.add([ours.inbound(conversation, { seq: 9 })])).rejects.toThrow();
      const mixed = ours.inbound(ownConversation, { seq: 1, inboxId: theirs.inbox.id });
      await expect(account.messages.add([mixed])).rejects.toThrow();
      await expect(account.customers.addIdentities([ours.identity(customer)])).rejects.toThrow();
      const note = {
        id: ours.ids.next('not'),
        conversationId: conversation.id,
        author: { type: 'system' } as const,
        text: 't',
        afterSeq: 0,
        createdAt: monday,
      };
      await expect(account.notes.add([note])).rejects.toThrow();
      const parked = { inboxId: theirs.inbox.id, providerMessageId: 'w', dedupeKey: 'd', receivedAt: monday };
      const update = { type: 'delete', at: monday } as const;
      const batch = account.transaction((tx) =>
        tx.intake.save(changes({ newParked: [{ ...parked, update }] })),
      );
      await expect(batch).rejects.toThrow();
    });

    it('lets an id of another account be used again without anybody noticing', async () => {
      const theirs = await openDesk(storage());
      const ours = await openDesk(storage());
      const { customer } = await furnish(theirs);
      await ours.account.customers.add([{ ...customer, name: 'Ours' }]);
      expect((await ours.account.customers.find([customer.id]))[0]?.name).toBe('Ours');
      expect((await theirs.account.customers.find([customer.id]))[0]?.name).toBe('Sara');
    });

    it('keeps locks of accounts apart', async () => {
      const [one, two] = [await openDesk(storage()), await openDesk(storage())];
      const locks = [unique('lock')];
      const both = [one, two].map(({ account }) => account.transaction((tx) => tx.agents.list(), { locks }));
      expect(await Promise.all(both)).toStrictEqual([[], []]);
    });
  });
}
