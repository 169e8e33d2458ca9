import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 15_000 };

describe.runIf(hasBrowser())('the keyboard', () => {
  let desk: DeskPages;
  let ana: InboxWindow;

  beforeAll(async () => {
    desk = await openDeskPages();
    ana = await openInbox(desk, 'Ana Souza');
    for (const [at, name] of ['Sara Kaplan', 'Omar Haddad', 'Mia Chen', 'Noa Levi'].entries())
      await desk.whatsapp.customer({ phone: `+49151000050${at}`, name }).text(`Hello from ${name}`);
    await ana.view('All open');
    await ana.row('Noa Levi').waitFor();
  });
  afterAll(() => desk?.close());

  const press = (keys: string): Promise<void> => ana.page.keyboard.press(keys);
  const opened = (): Promise<string | null> => ana.part('conversation-header').locator('h2').textContent();
  const statusOf = async (name: string): Promise<string | undefined> => {
    const { body } = await desk.api<{ items: { customerName: string; status: string }[] }>(
      'GET',
      '/v1/conversations',
    );
    return body.items.find(({ customerName }) => customerName === name)?.status;
  };

  it('opens conversations, answers, notes, assigns, snoozes and resolves, and shows all of it on one sheet', async () => {
    await ana.page.getByRole('listbox').focus();
    await press('j');
    await press('j');
    await press('k');
    await press('Enter');
    await expect.poll(opened, soon).toBe('Noa Levi');
    await ana.message('Hello from Noa Levi').waitFor();

    await ana.log.focus();
    await press('r');
    await expect.poll(() => ana.input.evaluate((box) => box === document.activeElement), soon).toBe(true);
    expect(await ana.input.inputValue()).toBe('');
    await ana.page.keyboard.type('By key');
    await press('Control+Enter');
    await ana.message('By key').getByText('Delivered').waitFor();
    await press('Escape');

    await ana.log.focus();
    await press('n');
    await expect.poll(() => ana.part('composer').getAttribute('data-mode'), soon).toBe('note');
    await expect.poll(() => ana.input.evaluate((box) => box === document.activeElement), soon).toBe(true);
    await press('Escape');

    await ana.log.focus();
    await press('m');
    await ana.part('assignee-picker').getByText('You').waitFor();
    await press('a');
    await ana.page.getByRole('menuitemradio', { name: 'Ben Carter' }).waitFor();
    await press('Escape');
    await ana.page.getByRole('menu').waitFor({ state: 'detached' });
    await press('s');
    await ana.page.getByRole('menuitem', { name: 'In 1 hour' }).waitFor();
    await press('Escape');
    await ana.log.focus();
    await press('/');
    await ana.page.getByRole('menuitemradio', { name: 'Unread only' }).waitFor();
    await press('Escape');

    await ana.log.focus();
    await press('?');
    const sheet = ana.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.waitFor();
    expect(await accessibilityProblems(ana.page)).toEqual([]);
    await press('Escape');
    await sheet.waitFor({ state: 'detached' });

    await ana.log.focus();
    await press(']');
    await ana.part('context-panel').waitFor({ state: 'hidden' });
    await press(']');
    await ana.part('context-panel').waitFor();
    await press('[');
    await expect
      .poll(() => ana.page.getByRole('listbox').evaluate((list) => list === document.activeElement), soon)
      .toBe(true);

    await ana.log.focus();
    await press('Shift+E');
    await expect.poll(() => statusOf('Noa Levi'), soon).toBe('resolved');
    await expect.poll(opened, soon).toBe('Mia Chen');
    await ana.log.focus();
    await press('e');
    await expect.poll(() => statusOf('Mia Chen'), soon).toBe('resolved');

    await ana.openConversation('Omar Haddad');
    await ana.input.fill('Goodbye');
    await press('Control+Shift+Enter');
    await expect.poll(() => statusOf('Omar Haddad'), soon).toBe('resolved');
    await desk.whatsapp.waitForMessage(({ text }) => text === 'Goodbye');
    await ana.log.focus();
    await press('Escape');
    await ana.part('conversation-header').waitFor({ state: 'detached' });
    expect(ana.complaints).toEqual([]);
  });

  it('is for text while one writes, composes or types a sign with AltGr, and after Send was clicked', async () => {
    await ana.openConversation('Sara Kaplan');
    const letters = 'jkrnamesEx/[]? ';
    await ana.input.click();
    await ana.page.keyboard.type(letters);
    expect(await ana.input.inputValue()).toBe(letters);
    expect(await ana.page.getByRole('dialog').count()).toBe(0);
    expect(await ana.page.getByRole('menu').count()).toBe(0);

    // An input method at work sends these keys too, and so does AltGr for signs such as ł.
    const fire = (key: string, init: Readonly<Record<string, boolean | number>>): Promise<void> =>
      ana.page.evaluate(
        ([pressed, given]) => {
          const event = new KeyboardEvent('keydown', {
            key: pressed,
            bubbles: true,
            cancelable: true,
            ...given,
          });
          document.querySelector('[role=log]')?.dispatchEvent(event);
        },
        [key, init] as const,
      );
    await ana.log.focus();
    await fire('e', { isComposing: true });
    await fire('Process', { keyCode: 229 });
    await fire('e', { keyCode: 229 });
    await fire('e', { modifierAltGraph: true });
    await fire('e', { altKey: true, ctrlKey: true });
    await fire('m', { ctrlKey: true });
    await ana.input.click();
    await ana.page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true }),
      ),
    );
    expect(await ana.input.inputValue()).toBe(letters);

    await ana.input.fill('Sent with the mouse');
    await ana.send.click();
    await ana.message('Sent with the mouse').waitFor();
    await ana.page.keyboard.type('else');
    expect(await ana.input.inputValue()).toBe('else');
    expect(await statusOf('Sara Kaplan')).toBe('open');
    expect(desk.whatsapp.outbox.map(({ text }) => text)).not.toContain(letters.trim());
    expect(await ana.part('assignee-picker').textContent()).toContain('Nobody');
    expect(ana.complaints).toEqual([]);
  });
});
