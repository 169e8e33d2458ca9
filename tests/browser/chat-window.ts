import type { Locator, Page } from 'playwright-core';
import type { DeskPages, WatchedPage, WindowOptions } from './desk-pages.ts';

/** Ids of the demo account. */
export const demoChat = {
  inboxId: 'inb_00000000000070008000000000000002',
  ana: 'agt_00000000000070008000000000000001',
  ben: 'agt_00000000000070008000000000000002',
} as const;

/** What the tests read of a conversation. */
export interface ConversationFacts {
  readonly id: string;
  readonly customerId: string;
  readonly preview: string | null;
  readonly controller: string;
}

/** A customer's window: the page with the chat on it, by what its parts are to people. */
export interface ChatWindow extends WatchedPage {
  readonly launcher: Locator;
  readonly panel: Locator;
  /** What is written in. */
  readonly box: Locator;
  /** The scrolled messages. */
  readonly log: Locator;
  /** Presses the launcher and waits until one can write. */
  openChat(): Promise<void>;
  /** Writes and sends with Enter; does not wait for the server. */
  say(text: string): Promise<void>;
  /** The messages with this text, of both sides. */
  message(text: string): Locator;
  /** The texts of all messages, in their order. */
  texts(): Promise<readonly string[]>;
  /** How far the customer's last message got. */
  tick(state: 'Sent' | 'Read' | 'Waiting to be sent'): Locator;
  /** Messages of the customer that the server does not have yet. */
  readonly unsent: Locator;
  /** Addresses of everything the page has loaded or called by HTTP. */
  loaded(): Promise<readonly string[]>;
}

/** The parts of a page that has the chat. */
export function chatWindow(watched: WatchedPage): ChatWindow {
  const { page } = watched;
  const launcher = page.locator('parley-chat button.launcher');
  const panel = page.locator('parley-chat dialog.panel');
  const box = panel.locator('textarea');
  return {
    ...watched,
    launcher,
    panel,
    box,
    log: panel.getByRole('log'),
    async openChat() {
      await launcher.click();
      await box.waitFor();
    },
    async say(text) {
      await box.fill(text);
      await box.press('Enter');
    },
    message: (text) => panel.locator('[data-author]').filter({ hasText: text }),
    texts: () => panel.locator('[data-author] .bubble .text').allInnerTexts(),
    tick: (state) => panel.locator('[data-author=customer] .tick').getByText(state, { exact: true }).last(),
    unsent: panel.locator('[data-author=customer] .bubble.unsent'),
    loaded: () => loadedBy(page),
  };
}

/** Opens the demo shop in a new window. */
export async function openShop(desk: DeskPages, options?: WindowOptions): Promise<ChatWindow> {
  return chatWindow(await desk.open('/demo', options));
}

/** Addresses of everything a page has loaded or called by HTTP so far. */
export function loadedBy(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>('performance.getEntriesByType("resource").map(({ name }) => name)');
}

/** The conversation whose last message is this one. @throws Error if the desk has none */
export async function conversationWith(desk: DeskPages, preview: string): Promise<ConversationFacts> {
  const { body } = await desk.api<{ items: ConversationFacts[] }>('GET', '/v1/conversations?limit=100');
  const found = body.items.find((conversation) => conversation.preview === preview);
  if (found === undefined)
    throw new Error(
      `No conversation ends with "${preview}": ${JSON.stringify(body.items.map((one) => one.preview))}`,
    );
  return found;
}

/** The texts of a conversation as the desk has them, oldest first. */
export async function textsOf(desk: DeskPages, conversationId: string): Promise<readonly string[]> {
  const { body } = await desk.api<{ items: { seq: number; content: { text?: string } }[] }>(
    'GET',
    `/v1/conversations/${conversationId}/messages?limit=100`,
  );
  return body.items.toSorted((one, other) => one.seq - other.seq).map(({ content }) => content.text ?? '');
}

/** Ana answers through the API. */
export async function answer(desk: DeskPages, conversationId: string, text: string): Promise<void> {
  const { status, body } = await desk.api('POST', `/v1/conversations/${conversationId}/messages`, {
    text,
    agentId: demoChat.ana,
  });
  if (status !== 201) throw new Error(`The answer was refused: ${JSON.stringify(body)}`);
}

/** Changes settings of the demo chat; the others stay. */
export async function setChat(desk: DeskPages, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const path = `/v1/inboxes/${demoChat.inboxId}`;
  const { body } = await desk.api<{ settings: Record<string, unknown> }>('GET', path);
  const changed = await desk.api('PATCH', path, { settings: { ...body.settings, ...settings } });
  if (changed.status !== 200) throw new Error(`The inbox was not changed: ${JSON.stringify(changed.body)}`);
}
