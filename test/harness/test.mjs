/**
 * npm test: sets up what is missing, then runs every tier of tests, or those that are named.
 *
 *   node test/harness/test.mjs [core] [integration] [web] [e2e] [--grep=PATTERN]
 *
 * Ends with a plain line `N passed, N failed` over all tiers. A tier that runs no test counts as a failure: a glob that finds nothing is a mistake.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer, serverIsSupported } from './codeServer.mjs';
import { cleanEnvironment, entry, HarnessError, ROOT, run, say } from './log.mjs';
import { packageVsix } from './package.mjs';
import { build, ensurePackages } from './setup.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Tests that need an editor, each with a runner of its own; every other *.test.ts under test/ is run by mocha directly. */
const HOSTED = ['integration', 'web', 'e2e'];

const TIERS = {
  // Mocha's two seconds are short on a machine that does other things too.
  core: () =>
    mocha(
      testFiles('test').filter((file) => !HOSTED.some((tier) => file.startsWith(`test/${tier}/`))),
      ['--timeout', '15000', '--require', './test/harness/properties.ts'],
    ),
  integration: () => [here('runIntegration.mjs')],
  web: () => [here('runWeb.mjs')],
  e2e: (files = testFiles('test/e2e')) => mocha(files, ['--timeout', '120000', '--exit']),
};

function mocha(files, options = []) {
  return [
    path.join(ROOT, 'node_modules/mocha/bin/mocha.js'),
    '--import=tsx',
    '--reporter',
    'spec',
    ...(process.env.CI ? ['--forbid-only'] : []),
    ...options,
    ...grep(),
    ...files,
  ];
}

function grep() {
  return process.env.MOCHA_GREP ? ['--grep', process.env.MOCHA_GREP] : [];
}

function testFiles(folder) {
  return readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

/**
 * The tests in a window file by file. A file in which one fails is gone through once more, in new windows: on a busy machine an editor may lose a key or a row.
 * What passes only then is told, for it is still a fault.
 */
async function runInWindows() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of testFiles('test/e2e')) {
    let counts = await runTier('e2e', TIERS.e2e([file]), Boolean(process.env.MOCHA_GREP));
    if (counts.failed > 0) {
      say(`${file}: ${counts.failed} failed, once more`);
      counts = await runTier('e2e', TIERS.e2e([file]), Boolean(process.env.MOCHA_GREP));
      say(`${file}: ${counts.failed > 0 ? 'failed again' : 'passed at the second try only'}`);
    }
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  if (sum.passed + sum.failed === 0) {
    sum.failed = 1;
    console.error('The e2e tier ran no test.');
  }
  return sum;
}

/** What mocha says of each test that failed, in any tier: a log of thousands of lines is read from its end. */
const failures = [];

/** Runs one tier and reads mocha's closing lines, the one thing all four have in common. */
async function runTier(name, args, mayBeEmpty = false) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let closing = false;
  const kinds = { passing: 'passed', failing: 'failed', pending: 'skipped' };
  const code = await run(process.execPath, args, {
    env: cleanEnvironment(),
    onLine: (line) => {
      const plain = stripVTControlCharacters(line);
      const [, count, kind] = /^\s*(\d+) (passing|failing|pending)\b/.exec(plain) ?? [];
      if (kind) counts[kinds[kind]] += Number(count);
      closing ||= kind === 'failing';
      if ((closing || plain.startsWith('Once more: ')) && failures.length < 400) failures.push(kind ? `${name}: ${plain.trim()}` : plain);
      return true;
    },
  });
  if (counts.passed + counts.failed === 0 && !mayBeEmpty) {
    counts.failed = 1;
    console.error(`The ${name} tier ran no test.`);
  } else if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
    console.error(`The ${name} tier ended with code ${code} although no test failed.`);
  }
  return counts;
}

entry(async () => {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const pattern = process.argv.find((argument) => argument.startsWith('--grep='));
  if (pattern) process.env.MOCHA_GREP = pattern.slice('--grep='.length);
  const stray = names.filter((name) => !(name in TIERS));
  if (stray.length > 0) throw new HarnessError(`There is no tier ${stray.join(', ')}; the tiers are ${Object.keys(TIERS).join(', ')}.`);
  const tiers = names.length > 0 ? names : Object.keys(TIERS);

  await ensurePackages();
  const inEditor = tiers.some((tier) => tier !== 'core');
  if (inEditor) {
    await build({ tests: tiers.includes('integration') || tiers.includes('web') });
    if (serverIsSupported) {
      await ensureCodeServer();
      await ensureChromium();
    }
  }

  const results = [];
  for (const tier of tiers) {
    if (tier === 'e2e') process.env.PRESSMARK_VSIX = await packageVsix();
    const started = Date.now();
    say(`Tests: ${tier}`);
    results.push({ tier, ...(tier === 'e2e' ? await runInWindows() : await runTier(tier, TIERS[tier]())), seconds: Math.round((Date.now() - started) / 1000) });
  }
  console.log('');
  for (const { tier, passed, failed, skipped, seconds } of results)
    console.log(`  ${tier.padEnd(12)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds} s)`);
  if (failures.length > 0) console.log(`\nWhat failed, at the first try or the second:\n\n${failures.join('\n')}\n`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 ? 1 : 0;
});
