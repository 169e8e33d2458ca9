import type { BenchBrowser, BenchSubject } from '../bench-browser.ts';
import { median, percentile } from './median.ts';

/** One subject at one speed of the processor. */
export interface ListFigures {
  readonly subject: string;
  readonly rows: number;
  /** How many times slower the processor was made. */
  readonly throttle: number;
  readonly mountMs: number;
  /** Drawn once more in the same page; undefined where a subject cannot. */
  readonly againMs: number | undefined;
  /** Elements in the list after it was drawn. */
  readonly nodes: number;
  readonly frameP95Ms: number;
  /** Frames of more than 50 ms, of those that were measured. */
  readonly slowFrames: number;
  readonly frames: number;
}

const frames = 120;
/** Scrolls what scrolls, half a screen per frame, and resolves to the time of every frame. */
const scroll = `new Promise((resolve) => {
  const scroller = [...document.querySelectorAll('#root, #root *')]
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1)
    .sort((one, other) => other.scrollHeight - one.scrollHeight)[0];
  if (scroller === undefined) throw new Error('Nothing scrolls.');
  const times = [];
  let before;
  const step = (now) => {
    if (before !== undefined) times.push(now - before);
    before = now;
    scroller.scrollTop += 400;
    if (times.length < ${frames}) requestAnimationFrame(step);
    else resolve(times);
  };
  requestAnimationFrame(step);
})`;

/** Draws the list and scrolls through it, `runs` times; figures are medians. */
export async function measureList(
  browser: BenchBrowser,
  subject: BenchSubject,
  options: { readonly rows: number; readonly runs: number; readonly throttle: number },
): Promise<ListFigures> {
  const { rows, runs, throttle } = options;
  const all: { mountMs: number; againMs: number | undefined; nodes: number; times: number[] }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { page, slow, close } = await browser.open(subject);
    page.setDefaultTimeout(240_000);
    await page.evaluate(`bench.prepare({ count: ${rows} })`);
    await slow(throttle);
    const mountMs = await page.evaluate<number>('bench.mount()');
    const canRepeat = await page.evaluate<boolean>('bench.unmount !== undefined');
    const againMs = canRepeat
      ? await page.evaluate<number>('bench.unmount().then(() => bench.mount())')
      : undefined;
    const nodes = await page.evaluate<number>(
      'document.querySelectorAll("[role=listbox] *, .str-chat__channel-list *").length',
    );
    const times = await page.evaluate<number[]>(scroll);
    all.push({ mountMs, againMs, nodes, times });
    await close();
  }
  const again = all.flatMap(({ againMs }) => againMs ?? []);
  return {
    subject: subject.name,
    rows,
    throttle,
    mountMs: median(all.map((one) => one.mountMs)),
    againMs: again.length === 0 ? undefined : median(again),
    nodes: median(all.map((one) => one.nodes)),
    frameP95Ms: median(all.map(({ times }) => percentile(times, 0.95))),
    slowFrames: median(all.map(({ times }) => times.filter((time) => time > 50).length)),
    frames,
  };
}
