import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..');
interface Cruised {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Builds a small house of these files, with our packages linked as pnpm links them: file → rules it breaks. */
function brokenRules(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const house = mkdtempSync(join(tmpdir(), 'parley-floors-'));
  onTestFinished(() => rmSync(house, { recursive: true, force: true }));
  for (const name of ['dependency-rules.cjs', 'tsconfig.base.json', 'package.json']) {
    cpSync(join(root, name), join(house, name));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  mkdirSync(join(house, 'node_modules', '@parley'), { recursive: true });
  for (const name of ['core', 'server', 'storage-postgres']) {
    const folder = join(house, 'packages', name);
    mkdirSync(folder, { recursive: true });
    cpSync(join(root, 'packages', name, 'package.json'), join(folder, 'package.json'));
    symlinkSync(folder, join(house, 'node_modules', '@parley', name));
  }
  const depcruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [depcruise, '--config', 'dependency-rules.cjs', '--output-type', 'json', 'packages'];
  const ran = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  if (!ran.stdout.startsWith('{')) throw new Error(`The floors could not be checked:\n${ran.stderr}`);
  const cruised = JSON.parse(ran.stdout) as Cruised;
  const broken: Record<string, string[]> = {};
  for (const { from, rule } of cruised.summary.violations) {
    broken[from] = [...new Set([...(broken[from] ?? []), rule.name])].sort();
  }
  return broken;
}

const core = 'packages/core/src';
const readsFile = "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n";

test('the floors let arrows point down and see every one that does not', { timeout: 60_000 }, () => {
  const house = {
    'packages/server/src/index.ts': 'export type Server = string;\n',
    [`${core}/messages/message.ts`]: 'export const message = 1;\nexport type Message = string;\n',
    [`${core}/notes/note.ts`]: 'export const note = 1;\nexport type Note = string;\n',
    // Downwards, and Node in a test.
    [`${core}/conversations/fine.ts`]: "export type { Message } from '../messages/message.ts';\n",
    [`${core}/conversations/fine.test.ts`]: readsFile,
    // Upwards, by value and by type.
    [`${core}/messages/value.ts`]: "import { note } from '../notes/note.ts';\nexport const a = note;\n",
    [`${core}/messages/type.ts`]: "import type { Note } from '../notes/note.ts';\nexport type A = Note;\n",
    // A circle that consists of types; it is reported at its first file.
    [`${core}/notes/egg.ts`]: "import type { Hen } from './hen.ts';\nexport type Egg = Hen | string;\n",
    [`${core}/notes/hen.ts`]: "import type { Egg } from './egg.ts';\nexport type Hen = Egg[];\n",
    [`${core}/notes/node.ts`]: readsFile,
    // A folder without a floor.
    [`${core}/astrology/star.ts`]: "export type { Note } from '../notes/note.ts';\n",
    // An adapter that knows the server, by name and by path.
    'packages/storage-postgres/src/name.ts': "export type { Server } from '@parley/server';\n",
    'packages/storage-postgres/src/path.ts': "export type { Server } from '../../server/src/index.ts';\n",
    'packages/storage-postgres/src/gone.ts': "export { gone } from './nowhere.ts';\n",
  };
  expect(brokenRules(house)).toEqual({
    [`${core}/messages/value.ts`]: ['core-floor-messages'],
    [`${core}/messages/type.ts`]: ['core-floor-messages'],
    [`${core}/notes/egg.ts`]: ['no-circles'],
    [`${core}/notes/node.ts`]: ['core-needs-nothing', 'neutral-packages-without-node'],
    [`${core}/astrology/star.ts`]: ['core-has-a-floor-for-everything'],
    'packages/storage-postgres/src/name.ts': expect.arrayContaining(['wall-storage-postgres']),
    'packages/storage-postgres/src/path.ts': ['own-package-through-its-entry', 'wall-storage-postgres'],
    'packages/storage-postgres/src/gone.ts': expect.arrayContaining(['resolvable']),
  });
});
