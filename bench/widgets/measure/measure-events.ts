import type { BenchBrowser, BenchSubject } from '../bench-browser.ts';
import { median, percentile } from './median.ts';

/** What a long list does with events. */
export interface EventFigures {
  readonly subject: string;
  readonly rows: number;
  /** How many times slower the processor was made. */
  readonly throttle: number;
  /** From an event that moves a row to the top until the new order was painted. */
  readonly reorderP50Ms: number;
  readonly reorderP95Ms: number;
  /** Messages of the burst that followed, and how long it was to take. */
  readonly messages: number;
  readonly seconds: number;
  /** How long it took; more, where the page could not keep up. */
  readonly tookSeconds: number;
  /** The longest task of the page's main thread meanwhile; 0 = none of 50 ms or more, which is all that browsers tell. */
  readonly longestTaskMs: number;
  /** Tasks of more than 100 ms. */
  readonly longTasks: number;
  /** The most times the list was changed between two frames. */
  readonly mostCommitsPerFrame: number;
}

const moves = 20;
const perSecond = 100;

/** Lets one row after the other come to the top, from far below. */
const reorder = `(async () => {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  const times = [];
  for (let move = 0; move < ${moves}; move += 1) {
    const text = 'Moved up ' + move;
    const began = performance.now();
    bench.receive(5000 + move * 97, text);
    do await painted();
    while (document.querySelector('[role=option][aria-posinset="1"]')?.textContent.includes(text) !== true);
    times.push(performance.now() - began);
  }
  return times;
})()`;

const burst = (seconds: number): string => `(async () => {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
  observer.observe({ type: 'longtask' });
  let commits = 0;
  let most = 0;
  const changes = new MutationObserver(() => { commits += 1; most = Math.max(most, commits); });
  changes.observe(document.querySelector('[role=listbox]'),
    { subtree: true, childList: true, attributes: true, characterData: true });
  let isOver = false;
  const count = () => { commits = 0; if (!isOver) requestAnimationFrame(count); };
  requestAnimationFrame(count);
  const began = performance.now();
  let sent = 0;
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(${seconds * perSecond}, Math.floor((performance.now() - began) * ${perSecond / 1000}));
      for (; sent < due; sent += 1) bench.receive((sent * 37) % 10000, 'Burst ' + sent);
      if (sent === ${seconds * perSecond}) { clearInterval(timer); resolve(); }
    }, 10);
  });
  while (document.querySelector('[role=option][aria-posinset="1"]')?.textContent.includes('Burst ' + (sent - 1)) !== true)
    await new Promise(requestAnimationFrame);
  const tookMs = performance.now() - began;
  isOver = true;
  changes.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return { tasks, most, tookMs, sent };
})()`;

/** Rows that move, one by one and in a burst of a hundred messages a second. */
export async function measureEvents(
  browser: BenchBrowser,
  subject: BenchSubject,
  options: {
    readonly rows: number;
    readonly runs: number;
    readonly throttle: number;
    readonly seconds: number;
  },
): Promise<EventFigures> {
  const { rows, runs, throttle, seconds } = options;
  const all: { times: number[]; tasks: number[]; most: number; tookMs: number; sent: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { page, slow, close } = await browser.open(subject);
    page.setDefaultTimeout(120_000);
    await page.evaluate(`bench.prepare({ count: ${rows} })`);
    await page.evaluate('bench.mount()');
    await slow(throttle);
    const times = await page.evaluate<number[]>(reorder);
    const { tasks, most, tookMs, sent } = await page.evaluate<Omit<(typeof all)[number], 'times'>>(
      burst(seconds),
    );
    all.push({ times, tasks, most, tookMs, sent });
    await close();
  }
  const middle = (of: (one: (typeof all)[number]) => number): number => median(all.map(of));
  return {
    subject: subject.name,
    rows,
    throttle,
    reorderP50Ms: middle(({ times }) => percentile(times, 0.5)),
    reorderP95Ms: middle(({ times }) => percentile(times, 0.95)),
    messages: middle(({ sent }) => sent),
    seconds,
    tookSeconds: middle(({ tookMs }) => tookMs / 1000),
    longestTaskMs: middle(({ tasks }) => Math.max(0, ...tasks)),
    longTasks: middle(({ tasks }) => tasks.filter((task) => task > 100).length),
    mostCommitsPerFrame: middle(({ most }) => most),
  };
}
