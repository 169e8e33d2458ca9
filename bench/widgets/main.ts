import { cpus } from 'node:os';
import { type BenchBrowser, openBenchBrowser } from './bench-browser.ts';
import { measureEvents } from './measure/measure-events.ts';
import { measureList } from './measure/measure-list.ts';
import { measurePrepend } from './measure/measure-prepend.ts';
import { measureSizes } from './measure/measure-sizes.ts';
import { measureTyping } from './measure/measure-typing.ts';
import { readOptions, usage, type WidgetsOptions } from './options.ts';
import { formatReport, type WidgetsFigures } from './report.ts';
import { lists, threads } from './subjects.ts';

const throttles = [1, 4];

async function measureAll(browser: BenchBrowser, options: WidgetsOptions): Promise<WidgetsFigures> {
  const { parts, messages, keys, runs, rows, burstSeconds: seconds } = options;
  const failures: string[] = [];
  const each = async <Figures>(
    title: string,
    measure: () => Promise<Figures>,
  ): Promise<readonly Figures[]> => {
    console.error(`  ${title}`);
    try {
      return [await measure()];
    } catch (error) {
      failures.push(`${title} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
      return [];
    }
  };
  const found: Pick<
    { -readonly [Key in keyof WidgetsFigures]: WidgetsFigures[Key] },
    'lists' | 'events' | 'typing' | 'prepends'
  > = {
    lists: [],
    events: [],
    typing: [],
    prepends: [],
  };
  for (const throttle of throttles) {
    for (const subject of parts.has('list') ? lists : []) {
      const measure = () => measureList(browser, subject, { ...sizeOf(subject.name, options), throttle });
      found.lists = [...found.lists, ...(await each(`${subject.name}, CPU 1/${throttle}`, measure))];
    }
    for (const subject of parts.has('events') ? lists.filter(({ name }) => name === 'parley-inbox') : []) {
      const measure = () => measureEvents(browser, subject, { rows, runs, throttle, seconds });
      found.events = [
        ...found.events,
        ...(await each(`events in ${subject.name}, CPU 1/${throttle}`, measure)),
      ];
    }
    for (const subject of parts.has('typing') ? threads : []) {
      const measure = () => measureTyping(browser, subject, { messages, keys, runs, throttle });
      found.typing = [
        ...found.typing,
        ...(await each(`keys in ${subject.name}, CPU 1/${throttle}`, measure)),
      ];
    }
  }
  // The other kit pages through its own server's answers; a made-up one would measure our imitation of it.
  for (const subject of parts.has('prepend') ? threads.slice(0, 1) : []) {
    const measure = () => measurePrepend(browser, subject, { runs });
    found.prepends = [...found.prepends, ...(await each(`older messages in ${subject.name}`, measure))];
  }
  const sizes = parts.has('size') ? await measureSizes() : [];
  return { messages, ...found, sizes, failures };
}

/**
 * The other kit's list keeps every row in the page, with nineteen elements each: ten thousand take minutes per run. It gets
 * fewer rows and one run; the report says so.
 */
function sizeOf(
  subject: string,
  { rows, runs }: WidgetsOptions,
): { readonly rows: number; readonly runs: number } {
  return subject === 'stream-list' ? { rows: Math.min(rows, 2_000), runs: 1 } : { rows, runs };
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  const browser = await openBenchBrowser();
  try {
    const figures = await measureAll(browser, options);
    const [processor] = cpus();
    console.log(
      `\nChromium ${browser.version}, ${cpus().length} × ${processor?.model ?? 'unknown'}, median of ${options.runs}\n`,
    );
    console.log(formatReport(figures));
    if (browser.strayRequests.length > 0) {
      console.error(`\nPages asked for something outside: ${[...new Set(browser.strayRequests)].join(', ')}`);
      return 1;
    }
    return figures.failures.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
