// Packs every published package as the registry would get it and checks the archive: publint, types for every kind of
// importer, nothing of the workspace left in the manifest; and that what was built can be loaded. Needs `npm run build` first.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  binDir,
  inParallel,
  packageNames,
  reportsDir,
  root,
  run,
  runPnpm,
  workspaceNode,
} from './workspace.mjs';

const packedDir = join(reportsDir, 'packed');
const suffix = process.platform === 'win32' ? '.cmd' : '';
const quiet = { quiet: true };

/** @param {string} archive @returns {string[]} */
const manifestProblems = (archive) => {
  const manifest = execFileSync('tar', ['-xzOf', archive, 'package/package.json'], { encoding: 'utf8' });
  return ['@parley/source', 'workspace:', 'catalog:']
    .filter((leftover) => manifest.includes(leftover))
    .map((leftover) => `the packed manifest still says "${leftover}"`);
};

/** Style sheets and bundles for script tags have no types to check. @param {string} archive */
const attwOptions = (archive) => {
  const manifest = JSON.parse(
    execFileSync('tar', ['-xzOf', archive, 'package/package.json'], { encoding: 'utf8' }),
  );
  const untyped = Object.keys(manifest.exports ?? {}).filter((name) => /\.css$|^\.\/browser\//.test(name));
  const exclude = untyped.length === 0 ? [] : ['--exclude-entrypoints', ...untyped];
  return [archive, '--profile', 'node16', ...exclude];
};

/** @param {string} archive */
const check = async (archive) => {
  const problems = manifestProblems(archive);
  if ((await run(join(binDir, `publint${suffix}`), ['run', archive, '--strict'], quiet)) !== 0)
    problems.push('publint');
  if ((await run(join(binDir, `attw${suffix}`), attwOptions(archive), quiet)) !== 0) problems.push('attw');
  return problems;
};

rmSync(packedDir, { recursive: true, force: true });
mkdirSync(packedDir, { recursive: true });
const names = packageNames();
const unbuilt = names.filter((name) => !existsSync(join(root, 'packages', name, 'dist')));
if (unbuilt.length > 0) {
  console.error(`Not built: ${unbuilt.join(', ')}. Run npm run build first.`);
  process.exit(1);
}
const packed = await runPnpm(
  ['-r', '--filter', './packages/*', 'pack', '--pack-destination', packedDir],
  quiet,
);
const archives = readdirSync(packedDir).sort();
if (packed !== 0 || archives.length !== names.length) {
  console.error(`Packed ${archives.length} of ${names.length} packages.`);
  process.exit(1);
}
let failed = 0;
// The contract suites import the test runner, which cannot be loaded outside of a test.
const loadable = names.filter((name) => name !== 'contract-tests');
await inParallel(loadable, 2, async (name) => {
  const load = [join(root, 'scripts', 'load-entries.mjs')];
  const status = await run(workspaceNode(), load, { cwd: join(root, 'packages', name), quiet: true });
  if (status !== 0) failed += 1;
  console.log(`${status === 0 ? 'loads ' : 'FAILED'} @parley/${name}, by import and by require`);
});
await inParallel(archives, 2, async (archive) => {
  const problems = await check(join(packedDir, archive));
  if (problems.length > 0) failed += 1;
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${archive} ${problems.join(', ')}`.trimEnd());
});
process.exitCode = failed === 0 ? 0 : 1;
