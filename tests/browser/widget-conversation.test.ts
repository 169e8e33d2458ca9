import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, type ChatWindow, conversationWith, demoChat, openShop, textsOf } from './chat-window.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';

describe.runIf(hasBrowser())('a customer in the chat of the shop', () => {
  let desk: DeskPages;

  beforeAll(async () => {
    desk = await openDeskPages();
  });
  afterAll(() => desk?.close());

  /** A new visitor who has just written this. */
  const visitorSaying = async (text: string): Promise<ChatWindow> => {
    const shop = await openShop(desk);
    await shop.openChat();
    await shop.say(text);
    await shop.tick('Sent').waitFor();
    return shop;
  };

  it('writes and is answered, and sees that the agent read it once the agent opens the conversation', async () => {
    const shop = await visitorSaying('Is the tent waterproof?');
    const workbench = await desk.signIn('Ana Souza');
    expect(await shop.tick('Read').count()).toBe(0);

    await workbench.page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'All open' })
      .click();
    await workbench.page.getByRole('option').filter({ hasText: 'Is the tent waterproof?' }).click();
    await workbench.page.getByRole('log').getByText('Is the tent waterproof?').waitFor();
    await shop.tick('Read').waitFor();

    await workbench.page.locator('[data-parley="composer-input"]').fill('Yes, to 3,000 mm.');
    await shop.panel.getByText('is typing').waitFor();
    await workbench.page.locator('[data-parley="send-button"]').click();
    await shop.message('Yes, to 3,000 mm.').waitFor();
    await shop.panel.getByText('is typing').waitFor({ state: 'detached' });
    expect(await shop.texts()).toEqual(['Is the tent waterproof?', 'Yes, to 3,000 mm.']);

    await shop.say('Thank you!');
    await workbench.page.getByRole('log').getByText('Thank you!').waitFor();
    await shop.tick('Read').waitFor();
    expect([...shop.complaints, ...workbench.complaints]).toEqual([]);
    await workbench.context.close();
    await shop.context.close();
  });

  it('hears of an answer while the chat is closed: a badge on the launcher, gone once it was read', async () => {
    const shop = await visitorSaying('Do you ship to Norway?');
    await shop.panel.getByRole('button', { name: 'Close chat' }).click();
    await shop.panel.waitFor({ state: 'hidden' });
    const { id } = await conversationWith(desk, 'Do you ship to Norway?');
    await answer(desk, id, 'We do.');
    await answer(desk, id, 'It takes five days.');
    await shop.launcher.locator('span').getByText('2', { exact: true }).waitFor();
    expect(await shop.launcher.getAttribute('aria-label')).toBe('Open chat, 2 new messages');

    // The next page of the shop shows it before anything but the loader is there.
    await shop.page.reload();
    await shop.launcher.locator('span').getByText('2', { exact: true }).waitFor();
    await shop.openChat();
    await shop.message('It takes five days.').waitFor();
    await shop.launcher.locator('span').waitFor({ state: 'hidden' });
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('who signs in keeps the thread written before anybody knew them', async () => {
    const shop = await visitorSaying('I wrote this before signing in');
    const before = await conversationWith(desk, 'I wrote this before signing in');
    const identified = shop.page.waitForResponse((response) => response.url().endsWith('/identify'));
    await shop.page.getByRole('button', { name: 'Sign in as Sara Kaplan' }).click();
    expect(await (await identified).json()).toMatchObject({ isIdentified: true, hasJoinedThread: true });
    await shop.say('And this after');
    await shop.tick('Sent').waitFor();
    expect(await shop.texts()).toEqual(['I wrote this before signing in', 'And this after']);
    const after = await conversationWith(desk, 'And this after');
    expect(after.id).toBe(before.id);
    expect(await textsOf(desk, after.id)).toEqual(['I wrote this before signing in', 'And this after']);

    // On another device the same person finds it.
    const phone = await openShop(desk);
    await phone.page.getByRole('button', { name: 'Sign in as Sara Kaplan' }).click();
    await phone.openChat();
    await phone.message('And this after').waitFor();
    expect(await phone.texts()).toEqual(await shop.texts());
    expect([...shop.complaints, ...phone.complaints]).toEqual([]);
    await phone.context.close();
    await shop.context.close();
  });

  it('who talked to the bot is told that a person takes over, where they are in the line, and who came', async () => {
    const patch = (assistantId: string | null) =>
      desk.api('PATCH', `/v1/inboxes/${demoChat.inboxId}`, { assistantId });
    await patch('helpful-bot');
    const shop = await visitorSaying('I cannot log in');
    await patch(null);
    const { id } = await conversationWith(desk, 'I cannot log in');
    await desk.api('POST', `/v1/conversations/${id}/messages`, {
      text: 'Let me look into that.',
      assistantId: 'helpful-bot',
    });
    await shop.message('Let me look into that.').waitFor();
    expect(await shop.panel.getByText('A person will take over').count()).toBe(0);

    const { status } = await desk.api('POST', '/api/webhooks/chatbot', {
      source: 'web_chat',
      subject: 'Cannot log in',
      initial_message: 'I cannot log in',
      session_id: 'browser-session-1',
      conversation_id: id,
      assistant_id: 'helpful-bot',
    });
    // The conversation is there already: the ticket is not a new one.
    expect(status).toBe(200);
    await shop.panel.getByText('A person will take over from here').waitFor();
    await shop.panel.getByText(/You are (next|number \d+) in line/).waitFor();

    const taken = await desk.api('POST', `/v1/conversations/${id}/take-over`, { agentId: demoChat.ana });
    expect(taken.status).toBe(200);
    await shop.panel.getByText(/Ana.? joined/).waitFor();
    await shop.panel.locator('.avatar').getByText('A', { exact: true }).waitFor();
    await shop.panel.getByText(/in line/).waitFor({ state: 'detached' });
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('who sends more than one person does is told when it goes on, and nothing is lost', async () => {
    const shop = await visitorSaying('message 1');
    for (let count = 2; count <= 21; count += 1) await shop.say(`message ${count}`);
    await shop.panel.getByText(/That was a lot at once\. Sending goes on in \d+ seconds?\./).waitFor();
    await shop.tick('Waiting to be sent').waitFor();
    const { id } = await conversationWith(desk, 'message 20');
    expect(await textsOf(desk, id)).toEqual(Array.from({ length: 20 }, (_, index) => `message ${index + 1}`));
    expect((await shop.texts()).at(-1)).toBe('message 21');
    await shop.context.close();
  });

  it('is told that the conversation was resolved, and opens it again by writing', async () => {
    const shop = await visitorSaying('Where is my parcel?');
    const { id } = await conversationWith(desk, 'Where is my parcel?');
    await desk.api('PATCH', `/v1/conversations/${id}`, { status: 'resolved' });
    await shop.panel.getByText('This conversation is resolved.').waitFor();
    await shop.say('Still not here');
    await shop.tick('Sent').waitFor();
    await shop.panel.getByText('This conversation is resolved.').waitFor({ state: 'detached' });
    expect((await conversationWith(desk, 'Still not here')).id).toBe(id);
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });
});
