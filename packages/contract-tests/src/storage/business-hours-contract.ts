import { BusinessHoursInUseError, BusinessHoursNotFoundError, StaleWriteError } from '@parley/core';
import { aSchedule } from '@parley/core/testing';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, openDesk } from './desk.ts';

/** Schedules and the inboxes that refer to them. */
export function businessHoursContract({ storage }: ContractSubject): void {
  describe('business hours', () => {
    it('keep every field, and leave out what is absent', async () => {
      const { account, ids } = await openDesk(storage());
      const full = aSchedule({
        id: ids.next('bhr'),
        exceptions: [
          { date: '2026-12-25', name: 'Christmas', intervals: [] },
          { date: '2026-12-24', name: 'Eve', intervals: [{ opens: '09:00', closes: '12:00' }] },
        ],
        autoReply: { text: 'We are closed.', byLanguage: { de: 'Wir haben zu.' } },
      });
      const bare = aSchedule({ id: ids.next('bhr'), weekly: [] });
      await account.businessHours.add([full, bare]);
      expect(await account.businessHours.find([full.id])).toStrictEqual([full]);
      expect(await account.businessHours.find([bare.id])).toStrictEqual([bare]);
      expect(await account.businessHours.find([ids.next('bhr')])).toStrictEqual([]);
      expect(await account.businessHours.find([])).toStrictEqual([]);
    });

    it('are listed by name, saved in the version after, and refused in any other', async () => {
      const { account, ids } = await openDesk(storage());
      const [late, early] = ['Night', 'Day'].map((name) => aSchedule({ id: ids.next('bhr'), name }));
      if (late === undefined || early === undefined) throw new Error('there are two');
      await account.businessHours.add([late, early]);
      expect((await account.businessHours.list()).map(({ name }) => name)).toStrictEqual(['Day', 'Night']);
      const { autoReply: _autoReply, ...silent } = late;
      const next = { ...silent, timeZone: 'Asia/Kathmandu', version: 2, updatedAt: later(5) };
      await account.businessHours.save([next]);
      expect(await account.businessHours.find([late.id])).toStrictEqual([next]);
      const stale = account.businessHours.save([
        { ...early, name: 'New name', version: 2 },
        { ...late, version: 2 },
      ]);
      await expect(stale).rejects.toBeInstanceOf(StaleWriteError);
      expect(await account.businessHours.find([early.id])).toStrictEqual([early]);
    });

    it('come with the inbox that refers to them, also where the account is not known yet', async () => {
      const { account, accountId, ids, inbox } = await openDesk(storage());
      const hours = aSchedule({ id: ids.next('bhr') });
      await account.businessHours.add([hours]);
      const { system } = storage();
      expect(await system.findInbox(inbox.id)).toStrictEqual({ accountId, inbox });
      const referring = { ...inbox, businessHoursId: hours.id, version: 2 };
      await account.inboxes.save([referring]);
      expect(await system.findInbox(inbox.id)).toStrictEqual({ accountId, inbox: referring, hours });
      await account.inboxes.save([{ ...inbox, version: 3 }]);
      expect(await system.findInbox(inbox.id)).toStrictEqual({ accountId, inbox: { ...inbox, version: 3 } });
    });

    it('stay while an inbox refers to them, and can be removed then', async () => {
      const { account, ids, inbox } = await openDesk(storage());
      const [used, unused] = [aSchedule({ id: ids.next('bhr') }), aSchedule({ id: ids.next('bhr') })];
      await account.businessHours.add([used, unused]);
      await account.inboxes.save([{ ...inbox, businessHoursId: used.id, version: 2 }]);
      await expect(account.businessHours.remove([unused.id, used.id])).rejects.toBeInstanceOf(
        BusinessHoursInUseError,
      );
      expect(await account.businessHours.list()).toHaveLength(2);
      await account.inboxes.save([{ ...inbox, version: 3 }]);
      await account.businessHours.remove([unused.id, used.id, ids.next('bhr')]);
      expect(await account.businessHours.list()).toStrictEqual([]);
      const late = account.inboxes.save([{ ...inbox, businessHoursId: used.id, version: 4 }]);
      await expect(late).rejects.toBeInstanceOf(BusinessHoursNotFoundError);
    });

    it("are no other account's to see, to change, to remove or to refer to", async () => {
      const theirs = await openDesk(storage());
      const hours = aSchedule({ id: theirs.ids.next('bhr') });
      await theirs.account.businessHours.add([hours]);
      const { account, inbox } = await openDesk(storage());
      expect(await account.businessHours.find([hours.id])).toStrictEqual([]);
      expect(await account.businessHours.list()).toStrictEqual([]);
      await expect(account.businessHours.save([{ ...hours, version: 2 }])).rejects.toThrow();
      await account.businessHours.remove([hours.id]);
      const referring = account.inboxes.save([{ ...inbox, businessHoursId: hours.id, version: 2 }]);
      await expect(referring).rejects.toBeInstanceOf(BusinessHoursNotFoundError);
      expect(await theirs.account.businessHours.list()).toStrictEqual([hours]);
    });
  });
}
