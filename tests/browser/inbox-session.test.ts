import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 15_000 };

describe.runIf(hasBrowser())('an agent’s session', () => {
  let desk: DeskPages;
  let ben: InboxWindow;

  beforeAll(async () => {
    desk = await openDeskPages();
    ben = await openInbox(desk, 'Ben Carter');
    await desk.whatsapp.customer({ phone: '+491510000701', name: 'Sara Kaplan' }).text('Hello?');
    await ben.openConversation('Sara Kaplan');
  });
  afterAll(() => desk?.close());

  it('gets a new token without anybody noticing when the old one has run out', async () => {
    let refusals = 0;
    let tokens = 0;
    await ben.page.route('**/workbench/token', (route) => {
      tokens += 1;
      return route.continue();
    });
    await ben.page.route('**/v1/conversations/*/messages', (route) => {
      if (tokens > 0) return route.continue();
      refusals += 1;
      return route.fulfill({ status: 401, json: { error: { code: 'token_expired', message: 'Too old.' } } });
    });
    await ben.write('Good morning');
    await ben.message('Good morning').getByText('Delivered').waitFor();
    expect([refusals, tokens]).toEqual([1, 1]);
    expect(await ben.part('connection-bar').count()).toBe(0);
    expect(await ben.message('Good morning').count()).toBe(1);
    await ben.page.unrouteAll();
    expect(ben.realComplaints()).toEqual([]);
  });

  it('that is ended shows a way to sign in, keeps what is written, and goes on where it was', async () => {
    const { body } = await desk.api<{ items: { id: string; name: string }[] }>('GET', '/v1/agents');
    const id = body.items.find(({ name }) => name === 'Ben Carter')?.id;
    await ben.input.fill('Half a sente');
    await desk.api('PATCH', `/v1/agents/${id}`, { isDisabled: true });
    const bar = ben.part('connection-bar');
    await bar.getByText('Your session has ended. Sign in again; what you wrote is kept.').waitFor();
    expect(await ben.input.inputValue()).toBe('Half a sente');
    expect(await accessibilityProblems(ben.page)).toEqual([]);

    // Still not allowed: it stays as it is.
    await bar.getByRole('button', { name: 'Sign in again' }).click();
    await bar.getByText('Your session has ended.').waitFor();
    await ben.write('Half a sentence');
    await ben.message('Half a sentence').getByText('Queued').waitFor();
    await ben.input.fill('And the next');

    await desk.api('PATCH', `/v1/agents/${id}`, { isDisabled: false });
    await bar.getByRole('button', { name: 'Sign in again' }).click();
    await bar.waitFor({ state: 'detached' });
    await ben.message('Half a sentence').getByText('Delivered').waitFor();
    expect(await ben.input.inputValue()).toBe('And the next');
    await ben.page.reload();
    await ben.log.waitFor();
    await expect.poll(() => ben.input.inputValue(), soon).toBe('And the next');
    expect(desk.whatsapp.outbox.filter(({ text }) => text === 'Half a sentence')).toHaveLength(1);
    expect(ben.realComplaints()).toEqual([]);
  });
});
