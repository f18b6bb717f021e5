/**
 * The runner inside the extension host: VS Code calls `run`. The test files are found beside this one after the build.
 *
 * What the harness passes in the environment: MOCHA_GREP (run only tests whose title matches).
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { wrapWindow } from './support/window';

/** Well above what one `until` waits: a test of several steps ends with what it waited for, not with a bare “timeout exceeded”. */
const TIMEOUT_MS = 60_000;

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  await wrapWindow();
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: TIMEOUT_MS, reporter: 'spec', retries: 1, forbidOnly: process.env['CI'] === 'true' });
  const pattern = process.env['MOCHA_GREP'];
  if (pattern) mocha.grep(pattern);
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} of ${runner.total} integration tests failed.`));
      else resolve();
    });
    // In a window that is made fresh: what passes only then is told, for it is still a fault.
    runner.on('retry', (test: Mocha.Test, error: Error) => console.log(`Once more: ${test.fullTitle()}: ${String(error)}`));
  });
}
