import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, type ChatWindow, chatWindow, conversationWith, openShop, textsOf } from './chat-window.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';

/** What the shop's page keeps in this browser for the chat. */
const keptKeys = 'Object.keys(localStorage).filter((key) => key.startsWith("parley-chat:"))';

describe.runIf(hasBrowser())('the chat of a customer whose connection comes and goes', () => {
  let desk: DeskPages;

  beforeAll(async () => {
    desk = await openDeskPages();
  });
  afterAll(() => desk?.close());

  const visitorSaying = async (text: string): Promise<ChatWindow> => {
    const shop = await openShop(desk);
    await shop.openChat();
    await shop.say(text);
    await shop.tick('Sent').waitFor();
    return shop;
  };

  it('keeps what was written offline over a reload, and sends it once and in order when online again', async () => {
    const shop = await visitorSaying('written online');
    const { id } = await conversationWith(desk, 'written online');
    await shop.context.setOffline(true);
    await shop.say('written offline, first');
    await shop.say('written offline, second');
    await shop.panel.getByText('You are offline. 2 messages will be sent once you are back.').waitFor();
    await shop.tick('Waiting to be sent').waitFor();

    // As with a page that the browser keeps for the road: it can be loaded again, the server cannot be reached.
    await shop.page.route(
      (url) => !url.pathname.startsWith('/v1/'),
      async (route) => {
        const kept = await fetch(route.request().url());
        await route.fulfill({
          status: kept.status,
          headers: Object.fromEntries(kept.headers),
          body: Buffer.from(await kept.arrayBuffer()),
        });
      },
    );
    await shop.page.reload();
    await shop.openChat();
    await shop.message('written offline, second').waitFor();
    expect(await shop.unsent.count()).toBe(2);
    await shop.panel.locator('.notice').waitFor();
    expect(await textsOf(desk, id)).toEqual(['written online']);

    await shop.context.setOffline(false);
    // Chromium does not tell a page that was loaded while its network was emulated away.
    await shop.page.evaluate('dispatchEvent(new Event("online"))');
    await shop.tick('Sent').waitFor();
    await expect.poll(() => shop.unsent.count(), { timeout: 10_000 }).toBe(0);
    const all = ['written online', 'written offline, first', 'written offline, second'];
    expect(await textsOf(desk, id)).toEqual(all);
    await shop.message('written online').waitFor();
    await shop.panel.getByRole('heading', { name: 'Fernweh Outdoor' }).waitFor();
    expect(await shop.texts()).toEqual(all);
    await shop.context.close();
  });

  it('goes on after the server was killed and came back: nothing twice, nothing missing', async () => {
    const shop = await visitorSaying('before the crash');
    const { id } = await conversationWith(desk, 'before the crash');
    await answer(desk, id, 'Answer before the crash');
    await shop.message('Answer before the crash').waitFor();

    await desk.killServer();
    await shop.say('written while it was down');
    await shop.panel.getByText('Reconnecting…').waitFor();
    await desk.startServerAgain();
    await answer(desk, id, 'Answer after the crash');

    await shop.message('Answer after the crash').waitFor();
    await expect.poll(() => shop.unsent.count(), { timeout: 10_000 }).toBe(0);
    await shop.panel.getByText('Reconnecting…').waitFor({ state: 'detached' });
    const stored = await textsOf(desk, id);
    expect(stored.toSorted()).toEqual(
      [
        'before the crash',
        'Answer before the crash',
        'written while it was down',
        'Answer after the crash',
      ].toSorted(),
    );
    await expect.poll(() => shop.texts(), { timeout: 10_000 }).toEqual(stored);

    await shop.say('after the crash');
    await shop.tick('Sent').waitFor();
    expect(await textsOf(desk, id)).toEqual([...stored, 'after the crash']);
    await shop.context.close();
  });

  it('shows a message that the server refused, with the reason, and sends it when asked to again', async () => {
    const shop = await visitorSaying('taken');
    let refuses = true;
    await shop.page.routeWebSocket(/\/v1\/chat\//, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        const frame = JSON.parse(String(text)) as { readonly t: string; readonly id?: string };
        if (frame.t !== 'message' || !refuses) return server.send(text);
        const data = { code: 'content_refused', message: 'No.', retryable: false };
        socket.send(JSON.stringify({ v: 1, t: 'error', id: frame.id, ts: new Date().toISOString(), data }));
      });
    });
    await shop.page.reload();
    await shop.openChat();
    await shop.message('taken').waitFor();
    await shop.say('refused at first');
    const row = shop.message('refused at first');
    await row.getByText('Not sent. This message was not accepted.').waitFor();
    refuses = false;
    await row.getByRole('button', { name: 'Try again' }).click();
    await shop.tick('Sent').waitFor();
    const { id } = await conversationWith(desk, 'refused at first');
    expect(await textsOf(desk, id)).toEqual(['taken', 'refused at first']);
    await shop.context.close();
  });

  it('forgets the customer in every tab of the browser when they sign out in one', async () => {
    const first = await visitorSaying('for my eyes only');
    const second = chatWindow({ ...first, page: await first.context.newPage() });
    await second.page.goto(first.page.url());
    await second.openChat();
    await second.message('for my eyes only').waitFor();
    expect(await second.page.evaluate<string[]>(keptKeys)).not.toEqual([]);

    await first.page.evaluate('parleyChat.logout()');
    await first.message('for my eyes only').waitFor({ state: 'detached' });
    await second.message('for my eyes only').waitFor({ state: 'detached' });
    expect(await first.page.evaluate<string[]>(keptKeys)).toEqual([]);
    expect(await second.page.evaluate<string[]>(keptKeys)).toEqual([]);
    expect(first.complaints).toEqual([]);
    await first.context.close();
  });

  it('knows who is signed in after the page was loaded again, until they sign out', async () => {
    const shop = await openShop(desk);
    await shop.page.getByRole('button', { name: 'Sign in as Sara Kaplan' }).click();
    await shop.openChat();
    await shop.say('still me');
    await shop.tick('Sent').waitFor();
    await shop.page.reload();
    await shop.openChat();
    await shop.message('still me').waitFor();
    await shop.page.getByRole('button', { name: 'Sign out' }).click();
    await shop.message('still me').waitFor({ state: 'detached' });
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });
});
