import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, conversationWith, demoChat, openShop } from './chat-window.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { hostileTexts } from './hostile-texts.ts';

const half = Math.ceil(hostileTexts.length / 2);

describe.runIf(hasBrowser())('texts that want to be code', () => {
  let desk: DeskPages;

  beforeAll(async () => {
    desk = await openDeskPages();
  });
  afterAll(() => desk?.close());

  it('are shown as they were written, in the chat of the customer and on the desk, and nothing runs', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    const fromCustomer = hostileTexts.slice(0, half);
    for (const text of fromCustomer) await shop.say(text);
    await shop.tick('Sent').waitFor();
    await expect.poll(() => shop.unsent.count(), { timeout: 10_000 }).toBe(0);
    const { items } = (
      await desk.api<{ items: { id: string; customerId: string; lastSeq: number }[] }>(
        'GET',
        '/v1/conversations',
      )
    ).body;
    const [conversation] = items;
    expect(conversation?.lastSeq).toBe(fromCustomer.length);
    const { id = '', customerId = '' } = conversation ?? {};

    const workbench = await desk.signIn('Ana Souza');
    await desk.api('PATCH', `/v1/customers/${customerId}`, { name: hostileTexts[1] });
    const fromAgents = hostileTexts.slice(half);
    for (const text of fromAgents) await answer(desk, id, text);
    await expect
      .poll(() => shop.texts(), { timeout: 10_000 })
      .toEqual([...fromCustomer, ...fromAgents].map(asShown));

    await workbench.page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'All open' })
      .click();
    await workbench.page.getByRole('option').first().click();
    for (const text of [...fromCustomer.slice(-2), ...fromAgents])
      await workbench.page.getByRole('log').getByText(firstLine(text)).first().waitFor({ state: 'attached' });
    await workbench.page
      .locator('[data-parley="conversation-header"]')
      .getByText(hostileTexts[1] ?? '')
      .first()
      .waitFor();

    for (const { page, complaints } of [shop, workbench]) {
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      // Only addresses of the web lead anywhere.
      const addresses = `(() => {
        const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        return all(document).filter((one) => one.matches('a[href]')).map((one) => one.protocol);
      })()`;
      expect(new Set(await page.evaluate<string[]>(addresses))).toEqual(new Set(['http:', 'https:']));
      const injected = `document.querySelectorAll('iframe, math, [onerror], [onload], [ontoggle], img[src=x]').length`;
      expect(await page.evaluate(injected)).toBe(0);
      expect(complaints).toEqual([]);
    }
    const foreign = shop.panel.locator('script, iframe, math, style, img, [onerror], [onload], [ontoggle]');
    expect(await foreign.count()).toBe(0);
    await workbench.context.close();
    await shop.context.close();
  });

  it('are just as harmless as names of agents, inboxes and greetings', async () => {
    const [name = '', greeting = ''] = [hostileTexts[1], hostileTexts[0]];
    const agent = await desk.api<{ id: string }>('POST', '/v1/agents', { name, email: 'x@parley.example' });
    expect(agent.status).toBe(201);
    const path = `/v1/inboxes/${demoChat.inboxId}`;
    const { body: inbox } = await desk.api<{ name: string; settings: object }>('GET', path);
    const changed = await desk.api('PATCH', path, {
      name: hostileTexts[2],
      settings: { ...inbox.settings, greeting },
    });
    expect(changed.status).toBe(200);

    const shop = await openShop(desk);
    await shop.openChat();
    await shop.panel.getByText(greeting).waitFor();
    await shop.panel.getByRole('heading', { name: hostileTexts[2] ?? '' }).waitFor();
    await shop.say('Who is this?');
    await shop.tick('Sent').waitFor();
    const { id } = await conversationWith(desk, 'Who is this?');
    const sent = await desk.api('POST', `/v1/conversations/${id}/messages`, {
      text: 'Me.',
      agentId: agent.body.id,
    });
    expect(sent.status).toBe(201);
    await shop.message('Me.').waitFor();
    expect(await shop.page.evaluate('window.hacked')).toBeUndefined();
    expect(await shop.panel.locator('script, iframe, img, [onload]').count()).toBe(0);
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });
});

/** As `innerText` gives a text: spaces as they were, ends trimmed by the composer. */
const asShown = (text: string): string => text.trim();
const firstLine = (text: string): string => text.slice(0, 24);
