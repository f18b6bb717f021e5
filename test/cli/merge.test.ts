import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseSidecar } from '../../src/core/sidecar';
import { annotation, builtCommand, folderWith, type Outcome, pressmark, removeFolders } from './support';

const text = 'One sentence stands here. Another stands there. A third ends it.';
const base = `pressmark: 1\n# by hand\nannotations:\n${annotation('a1', text, 'One sentence', 'tags: [x], note: "base"')}`;
const withNote = (note: string): string => base.replace('"base"', `"${note}"`);

async function merged(
  files: { readonly base: string | Uint8Array; readonly ours: string | Uint8Array; readonly theirs: string | Uint8Array },
  ...options: readonly string[]
): Promise<Outcome & { readonly ours: string; readonly left: readonly string[] }> {
  const folder = folderWith(files);
  const outcome = await pressmark(['merge', ...options, ...['base', 'ours', 'theirs'].map((name) => path.join(folder, name))]);
  return { ...outcome, ours: readFileSync(path.join(folder, 'ours'), 'utf8'), left: readdirSync(folder).sort() };
}

describe('pressmark merge', () => {
  afterEach(removeFolders);

  it('keeps what both sides added, in OURS, and leaves nothing else behind', async () => {
    const { code, out, err, ours, left } = await merged({
      base,
      ours: `${base}${annotation('a2', text, 'Another')}`,
      theirs: `${base}${annotation('a3', text, 'A third')}`,
    });
    assert.deepEqual([code, out, err, left], [0, '', '', ['base', 'ours', 'theirs']]);
    assert.deepEqual(
      parseSidecar(ours).value.annotations?.map(({ id }) => id),
      ['a1', 'a2', 'a3'],
    );
    assert.ok(ours.startsWith(base), 'what nobody changed stays as it was');
  });

  it('puts markers round the one judgement that both changed, and says so with 1', async () => {
    const { code, err, ours } = await merged({ base, ours: withNote('ours'), theirs: withNote('theirs') });
    assert.equal(code, 1);
    assert.match(err, /ours: 1 entry changed on both sides\. Keep one version of each/);
    assert.match(ours, /^<<<<<<<.*\n[^]*ours[^]*\n=======\n[^]*theirs[^]*\n>>>>>>>/m);
  });

  it('takes two branches without a common base', async () => {
    const { code, ours } = await merged({ base: '', ours: base, theirs: base });
    assert.deepEqual([code, ours], [0, base]);
  });

  it('merges projects and their parts, by name or by what they say', async () => {
    const tag = (id: string): string => `  - { id: ${id}, label: ${id} }\n`;
    const project = `pressmark: 1\ndocuments: ["*.txt"]\ntags:\n${tag('a')}`;
    const part = `pressmark: 1\ntags:\n${tag('a')}`;
    for (const [before, ...options] of [[project], [project, '--path', 'x/pressmark.yaml'], [part], [part, '--path', 'pressmark.tags.yaml']] as const) {
      const { code, ours } = await merged({ base: before, ours: `${before}${tag('b')}`, theirs: `${before}${tag('c')}` }, ...options);
      assert.equal(code, 0);
      assert.deepEqual([...ours.matchAll(/id: (\w)/g)].map(([, id]) => id).sort(), ['a', 'b', 'c']);
    }
  });

  it('merges tags below tags, and puts markers round what both put elsewhere', async () => {
    const tag = (id: string, indent = '  ', below = ''): string =>
      `${indent}- id: ${id}\n${indent}  label: ${id} # kept\n${below && `${indent}  children:\n${below}`}`;
    const project = (...tags: readonly string[]): string => `pressmark: 1\ntags:\n${tags.join('')}`;
    const before = project(tag('a'), tag('b'), tag('x'));
    const ours = project(tag('a', '  ', tag('x', '      ')), tag('b'));
    const redefined = await merged({ base: before, ours, theirs: before.replace('label: x', 'label: New') });
    assert.deepEqual([redefined.code, redefined.ours], [0, ours.replace('label: x', 'label: New')]);
    const elsewhere = await merged({ base: before, ours, theirs: project(tag('a'), tag('b', '  ', tag('x', '      '))) });
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.err, /1 entry changed on both sides/);
    assert.match(elsewhere.ours, /^<<<<<<< ours\n[^]*id: x[^]*id: b[^]*^=======\n[^]*id: b[^]*id: x[^]*^>>>>>>> theirs\n/m);
  });

  it('changes nothing where one version cannot be read in full', async () => {
    const ours = withNote('ours');
    for (const theirs of ['pressmark: 1\nannotations: 5\n', 'pressmark: 99\n', new Uint8Array([0xff])]) {
      const outcome = await merged({ base, ours, theirs });
      assert.deepEqual([outcome.code, outcome.ours, outcome.left], [2, ours, ['base', 'ours', 'theirs']]);
      assert.match(outcome.err, /theirs.*\n$/);
    }
    assert.equal((await pressmark(['merge', '/nowhere/a', '/nowhere/b', '/nowhere/c'])).code, 2);
  });

  it('keeps the mode of the file', async () => {
    const folder = folderWith({ base, ours: base, theirs: withNote('theirs') });
    const [a, b, c] = ['base', 'ours', 'theirs'].map((name) => path.join(folder, name)) as [string, string, string];
    chmodSync(b, 0o640);
    assert.equal((await pressmark(['merge', a, b, c])).code, 0);
    assert.deepEqual([statSync(b).mode & 0o777, readFileSync(b, 'utf8')], [0o640, withNote('theirs')]);
  });

  it('serves git as a merge driver', async () => {
    const folder = folderWith({ '.gitattributes': '*.pressmark.yaml merge=pressmark\n', 'a.txt.pressmark.yaml': base });
    const command = await builtCommand();
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    const file = path.join(folder, 'a.txt.pressmark.yaml');
    git('init', '-q', '-b', 'one');
    git('config', 'merge.pressmark.driver', `"${process.execPath}" "${command}" merge --path %P %O %A %B`);
    git('add', '.');
    git('commit', '-qm', 'base');
    git('checkout', '-qb', 'two');
    writeFileSync(file, `${base}${annotation('a3', text, 'A third')}`);
    git('commit', '-qam', 'two');
    git('checkout', '-q', 'one');
    writeFileSync(file, `${base}${annotation('a2', text, 'Another')}`);
    git('commit', '-qam', 'one');
    git('merge', '-q', '-m', 'both', 'two');
    assert.deepEqual(
      parseSidecar(readFileSync(file, 'utf8')).value.annotations?.map(({ id }) => id),
      ['a1', 'a2', 'a3'],
    );
  }).timeout(60_000);
});
