import type { QuarantinedItem } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, openDesk } from './desk.ts';

function anItem(desk: Desk, given: Partial<QuarantinedItem> = {}): QuarantinedItem {
  return {
    id: desk.ids.next('qua'),
    inboxId: desk.inbox.id,
    state: 'waiting',
    reason: 'not_json',
    message: 'The body is not JSON.',
    source: new Uint8Array([0, 1, 127, 128, 255]),
    receivedAt: later(1),
    attempts: 0,
    ...given,
  };
}

/** Quarantined items. */
export function quarantineContract({ storage }: ContractSubject): void {
  describe('quarantine', () => {
    it('keeps every field, the bytes as they came', async () => {
      const desk = await openDesk(storage());
      const item = anItem(desk);
      const empty = anItem(desk, {
        source: new Uint8Array(0),
        attempts: 3,
        state: 'replayed',
        replayedAt: later(9),
      });
      await desk.account.quarantine.add([item, empty]);
      expect(await desk.account.quarantine.find([item.id])).toStrictEqual([item]);
      expect(await desk.account.quarantine.find([empty.id])).toStrictEqual([empty]);
    });

    it('saves what a replay changed', async () => {
      const desk = await openDesk(storage());
      const item = anItem(desk);
      await desk.account.quarantine.add([item]);
      const replayed: QuarantinedItem = { ...item, state: 'replayed', attempts: 1, replayedAt: later(5) };
      await desk.account.quarantine.save([replayed]);
      expect(await desk.account.quarantine.find([item.id])).toStrictEqual([replayed]);
    });

    it('pages newest first and narrows by state', async () => {
      const desk = await openDesk(storage());
      const items = [0, 1, 2, 3].map((index) =>
        anItem(desk, index === 1 ? { state: 'replayed', replayedAt: later(1) } : {}),
      );
      await desk.account.quarantine.add(items);
      const [oldest, replayed, third, newest] = items.map(({ id }) => id);
      if (third === undefined) throw new Error('unreachable');
      const page = await desk.account.quarantine.list({}, { limit: 2 });
      expect(page.items.map(({ id }) => id)).toStrictEqual([newest, third]);
      expect(page.nextAfter).toBe(third);
      const rest = await desk.account.quarantine.list({}, { limit: 2, after: third });
      expect(rest.items.map(({ id }) => id)).toStrictEqual([replayed, oldest]);
      expect(rest.nextAfter).toBeUndefined();
      const waiting = await desk.account.quarantine.list({ state: 'waiting' }, { limit: 10 });
      expect(waiting.items.map(({ id }) => id)).toStrictEqual([newest, third, oldest]);
    });
  });
}
