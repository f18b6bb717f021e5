/** The README and docs/ keep up with the product: problem codes, settings, keys, verbs, links. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verbs } from '../../../src/cli/usage';

const root = path.join(__dirname, '../../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly contributes: {
    readonly keybindings: readonly { readonly command: string; readonly key: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
};

describe('README', () => {
  it('says of every problem code what to do', () => {
    const rows = readFileSync(path.join(root, 'docs/problems.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const codes = problemCodes();
    assert.ok(codes.size > 25);
    for (const code of codes)
      assert.ok(
        rows.some((row) => row.includes(`\`${code}\``)),
        `docs/problems.md does not explain the problem code ${code}.`,
      );
  });

  it('names every key', () => {
    for (const { command, key } of contributes.keybindings) {
      const words = key.replace(/\b\w/g, (letter) => letter.toUpperCase());
      // Of the keys of pinned tags the first and the last.
      if (/^Ctrl\+K [2-8]$/.test(words)) continue;
      assert.ok(readme.includes(`\`${words}\``), `README.md does not have the key ${words} of ${command}.`);
    }
  });

  it('names every setting and every verb', () => {
    for (const name of Object.keys(contributes.configuration.properties)) {
      const last = name.slice(name.lastIndexOf('.'));
      assert.ok(readme.includes(`\`${name}\``) || readme.includes(`\`${last}\``), name);
    }
    // A table escapes its bars, in code as well.
    const said = readme.replaceAll('\\|', '|');
    for (const { synopsis } of verbs) assert.ok(said.includes(`\`${synopsis}\``), synopsis);
  });

  it('links to what is there, in the other papers as well', () => {
    for (const name of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/file-formats.md', 'docs/problems.md']) {
      const targets = [...readFileSync(path.join(root, name), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      for (const target of targets.filter((one) => !/^(https?:|#)/.test(one)))
        assert.ok(existsSync(path.join(root, path.dirname(name), target.replace(/#.*$/, ''))), `${name}: ${target}`);
    }
  });
});

/** Codes as the sources write them: of problems of YAML files, of references, and those of the command line. */
function problemCodes(): ReadonlySet<string> {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
    .join('\n');
  const written = [...sources.matchAll(/(?:\bproblem|\.fail|\.report)\(\s*'([a-z][a-z0-9-]+)'|\bcode: '([a-z][a-z0-9-]+)',\s*severity/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  const table = readFileSync(path.join(root, 'src/core/sidecar/references.ts'), 'utf8');
  const references = [...table.matchAll(/^ {2}(\w+): 'There is no /gm)].map(([, kind]) => `unknown-${kind}`);
  assert.ok(references.length >= 7);
  const anchors = ['moved', 'fuzzy', 'ambiguous', 'orphan'].map((state) => `anchor-${state}`);
  const documents = [...sources.matchAll(/case '([a-z-]+)':\s*return \{\s*code: problem\b/g)].map(([, code = '']) => code);
  return new Set([...written, ...references, ...anchors, ...documents]);
}
