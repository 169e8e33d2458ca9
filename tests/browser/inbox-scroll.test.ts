import { gradientPng } from '@parley/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { goToConversation, type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };
const count = 260;

describe.runIf(hasBrowser())('a long thread', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  let id: string;
  const sara = () => desk.whatsapp.customer({ phone: '+491510000301', name: 'Sara Kaplan' });

  beforeAll(async () => {
    desk = await openDeskPages();
    ana = await openInbox(desk, 'Ana Souza');
    const picture = gradientPng(320, 200, 1);
    for (let done = 0; done < count; done += 20) {
      const { draft } = sara();
      await desk.whatsapp.batch(
        Array.from({ length: 20 }, (_, at) => {
          const number = done + at + 1;
          return number % 9 === 0
            ? draft.image({ bytes: picture, mimeType: 'image/png', caption: `Picture ${number}.` })
            : draft.text(`Line ${number}. ${'and some more words '.repeat(number % 13)}`);
        }),
      );
    }
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/v1/conversations');
    id = body.items[0]?.id ?? '';
    // Read by everybody, so that it opens at its end.
    await desk.api('PATCH', `/v1/conversations/${id}`, { lastReadSeq: count });
  });
  afterAll(() => desk?.close());
  beforeEach(async () => {
    await ana.view('My open');
    await goToConversation(ana.page, id);
    await ana.log.getByRole('article').first().waitFor();
  });

  /** Px from the end. */
  const fromEnd = (): Promise<number> =>
    ana.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
  /** The first message in sight and where it stands in the window. */
  const inSight = (): Promise<{ readonly key: string; readonly top: number }> =>
    ana.log.evaluate((log) => {
      const edge = log.getBoundingClientRect().top;
      const line = [...log.querySelectorAll('[data-key] [data-part=line]')]
        .map((element) => ({
          key: element.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '',
          top: element.getBoundingClientRect().top,
        }))
        .filter(({ top }) => top >= edge)
        .sort((a, b) => a.top - b.top)[0];
      if (line === undefined) throw new Error('Nothing is in sight.');
      return line;
    });
  const topOf = (key: string): Promise<number | undefined> =>
    ana.log.evaluate(
      (log, wanted) =>
        log.querySelector(`[data-key="${CSS.escape(wanted)}"] [data-part=line]`)?.getBoundingClientRect().top,
      key,
    );
  /** Resolves when the picture was drawn so often, and what was measured meanwhile is in place. */
  const frames = (times: number): Promise<void> =>
    ana.page.evaluate(
      (left) =>
        new Promise<void>((resolve) => {
          const next = (more: number): void => {
            if (more === 0) resolve();
            else requestAnimationFrame(() => next(more - 1));
          };
          next(left);
        }),
      times,
    );

  it('keeps the message one reads in its place when older ones and their late pictures come above it', async () => {
    const { page } = ana;
    await page.route('**/messages?*beforeSeq=*', async (route) => {
      // Held until the reader has come to rest.
      await new Promise<void>((go) => held.push(go));
      await route.continue();
    });
    const held: (() => void)[] = [];
    const drifts: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await ana.log.evaluate((log) => {
        log.scrollTop = 40;
      });
      await expect.poll(() => held.length, soon).toBe(1);
      await frames(4);
      const before = await inSight();
      const height = await ana.log.evaluate((log) => log.scrollHeight);
      held.pop()?.();
      await expect.poll(() => ana.log.evaluate((log) => log.scrollHeight), soon).toBeGreaterThan(height);
      await expect.poll(() => ana.log.getAttribute('aria-busy'), soon).toBe('false');
      await frames(10);
      drifts.push(Math.abs(((await topOf(before.key)) ?? Number.POSITIVE_INFINITY) - before.top));
      // Pictures above come late, in boxes that have their size already.
      await expect
        .poll(() => ana.log.locator('[data-parley="attachment"][data-state="loading"]').count(), soon)
        .toBe(0);
      await frames(2);
      drifts.push(Math.abs(((await topOf(before.key)) ?? Number.POSITIVE_INFINITY) - before.top));
    }
    for (const go of held) go();
    await page.unrouteAll({ behavior: 'wait' });
    expect(drifts.filter((drift) => drift > 1)).toEqual([]);
    expect(ana.complaints).toEqual([]);
  });

  it('does not move under somebody who reads back, counts what came, and leads to the end', async () => {
    await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    await ana.log.evaluate((log) => {
      log.scrollTop -= 1500;
    });
    await ana.part('thread-pill').getByText('To the newest').waitFor();
    await frames(6);
    const before = await inSight();
    await ana.input.focus();
    await sara().text('News one');
    await sara().text('News two');
    await ana.part('thread-pill').getByText('2 new messages').waitFor();
    expect(
      Math.abs(((await topOf(before.key)) ?? Number.POSITIVE_INFINITY) - before.top),
    ).toBeLessThanOrEqual(1);

    await ana.part('thread-pill').click();
    await ana.message('News two').waitFor();
    await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    await ana.part('thread-pill').waitFor({ state: 'detached' });
    expect(ana.complaints).toEqual([]);
  });

  it('follows what comes while the reader is at the end, also what grows there', async () => {
    await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    for (const text of ['Follow one', 'Follow two', `Follow three ${'long '.repeat(200)}`]) {
      await sara().text(text);
      await ana.message(text.slice(0, 12)).waitFor();
      await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    }
    await sara().image({ bytes: gradientPng(300, 300, 2), mimeType: 'image/png', caption: 'Follow four' });
    await ana.message('Follow four').locator('img').waitFor();
    await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    expect(await ana.part('thread-pill').count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });

  it('can be read to its very beginning and back to the newest message', async () => {
    await expect
      .poll(async () => {
        await ana.log.evaluate((log) => {
          log.scrollTop = 0;
        });
        return ana.message('Line 1.').count();
      }, soon)
      .toBe(1);
    await ana.part('thread-pill').click();
    await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    await ana.message('Follow four').waitFor();
    expect(await ana.log.getByRole('article').count()).toBeLessThan(60);
  });

  it('is not drawn again while somebody types', async () => {
    const { page } = ana;
    await expect.poll(fromEnd, soon).toBeLessThanOrEqual(1);
    await ana.input.focus();
    await frames(10);
    await page.evaluate(() => {
      const seen = { changes: 0, longest: 0 };
      Object.assign(window, { seen });
      const log = document.querySelector('[role=log]');
      if (log === null) throw new Error('There is no thread.');
      new MutationObserver((changes) => {
        seen.changes += changes.length;
      }).observe(log, { subtree: true, childList: true, attributes: true, characterData: true });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: 'longtask' });
    });
    // Twenty lines of five, so that the box stays as high as it is.
    await ana.input.pressSequentially('abcd '.repeat(20));
    await frames(3);
    const seen = await page.evaluate(
      () => (window as unknown as { seen: { changes: number; longest: number } }).seen,
    );
    expect(await ana.input.inputValue()).toHaveLength(100);
    expect(seen.changes).toBe(0);
    expect(seen.longest).toBeLessThan(200);
    expect(ana.complaints).toEqual([]);
  });
});
