import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { goToConversation, type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };
const count = 5000;
const perBatch = 250;
/** What the newest message answers. */
const far = 2000;

interface Page {
  readonly items: readonly {
    readonly id: string;
    readonly seq: number;
    readonly providerMessageId: string;
    readonly content: { readonly text: string };
  }[];
}

describe.runIf(hasBrowser())('a thread of five thousand messages', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  let id: string;

  beforeAll(async () => {
    desk = await openDeskPages();
    const sara = desk.whatsapp.customer({ phone: '+491510000302', name: 'Sara Kaplan' });
    for (let done = 0; done < count - 1; done += perBatch) {
      const { draft } = sara;
      await desk.whatsapp.batch(
        Array.from({ length: Math.min(perBatch, count - 1 - done) }, (_, at) => {
          const number = done + at + 1;
          return draft.text(`Line ${number}. ${'and some more words '.repeat(number % 13)}`);
        }),
      );
    }
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/v1/conversations');
    id = body.items[0]?.id ?? '';
    const { providerMessageId } = await messageAt(far);
    await sara.text('This is what I mean.', { replyTo: providerMessageId });
    await desk.api('PATCH', `/v1/conversations/${id}`, { lastReadSeq: count });
    ana = await openInbox(desk, 'Ana Souza');
  });
  afterAll(() => desk?.close());

  const messageAt = async (seq: number): Promise<Page['items'][number]> => {
    const { body } = await desk.api<Page>(
      'GET',
      `/v1/conversations/${id}/messages?afterSeq=${seq - 1}&beforeSeq=${seq + 1}`,
    );
    const [message] = body.items;
    if (message === undefined) throw new Error(`There is no message ${seq}.`);
    return message;
  };
  const line = (number: number) => ana.log.getByRole('article').filter({ hasText: `Line ${number}. ` });
  /** The number in the text of a message; a batch may have been stored in another order than it was written. */
  const numberAt = async (seq: number): Promise<number> =>
    Number(/Line (\d+)/.exec((await messageAt(seq)).content.text)?.[1]);
  const landed = () => ana.log.locator('[data-landed]');
  /** Whether it stands inside the log's window. */
  const isInSight = (number: number): Promise<boolean> =>
    line(number).evaluate((article) => {
      const log = article.closest('[role=log]')?.getBoundingClientRect();
      const { top, bottom } = article.getBoundingClientRect();
      return log !== undefined && top >= log.top && bottom <= log.bottom;
    });

  it('goes three thousand back to what a reply quotes, points it out, loads on from there, and comes back', async () => {
    const { page } = ana;
    const quoted = await numberAt(far);
    await goToConversation(page, id);
    await ana.message('This is what I mean.').waitFor();
    const before = await page.evaluate(() => performance.getEntriesByType('resource').length);
    await ana
      .message('This is what I mean.')
      .getByRole('button', { name: 'Answers an older message' })
      .click();
    await landed()
      .filter({ hasText: `Line ${quoted}. ` })
      .waitFor();
    expect(await isInSight(quoted)).toBe(true);
    const asked = await page.evaluate(
      (from) =>
        performance
          .getEntriesByType('resource')
          .slice(from)
          .filter(({ name }) => /\/messages\?/.test(name)).length,
      before,
    );
    // The page around it and its neighbours: not the sixty pages in between.
    expect(asked).toBeLessThanOrEqual(8);
    // Keyboard users go on from there.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent), soon)
      .toContain(`Line ${quoted}. `);
    await landed().waitFor({ state: 'detached' });
    expect(await isInSight(quoted)).toBe(true);

    // Newer ones are loaded where one scrolls to, page after page.
    await ana.log.hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 2000);
        return Math.max(...(await shownLines()));
      }, soon)
      .toBeGreaterThan(far + 130);

    await page.getByRole('button', { name: 'To the newest' }).click();
    await ana.message('This is what I mean.').waitFor();
    await expect
      .poll(() => ana.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop), soon)
      .toBeLessThanOrEqual(1);
    expect(await page.getByRole('button', { name: 'To the newest' }).count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });

  const shownLines = (): Promise<number[]> =>
    ana.log
      .getByRole('article')
      .evaluateAll((articles) =>
        articles.map(({ textContent }) => Number(/Line (\d+)\./.exec(textContent ?? '')?.[1] ?? 0)),
      );

  it('opens at the message of an address, which is gone from it with the next conversation', async () => {
    const { page } = ana;
    const message = await messageAt(1500);
    const number = await numberAt(1500);
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `view=open&conversation=${id}&message=${message.id}`);
    await page.reload();
    await landed()
      .filter({ hasText: `Line ${number}. ` })
      .waitFor();
    expect(await isInSight(number)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url(), soon).not.toContain('message=');
    expect(ana.complaints).toEqual([]);
  });

  it('opens at the first unread message, with one page around it', async () => {
    const { page } = ana;
    const other = desk.whatsapp.customer({ phone: '+491510000303', name: 'Omar Haddad' });
    await desk.whatsapp.batch(Array.from({ length: 250 }, (_, at) => other.draft.text(`Word ${at + 1}.`)));
    await ana.view('All open');
    await ana.row('Omar Haddad').waitFor();
    const before = await page.evaluate(() => performance.getEntriesByType('resource').length);
    await ana.row('Omar Haddad').click();
    await ana.part('unread-marker').waitFor();
    await ana.message('Word 1.').first().waitFor();
    expect(await ana.message('Word 250.').count()).toBe(0);
    const asked = await page.evaluate(
      (from) =>
        performance
          .getEntriesByType('resource')
          .slice(from)
          .filter(({ name }) => /\/messages\?/.test(name)).length,
      before,
    );
    expect(asked).toBe(1);
    await page.getByRole('button', { name: 'To the newest' }).click();
    await ana.message('Word 250.').waitFor();
    expect(ana.complaints).toEqual([]);
  });
});
