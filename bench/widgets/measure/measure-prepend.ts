import type { BenchBrowser, BenchSubject } from '../bench-browser.ts';
import { median } from './median.ts';

/** How far what one reads moves when older messages arrive above it. */
export interface PrependFigures {
  readonly subject: string;
  /** Pages that were loaded above, per run. */
  readonly pages: number;
  /** The largest move of one page, in CSS pixels. */
  readonly worstPx: number;
}

const pages = 10;
const latencyMs = 80;

/**
 * Goes to the top, notes the first message in sight before the answer can be there, and where it is once older ones are
 * drawn above it and nothing moves any more.
 */
const loadAbove = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const scroller = document.querySelector('[role=log]');
  const find = (text) => [...scroller.querySelectorAll('article, [role=article]')]
    .find((one) => one.textContent.includes(text));
  const moves = [];
  for (let page = 0; page < ${pages}; page += 1) {
    const before = scroller.scrollHeight;
    scroller.scrollTop = 0;
    await frame();
    await frame();
    const top = scroller.getBoundingClientRect().top;
    const first = [...scroller.querySelectorAll('article, [role=article]')]
      .find((one) => one.getBoundingClientRect().bottom > top + 1);
    const text = /Message \\d+\\./.exec(first.textContent)[0];
    const was = first.getBoundingClientRect().top;
    const height = scroller.scrollHeight;
    for (let waited = 0; scroller.scrollHeight < height + 500; waited += 1) {
      if (waited > 600) throw new Error('Nothing was loaded above.');
      await frame();
    }
    for (let calm = 0, last; calm < 5; ) {
      await frame();
      const now = find(text)?.getBoundingClientRect().top;
      calm = now === last ? calm + 1 : 0;
      last = now;
    }
    const found = find(text);
    moves.push(found === undefined ? Infinity : Math.abs(found.getBoundingClientRect().top - was));
  }
  return moves;
})()`;

/** Loads ten pages above, `runs` times. */
export async function measurePrepend(
  browser: BenchBrowser,
  subject: BenchSubject,
  { runs }: { readonly runs: number },
): Promise<PrependFigures> {
  const worst: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { page, close } = await browser.open(subject);
    await page.evaluate(`bench.prepare({ count: 1500, latencyMs: ${latencyMs}, isPartly: true })`);
    await page.evaluate('bench.mount()');
    worst.push(Math.max(...(await page.evaluate<number[]>(loadAbove))));
    await close();
  }
  return { subject: subject.name, pages, worstPx: median(worst) };
}
