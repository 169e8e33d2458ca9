// Installs when a manifest or the lockfile changed since the last time, and says so.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runPnpm } from './workspace.mjs';

const stampFile = join(root, 'node_modules', '.parley-installed');

const manifests = () => {
  const files = [
    'package.json',
    'pnpm-workspace.yaml',
    'pnpm-lock.yaml',
    'tests/package.json',
    'bench/package.json',
  ];
  for (const folder of ['packages', 'examples']) {
    for (const name of readdirSync(join(root, folder)).sort()) files.push(`${folder}/${name}/package.json`);
  }
  return files.filter((file) => existsSync(join(root, file)));
};

const fingerprint = () => {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of manifests()) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

/** @returns {Promise<number>} exit status; 0 when everything is in place */
export const install = async () => {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()) return 0;
  console.log('Installing dependencies (the first time takes about half a minute) …');
  const status = await runPnpm(['install']);
  if (status !== 0) {
    console.error('The installation failed; the lines above say why. Nothing was started.');
    return status;
  }
  writeFileSync(stampFile, fingerprint());
  return 0;
};
