import type { Locator, Page } from 'playwright-core';
import type { DemoAgent, DeskPages, WatchedPage } from './desk-pages.ts';

/** An agent's window, with the parts of the inbox by what they are to people. */
export interface InboxWindow extends WatchedPage {
  /** A part by its public name, the value of `data-parley`. */
  part(name: string): Locator;
  /** A row of the list, by what stands in it. */
  row(text: string): Locator;
  readonly log: Locator;
  /** The messages of the open thread with this text. */
  message(text: string): Locator;
  readonly input: Locator;
  readonly send: Locator;
  view(name: 'My open' | 'Unassigned' | 'All open' | 'Resolved' | 'Snoozed' | 'Pending'): Promise<void>;
  /** Opens a conversation from the list of all open ones. */
  openConversation(customer: string): Promise<void>;
  /** Writes in the box that is on, and sends it with the button. */
  write(text: string): Promise<void>;
  /** Complaints that are not the browser's own lines about a request that we made fail. */
  realComplaints(): readonly string[];
}

/** Signs an agent in and gives their window. */
export async function openInbox(
  desk: DeskPages,
  agent: DemoAgent,
  options?: Parameters<DeskPages['signIn']>[1],
): Promise<InboxWindow> {
  return inboxWindow(await desk.signIn(agent, options));
}

/** The parts of a page that shows the inbox. */
export function inboxWindow(watched: WatchedPage): InboxWindow {
  const { page } = watched;
  const view: InboxWindow['view'] = async (name) => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();
  };
  const row = (text: string): Locator => page.getByRole('option').filter({ hasText: text });
  const input = page.locator('[data-parley="composer-input"]');
  const send = page.locator('[data-parley="send-button"]');
  return {
    ...watched,
    part: (name) => page.locator(`[data-parley="${name}"]`),
    row,
    log: page.getByRole('log'),
    message: (text) => page.getByRole('log').getByRole('article').filter({ hasText: text }),
    input,
    send,
    view,
    async openConversation(customer) {
      await view('All open');
      await row(customer).click();
      await page.locator('[data-parley="conversation-header"]').getByText(customer).waitFor();
      await page.getByRole('log').waitFor();
    },
    async write(text) {
      await input.fill(text);
      await send.click();
    },
    realComplaints: () => watched.complaints.filter((line) => !isFailedRequest(line)),
  };
}

/** Opens a conversation by its id, through the address. */
export async function goToConversation(page: Page, id: string, view = 'open'): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `view=${view}&conversation=${id}`);
  await page.getByRole('log').waitFor();
}

function isFailedRequest(line: string): boolean {
  return /Failed to load resource|net::ERR_|WebSocket connection to/.test(line);
}
