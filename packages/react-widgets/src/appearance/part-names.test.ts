import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOn } from './accent-colors.ts';
import { partNames } from './part-names.ts';

const source = join(import.meta.dirname, '..');
const files = globSync('**/*.tsx', { cwd: source }).filter(
  (path) => !path.startsWith('widget') && !path.endsWith('.test.tsx'),
);
const code = files.map((path) => readFileSync(join(source, path), 'utf8')).join('\n');
const sheets = globSync('*.css', { cwd: join(source, 'styles') })
  .sort()
  .map((name) => ({ name, text: readFileSync(join(source, 'styles', name), 'utf8') }));
const css = sheets.map(({ text }) => text).join('\n');

describe('names of parts', () => {
  it('are public: a change here breaks hosts', () => {
    expect([...partNames].sort().join(' ')).toBe(
      'agent-menu announcer assignee-picker attachment avatar badge bubble button collision-bar composer ' +
        'composer-input composer-mode composer-warning connection-bar context-panel context-section ' +
        'conversation-header conversation-list conversation-pane conversation-row day-separator dialog empty error ' +
        'event inbox list-header list-pill media-viewer menu menu-item message message-failed message-status note ' +
        'panes send-button shortcut-sheet skeleton snooze-menu splitter template-form thread thread-pill typing ' +
        'unread-marker view-item view-menu view-nav window-bar',
    );
  });

  it('are all drawn somewhere', () => {
    const unused = partNames.filter((name) => !code.includes(`'${name}'`));
    expect(unused).toEqual([]);
  });

  it('are styled by no name that does not exist', () => {
    const styled = [...css.matchAll(/data-parley=["']([a-z-]+)["']/g)].map(([, name]) => name);
    expect(styled.length).toBeGreaterThan(50);
    expect(styled.filter((name) => !partNames.some((known) => known === name))).toEqual([]);
  });
});

describe('the style sheet', () => {
  it('is gathered in one file, all of it in one layer', () => {
    const parts = sheets.filter(({ name }) => name !== 'parley.css');
    const entry = sheets.find(({ name }) => name === 'parley.css')?.text ?? '';
    expect(parts.filter(({ name }) => !entry.includes(`@import "./${name}";`))).toEqual([]);
    expect(parts.filter(({ text }) => !/^@layer parley \{\n(?: .*\n|\n)*\}\n$/.test(text))).toEqual([]);
  });

  it('never says left or right where it means start or end', () => {
    const physical =
      /(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|^\s*(?:left|right|top|bottom|width|height):/gm;
    expect(css.match(physical)).toBeNull();
  });

  it('sets nothing outside of the inbox', () => {
    const selectors = css.split('\n').filter((line) => /^ {2}\S.*\{$/.test(line));
    expect([...new Set(selectors.map((line) => line.trim()))].sort()).toEqual([
      '.parley-root {',
      '@keyframes parley-appear {',
      '@keyframes parley-landed {',
      '@keyframes parley-pulse {',
      'parley-inbox {',
    ]);
  });
});

describe('text on the host’s accent', () => {
  it('is the one that can be read', () => {
    expect([textOn('#3d5bf0'), textOn('#000'), textOn('#fde047'), textOn('#FFF'), textOn('#0a0')]).toEqual([
      '#fff',
      '#fff',
      '#000',
      '#000',
      '#000',
    ]);
    expect(textOn('rebeccapurple')).toBeUndefined();
  });
});
