import { type Actor, type Desk, hashApiKeySecret, type Parley, SupportError, weekdays } from '@parley/core';
import { DemoInProductionError } from './configuration-error.ts';
import { demoAccount } from './demo-account.ts';

const system: Actor = { type: 'system' };

/**
 * Makes sure that the demo account is there: account, inboxes, two agents, API key. Running it again changes nothing.
 *
 * @param origins whose pages may use the demo chat
 */
export async function seedDemo(parley: Parley, origins: readonly string[]): Promise<void> {
  const { accountId, inboxId, whatsApp } = demoAccount;
  const at = new Date();
  await parley.storage.system.addAccounts([{ id: accountId, name: 'Parley demo', createdAt: at }]);
  const desk = parley.desk({ accountId, actor: system });

  await seedHours(desk);
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

  await seedChat(desk, origins);

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

/**
 * The chat is open around the clock, so that the demo is never closed when somebody looks at it; the office hours beside
 * it show what else there is, and no inbox has them.
 */
async function seedHours(desk: Desk): Promise<void> {
  const { always, office } = demoAccount.businessHours;
  if (await isThere(() => desk.businessHours.get(always), 'business_hours_not_found')) return;
  await desk.businessHours.create({
    id: always,
    name: 'Around the clock',
    timeZone: 'Europe/Berlin',
    weekly: weekdays.map((day) => ({ day, opens: '00:00', closes: '24:00' })),
    exceptions: [],
  });
  await desk.businessHours.create({
    id: office,
    name: 'Office hours',
    timeZone: 'Europe/Berlin',
    weekly: weekdays.slice(0, 5).map((day) => ({ day, opens: '09:00', closes: '17:30' })),
    exceptions: [
      { date: '2026-12-24', name: 'Christmas Eve', intervals: [{ opens: '09:00', closes: '12:00' }] },
      { date: '2026-12-25', name: 'Christmas', intervals: [] },
      { date: '2027-01-01', name: 'New Year', intervals: [] },
    ],
    autoReply: {
      text: 'Thank you for writing. Nobody is here right now; we answer on the next working day.',
      byLanguage: {
        de: 'Danke für Ihre Nachricht. Gerade ist niemand da; wir antworten am nächsten Werktag.',
        ar: 'شكرًا لرسالتك. لا يوجد أحد الآن، وسنرد في يوم العمل التالي.',
      },
    },
  });
}

async function seedChat(desk: Desk, allowedOrigins: readonly string[]): Promise<void> {
  const { inboxId, issuer, audience, tokenSecret, appKey } = demoAccount.chat;
  if (await isThere(() => desk.inboxes.get(inboxId), 'inbox_not_found')) return;
  await desk.inboxes.create({
    id: inboxId,
    name: 'Fernweh Outdoor',
    channel: 'chatapp',
    businessHoursId: demoAccount.businessHours.always,
    settings: {
      allowedOrigins: [...allowedOrigins],
      allowsAnonymous: true,
      greeting: 'Hello! Ask us anything about your order.',
      expectedReplyMinutes: 5,
      token: { issuer, audience, algorithm: 'HS256' },
    },
    credentials: { tokenSecrets: [tokenSecret], apiKeys: [appKey] },
  });
}

/** Refuses a database that the demo's public secrets still open. @throws {DemoInProductionError} */
export async function refuseDemo(parley: Parley): Promise<void> {
  if (await isThere(() => parley.authenticate(demoAccount.apiKey), 'unauthenticated'))
    throw new DemoInProductionError();
  if ((await parley.storage.system.findInbox(demoAccount.chat.inboxId)) !== undefined)
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
