import type { EventFigures } from './measure/measure-events.ts';
import type { ListFigures } from './measure/measure-list.ts';
import type { PrependFigures } from './measure/measure-prepend.ts';
import type { SizeFigures } from './measure/measure-sizes.ts';
import type { TypingFigures } from './measure/measure-typing.ts';
import { titles } from './subjects.ts';

/** What was measured; a part that was not asked for has no rows. */
export interface WidgetsFigures {
  readonly messages: number;
  readonly lists: readonly ListFigures[];
  readonly events: readonly EventFigures[];
  readonly typing: readonly TypingFigures[];
  readonly prepends: readonly PrependFigures[];
  readonly sizes: readonly SizeFigures[];
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
}

/** The figures as Markdown tables. */
export function formatReport(figures: WidgetsFigures): string {
  const { messages, lists, events, typing, prepends, sizes, failures } = figures;
  const parts = [
    table(
      [
        'list of conversations',
        'rows',
        'CPU',
        'until painted',
        'again',
        'elements',
        'frame p95',
        'frames > 50 ms',
      ],
      lists.map((one) => [
        titles[one.subject] ?? one.subject,
        count(one.rows),
        `1/${one.throttle}`,
        ms(one.mountMs),
        one.againMs === undefined ? '' : ms(one.againMs),
        count(one.nodes),
        ms(one.frameP95Ms),
        `${one.slowFrames} of ${one.frames}`,
      ]),
    ),
    table(
      [
        'events in a long list',
        'rows',
        'CPU',
        'new order p50',
        'p95',
        'burst',
        'longest task',
        'tasks > 100 ms',
        'list changes per frame',
      ],
      events.map((one) => [
        titles[one.subject] ?? one.subject,
        count(one.rows),
        `1/${one.throttle}`,
        ms(one.reorderP50Ms),
        ms(one.reorderP95Ms),
        `${count(one.messages)} in ${one.tookSeconds.toFixed(1)} s`,
        one.longestTaskMs === 0 ? '< 50 ms' : ms(one.longestTaskMs),
        `${one.longTasks}`,
        `at most ${one.mostCommitsPerFrame}`,
      ]),
    ),
    table(
      [`a key in a thread of ${count(messages)} messages`, 'CPU', 'p50', 'p95'],
      typing.map((one) => [
        titles[one.subject] ?? one.subject,
        `1/${one.throttle}`,
        ms(one.p50Ms),
        ms(one.p95Ms),
      ]),
    ),
    table(
      ['older messages arrive above', 'pages', 'largest move'],
      prepends.map((one) => [
        titles[one.subject] ?? one.subject,
        `${one.pages}`,
        `${one.worstPx.toFixed(1)} px`,
      ]),
    ),
    table(
      ['to load, gzip -9, without React', 'script', 'style sheet'],
      sizes.map((one) => [one.title, kilobytes(one.scriptBytes), kilobytes(one.styleBytes)]),
    ),
    failures.map((line) => `- not measured: ${line}`).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|---${'|--:'.repeat(head.length - 1)}|`, ...rows.map(line)].join('\n');
}

const count = (value: number): string => value.toLocaleString('en');
const ms = (value: number): string => `${value < 100 ? value.toFixed(1) : count(Math.round(value))} ms`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
