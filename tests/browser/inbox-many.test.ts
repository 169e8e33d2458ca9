import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };

describe.runIf(hasBrowser())('a desk with ten thousand conversations', () => {
  let desk: DeskPages;
  let ana: InboxWindow;

  beforeAll(async () => {
    desk = await openDeskPages({ conversations: 10_000 });
    ana = await openInbox(desk, 'Ana Souza');
  });
  afterAll(() => desk?.close());

  const nodesInList = (): Promise<number> =>
    ana.part('conversation-list').evaluate((list) => list.querySelectorAll('*').length);
  const listbox = () => ana.page.getByRole('listbox');
  const shownIds = (): Promise<readonly string[]> =>
    ana.page
      .getByRole('option')
      .evaluateAll((rows) =>
        rows
          .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
          .map((row) => (row as HTMLElement).dataset['conversation'] ?? ''),
      );

  it('scrolls through them with few elements in the page', async () => {
    await ana.view('Resolved');
    const list = ana.page.getByRole('listbox', { name: 'Resolved' });
    await list.waitFor();
    await expect
      .poll(async () => {
        await list.evaluate((element) => {
          element.scrollTop = element.scrollHeight;
        });
        const [place, size] = await list
          .getByRole('option')
          .last()
          .evaluate((row) => [Number(row.ariaPosInSet), Number(row.ariaSetSize)] as const);
        return place === size && (await list.getAttribute('aria-busy')) === 'false' ? size : 0;
      }, soon)
      .toBeGreaterThan(5000);
    expect(await nodesInList()).toBeLessThanOrEqual(600);
    await list.evaluate((element) => {
      element.scrollTop = 0;
    });
    await expect.poll(() => list.getByRole('option').first().getAttribute('aria-posinset'), soon).toBe('1');
    expect(ana.complaints).toEqual([]);
  });

  it('walks down and up by J and K and opens what the keyboard is on', async () => {
    await ana.view('All open');
    await ana.page.getByRole('listbox', { name: 'All open' }).focus();
    const activeId = (): Promise<string> =>
      listbox().evaluate((list) => {
        const id = list.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(id)?.dataset['conversation'] ?? '';
      });
    const place = async (): Promise<string | null> =>
      ana.page.locator(`[data-conversation="${await activeId()}"]`).getAttribute('aria-posinset');
    // At the end of what is loaded a key waits for the next page, which is on its way by then.
    let presses = 0;
    for (let at = 0; at < 200 && presses < 2000; presses += 1) {
      await ana.page.keyboard.press('j');
      at = Number(await place());
    }
    await expect.poll(place, soon).toBe('200');
    for (let step = 0; step < 199; step += 1) await ana.page.keyboard.press('k');
    await expect.poll(place, soon).toBe('1');
    const top = await activeId();
    await ana.page.keyboard.press('Enter');
    await ana.log.waitFor();
    expect(ana.page.url()).toContain(top);
    expect(await ana.page.locator(`[data-conversation="${top}"]`).getAttribute('aria-selected')).toBe('true');
    expect(ana.complaints).toEqual([]);
  });

  it('keeps rows where they are while the pointer is on them, counts what is new, and the opened one stays selected', async () => {
    const third = ana.page.getByRole('option').nth(2);
    await third.click();
    const chosen = (await third.getAttribute('data-conversation')) ?? '';
    const before = await shownIds();
    const noor = desk.whatsapp.customer({ phone: '+491510000401', name: 'Noor Aziz' });
    await noor.text('Anybody there?');
    await ana.part('list-pill').getByText('1 new').waitFor();
    expect(await shownIds()).toEqual(before);

    await ana.part('list-pill').click();
    await ana.row('Noor Aziz').waitFor();
    const after = await shownIds();
    expect(after.indexOf(chosen)).toBe(before.indexOf(chosen) + 1);
    expect(await ana.page.locator(`[data-conversation="${chosen}"]`).getAttribute('aria-selected')).toBe(
      'true',
    );
    expect(await ana.page.locator('[role=option][aria-selected=true]').count()).toBe(1);

    // With neither pointer nor focus in the list, rows move by themselves.
    await ana.input.click();
    await desk.whatsapp.customer({ phone: '+491510000402', name: 'Pia Roth' }).text('Me too');
    await expect.poll(() => ana.page.getByRole('option').first().textContent(), soon).toContain('Pia Roth');
    expect(await ana.part('list-pill').count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });

  it('shows each view with its own conversations, and only unread ones where that is asked for', async () => {
    for (const view of ['My open', 'Unassigned', 'Pending', 'Snoozed', 'Resolved', 'All open'] as const) {
      await ana.view(view);
      await ana.page.getByRole('listbox', { name: view }).waitFor();
      await ana.page.getByRole('option').first().waitFor();
    }
    await ana.page.getByRole('button', { name: 'Filter' }).click();
    await ana.page.getByRole('menuitemradio', { name: 'Unread only' }).click();
    await ana.page.getByRole('button', { name: 'Filter (on)' }).waitFor();
    await expect
      .poll(
        async () =>
          (await ana.page.getByRole('option').count()) > 5 &&
          (await ana.page.getByRole('option').filter({ hasNotText: 'unread message' }).count()) === 0,
        soon,
      )
      .toBe(true);
    await ana.page.reload();
    await ana.page.getByRole('button', { name: 'Filter (on)' }).waitFor();
    expect(ana.complaints).toEqual([]);
  });

  it('can be read two hundred in turn without the page growing', { timeout: 180_000 }, async () => {
    await ana.view('Resolved');
    await ana.page.getByRole('listbox', { name: 'Resolved' }).focus();
    const measure = await pageMeter(ana);
    const openNext = async (times: number): Promise<void> => {
      for (let step = 0; step < times; step += 1) {
        const before = ana.page.url();
        await ana.page.keyboard.press('j');
        await ana.page.keyboard.press('Enter');
        await expect.poll(() => ana.page.url(), soon).not.toBe(before);
        await ana.log.getByRole('article').first().waitFor();
        await ana.page.getByRole('listbox').focus();
      }
    };
    await openNext(15);
    const before = await measure();
    await openNext(200);
    const after = await measure();
    expect(after.heap - before.heap).toBeLessThan(30_000_000);
    expect(after.listeners - before.listeners).toBeLessThan(60);
    expect(ana.complaints).toEqual([]);
  });

  it('leaves nothing behind in the page when it is taken away', async () => {
    const measure = await pageMeter(ana);
    const takeAwayAndPutBack = async (): Promise<number> => {
      const inbox = await ana.page.locator('parley-inbox').elementHandle();
      const parent = await ana.page.locator('*:has(> parley-inbox)').elementHandle();
      await inbox?.evaluate((element) => element.remove());
      await expect.poll(() => inbox?.evaluate((element) => element.childElementCount), soon).toBe(0);
      // Its socket and its database close in their own time.
      const counts: number[] = [];
      await expect
        .poll(
          async () => counts.push((await measure()).listeners) > 3 && new Set(counts.slice(-3)).size,
          soon,
        )
        .toBe(1);
      await parent?.evaluate((element, child) => element.append(child as Node), inbox);
      await ana.page.getByRole('option').first().waitFor();
      return counts.at(-1) ?? Number.NaN;
    };
    const first = await takeAwayAndPutBack();
    await takeAwayAndPutBack();
    await takeAwayAndPutBack();
    expect(await takeAwayAndPutBack()).toBeLessThanOrEqual(first);
    // A socket that was still being opened when the inbox went: browsers say so.
    expect(ana.realComplaints()).toEqual([]);
  });
});

/** What the page holds on to, in bytes and listeners, after everything that can go has gone. */
async function pageMeter(
  window: InboxWindow,
): Promise<() => Promise<{ readonly heap: number; readonly listeners: number }>> {
  const session = await window.context.newCDPSession(window.page);
  await session.send('Performance.enable');
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name: string): number =>
      metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { heap: value('JSHeapUsedSize'), listeners: value('JSEventListeners') };
  };
}
