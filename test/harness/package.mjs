/**
 * Packages the .vsix as it is released: the same bytes from the same commit, whatever the clock, locale and umask.
 *
 *   node test/harness/package.mjs [--check]     --check: fail when a size budget is exceeded
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnvironment, entry, HarnessError, ROOT, run, say } from './log.mjs';
import { ensurePackages } from './setup.mjs';

const VSIX_BUDGET = 1_000_000;

/** The seconds of the last commit, or a fixed day where there is no git: what every entry of the archive is dated with. */
function commitTime() {
  if (process.env.SOURCE_DATE_EPOCH) return process.env.SOURCE_DATE_EPOCH;
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || '1735689600';
  } catch {
    return '1735689600';
  }
}

/** vsce stores the file modes of the working copy, which depend on who checked it out. */
function settleModes(folder, deep = true) {
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, item.name);
    if (item.isDirectory() && deep) settleModes(file);
    else if (item.isFile()) chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

/**
 * Builds (through the manifest's vscode:prepublish) and packages.
 * @returns {Promise<string>} the path of the .vsix
 */
export async function packageVsix({ check = false } = {}) {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const vsix = path.join(ROOT, `${manifest.name}-${manifest.version}.vsix`);
  say(`Packaging ${path.basename(vsix)}`);
  process.umask(0o022);
  settleModes(ROOT, false);
  for (const folder of ['media', 'syntaxes', 'seeds', 'l10n']) {
    mkdirSync(path.join(ROOT, folder), { recursive: true });
    settleModes(path.join(ROOT, folder));
  }
  const links = manifest.repository ? [] : ['--no-rewrite-relative-links', '--allow-missing-repository'];
  await run(process.execPath, [path.join(ROOT, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', vsix, ...links], {
    env: cleanEnvironment({ SOURCE_DATE_EPOCH: commitTime(), TZ: 'UTC', LC_ALL: 'C', VSCE_STORE: 'file' }),
    quiet: 'packaging',
    orElse: 'The .vsix could not be packaged; the words of vsce and the build are above.',
  });
  const sizes = [
    [path.basename(vsix), statSync(vsix).size, VSIX_BUDGET],
    // What each host reads at its start, as the build weighed it.
    ...Object.entries(JSON.parse(readFileSync(path.join(ROOT, 'dist/sizes.json'), 'utf8'))).flatMap(([file, { bytes, budget }]) =>
      budget === undefined ? [] : [[file, bytes, budget]],
    ),
  ];
  for (const [name, bytes, budget] of sizes)
    console.log(`  ${name.padEnd(22)} ${(bytes / 1000).toFixed(1).padStart(8)} kB of ${budget / 1000} kB${bytes > budget ? '  OVER BUDGET' : ''}`);
  const over = sizes.filter(([, bytes, budget]) => bytes > budget);
  if (check && over.length > 0)
    throw new HarnessError(`Over the size budget: ${over.map(([name]) => name).join(', ')}. "node esbuild.mjs --production" says what a bundle is made of.`);
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  entry(async () => {
    await ensurePackages();
    await packageVsix({ check: process.argv.includes('--check') });
  });
}
