// Takes the pictures of docs/screenshots: `node --conditions=@parley/source tests/browser/take-screenshots.ts`, after
// `node packages/react-widgets/scripts/build-browser.mjs`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWhatsAppSimulator } from '@parley/simulator';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startServerProcess } from '../faults/server-process.ts';
import { findChromium } from './find-chromium.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const inboxId = 'inb_00000000000070008000000000000001';
const wide = { width: 1480, height: 840 };

const dataDir = mkdtempSync(join(tmpdir(), 'parley-screenshots-'));
const whatsapp = createWhatsAppSimulator({ clock: 'real', strangers: 'trust' });
const server = await startServerProcess({
  PARLEY_DATA_DIR: join(dataDir, 'data'),
  PARLEY_GRAPH_URL: (await whatsapp.listen()).url,
  PARLEY_DEMO_CONVERSATIONS: '60',
  LOG_LEVEL: 'warn',
});
whatsapp.setWebhookUrl(`${server.url}/webhooks/whatsapp/${inboxId}`);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
});
mkdirSync(folder, { recursive: true });

try {
  const ana = await signIn('Ana Souza', { viewport: wide });
  await ana.getByRole('option').filter({ hasText: 'Sara Kaplan' }).click();
  await ana.getByRole('log').getByRole('article').last().waitFor();
  await take(ana, 'inbox-light');

  await ana.emulateMedia({ colorScheme: 'dark' });
  await ana.locator('parley-inbox').evaluate((inbox) => inbox.setAttribute('theme', 'dark'));
  await ana.locator('[data-parley="inbox"][data-theme="dark"]').waitFor();
  await ana.getByRole('option').filter({ hasText: 'Kofi Mensah' }).click();
  await ana.getByRole('log').getByRole('article').last().waitFor();
  await take(ana, 'inbox-dark');

  await ana.emulateMedia({ colorScheme: 'light' });
  await ana.locator('parley-inbox').evaluate((inbox) => {
    inbox.setAttribute('theme', 'light');
    inbox.setAttribute('locale', 'ar');
  });
  await ana.locator('[data-parley="inbox"][dir="rtl"]').waitFor();
  await ana.getByRole('option').filter({ hasText: 'Layla Haddad' }).click();
  await ana.getByRole('log').getByRole('article').last().waitFor();
  await take(ana, 'inbox-arabic');
  await ana.locator('parley-inbox').evaluate((inbox) => inbox.setAttribute('locale', 'en'));

  await whatsapp
    .customer({ phone: '+491510000901', name: 'Mateo Ruiz' })
    .text('Is the green one back in stock?', { at: new Date(Date.now() - 26 * 3_600_000) });
  await ana.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Unassigned' }).click();
  await ana.getByRole('option').filter({ hasText: 'Mateo Ruiz' }).click();
  await ana.getByRole('button', { name: 'Choose template' }).waitFor();
  await ana.getByRole('log').getByRole('article').last().waitFor();
  await ana.getByText('This is the first one.').waitFor();
  await take(ana, 'window-closed');

  const narrow = await signIn('Ben Carter', { viewport: { width: 420, height: 860 } });
  await narrow.getByRole('option').first().click();
  await narrow.getByRole('log').getByRole('article').last().waitFor();
  await take(narrow, 'inbox-narrow');

  const shop = await open('/demo', { viewport: { width: 1280, height: 800 } });
  await shop.getByRole('button', { name: 'Ask us in the chat' }).click();
  const box = shop.getByRole('textbox', { name: 'Write a message…' });
  await box.fill('Hi! Can my order still go to another address?');
  await box.press('Enter');
  const asked = await chatAtDesk();
  const { items: agents } = (await call('GET', '/v1/agents')) as { items: { id: string; name: string }[] };
  const agentId = agents.find(({ name }) => name === 'Ana Souza')?.id;
  await call('PATCH', `/v1/conversations/${asked}`, { assigneeId: agentId });
  await call('POST', `/v1/conversations/${asked}/messages`, {
    text: 'Of course. Which address should it go to? I will tell the carrier right away.',
    agentId,
  });
  await shop.getByText('Which address should it go to?').waitFor();
  await take(shop, 'customer-chat');
} finally {
  await browser.close();
  await server.terminate();
  await whatsapp.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The id of the chat's conversation, once it has come. */
async function chatAtDesk(): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = (await call('GET', '/v1/conversations')) as {
      items: { id: string; channel: string }[];
    };
    const chat = items.find(({ channel }) => channel === 'chatapp');
    if (chat !== undefined) return chat.id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The chat did not reach the desk.');
}

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}

async function signIn(agent: string, options: BrowserContextOptions): Promise<Page> {
  const page = await open('/workbench', options);
  await page.getByRole('button', { name: agent }).click();
  await page.getByRole('option').first().waitFor();
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer pk_parley_demo_${'0'.repeat(40)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
