import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import './provided-context.ts';
import { findChromium, NoBrowserError } from './find-chromium.ts';

const root = join(import.meta.dirname, '..', '..');
// `npm test` prints what is in here at the end of the run.
const reasonsDir = join(root, '.reports', 'could-not-run');
const reasonFile = join(reasonsDir, 'browser.txt');

/** Finds or installs a browser and bundles what the pages load. Without a browser the reason is left for the end of the run. */
export default function setup(project: TestProject): void {
  rmSync(reasonFile, { force: true });
  const built = spawnSync(
    process.execPath,
    [join(root, 'packages', 'react-widgets', 'scripts', 'build-browser.mjs')],
    { cwd: root, encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(`The browser files could not be built: ${built.stderr}`);
  try {
    project.provide('chromium', findChromium());
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error;
    mkdirSync(reasonsDir, { recursive: true });
    writeFileSync(reasonFile, `Browser tests. ${error.message}\n`);
    project.provide('chromium', undefined);
  }
}
