import type { AgentId, RealtimeTicket } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk, unique } from './desk.ts';

/** Tickets that open a realtime connection once, and who may stay connected. */
export function ticketsContract({ storage }: ContractSubject): void {
  const byHash = (left: RealtimeTicket, right: RealtimeTicket): number => (left.hash < right.hash ? -1 : 1);

  describe('realtime tickets', () => {
    it('gives a ticket out once, as it was stored', async () => {
      const { tickets } = storage().system;
      const { accountId, ids } = await openDesk(storage());
      const ticket = (given: Partial<RealtimeTicket>): RealtimeTicket => ({
        hash: unique('hash'),
        accountId,
        expiresAt: later(30_000),
        ...given,
      });
      const added = [
        ticket({ agentId: ids.next('agt') }),
        ticket({ apiKeyId: ids.next('key') }),
        ticket({ agentId: ids.next('agt'), apiKeyId: ids.next('key') }),
      ].sort(byHash);
      await tickets.add(added);
      const hashes = added.map(({ hash }) => hash);
      const taken = await tickets.take([...hashes, unique('nobody')], monday);
      expect([...taken].sort(byHash)).toStrictEqual(added);
      expect(await tickets.take(hashes, monday)).toStrictEqual([]);
      expect(await tickets.take([], monday)).toStrictEqual([]);
    });

    it('gives it to one of two who ask at the same time', async () => {
      const { tickets } = storage().system;
      const { accountId, ids } = await openDesk(storage());
      const hash = unique('hash');
      await tickets.add([{ hash, accountId, agentId: ids.next('agt'), expiresAt: later(30_000) }]);
      const taken = await Promise.all([1, 2, 3].map(() => tickets.take([hash], monday)));
      expect(taken.flat()).toHaveLength(1);
    });

    it('does not give out an expired one, not even later', async () => {
      const { tickets } = storage().system;
      const { accountId, ids } = await openDesk(storage());
      const hash = unique('hash');
      await tickets.add([{ hash, accountId, agentId: ids.next('agt'), expiresAt: later(30_000) }]);
      expect(await tickets.take([hash], later(30_000))).toStrictEqual([]);
      expect(await tickets.take([hash], monday)).toStrictEqual([]);
    });

    it('deletes what has expired and nobody came with', async () => {
      const { tickets } = storage().system;
      const { accountId, ids } = await openDesk(storage());
      const [old, good] = [unique('hash'), unique('hash')];
      const agentId = ids.next('agt');
      await tickets.add([
        { hash: old, accountId, agentId, expiresAt: later(1_000) },
        { hash: good, accountId, agentId, expiresAt: later(60_000) },
      ]);
      expect(await tickets.purge(later(30_000))).toBeGreaterThanOrEqual(1);
      expect(await tickets.take([old, good], monday)).toMatchObject([{ hash: good }]);
    });
  });

  describe('holders of connections', () => {
    it('finds agents and whose they are, disabled ones too', async () => {
      const desk = await openDesk(storage());
      const [mina, omar] = [desk.agent(), desk.agent({ disabledAt: later(1000) })];
      await desk.account.agents.add([mina, omar]);
      const found = await storage().system.findAgents([mina.id, omar.id, desk.ids.next('agt')]);
      expect(found).toHaveLength(2);
      for (const agent of [mina, omar]) expect(found).toContainEqual({ accountId: desk.accountId, agent });
      expect(await storage().system.findAgents([])).toStrictEqual([]);
    });

    it('tells which agents are not as they were: saved since, gone, or of another account', async () => {
      const desk = await openDesk(storage());
      const stranger = await openDesk(storage());
      const [same, saved] = [desk.agent(), desk.agent()];
      await desk.account.agents.add([same, saved]);
      const known = (agentId: AgentId, version = 1) => ({ accountId: desk.accountId, agentId, version });
      const { findChangedAgents } = storage().system;
      expect(await findChangedAgents([known(same.id), known(saved.id)])).toStrictEqual([]);
      await desk.account.agents.save([{ ...saved, role: 'admin', version: 2 }]);
      const gone = desk.ids.next('agt');
      const changed = await findChangedAgents([known(same.id), known(saved.id), known(gone)]);
      expect([...changed].sort()).toStrictEqual([saved.id, gone].sort());
      const elsewhere = { ...known(same.id), accountId: stranger.accountId };
      expect(await findChangedAgents([elsewhere, known(saved.id, 2)])).toStrictEqual([same.id]);
      expect(await findChangedAgents([])).toStrictEqual([]);
    });

    it('marks the agents of an account: another mark once one is added or saved, and none of another account counts', async () => {
      const desk = await openDesk(storage());
      const stranger = await openDesk(storage());
      const asked = [stranger.accountId, desk.accountId];
      const marks = async () => storage().system.agentMarks(asked);
      const [one, other] = [desk.agent(), desk.agent()];
      const seen = [await marks()];
      const isNew = async (): Promise<void> => {
        const now = await marks();
        expect(now[0]).toBe(seen[0]?.[0]);
        expect(seen.map(([, mark]) => mark)).not.toContain(now[1]);
        expect(await marks()).toStrictEqual(now);
        seen.push(now);
      };
      await desk.account.agents.add([one]);
      await isNew();
      await desk.account.agents.add([other]);
      await isNew();
      await desk.account.agents.save([{ ...one, role: 'admin', version: 2 }]);
      await isNew();
      // As many saves of each as before of the other: not the same.
      await desk.account.agents.save([{ ...other, disabledAt: later(1000), version: 2 }]);
      await isNew();
      expect(await storage().system.agentMarks([])).toStrictEqual([]);
    });

    it('finds API keys by their ids, revoked ones too', async () => {
      const { ids, account, accountId } = await openDesk(storage());
      const key = {
        id: ids.next('key'),
        accountId,
        name: 'CI',
        prefix: 'pk_1234',
        hash: unique('hash'),
        createdAt: monday,
      };
      await account.apiKeys.add([key]);
      await account.apiKeys.revoke([key.id], later(1000));
      const found = await storage().system.findApiKeys([key.id, ids.next('key')]);
      expect(found).toStrictEqual([{ ...key, revokedAt: later(1000) }]);
    });
  });
}
