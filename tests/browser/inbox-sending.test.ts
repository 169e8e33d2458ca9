import type { Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };
const sendPath = '**/v1/conversations/*/messages';

describe.runIf(hasBrowser())('what an agent sends', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  let phones = 0;

  beforeAll(async () => {
    desk = await openDeskPages();
    ana = await openInbox(desk, 'Ana Souza');
  });
  afterAll(() => desk?.close());
  beforeEach(() => {
    phones += 1;
  });
  afterEach(async () => {
    await ana.page.unrouteAll();
    await ana.context.setOffline(false);
    expect(ana.realComplaints()).toEqual([]);
  });

  /** A customer who has written, with their conversation open. */
  const openCustomer = async (name: string): Promise<string> => {
    await desk.whatsapp.customer({ phone: `+4915100001${phones}`, name }).text(`Hello from ${name}`);
    await ana.openConversation(name);
    await ana.message(`Hello from ${name}`).waitFor();
    return new URLSearchParams(new URL(ana.page.url()).hash.slice(1)).get('conversation') ?? '';
  };
  const textsOnServer = async (conversationId: string): Promise<readonly string[]> => {
    const { body } = await desk.api<{ items: { direction: string; content: { text: string } }[] }>(
      'GET',
      `/v1/conversations/${conversationId}/messages`,
    );
    return body.items.filter(({ direction }) => direction === 'outbound').map(({ content }) => content.text);
  };
  const textsAtPhone = (): readonly (string | undefined)[] => desk.whatsapp.outbox.map(({ text }) => text);

  it('stays with its reason when the server breaks, and Retry sends it once', async () => {
    const id = await openCustomer('Iris Novak');
    let refusals = 0;
    await ana.page.route(sendPath, (route: Route) => {
      if (route.request().method() !== 'POST') return route.continue();
      refusals += 1;
      return route.fulfill({
        status: 500,
        json: {
          error: { code: 'internal_error', message: 'The server could not do that.', fix: 'Try again.' },
        },
      });
    });
    await ana.write('Here is your invoice');
    const failed = ana.message('Here is your invoice').locator('[data-parley="message-failed"]');
    await failed.getByText('The server could not do that.').waitFor();
    await failed.getByText('internal_error').waitFor();
    expect(refusals).toBe(1);
    expect(await textsOnServer(id)).toEqual([]);

    await ana.page.unrouteAll();
    await failed.getByRole('button', { name: 'Retry' }).click();
    await ana.message('Here is your invoice').getByText('Delivered').waitFor();
    expect(await ana.message('Here is your invoice').count()).toBe(1);
    expect(await failed.count()).toBe(0);
    expect(await textsOnServer(id)).toEqual(['Here is your invoice']);
    expect(textsAtPhone().filter((text) => text === 'Here is your invoice')).toHaveLength(1);
  });

  it('is there once when the answer got lost on its way back', async () => {
    const id = await openCustomer('Emil Berg');
    let losses = 0;
    await ana.page.route(sendPath, async (route: Route) => {
      if (route.request().method() !== 'POST' || losses > 0) return route.continue();
      losses += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await ana.write('It leaves today');
    await ana.message('It leaves today').getByText('Delivered').waitFor();
    await expect.poll(() => ana.page.getByText('Sending', { exact: true }).count(), soon).toBe(0);
    expect(losses).toBe(1);
    expect(await ana.message('It leaves today').count()).toBe(1);
    expect(await textsOnServer(id)).toEqual(['It leaves today']);
    expect(textsAtPhone().filter((text) => text === 'It leaves today')).toHaveLength(1);
  });

  it('waits while there is no network, outlives the tab, and is then delivered in order', async () => {
    const id = await openCustomer('Lena Fischer');
    const { page, context } = ana;
    await context.setOffline(true);
    const bar = ana.part('connection-bar');
    await bar.getByText('Offline.').waitFor();
    for (const text of ['First', 'Second', 'Third']) await ana.write(`${text} while offline`);
    await bar.getByText('3 messages queued').waitFor();
    expect(await bar.textContent()).toMatch(/last synced \d{1,2}:\d\d/);
    await ana.message('Third while offline').getByText('Queued').waitFor();
    expect(await textsOnServer(id)).toEqual([]);

    // The page itself loads again, but its calls still find no server.
    await page.route('**/v1/**', (route) => route.abort('internetdisconnected'));
    await context.setOffline(false);
    await page.reload();
    await ana.part('inbox').waitFor();
    await bar.getByText('3 messages queued').waitFor();
    expect(await textsOnServer(id)).toEqual([]);

    await page.unrouteAll();
    await bar.getByRole('button', { name: 'Reconnect' }).click();
    await expect.poll(() => textsOnServer(id), soon).toHaveLength(3);
    expect(await textsOnServer(id)).toEqual([
      'First while offline',
      'Second while offline',
      'Third while offline',
    ]);
    await ana.message('Third while offline').getByText('Delivered').waitFor();
    expect(await ana.message('while offline').allTextContents()).toHaveLength(3);
    await bar.waitFor({ state: 'detached' });
    await expect
      .poll(() => textsAtPhone().filter((text) => text?.endsWith('while offline')), soon)
      .toEqual(['First while offline', 'Second while offline', 'Third while offline']);
  });

  it('fails for good where the number cannot be reached, with what to do, and the next message still goes', async () => {
    const id = await openCustomer('Yuki Tanaka');
    desk.whatsapp.faults.next({ kind: 'graph_error', code: 131026 });
    await ana.write('Your code is 4711');
    const failed = ana.message('Your code is 4711').locator('[data-parley="message-failed"]');
    await failed.getByText('131026').waitFor();
    await failed.getByText('WhatsApp cannot reach this customer.').waitFor();
    await failed.getByText('Use another channel.').waitFor();
    await ana.write('Do you read this?');
    await ana.message('Do you read this?').getByText('Delivered').waitFor();
    // Only what was written after it was taken, and nothing tried the first one again.
    const { body } = await desk.api<{
      items: { content: { text: string }; status?: string; attempts?: number }[];
    }>('GET', `/v1/conversations/${id}/messages`);
    expect(body.items.find(({ content }) => content.text === 'Your code is 4711')).toMatchObject({
      status: 'failed',
      attempts: 1,
    });
    expect(textsAtPhone()).not.toContain('Your code is 4711');
  });
});
