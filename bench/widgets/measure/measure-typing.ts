import type { BenchBrowser, BenchSubject } from '../bench-browser.ts';
import { median, percentile } from './median.ts';

/** From a key to the frame that shows it, in a thread of many messages. */
export interface TypingFigures {
  readonly subject: string;
  readonly throttle: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Measures every key as INP does: from the event's own time to the paint after it. */
const listen = `(() => {
  window.latencies = [];
  addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => latencies.push(performance.now() - timeStamp);
      port2.postMessage(null);
    });
  }, true);
})()`;

/** Writes `keys` letters into the composer, one after the frame of the other. */
export async function measureTyping(
  browser: BenchBrowser,
  subject: BenchSubject,
  options: {
    readonly messages: number;
    readonly keys: number;
    readonly runs: number;
    readonly throttle: number;
  },
): Promise<TypingFigures> {
  const { messages, keys, runs, throttle } = options;
  const all: number[][] = [];
  for (let run = 0; run < runs; run += 1) {
    const { page, slow, close } = await browser.open(subject);
    page.setDefaultTimeout(120_000);
    await page.evaluate(`bench.prepare({ count: ${messages} })`);
    await page.evaluate('bench.mount()');
    const box = page.locator('textarea').first();
    await box.waitFor();
    await slow(throttle);
    await box.focus();
    await page.evaluate(listen);
    for (let key = 0; key < keys; key += 1) {
      await page.keyboard.press('abcdefghij'[key % 10] ?? 'a');
      await page.waitForFunction(`latencies.length > ${key}`);
    }
    const written = (await box.inputValue()).length;
    if (written !== keys) throw new Error(`${subject.name} took ${written} of ${keys} keys.`);
    all.push(await page.evaluate<number[]>('latencies'));
    await close();
  }
  return {
    subject: subject.name,
    throttle,
    p50Ms: median(all.map((one) => percentile(one, 0.5))),
    p95Ms: median(all.map((one) => percentile(one, 0.95))),
  };
}
