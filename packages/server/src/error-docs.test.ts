import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorStatuses } from '@parley/api-contract';
import { describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');

const sourcesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'));

const found = (texts: readonly string[], pattern: RegExp): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
];

const classCode = /readonly code = '([a-z_]+)'/g;
const deliveryCode = /(?:\bcode: |\brow\(\s*\[[\d\s,[\]_]*\],\s*|\brefused\(\s*)'([a-z]+(?:_[a-z]+)+)'/g;
/** What is wrong with a file Parley keeps itself. */
const fileReason = /\bMedia(?:Refused|Unavailable)Error\('([a-z_]+)'/g;
const channels = readdirSync(join(root, 'packages')).filter((name) => name.startsWith('channel-'));
const sections = page.split(/^## /m);
const rowsOf = (title: string): string[][] =>
  (sections.find((section) => section.startsWith(title)) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', ''))
        .slice(1, -1),
    );

const core = sourcesOf('packages/core/src');
const own = sourcesOf('packages/server/src');
const others = [...sourcesOf('packages/storage-postgres/src'), ...sourcesOf('examples/express-server/src')];
const deliveries = channels
  .flatMap((name) => sourcesOf(`packages/${name}/src`))
  .concat(sourcesOf('packages/core/src/flows'));

describe('docs/errors.md', () => {
  test('has a row with its status for every code the API answers with', () => {
    const rows = rowsOf('Answers of the API').map(([code, status]) => [code, Number(status)]);
    expect(Object.fromEntries(rows)).toEqual(errorStatuses);
    for (const [code, , ...words] of rowsOf('Answers of the API'))
      expect(words.every(Boolean), code).toBe(true);
  });

  test('every error class of the engine and of this package has a status', () => {
    const codes = found([...core, ...own], classCode);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(code in errorStatuses))).toEqual([]);
  });

  test('every status belongs to an error somebody throws', () => {
    const thrown = [...found([...core, ...own, ...others], classCode), 'internal_error'];
    expect(Object.keys(errorStatuses).filter((code) => !thrown.includes(code))).toEqual([]);
  });

  test('has a row for every code storage and the reference server throw', () => {
    const rows = [...rowsOf('Start and wiring'), ...rowsOf('Answers of the API')].map(([code]) => code);
    expect(found(others, classCode).filter((code) => !rows.includes(code))).toEqual([]);
    const thrown = found(others, classCode);
    expect(rowsOf('Start and wiring').filter(([code]) => !thrown.includes(code ?? ''))).toEqual([]);
  });

  test('has a row for every code a delivery or a file can end with, and no other', () => {
    const rows = [...rowsOf('Deliveries'), ...rowsOf('Files')].map(([code]) => code);
    const codes = [...new Set([...found(deliveries, deliveryCode), ...found([...core, ...own], fileReason)])];
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !rows.includes(code))).toEqual([]);
    expect(rows.filter((code) => !codes.includes(code ?? ''))).toEqual([]);
  });
});
