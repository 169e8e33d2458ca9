import type { Parley } from '@parley/core';
import { demoAccount } from '../demo-account.ts';
import { demoStage } from './demo-stage.ts';
import { writeStories } from './write-stories.ts';

/** Puts a few conversations into a demo account that has none, so that the first screen shows something. */
export async function fillEmptyDesk(parley: Parley, count: number): Promise<void> {
  const desk = parley.desk({ accountId: demoAccount.accountId, actor: { type: 'system' } });
  const { items } = await desk.conversations.list({}, { limit: 1 });
  if (items.length === 0) await writeStories(parley, await demoStage(parley), { count });
}
