// Prints the one line that sums up the last test run, from the runner's own report.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportsDir } from './workspace.mjs';

const file = join(reportsDir, 'vitest.json');
if (existsSync(file)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { numPassedTests: passed, numFailedTests: failed, numTotalTests: total } = report;
  console.log(`${passed} passed, ${failed} failed, ${total - passed - failed} skipped`);
} else {
  console.log('0 passed, 0 failed, 0 skipped');
  console.error('The test run left no report.');
  process.exitCode = 1;
}
