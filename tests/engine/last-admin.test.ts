import type { Agent } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeskHarness, type DeskHarness } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

describe.each(storageSources())('the admins of an account, on $name', ({ make }) => {
  let source: StorageSource;
  let one: DeskHarness;
  let other: DeskHarness;

  beforeAll(async () => {
    source = await make();
    one = await createDeskHarness(await source.open());
    other = await createDeskHarness(await source.open());
  });
  afterAll(() => source.dispose());

  const activeAdmins = async (): Promise<readonly Agent[]> =>
    (await one.db.agents.list()).filter(
      ({ role, disabledAt }) => role === 'admin' && disabledAt === undefined,
    );
  const codeOf = (result: PromiseSettledResult<unknown>): unknown =>
    result.status === 'fulfilled' ? 'done' : (result.reason as { readonly code?: string }).code;

  it('are never none: of two who disable each other at the same moment one stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      const ana = await one.desk.agents.create({ name: `Ana ${round}`, role: 'admin' });
      for (const { id } of await activeAdmins())
        if (id !== ana.id) await one.desk.agents.update(id, { isDisabled: true });
      const ben = await one.desk.agents.create({ name: `Ben ${round}`, role: 'admin' });
      const results = await Promise.allSettled([
        one.desk.agents.update(ana.id, round % 2 === 0 ? { isDisabled: true } : { role: 'agent' }),
        other.desk.agents.update(ben.id, { isDisabled: true }),
      ]);
      expect(results.map(codeOf).sort()).toEqual(['done', 'last_admin']);
      expect(await activeAdmins()).toHaveLength(1);
    }
  });

  it('may all change their names, and go once there is another', async () => {
    const [last] = await activeAdmins();
    if (last === undefined) throw new Error('There is no admin.');
    expect(await one.desk.agents.update(last.id, { name: 'Ana B.' })).toMatchObject({ name: 'Ana B.' });
    await expect(one.desk.agents.update(last.id, { role: 'supervisor' })).rejects.toMatchObject({
      code: 'last_admin',
    });
    const next = await one.desk.agents.create({ name: 'Cleo', role: 'admin' });
    await one.desk.agents.update(last.id, { role: 'supervisor' });
    expect((await activeAdmins()).map(({ id }) => id)).toEqual([next.id]);
  });
});
