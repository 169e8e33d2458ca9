// Runs every test, then says what could not run and why.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { binDir, reportsDir, root, run } from './workspace.mjs';

const reportFile = join(reportsDir, 'vitest.json');
const reasonsDir = join(reportsDir, 'could-not-run');

/** @typedef {{ fullName: string, status: string }} TestResult */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: { name: string, assertionResults: TestResult[] }[] }} Report */

/** Tests that have no result of their own: skipped by a condition, or marked. */
const skippedTests = () => {
  if (!existsSync(reportFile)) return ['the run ended before it left a report'];
  const report = /** @type {Report} */ (JSON.parse(readFileSync(reportFile, 'utf8')));
  return report.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `skipped: ${relative(root, file.name)}: ${fullName}`),
  );
};

const reasons = () =>
  existsSync(reasonsDir)
    ? readdirSync(reasonsDir).map((name) => readFileSync(join(reasonsDir, name), 'utf8').trim())
    : [];

/**
 * @param {readonly string[]} args passed to vitest
 * @returns {Promise<number>} exit status
 */
export const testAll = async (args) => {
  rmSync(reasonsDir, { recursive: true, force: true });
  rmSync(reportFile, { force: true });
  const vitest = join(binDir, process.platform === 'win32' ? 'vitest.cmd' : 'vitest');
  const status = await run(vitest, [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...args,
  ]);
  const why = reasons();
  const skipped = skippedTests();
  if (why.length > 0 || skipped.length > 0) {
    console.log('\nCould not run:');
    for (const line of why) console.log(`  ${line}`);
    for (const line of skipped) console.log(`  ${line}`);
  } else {
    console.log('\nNothing was skipped.');
  }
  return status;
};
