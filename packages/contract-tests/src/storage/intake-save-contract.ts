import { ConflictError, logStart, StaleWriteError } from '@parley/core';
import type { IntakeChanges } from '@parley/core/storage';
import { describe, expect, it, vi } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { aFullConversation } from './conversations-contract.ts';
import { changes, type Desk, later, openDesk, unique } from './desk.ts';
import { aFullOutbound } from './messages-contract.ts';
import { untilSettled } from './signal.ts';

const save = (desk: Desk, given: Partial<IntakeChanges>): Promise<void> =>
  desk.account.transaction((tx) => tx.intake.save(changes(given)));

/** What a batch writes. */
export function intakeSaveContract({ storage }: ContractSubject): void {
  describe('intake save', () => {
    it('writes nothing for no changes', async () => {
      const desk = await openDesk(storage());
      await expect(save(desk, {})).resolves.toBeUndefined();
    });

    it('writes every kind of change in one go, each field of it', async () => {
      const desk = await openDesk(storage());
      const agent = desk.agent();
      await desk.account.agents.add([agent]);
      const { customer, conversation } = await desk.openConversation();
      const closing = desk.identity(customer);
      const changing = desk.outbound(conversation, { seq: 1 });
      await desk.account.customers.addIdentities([closing]);
      await desk.account.messages.add([changing]);
      const newcomer = desk.customer({ name: 'Ben', attributes: { b: true } });
      const fresh = desk.conversation(newcomer);
      const item = {
        id: desk.ids.next('qua'),
        inboxId: desk.inbox.id,
        state: 'waiting',
        reason: 'not_json',
        message: 'The body is not JSON.',
        source: new Uint8Array([1, 2, 255]),
        receivedAt: later(3),
        attempts: 0,
      } as const;
      const given = {
        newCustomers: [newcomer],
        changedCustomers: [{ ...customer, name: 'Sara B.', version: 2, updatedAt: later(4) }],
        newIdentities: [
          desk.identity(newcomer),
          desk.identity(customer, { value: unique('US.'), kind: 'user_id' }),
        ],
        closedIdentities: [{ id: closing.id, validTo: later(5) }],
        newConversations: [fresh],
        changedConversations: [aFullConversation(desk, conversation, agent.id)],
        newMessages: [desk.inbound(fresh, { seq: 1 }), desk.inbound(conversation, { seq: 2 })],
        changedMessages: [aFullOutbound({ ...changing, context: {} })].map((full) => ({
          ...full,
          context: changing.context,
        })),
        newQuarantined: [item],
        events: [desk.event(), desk.event({ at: later(6) })],
      };
      const { clientMessageId: _client, ...changed } = given.changedMessages[0] ?? changing;
      await save(desk, { ...given, changedMessages: [changed] });

      const { account } = desk;
      expect(await account.customers.find([newcomer.id])).toStrictEqual(given.newCustomers);
      expect(await account.customers.find([customer.id])).toStrictEqual(given.changedCustomers);
      expect(await account.customers.identitiesOf([newcomer.id])).toStrictEqual(
        given.newIdentities.slice(0, 1),
      );
      expect(await account.customers.identitiesOf([customer.id])).toStrictEqual([
        { ...closing, validTo: later(5) },
        given.newIdentities[1],
      ]);
      expect(await account.conversations.find([fresh.id])).toStrictEqual([fresh]);
      expect(await account.conversations.find([conversation.id])).toStrictEqual(given.changedConversations);
      for (const message of [...given.newMessages, changed]) {
        expect(await account.messages.find([message.id])).toStrictEqual([message]);
      }
      expect(await account.quarantine.find([item.id])).toStrictEqual([item]);
      await vi.waitFor(async () => {
        const read = await account.events.read({ position: logStart }, 10);
        expect(read.events.map(({ event }) => event)).toStrictEqual(given.events);
      }, untilSettled);
    });

    it('closes a conversation and opens the next one for the same customer in one go', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation } = await desk.openConversation();
      const next = desk.conversation(customer);
      await save(desk, {
        newConversations: [next],
        changedConversations: [{ ...conversation, status: 'closed', closedAt: later(1), version: 2 }],
      });
      expect((await desk.account.conversations.find([conversation.id, next.id])).length).toBe(2);
    });

    it('moves an identity from one customer to another in one go', async () => {
      const desk = await openDesk(storage());
      const [sara, ben] = [desk.customer(), desk.customer({ name: 'Ben' })];
      const held = desk.identity(sara);
      await desk.account.customers.add([sara, ben]);
      await desk.account.customers.addIdentities([held]);
      const taken = desk.identity(ben, { value: held.value });
      await save(desk, { closedIdentities: [{ id: held.id, validTo: later(1) }], newIdentities: [taken] });
      expect(await desk.account.customers.findIdentities([held])).toStrictEqual([taken]);
    });

    it('takes what was parked, and parks what comes', async () => {
      const desk = await openDesk(storage());
      const inboxId = desk.inbox.id;
      const park = (providerMessageId: string, dedupeKey: string) =>
        ({
          inboxId,
          providerMessageId,
          dedupeKey,
          update: { type: 'delete', at: later(1) },
          receivedAt: later(2),
        }) as const;
      const [one, two] = [unique('wamid'), unique('wamid')];
      await save(desk, { newParked: [park(one, 'a'), park(one, 'b'), park(two, 'c')] });
      await save(desk, {
        takenParked: [{ inboxId, providerMessageId: one }],
        newParked: [park(two, 'd'), park(two, 'c')],
      });
      const refs = [one, two].map((providerMessageId) => ({ inboxId, providerMessageId }));
      const left = await desk.account.messages.takeParked(refs);
      expect(left.map(({ dedupeKey }) => dedupeKey).sort()).toStrictEqual(['c', 'd']);
    });

    it('refuses what another process stored meanwhile, and then keeps nothing of the batch', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const stored = desk.inbound(conversation, { seq: 1 });
      await save(desk, { newMessages: [stored] });
      const sara = desk.customer();
      const same = { providerMessageId: stored.providerMessageId ?? '' };
      const again = save(desk, {
        newCustomers: [sara],
        newMessages: [desk.inbound(conversation, { seq: 2, ...same })],
      });
      await expect(again).rejects.toBeInstanceOf(ConflictError);
      expect(await desk.account.customers.find([sara.id])).toStrictEqual([]);
    });

    it('refuses to overwrite a newer version, and to close what is closed', async () => {
      const desk = await openDesk(storage());
      const { customer, conversation } = await desk.openConversation();
      const closed = desk.identity(customer, { validTo: later(1) });
      await desk.account.customers.addIdentities([closed]);
      const stale: Partial<IntakeChanges>[] = [
        { changedConversations: [{ ...conversation, version: 3 }] },
        { changedCustomers: [{ ...customer, version: 3 }] },
        { closedIdentities: [{ id: closed.id, validTo: later(2) }] },
        { changedMessages: [desk.outbound(conversation, { seq: 1 })] },
      ];
      for (const given of stale) await expect(save(desk, given)).rejects.toBeInstanceOf(StaleWriteError);
      expect(await desk.account.messages.list(conversation.id, 'forward', { limit: 5 })).toStrictEqual({
        items: [],
      });
    });
  });
}
