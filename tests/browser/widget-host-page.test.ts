import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answer,
  type ChatWindow,
  chatWindow,
  conversationWith,
  demoChat,
  loadedBy,
  openShop,
  setChat,
} from './chat-window.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type HostPage, serveHostPage } from './host-page.ts';

const hostileCss = `
html { font-size: 9px; }
body { margin: 20px; font-family: serif; }
.overlay { position: fixed; inset: auto 0 0 auto; width: 500px; height: 700px; z-index: 2147483647; background: #fee; }
* { all: unset !important; }
main, p, h1, section { display: block !important; }
button, dialog, textarea, parley-chat { display: none !important; visibility: hidden !important; opacity: 0 !important; }
body { transform: translateX(0) !important; filter: none !important; }
`;

/** Where everything of the page itself stands and how it looks. */
const layoutOf = (page: Page): Promise<string> =>
  page.evaluate<string>(`JSON.stringify([...document.querySelectorAll('html, body, main, main *')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { color, fontFamily, fontSize, display, overflow, position } = getComputedStyle(element);
    return [element.tagName, x, y, width, height, color, fontFamily, fontSize, display, overflow, position];
  }))`);

describe.runIf(hasBrowser())("the chat on somebody's page", () => {
  let desk: DeskPages;
  let host: HostPage;

  beforeAll(async () => {
    desk = await openDeskPages();
    host = await serveHostPage({ css: hostileCss, parleyUrl: desk.url, inboxId: demoChat.inboxId });
    await setChat(desk, { allowedOrigins: [desk.url, host.url] });
  });
  afterAll(async () => {
    await host?.close();
    await desk?.close();
  });

  const openHost = async (): Promise<ChatWindow> => chatWindow(await desk.open(`${host.url}/`));

  it('is only a small loader until somebody wants it: no panel and no call to the server', async () => {
    const shop = await openShop(desk);
    await shop.launcher.waitFor();
    const ofTheChat = async (): Promise<readonly string[]> =>
      (await shop.loaded())
        .map((url) => new URL(url).pathname)
        .filter((path) => !path.startsWith('/assets/'));
    expect(await ofTheChat()).toEqual(['/widget.js']);

    // Pointing at it fetches the code; the server still hears of nobody.
    await shop.launcher.hover();
    await expect.poll(ofTheChat, { timeout: 10_000 }).toEqual(['/widget.js', '/panel.js']);

    await shop.openChat();
    await shop.panel.getByText('Hello! Ask us anything about your order.').waitFor();
    expect(await ofTheChat()).toEqual(['/widget.js', '/panel.js', `/v1/chat/${demoChat.inboxId}`]);
    // Looking is free: nobody becomes a visitor before they write.
    expect(await shop.page.evaluate<number>('Object.keys(localStorage).length')).toBe(0);
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('does not move the page: no layout shift while it loads, opens and closes', async () => {
    const shop = await openShop(desk, {
      prepare: (context) =>
        context.addInitScript(`globalThis.shifts = 0;
          new PerformanceObserver((list) => { for (const { value } of list.getEntries()) globalThis.shifts += value; })
            .observe({ type: 'layout-shift', buffered: true });`),
    });
    const before = await layoutOf(shop.page);
    await shop.openChat();
    await shop.panel.getByRole('button', { name: 'Close chat' }).click();
    await shop.panel.waitFor({ state: 'hidden' });
    expect(await layoutOf(shop.page)).toBe(before);
    expect(await shop.page.evaluate<number>('shifts')).toBe(0);
    await shop.context.close();
  });

  it('looks and works as ever under hostile styles, a strict policy and Trusted Types, on another origin', async () => {
    const own = await openShop(desk);
    await own.openChat();
    await own.panel.getByText('Hello! Ask us anything').waitFor();
    const there = await openHost();
    const before = await layoutOf((await desk.open(`${host.url}/without-chat`)).page);
    expect(await layoutOf(there.page)).toBe(before);
    await there.openChat();
    await there.panel.getByText('Hello! Ask us anything').waitFor();

    // Not while the panel is still growing to its size.
    const stillness = `(async () => {
      const panel = document.querySelector('parley-chat').shadowRoot.querySelector('dialog');
      await Promise.all(panel.getAnimations({ subtree: true }).map((animation) => animation.finished.catch(() => undefined)));
    })()`;
    await Promise.all([own.page.evaluate(stillness), there.page.evaluate(stillness)]);
    const looks = `((root) => JSON.stringify([...root.querySelectorAll('*')].map((element) => {
      const { width, height } = element.getBoundingClientRect();
      const { display, fontSize, lineHeight, opacity, visibility } = getComputedStyle(element);
      return [element.className.baseVal ?? element.className, width, height, display, fontSize, lineHeight, opacity, visibility];
    }), null, 1))(document.querySelector('parley-chat').shadowRoot.querySelector('dialog'))`;
    expect(await there.page.evaluate<string>(looks)).toBe(await own.page.evaluate<string>(looks));

    // Real presses: whatever the page puts on top must not be in the way.
    await there.box.click();
    await there.say('Through the worst page');
    await there.tick('Sent').waitFor();
    const { id } = await conversationWith(desk, 'Through the worst page');
    await answer(desk, id, 'It came through.');
    await there.message('It came through.').waitFor();
    await there.page.keyboard.press('Escape');
    await there.panel.waitFor({ state: 'hidden' });
    expect(await layoutOf(there.page)).toBe(before);

    expect(there.complaints).toEqual([]);
    expect(await there.page.evaluate('window.violations')).toBeUndefined();
    expect(host.reports).toEqual([]);
    await there.context.close();
    await own.context.close();
  });

  it('that the inbox does not allow gets no answer, and the customer is told so', async () => {
    const stranger = await serveHostPage({ css: '', parleyUrl: desk.url, inboxId: demoChat.inboxId });
    const window = chatWindow(await desk.open(`${stranger.url}/`));
    await window.openChat();
    await window.panel.getByText('The chat cannot be reached right now.').waitFor();
    await window.context.close();
    await stranger.close();
  });

  it('chats where the browser lets nothing be stored, for as long as the page is open', async () => {
    const window = chatWindow(
      await desk.open(`${host.url}/`, {
        prepare: (context) =>
          context.addInitScript(`
            const blocked = { get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); } };
            for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
              Object.defineProperty(window, name, blocked);
            Object.defineProperty(window, 'BroadcastChannel', { value: class { constructor() { throw new DOMException('no', 'SecurityError'); } } });`),
      }),
    );
    await window.openChat();
    await window.say('Nothing is stored here');
    await window.tick('Sent').waitFor();
    const { id } = await conversationWith(desk, 'Nothing is stored here');
    await answer(desk, id, 'Nothing needs to be.');
    await window.message('Nothing needs to be.').waitFor();
    expect(window.complaints).toEqual([]);
    await window.context.close();
  });

  it('is opened by an element of the page and by calls made before it was loaded', async () => {
    const shop = await openShop(desk);
    await shop.page.getByRole('button', { name: 'Ask us in the chat' }).click();
    await shop.box.waitFor();
    await shop.page.keyboard.press('Escape');
    await shop.panel.waitFor({ state: 'hidden' });
    expect(await shop.page.evaluate('document.activeElement.textContent')).toBe('Ask us in the chat');
    await shop.context.close();

    const early = await openShop(desk, {
      prepare: (context) =>
        context.addInitScript(
          "window.heard = []; window.parleyChat = [['on', 'open', () => heard.push('open')], ['open']];",
        ),
    });
    await early.box.waitFor();
    expect(await early.page.evaluate('heard')).toEqual(['open']);
    expect((await loadedBy(early.page)).filter((url) => url.endsWith('/widget.js'))).toHaveLength(1);
    await early.context.close();
  });
});
