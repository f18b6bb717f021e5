/**
 * The runner inside the browser's extension host, a web worker: mocha's browser build, and the tests from the same bundle (esbuild.mjs puts it together).
 */
import 'mocha/mocha.js';

declare const mocha: BrowserMocha;

interface BrowserMocha {
  setup(options: { readonly ui: 'bdd'; readonly reporter: string; readonly timeout: number; readonly color: boolean; readonly grep?: string }): void;
  run(done: (failures: number) => void): unknown;
}

const TIMEOUT_MS = 20_000;

/** `load` requires the test files, once mocha has put `describe` and `it` in place. */
export function runWith(load: () => void): Promise<void> {
  const pattern = process.env['MOCHA_GREP'];
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: TIMEOUT_MS, color: false, ...(pattern ? { grep: pattern } : {}) });
  load();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} browser-host tests failed.`));
      else resolve();
    });
  });
}
