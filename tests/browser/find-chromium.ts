import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No browser is here and none could be installed; the message says what to do. */
export class NoBrowserError extends Error {
  override readonly name = 'NoBrowserError';
}

/**
 * The path of a Chromium: the one `PARLEY_TEST_CHROMIUM` names, else one of the machine, else Debian's package, which is
 * installed if we may.
 *
 * @throws {NoBrowserError}
 */
export function findChromium(): string {
  const given = process.env['PARLEY_TEST_CHROMIUM'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new NoBrowserError(`PARLEY_TEST_CHROMIUM names ${given}, which is not there.`);
  }
  const found = known.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) return installChromium();
  throw new NoBrowserError(
    'No Chromium was found. Install Chromium or Chrome (Debian: apt-get install chromium), or set PARLEY_TEST_CHROMIUM.',
  );
}

function installChromium(): string {
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      timeout: 240_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  if (!apt(...install)) {
    apt('update');
    apt(...install);
  }
  const path = known.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new NoBrowserError('apt-get could not install chromium; see its own output.');
  return path;
}
