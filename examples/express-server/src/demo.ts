import { type Actor, hashApiKeySecret, type Parley, SupportError } from '@parley/core';
import { DemoInProductionError } from './configuration-error.ts';
import { demoAccount } from './demo-account.ts';

const system: Actor = { type: 'system' };

/** Makes sure that the demo account is there: account, inbox, two agents, API key. Running it again changes nothing. */
export async function seedDemo(parley: Parley): Promise<void> {
  const { accountId, inboxId, whatsApp } = demoAccount;
  const at = new Date();
  await parley.storage.system.addAccounts([{ id: accountId, name: 'Parley demo', createdAt: at }]);
  const desk = parley.desk({ accountId, actor: system });

  if (!(await isThere(() => desk.inboxes.get(inboxId), 'inbox_not_found'))) {
    const { phoneNumberId, wabaId, displayPhoneNumber, appSecret, verifyToken, accessToken } = whatsApp;
    await desk.inboxes.create({
      id: inboxId,
      name: 'WhatsApp demo',
      channel: 'whatsapp',
      settings: { phoneNumberId, wabaId, displayPhoneNumber },
      credentials: { appSecrets: [appSecret], verifyToken, accessToken },
    });
  }

  const known = new Set((await desk.agents.list()).map((agent) => agent.id));
  for (const agent of demoAccount.agents) {
    if (!known.has(agent.id)) await desk.agents.create(agent);
  }

  const { apiKeys } = parley.storage.forAccount(accountId);
  if (!(await apiKeys.list()).some((key) => key.id === demoAccount.apiKeyId)) {
    await apiKeys.add([
      {
        id: demoAccount.apiKeyId,
        accountId,
        name: 'Demo',
        prefix: demoAccount.apiKey.slice(0, 14),
        hash: await hashApiKeySecret(demoAccount.apiKey),
        createdAt: at,
      },
    ]);
  }
}

/** Refuses a database whose demo key still opens it. @throws {DemoInProductionError} */
export async function refuseDemo(parley: Parley): Promise<void> {
  if (await isThere(() => parley.authenticate(demoAccount.apiKey), 'unauthenticated'))
    throw new DemoInProductionError();
}

async function isThere(look: () => Promise<unknown>, codeIfNot: string): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (SupportError.is(error) && error.code === codeIfNot) return false;
    throw error;
  }
}
