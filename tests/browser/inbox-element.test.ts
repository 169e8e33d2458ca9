import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { goToConversation, type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };

describe.runIf(hasBrowser())('<parley-inbox>', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  let id: string;

  beforeAll(async () => {
    desk = await openDeskPages({ conversations: 300 });
    const sara = desk.whatsapp.customer({ phone: '+491510000801', name: 'Sara Kaplan' });
    await sara.text('Hello, is anybody there?');
    ana = await openInbox(desk, 'Ana Souza');
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/v1/conversations?limit=1');
    id = body.items[0]?.id ?? '';
    await desk.api('PATCH', `/v1/conversations/${id}`, { priority: 'urgent' });
  });
  afterAll(() => desk?.close());

  /** Resolves when the inbox was drawn with it. */
  const setAttribute = (name: string, value: string): Promise<void> =>
    ana.page.locator('parley-inbox').evaluate(
      async (element, [key, given]) => {
        element.setAttribute(key, given);
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      },
      [name, value] as const,
    );

  it('has no keys with shortcuts="false", and has them again without it', async () => {
    const { page } = ana;
    await ana.view('All open');
    await page.getByRole('option').first().waitFor();
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await setAttribute('shortcuts', 'false');
    await page.getByRole('listbox').focus();
    await page.keyboard.press('?');
    await page.keyboard.press('j');
    // The list's own arrows are no shortcuts.
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.getByRole('listbox').getAttribute('aria-activedescendant'), soon)
      .not.toBeNull();
    const active = await page
      .locator('[data-active]')
      .locator('xpath=ancestor::*[@role="option"]')
      .getAttribute('aria-posinset');
    expect(active).toBe('1');
    expect(await help.count()).toBe(0);
    await setAttribute('shortcuts', 'true');
    await expect
      .poll(async () => {
        await page.keyboard.press('?');
        return help.count();
      }, soon)
      .toBe(1);
    await page.keyboard.press('Escape');
    expect(ana.complaints).toEqual([]);
  });

  it('has a list that is never longer than the window, also in a box without a height', async () => {
    const { page } = ana;
    await ana.view('Resolved');
    await page.getByRole('option').first().waitFor();
    // Through the CSSOM: the page's policy allows no style of ours.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`parley-inbox, .parley-root, [data-part="frame-of-panes"], [data-parley="panes"],
        [data-parley="conversation-list"] { display: block !important; block-size: auto !important; overflow: visible !important }`);
      document.adoptedStyleSheets.push(sheet);
    });
    const list = page.getByRole('listbox');
    const [height, content, window] = await list.evaluate((element) => [
      element.clientHeight,
      element.scrollHeight,
      innerHeight,
    ]);
    expect(content).toBeGreaterThan(2 * Number(window));
    expect(height).toBeLessThanOrEqual(Number(window));
    expect(await page.getByRole('option').count()).toBeLessThan(40);
    await page.evaluate(() => document.adoptedStyleSheets.pop());
  });

  it('writes the clock as the browser’s country does', async () => {
    await goToConversation(ana.page, id);
    const stamp = ana.message('Hello, is anybody there?').locator('time');
    await expect.poll(() => stamp.textContent(), soon).toMatch(/^\d\d:\d\d$/);
    expect(await ana.page.locator('.parley-root').getAttribute('lang')).toBe('en-GB');
    const american = await openInbox(desk, 'Ana Souza', { locale: 'en-US' });
    await goToConversation(american.page, id);
    const other = american.message('Hello, is anybody there?').locator('time');
    await expect.poll(() => other.textContent(), soon).toMatch(/^\d{1,2}:\d\d\s[AP]M$/);
    await american.context.close();
  });

  /** Words of ours that are cut off or stand outside of the inbox. What customers wrote may be cut: it is all in the thread. */
  const cutOff = (): Promise<readonly string[]> =>
    ana.page.locator('.parley-root').evaluate((root) => {
      const edge = root.getBoundingClientRect();
      const found: string[] = [];
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        const own = [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').includes('~'),
        );
        if (
          !own ||
          element.closest('[dir=auto], [data-part=only-read], [data-parley=announcer], option') !== null
        )
          continue;
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || !element.checkVisibility()) continue;
        const name = `${element.parentElement?.getAttribute('data-part') ?? element.parentElement?.getAttribute('data-parley')} > ${element.localName}: ${element.textContent}`;
        if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push(`outside: ${name}`);
        const range = document.createRange();
        range.selectNodeContents(element);
        const text = range.getBoundingClientRect();
        for (
          let frame: HTMLElement | null = element;
          frame !== null && frame !== root;
          frame = frame.parentElement
        ) {
          const { overflowX, overflowY } = getComputedStyle(frame);
          const limits = frame.getBoundingClientRect();
          const isWider =
            overflowX !== 'visible' &&
            overflowX !== 'auto' &&
            (text.right > limits.right + 1 || text.left < limits.left - 1);
          const isHigher = overflowY !== 'visible' && overflowY !== 'auto' && text.bottom > limits.bottom + 1;
          if (isWider || isHigher) found.push(`cut: ${name}`);
          if (overflowY === 'auto' || isWider || isHigher) break;
        }
      }
      return [...new Set(found)];
    });

  it.each([1280, 390])(
    'cuts no word off that is longer by two fifths, in a window of %i px',
    async (width) => {
      const { page } = ana;
      await setAttribute('locale', 'pseudo');
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => {
        window.location.hash = 'view=open';
      });
      await page.getByRole('option').first().waitFor();
      expect(await cutOff()).toEqual([]);
      await goToConversation(page, id);
      await ana.log.getByRole('article').first().waitFor();
      expect(await cutOff()).toEqual([]);
      expect(ana.complaints).toEqual([]);
    },
  );
});
