import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const dayMs = 24 * 3_600_000;
/** Parley closes this much before WhatsApp does, so that clocks may differ. */
const marginMs = 60_000;

describe.runIf(hasBrowser())('the reply window', () => {
  let desk: DeskPages;
  let ana: InboxWindow;

  beforeAll(async () => {
    desk = await openDeskPages();
    ana = await openInbox(desk, 'Ana Souza');
  });
  afterAll(() => desk?.close());

  it('warns, locks the box at zero, is also kept by the server, and opens again with the draft when the customer writes', async () => {
    const sara = desk.whatsapp.customer({ phone: '+491510000201', name: 'Sara Kaplan' });
    // WhatsApp gives whole seconds.
    await sara.text('Is it there yet?', { at: new Date(Date.now() - dayMs + marginMs + 9_000) });
    await ana.openConversation('Sara Kaplan');
    const bar = ana.part('window-bar');
    await bar.getByText(/The reply window closes in/).waitFor();
    expect(await bar.getAttribute('data-state')).toBe('closing');
    await ana.input.fill('Almost, it should');

    await bar.getByText(/Customer last wrote 2[34]h ago. Only a template can be sent./).waitFor();
    await ana.part('composer').getByText('Your draft is kept').waitFor();
    await ana.part('composer').getByRole('button', { name: 'Choose template' }).waitFor();
    expect(await ana.input.count()).toBe(0);
    expect(await accessibilityProblems(ana.page)).toEqual([]);

    const id = new URLSearchParams(new URL(ana.page.url()).hash.slice(1)).get('conversation');
    const refused = await desk.api<{ error: { code: string } }>('POST', `/v1/conversations/${id}/messages`, {
      text: 'Anyway',
    });
    expect(refused.body.error.code).toBe('service_window_closed');
    expect(desk.whatsapp.outbox).toEqual([]);

    await sara.text('Now it is!');
    await ana.message('Now it is!').waitFor();
    await ana.input.waitFor();
    expect(await ana.input.inputValue()).toBe('Almost, it should');
    expect(await bar.count()).toBe(0);
    await ana.write('Great!');
    await desk.whatsapp.waitForMessage(({ text }) => text === 'Great!');
    expect(ana.complaints).toEqual([]);
  });
});
