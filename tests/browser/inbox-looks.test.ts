import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 15_000 };

describe.runIf(hasBrowser())('the inbox in every shape', () => {
  let desk: DeskPages;
  let ana: InboxWindow;

  beforeAll(async () => {
    desk = await openDeskPages({ conversations: 40 });
    ana = await openInbox(desk, 'Ana Souza');
    const layla = desk.whatsapp.customer({ phone: '+491510000801', name: 'ليلى حداد' });
    await layla.text('مرحبا، أين طلبي رقم 10234؟');
    await layla.text('I need it by Friday (English is fine).');
    await layla.image({ caption: 'https://shop.example/orders/10234?very=long&'.padEnd(300, 'x') });
  });
  afterAll(() => desk?.close());
  beforeEach(async () => {
    await ana.page.setViewportSize({ width: 1480, height: 900 });
    await dress({ locale: 'en', theme: 'light' });
  });
  afterEach(() => expect(ana.complaints).toEqual([]));

  const dress = (attributes: Readonly<Record<string, string>>): Promise<void> =>
    ana.page.evaluate((given) => {
      const element = document.querySelector('parley-inbox');
      for (const [name, value] of Object.entries(given)) element?.setAttribute(name, value);
    }, attributes);
  const openLayla = async (): Promise<void> => {
    await ana.view('All open');
    await ana.row('ليلى حداد').click();
    await ana.message('by Friday').waitFor();
    await ana.log.locator('img').first().waitFor();
  };
  /** Buttons, titles and labels whose text is cut off although nothing says so. */
  const cutTexts = (): Promise<readonly string[]> =>
    ana.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button,h1,h2,[role=option] *,label,kbd')]
        // What is one pixel wide is for screen readers.
        .filter((element) => element.offsetParent !== null && element.clientWidth > 1)
        .filter((element) => {
          const { overflowX, textOverflow } = getComputedStyle(element);
          if (textOverflow === 'ellipsis' || overflowX === 'visible') return false;
          return element.scrollWidth > element.clientWidth + 1;
        })
        .map(
          (element) => `${element.outerHTML.slice(0, 80)} ${element.scrollWidth} > ${element.clientWidth}`,
        ),
    );
  /** What must be scrolled in both directions, or sideways as a whole. */
  const sidewaysScrolls = (): Promise<readonly string[]> =>
    ana.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('*')]
        .filter((element) => {
          const { overflowX, display } = getComputedStyle(element);
          const scrolls = element === document.scrollingElement || /auto|scroll/.test(overflowX);
          return display !== 'inline' && scrolls && element.scrollWidth > element.clientWidth + 1;
        })
        .map((element) => `${element.tagName} ${element.dataset['part'] ?? element.dataset['parley'] ?? ''}`),
    );

  it.each([
    { theme: 'light', locale: 'en' },
    { theme: 'dark', locale: 'en' },
    { theme: 'light', locale: 'de' },
    { theme: 'dark', locale: 'ar' },
  ])(
    'passes every accessibility rule in $theme, $locale: empty, and with list, thread, context and menus',
    async (dressed) => {
      await openLayla();
      await dress(dressed);
      await expect.poll(() => ana.part('inbox').getAttribute('data-theme'), soon).toBe(dressed.theme);
      expect(await accessibilityProblems(ana.page)).toEqual([]);
      await ana.part('assignee-picker').getByRole('button').click();
      await ana.page.getByRole('menu').waitFor();
      expect(await accessibilityProblems(ana.page)).toEqual([]);
      await ana.page.keyboard.press('Escape');
      await ana.part('composer-mode').getByRole('button').nth(1).click();
      await ana.input.fill('A note / ملاحظة');
      expect(await accessibilityProblems(ana.page)).toEqual([]);
      await ana.input.fill('');
      await ana.part('composer-mode').getByRole('button').nth(0).click();
      // The box takes the focus in the next frame, and would take it from whoever has it by then.
      await expect.poll(() => ana.input.evaluate((box) => box === document.activeElement), soon).toBe(true);
      await ana.log.focus();
      await ana.page.keyboard.press('Escape');
      await ana.part('conversation-header').waitFor({ state: 'detached' });
      expect(await accessibilityProblems(ana.page)).toEqual([]);
    },
  );

  it('is mirrored in Arabic, and each message is read from its own side', async () => {
    await openLayla();
    await dress({ locale: 'ar' });
    await expect.poll(() => ana.part('inbox').getAttribute('dir'), soon).toBe('rtl');
    const middle = async (name: string): Promise<number> => {
      const box = await ana.part(name).first().boundingBox();
      return (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN) / 2;
    };
    const places = [];
    for (const name of ['view-nav', 'conversation-list', 'conversation-pane', 'context-panel'])
      places.push(await middle(name));
    expect([...places].sort((a, b) => b - a)).toEqual(places);
    const side = (text: string): Promise<string> =>
      ana
        .message(text)
        .locator('[data-part=text]')
        .evaluate((element) => getComputedStyle(element).direction);
    expect([await side('by Friday'), await side('مرحبا')]).toEqual(['ltr', 'rtl']);
    // A customer's messages stand where the line begins, ours where it ends.
    const bubble = await ana.message('by Friday').locator('[data-parley=bubble]').boundingBox();
    const log = await ana.log.boundingBox();
    expect((bubble?.x ?? 0) + (bubble?.width ?? 0) / 2).toBeGreaterThan(
      (log?.x ?? 0) + (log?.width ?? 0) / 2,
    );
    expect(await cutTexts()).toEqual([]);
    expect(await sidewaysScrolls()).toEqual([]);
  });

  it('cuts no German word off, however narrow', async () => {
    await openLayla();
    await dress({ locale: 'de' });
    for (const width of [1480, 1180, 860, 600, 320]) {
      await ana.page.setViewportSize({ width, height: 800 });
      await expect.poll(cutTexts, soon).toEqual([]);
      expect(await sidewaysScrolls()).toEqual([]);
    }
  });

  it.each([
    { name: 'a phone, 320 px wide', width: 320, height: 640 },
    { name: 'a window of 1280 × 1024 at 200 %', width: 640, height: 512 },
    { name: 'a window of 1280 × 1024 at 400 %', width: 320, height: 256 },
  ])('can be used on $name without scrolling sideways', async ({ width, height }) => {
    await ana.view('All open');
    await ana.page.setViewportSize({ width, height });
    const back = ana.page.getByRole('button', { name: 'Back to the list' });
    if (await back.isVisible()) await back.click();
    await ana.row('ليلى حداد').waitFor();
    expect(await sidewaysScrolls()).toEqual([]);
    await ana.row('ليلى حداد').click();
    await ana.message('by Friday').waitFor();
    expect(await sidewaysScrolls()).toEqual([]);
    expect((await ana.log.boundingBox())?.height).toBeGreaterThan(100);
    await ana.write(`Written on ${width} × ${height}`);
    await desk.whatsapp.waitForMessage(({ text }) => text === `Written on ${width} × ${height}`);
    await ana.message(`Written on ${width} × ${height}`).waitFor();
    // More space between lines, letters and words, as WCAG 1.4.12 asks.
    await ana.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
      );
      document.adoptedStyleSheets = [sheet];
    });
    expect(await sidewaysScrolls()).toEqual([]);
    await ana.page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    expect(await accessibilityProblems(ana.page)).toEqual([]);
    await back.click();
    await ana.row('ليلى حداد').waitFor();
  });
});
