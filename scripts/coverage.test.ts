import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/coverage.md'), 'utf8');
const files = /^(?:packages|examples|tests|scripts|docs|bench)\/|^\.[a-z]|^[A-Z]+\.md$|^vitest\.config\.ts$/;

interface Row {
  readonly source: string;
  readonly item: string;
  readonly state: string;
  readonly place: string;
  readonly test: string;
  readonly cells: number;
}

/** The rows of every table that has the five columns, without the heads. */
const rows: readonly Row[] = page
  .split('\n')
  .filter((line) => /^\| \d{3}/.test(line) && line.split('|').length > 4)
  .map((line) => {
    const cells = line.slice(1, -1).split('|');
    const [source = '', item = '', state = '', place = '', test = ''] = cells.map((cell) => cell.trim());
    return { source, item, state, place, test, cells: cells.length };
  });

/** What stands in backticks. */
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, inner = '']) => inner);

const present = rows.filter(({ state }) => state !== 'planned');

describe('the coverage page', () => {
  it('has a source, an item, a state, a place and a test in every row', () => {
    expect(rows.length).toBeGreaterThan(200);
    const wrong = rows.filter(
      ({ source, item, state, test, cells }) =>
        cells !== 5 ||
        !/^00[0-4](?: 00[0-4])*$/.test(source) ||
        item === '' ||
        !['works', 'partly', 'planned'].includes(state) ||
        test === '',
    );
    expect(wrong).toEqual([]);
  });

  it('names only files that exist', () => {
    const missing = rows.flatMap(({ item, place, test }) =>
      [...quoted(place), ...quoted(test)]
        .filter((name) => files.test(name) && !existsSync(join(root, name)))
        .map((name) => `${item}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('names only routes, events and jobs that exist', async () => {
    const load = (path: string): Promise<unknown> => import(join(root, 'packages', path));
    const { routeTable } = (await load('api-contract/src/routes.ts')) as {
      readonly routeTable: readonly { readonly method: string; readonly path: string }[];
    };
    const { eventNames } = (await load('api-contract/src/event-data.ts')) as {
      readonly eventNames: readonly string[];
    };
    const { jobLanes } = (await load('core/src/jobs/job-map.ts')) as { readonly jobLanes: object };
    const known = new Set([
      ...routeTable.map(({ method, path }) => `${method} ${path}`),
      ...eventNames,
      ...Object.keys(jobLanes),
    ]);
    const unknown = rows.flatMap(({ item, place }) =>
      quoted(place)
        .filter((name) => /^(?:GET|POST|PATCH|PUT|DELETE) \//.test(name) || /^[a-z]+\.[a-z_]+$/.test(name))
        .filter((name) => !known.has(name))
        .map((name) => `${item}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('says where everything is that is not planned, and shows no test for what is', () => {
    expect(present.filter(({ place }) => place === '')).toEqual([]);
    const planned = rows.filter(({ state }) => state === 'planned');
    expect(planned.filter(({ place, test }) => place !== '' || test !== '–')).toEqual([]);
  });

  it('has a test for everything that works, pages of text apart', () => {
    const isPage = (place: string): boolean => quoted(place).some((name) => name.endsWith('.md'));
    const unproven = rows.filter(
      ({ state, place, test }) =>
        state === 'works' && !isPage(place) && !quoted(test).some((name) => name.endsWith('.test.ts')),
    );
    expect(unproven.map(({ item }) => item)).toEqual([]);
  });
});
