import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, type ChatWindow, conversationWith, openShop } from './chat-window.ts';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages, type WindowOptions } from './desk-pages.ts';

/** Whether the page, or anything in the window, can be scrolled sideways, or text is cut off. */
const sidewaysIn = `(() => {
  const root = document.querySelector('parley-chat').shadowRoot;
  const wide = [...root.querySelectorAll('dialog, dialog *')].filter((element) => element.scrollWidth > element.clientWidth + 1
    && getComputedStyle(element).display !== 'inline' && !element.closest('.hidden, svg')
    && getComputedStyle(element).textOverflow !== 'ellipsis');
  return [document.documentElement, ...wide].filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.tagName + '.' + element.className + ' ' + element.scrollWidth + '>' + element.clientWidth);
})()`;

describe.runIf(hasBrowser())('how the chat looks and is operated', () => {
  let desk: DeskPages;
  let question = 0;

  beforeAll(async () => {
    desk = await openDeskPages();
  });
  afterAll(() => desk?.close());

  /** An open chat with a question and an answer. */
  const talking = async (options?: WindowOptions): Promise<ChatWindow> => {
    const shop = await openShop(desk, options);
    question += 1;
    const text = `Question ${question}: when does it arrive? ${'W'.repeat(40)}`;
    await shop.openChat();
    await shop.say(text);
    await shop.tick('Sent').or(shop.panel.locator('[data-state=check]')).first().waitFor();
    const { id } = await conversationWith(desk, text);
    await answer(
      desk,
      id,
      'On Thursday: https://carrier.example/track/0123456789012345678901234567890123456789',
    );
    await shop.message('On Thursday').waitFor();
    return shop;
  };
  const focused = (shop: ChatWindow): Promise<string> =>
    shop.page.evaluate<string>(`(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element.className || element.tagName.toLowerCase();
    })()`);

  const looks: readonly (readonly [string, WindowOptions])[] = [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['with forced colours', { forcedColors: 'active' }],
    ['on a phone, dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true }],
  ];
  it.each(looks)(
    'has no accessibility problem, %s: closed, opened, in a conversation',
    async (_, options) => {
      const shop = await openShop(desk, options);
      expect(await accessibilityProblems(shop.page)).toEqual([]);
      await shop.openChat();
      await shop.panel.getByText('Hello! Ask us anything').waitFor();
      await settled(shop);
      expect(await accessibilityProblems(shop.page)).toEqual([]);
      await shop.context.close();
      const busy = await talking(options);
      await settled(busy);
      expect(await accessibilityProblems(busy.page)).toEqual([]);
      expect([...shop.complaints, ...busy.complaints]).toEqual([]);
      await busy.context.close();
    },
  );

  it('is mirrored in Arabic, with each message in its own direction, and has no accessibility problem', async () => {
    const shop = await openShop(desk, {
      prepare: (context) =>
        context.addInitScript(
          "addEventListener('DOMContentLoaded', () => { document.documentElement.lang = 'ar'; document.documentElement.dir = 'rtl'; });",
        ),
    });
    expect(await shop.launcher.getAttribute('aria-label')).toBe('افتح المحادثة');
    await shop.openChat();
    await shop.say('متى تصل الخيمة؟');
    await shop.panel.locator('[data-state=check]').first().waitFor();
    const { id } = await conversationWith(desk, 'متى تصل الخيمة؟');
    await answer(desk, id, 'On Thursday.');
    await shop.message('On Thursday.').waitFor();
    await settled(shop);

    const at = async (locator: ChatWindow['panel']) =>
      (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [window, launcher, mine, theirs] = await Promise.all([
      at(shop.panel),
      at(shop.launcher),
      at(shop.message('متى تصل').locator('.bubble')),
      at(shop.message('On Thursday.').locator('.bubble')),
    ]);
    // Everything stands on the left, and the customer's own messages too.
    expect(window.x).toBeLessThan(40);
    expect(launcher.x).toBeLessThan(40);
    expect(mine.x).toBeLessThan(theirs.x);
    const directions = `(() => {
      const panel = document.querySelector('parley-chat').shadowRoot.querySelector('dialog');
      return [panel, ...panel.querySelectorAll('[data-author] .text')].map((one) => getComputedStyle(one).direction);
    })()`;
    expect(await shop.page.evaluate(directions)).toEqual(['rtl', 'rtl', 'ltr']);
    expect(await accessibilityProblems(shop.page)).toEqual([]);
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('fills the screen of a phone, keeps the page behind from scrolling, and gives it back', async () => {
    const viewport = { width: 320, height: 640 };
    const shop = await talking({ viewport, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
    await settled(shop);
    expect(await shop.panel.boundingBox()).toEqual({ x: 0, y: 0, ...viewport });
    expect(await shop.page.evaluate('getComputedStyle(document.documentElement).overflow')).toBe('hidden');
    expect(await shop.page.evaluate(sidewaysIn)).toEqual([]);
    const send = await shop.panel.getByRole('button', { name: 'Send' }).boundingBox();
    expect(send?.width).toBeGreaterThanOrEqual(44);
    expect(send?.height).toBeGreaterThanOrEqual(44);
    expect((send?.y ?? 999) + (send?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    await shop.panel.getByRole('button', { name: 'Close chat' }).click();
    await shop.panel.waitFor({ state: 'hidden' });
    expect(await shop.page.evaluate('getComputedStyle(document.documentElement).overflow')).toBe('visible');
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it.each([
    ['200 %', { width: 640, height: 400 }],
    ['400 %', { width: 320, height: 256 }],
  ])('loses nothing at a zoom of %s, with wider text spacing', async (_, viewport) => {
    const shop = await talking({ viewport });
    await shop.page.evaluate(`(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-block-end:2em!important}');
      document.querySelector('parley-chat').shadowRoot.adoptedStyleSheets.push(sheet);
    })()`);
    await settled(shop);
    expect(await shop.page.evaluate(sidewaysIn)).toEqual([]);
    for (const part of [
      shop.box,
      shop.panel.getByRole('button', { name: 'Close chat' }),
      shop.panel.getByRole('heading'),
    ]) {
      const place = await part.boundingBox();
      expect(place?.y).toBeGreaterThanOrEqual(0);
      expect((place?.y ?? 999) + (place?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    }
    expect((await shop.log.boundingBox())?.height).toBeGreaterThan(60);
    await shop.context.close();
  });

  it('is operated with the keyboard alone; Esc closes it and focus is back at the launcher', async () => {
    const shop = await openShop(desk);
    await shop.launcher.focus();
    await shop.page.keyboard.press('Enter');
    await shop.box.waitFor();
    expect(await focused(shop)).toBe('textarea');
    expect(await shop.panel.getAttribute('aria-labelledby')).toBe('parley-title');
    await shop.page.keyboard.type('Typed blind');
    await shop.page.keyboard.press('Shift+Enter');
    await shop.page.keyboard.type('on two lines');
    await shop.page.keyboard.press('Enter');
    await shop.tick('Sent').waitFor();
    expect(await shop.texts()).toEqual(['Typed blind\non two lines']);
    expect(await focused(shop)).toBe('textarea');
    await shop.page.keyboard.press('Escape');
    await shop.panel.waitFor({ state: 'hidden' });
    expect(await focused(shop)).toBe('launcher');
    expect(await shop.launcher.getAttribute('aria-expanded')).toBe('false');
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('says an answer aloud once, and nothing of the history', async () => {
    const shop = await talking();
    const heard = `(() => {
      window.heard = [];
      const region = document.querySelector('parley-chat').shadowRoot.querySelector('[aria-live=polite]');
      new MutationObserver(() => { if (region.textContent) heard.push(region.textContent); })
        .observe(region, { childList: true, characterData: true, subtree: true });
    })()`;
    await shop.page.reload();
    await shop.openChat();
    await shop.page.evaluate(heard);
    await shop.message('On Thursday').waitFor();
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/v1/conversations?limit=1');
    const id = body.items[0]?.id ?? '';
    const before = await focused(shop);
    await answer(desk, id, 'In the morning.');
    await expect.poll(() => shop.page.evaluate('heard.length'), { timeout: 10_000 }).toBe(1);
    await answer(desk, id, 'Before ten.');
    await expect.poll(() => shop.page.evaluate('heard.length'), { timeout: 10_000 }).toBe(2);
    const said = await shop.page.evaluate<string[]>('heard');
    expect(said.map((line) => line.replaceAll(/[\u2066-\u2069]/g, ''))).toEqual([
      'Ana: In the morning.',
      'Ana: Before ten.',
    ]);
    expect(await focused(shop)).toBe(before);
    await shop.context.close();
  });
});

/** Waits until nothing in the window moves any more: axe reads colours as they are at that moment. */
async function settled({ page }: ChatWindow): Promise<void> {
  await page.evaluate(`Promise.all(document.querySelector('parley-chat').shadowRoot.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished))`);
}
