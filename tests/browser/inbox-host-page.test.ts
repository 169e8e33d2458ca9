import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { goToConversation, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };
const built = join(import.meta.dirname, '..', '..', 'packages', 'react-widgets', 'dist', 'browser');

/** The box the inbox stands in, whatever becomes of the rest of the page. */
const place = 'parley-inbox { position: fixed !important; inset: 0 !important; display: block !important }';

/** Rules for bare elements, as pages have them, and worse. */
const hostRules = `
* { all: unset }
*::before { content: "!"; color: red }
body { text-transform: uppercase; letter-spacing: 4px; text-align: center; line-height: 3; color: red }
a { color: red; text-decoration: underline wavy; font-weight: 900 }
button { display: none; background: red; border: 5px solid red; padding: 20px; text-transform: uppercase }
input, textarea, select { border: 4px dashed red; width: 20px; height: 90px }
h1, h2, h3, p, ul, li { margin: 40px; padding: 30px; list-style: square; font: italic 40px serif }
svg { display: none; width: 100px; height: 100px; fill: red }
path, circle { fill: red; stroke: blue }
div, span, section { float: left; background: yellow }
time, strong { display: block; font-size: 30px }
[hidden] { display: block }
`;

describe.runIf(hasBrowser())('the inbox in a page of somebody else', () => {
  let desk: DeskPages;
  let id: string;

  beforeAll(async () => {
    desk = await openDeskPages();
    const sara = desk.whatsapp.customer({ phone: '+491510000701', name: 'Sara Kaplan' });
    await sara.text('Hello, is anybody there? See https://example.com');
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/v1/conversations');
    id = body.items[0]?.id ?? '';
    await desk.api('POST', `/v1/conversations/${id}/messages`, { text: 'Here I am.' });
  });
  afterAll(() => desk?.close());

  /** Serves this in place of the inbox's style sheet. */
  const withStyles =
    (css: string) =>
    (context: BrowserContext): Promise<unknown> =>
      context.route('**/assets/parley-inbox.unlayered.css', (route) =>
        route.fulfill({ contentType: 'text/css; charset=utf-8', body: `${css}${place}` }),
      );
  const sheet = (name: string): string => readFileSync(join(built, name), 'utf8');

  /** How everything in the inbox looks and where it stands; what differs by the second is left out. */
  const looks = (page: Page): Promise<readonly string[]> =>
    page.locator('.parley-root').evaluate((root) =>
      [root, ...root.querySelectorAll('*')].map((element) => {
        const style = getComputedStyle(element);
        const { x, y, width, height } = element.getBoundingClientRect();
        const box = [x, y, width, height].map((value) => Math.round(value)).join(' ');
        const shown = [
          style.display,
          style.color,
          style.backgroundColor,
          style.fontSize,
          style.fontWeight,
          style.lineHeight,
          style.letterSpacing,
          style.textTransform,
          style.textDecorationLine,
          style.padding,
          style.margin,
          style.borderWidth,
          style.borderRadius,
          style.position,
          style.float,
          style.fill,
          style.stroke,
          style.cursor,
          getComputedStyle(element, '::before').content,
        ].join(' | ');
        const part = element.getAttribute('data-parley') ?? element.getAttribute('data-part') ?? '';
        return `${element.localName} ${part} ${box} ${shown}`;
      }),
    );

  const open = async (css: string): Promise<Page> => {
    const window = await openInbox(desk, 'Ana Souza', { prepare: withStyles(css) });
    await goToConversation(window.page, id);
    await window.message('Here I am.').waitFor();
    await expect.poll(() => window.page.locator('[data-parley="skeleton"]').count(), soon).toBe(0);
    await window.page.evaluate(() => document.fonts.ready);
    return window.page;
  };

  it('looks the same with the sheet without a layer, whatever the page says of bare elements', async () => {
    const unlayered = sheet('parley-inbox.unlayered.css');
    const plain = await looks(await open(unlayered));
    expect(plain.length).toBeGreaterThan(150);
    // The other sheet yields to the page, which is what it is for.
    expect(await looks(await open(`button { padding: 20px } ${sheet('parley-inbox.css')}`))).not.toEqual(
      plain,
    );
    for (const css of [hostRules + unlayered, unlayered + hostRules]) {
      expect(await looks(await open(css))).toEqual(plain);
    }
  });

  it('still follows rules of the page that are meant for it', async () => {
    const own = `.parley-root [data-parley="list-header"] { background: rgb(1, 2, 3) }
      .parley-root { --parley-accent: rgb(4, 5, 6) }`;
    const page = await open(sheet('parley-inbox.unlayered.css') + own);
    const header = page.locator('[data-parley="list-header"]');
    expect(await header.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(1, 2, 3)',
    );
    const accent = await page
      .locator('.parley-root')
      .evaluate((root) => getComputedStyle(root).getPropertyValue('--parley-accent'));
    expect(accent).toBe('rgb(4, 5, 6)');
  });
});
