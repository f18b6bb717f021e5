/** What translators are given is what the source says: every sentence, and no other. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleText, extract } from '../../harness/l10n.mjs';

const root = path.join(__dirname, '../../..');

describe('l10n bundle', function () {
  // The TypeScript compiler reads all sources.
  this.timeout(60_000);
  let extracted: ReturnType<typeof extract>;
  before(() => (extracted = extract({ root })));

  it('holds every sentence of the sources, and every first argument of t() is a literal', () => {
    const { messages, mistakes } = extracted;
    assert.deepEqual(mistakes, []);
    assert.equal(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8'), bundleText(messages), 'Run "npm run l10n" and commit l10n/bundle.l10n.json.');
  });

  it('gathers what reaches the translator in any of the ways the sources have', () => {
    const { messages, mistakes } = extractFrom(`
      declare const vscode: { l10n: { t(message: string, ...args: unknown[]): string } };
      declare const context: { t(message: string): string };
      const t = vscode.l10n.t;
      vscode.l10n.t('In the editor: {0}', 1);
      t('Plainly');
      context.t(\`In backquotes\`);
      const table = { one: 'One of a table', two: 'Two of a table' } as const;
      function problem(code: string, message: string, args: readonly string[]) { return { code, severity: 'error', message, args }; }
      function log(code: string, message: string) { return [code, message]; }
      const kept = 'Kept in a constant';
      problem('a', 'Passed to a function', []);
      problem('b', kept, []);
      problem('c', table[Math.random() > 0.5 ? 'one' : 'two'], []);
      const failed = { code: 'd', severity: 'error', message: 'In an object', args: [] };
      t(failed.message);
      log('e', 'Only in the log');
    `);
    assert.deepEqual(mistakes, []);
    assert.deepEqual(messages, [
      'In an object',
      'In backquotes',
      'In the editor: {0}',
      'Kept in a constant',
      'One of a table',
      'Passed to a function',
      'Plainly',
      'Two of a table',
    ]);
  });

  it('complains of a sentence that is put together before it is translated', () => {
    const { mistakes } = extractFrom(`
      declare function t(message: string): string;
      declare const name: string;
      t('Hello ' + name);
      t(\`Hello \${name}\`);
      t(name);
    `);
    assert.equal(mistakes.length, 3);
    for (const mistake of mistakes) assert.match(mistake, /^source\.ts:\d+:\d+: The first argument of t\(\) must be a literal/);
  });

  it('numbers the arguments of a sentence without a gap', () => {
    for (const message of extracted.messages) {
      const numbers = new Set([...message.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number)));
      assert.deepEqual(
        [...numbers].sort(),
        [...numbers.keys()].map((_, index) => index),
        message,
      );
    }
  });
});

function extractFrom(source: string): ReturnType<typeof extract> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pressmark-l10n-'));
  try {
    const file = path.join(folder, 'source.ts');
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      '{ "compilerOptions": { "target": "ES2022", "module": "preserve", "moduleResolution": "bundler", "types": [] } }',
    );
    writeFileSync(file, `${source}\nexport {};\n`);
    return extract({ root: folder, files: [file] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
