import type { Parley } from '@parley/core';
import { demoAccount } from '../demo-account.ts';
import type { Stage } from './tell-story.ts';

/** The demo account's WhatsApp inbox and its agents, now. */
export async function demoStage(parley: Parley): Promise<Stage> {
  const { accountId, inboxId, whatsApp } = demoAccount;
  const desk = parley.desk({ accountId, actor: { type: 'system' } });
  const everybody = await desk.agents.list();
  return {
    accountId,
    inboxId,
    scope: whatsApp.wabaId,
    agents: demoAccount.agents.flatMap(({ id }) => everybody.find((agent) => agent.id === id) ?? []),
    now: new Date(),
  };
}
