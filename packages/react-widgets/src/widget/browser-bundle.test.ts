import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/build-browser.mjs', import.meta.url));
let folder: string;
const bundles = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-browser-'));
  await promisify(execFile)(process.execPath, [script, folder, 'widget', 'panel']);
  for (const name of ['widget.js', 'panel.js']) bundles.set(name, await readFile(join(folder, name), 'utf8'));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const textOf = (name: string): string => bundles.get(name) ?? '';

test.each([
  ['widget.js', 3],
  ['panel.js', 42],
])('%s takes at most %i kB on the wire', (name, budgetKb) => {
  const text = textOf(name);
  expect(text.length).toBeGreaterThan(1_000);
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(budgetKb * 1_024);
});

test.each(['widget.js', 'panel.js'])('%s does nothing a strict policy forbids', (name) => {
  // Preact's own support for raw HTML is there, unused: no part of ours names it.
  const text = textOf(name)
    .replaceAll('dangerouslySetInnerHTML', '')
    .replace(/\.innerHTML\b/g, '');
  for (const forbidden of [
    'eval(',
    'new Function',
    'document.write',
    'insertAdjacentHTML',
    'outerHTML',
    '<style',
  ])
    expect(text).not.toContain(forbidden);
});

test.each(['widget.js', 'panel.js'])('%s names no server', (name) => {
  const addresses = [...textOf(name).matchAll(/https?:\/\/[\w.-]+/g)].map(([found]) => found);
  expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([]);
});

test('validation stays on the server', () => {
  expect(textOf('panel.js')).not.toContain('ZodError');
});

test('the loader brings no part of the panel', () => {
  expect(textOf('widget.js')).not.toContain('WebSocket');
});
