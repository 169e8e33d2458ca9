import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationWith, demoChat, openShop } from './chat-window.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const always = days.map((day) => ({ day, opens: '00:00', closes: '24:00' }));
const hour = 3_600_000;
/** The next full hour that is at least one away: on the clock of a reader in UTC. */
const opening = new Date(Math.ceil(Date.now() / hour) * hour + hour);
const clockTime = (at: Date): string => at.toISOString().slice(11, 16);

describe.runIf(hasBrowser())('a customer in the chat of a shop that is closed', () => {
  let desk: DeskPages;
  let hoursId: string;
  /** The demo's reader is in UTC. */
  const windowed = { timezoneId: 'UTC' };
  const change = (patch: object) => desk.api('PATCH', `/v1/business-hours/${hoursId}`, patch);
  const closed = {
    weekly: [],
    exceptions: [
      {
        date: opening.toISOString().slice(0, 10),
        name: 'Opens late',
        intervals: [{ opens: clockTime(opening), closes: '24:00' }],
      },
    ],
  };

  beforeAll(async () => {
    desk = await openDeskPages();
    const { body } = await desk.api<{ id: string }>('POST', '/v1/business-hours', {
      name: 'Shop',
      timeZone: 'UTC',
      ...closed,
      autoReply: { text: 'Closed.', byLanguage: { en: 'We are closed, and answer tomorrow.' } },
    });
    hoursId = body.id;
    await desk.api('PATCH', `/v1/inboxes/${demoChat.inboxId}`, { businessHoursId: hoursId });
  });
  afterAll(() => desk?.close());

  it('is told when people are back and leaves an address, which the agent sees', async () => {
    const shop = await openShop(desk, windowed);
    await shop.openChat();
    const { panel } = shop;
    const isTomorrow = opening.getUTCDate() !== new Date().getUTCDate();
    await panel.getByText(`Back ${isTomorrow ? 'tomorrow ' : ''}at ${clockTime(opening)}`).waitFor();

    const email = panel.getByRole('textbox', { name: 'E-mail' });
    await email.fill('ann@');
    await shop.say('Is the tent back in stock?');
    await panel.getByText('Please check this e-mail address.').waitFor();
    expect(await shop.texts()).toEqual([]);
    await email.fill('ann@Example.com');
    await panel.getByRole('textbox', { name: 'Name (optional)' }).fill('Ann Example');
    await shop.box.press('Enter');
    await shop.tick('Sent').waitFor();
    await panel.getByText('We are closed, and answer tomorrow.').waitFor();
    await panel.getByText(/The answer reaches you at .?ann@Example\.com.? too\./).waitFor();

    // The preview is what the customer wants, whatever they were told by itself.
    const { customerId } = await conversationWith(desk, 'Is the tent back in stock?');
    const customer = await desk.api('GET', `/v1/customers/${customerId}`);
    expect(customer.body).toMatchObject({
      name: 'Ann Example',
      language: 'en-GB',
      email: null,
      attributes: { claimedEmail: 'ann@example.com' },
    });
    const workbench = await desk.signIn('Ana Souza');
    await workbench.page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'All open' })
      .click();
    await workbench.page.getByRole('option').filter({ hasText: 'Is the tent back in stock?' }).click();
    const context = workbench.page.getByRole('complementary', { name: 'Customer' });
    await context.getByRole('link', { name: 'ann@example.com' }).waitFor();
    await context.getByText('Not verified: the customer said so').waitFor();

    // Nobody asks again on the next page.
    await shop.page.reload();
    await shop.openChat();
    await shop.message('Is the tent back in stock?').waitFor();
    await panel.getByText('Back').first().waitFor();
    expect(await email.count()).toBe(0);
    expect([...shop.complaints, ...workbench.complaints]).toEqual([]);
    await workbench.context.close();
    await shop.context.close();
  });

  it('sees it open on the minute, and close as soon as staff say so', async () => {
    const shop = await openShop(desk, { ...windowed, prepare: (context) => context.clock.install() });
    await shop.openChat();
    const { page, panel } = shop;
    await panel.getByText(/^Back /).waitFor();
    // The page's clock jumps, the server's does not: what the server says about it has to wait.
    const held: Route[] = [];
    await page.route(`**/v1/chat/${demoChat.inboxId}`, (route) => {
      held.push(route);
    });
    await page.clock.fastForward(opening.getTime() - Date.now() + 1000);
    await panel.getByText('Usually replies in 5 minutes').waitFor();
    expect(await panel.getByText(/^Back /).count()).toBe(0);

    await change({ weekly: always, exceptions: [] });
    await page.unroute(`**/v1/chat/${demoChat.inboxId}`);
    for (const route of held) await route.continue();
    await shop.say('Good morning');
    await shop.tick('Sent').waitFor();
    expect(await panel.getByText('Usually replies in 5 minutes').count()).toBe(1);

    await change({ weekly: [] });
    await panel.getByText('We are closed at the moment').waitFor();
    await change(closed);
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });
});
