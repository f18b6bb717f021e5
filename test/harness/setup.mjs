/** What a fresh clone needs before anything else can run. Imports only Node's own modules: the packages may not be there yet. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, HarnessError, ROOT, run, say, which } from './log.mjs';

/** Installs the packages if they are missing or older than the lock file. */
export async function ensurePackages() {
  if (packagesAreCurrent()) return;
  if (!(await which('npm'))) throw new HarnessError('npm is not on the PATH. It comes with Node: install Node 20 or later from https://nodejs.org.');
  const started = Date.now();
  say('Installing the npm packages (npm ci)');
  await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: cleanEnvironment({ NODE_ENV: 'development' }),
    quiet: 'installing packages',
    orElse:
      'The npm packages could not be installed; npm\'s own words are above. Check that the npm registry is reachable ("npm ping") and that package-lock.json is unchanged, then run the command again.',
  });
  say(`  done, ${Math.round((Date.now() - started) / 1000)} s`);
}

/** npm writes what it installed into node_modules/.package-lock.json: every package of our lock file must stand there in the same version. */
function packagesAreCurrent() {
  const installed = readLock('node_modules/.package-lock.json');
  const wanted = readLock('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version);
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Builds dist/, as it ships, and with `tests` the bundles that run inside the hosts. */
export async function build({ tests = false } = {}) {
  say('Building');
  await run(process.execPath, ['esbuild.mjs', '--production', ...(tests ? ['--tests'] : [])], { orElse: 'The build failed; the mistakes are above.' });
  if (!existsSync(path.join(ROOT, 'dist/desktop.mjs'))) throw new HarnessError('The build ended without dist/desktop.mjs. This is a mistake in esbuild.mjs.');
}
