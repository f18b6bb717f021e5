/** Git with the driver that the extension sets up: the launcher, its configuration, and many acts on two branches. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { anchorAll } from '../../src/core/annotations/anchor';
import { selectorFor } from '../../src/core/annotations/selector';
import { parseSidecar, sidecarStoreFormat, textHash } from '../../src/core/sidecar';
import type { Decision } from '../../src/core/sidecar/decision';
import type { Annotation, Sidecar } from '../../src/core/sidecar/schema';
import { YamlStore } from '../../src/core/yaml/store';
import {
  attributeLines,
  attributesWith,
  attributesWithout,
  driverCommand,
  launcherScript,
  shellPath,
  shellWord,
} from '../../src/extension/features/merging/driver';
import { Disk, Process } from '../core/yaml/world';
import { builtCommand, folderWith, removeFolders } from './support';

const at = '2026-11-21T10:00:00Z';

/** A clone with the driver, in a folder whose name a shell would stumble over. */
class Clone {
  readonly folder = path.join(folderWith({}), "50% off: it's $HOME");
  private readonly launcher: string;

  constructor(command: string, program = process.execPath) {
    mkdirSync(this.folder);
    this.launcher = path.join(this.folder, '..', "merge 'launcher'%O.sh");
    writeFileSync(this.launcher, launcherScript(program, command));
    this.git('init', '-q', '-b', 'main');
    this.git('config', 'merge.pressmark.driver', driverCommand(this.launcher));
    this.write('.gitattributes', attributesWith(''));
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  /** @param env what the driver finds, where that is not what we have */
  merge(branch: string, env: NodeJS.ProcessEnv = process.env): { readonly code: number | null; readonly err: string } {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'merge', '-q', '-m', 'both', branch], {
      cwd: this.folder,
      encoding: 'utf8',
      env,
    });
    return { code: status, err: stderr };
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-qm', message);
  }
}

/** Mulberry32: small and seeded. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const words = 'river dam minister wall survey town bridge school engine garden winter letter market answer promise'.split(' ');

function articleOf(random: () => number): string {
  const sentence = (): string =>
    `${Array.from({ length: 9 }, () => words[Math.floor(random() * words.length)] ?? '').join(' ')} ${Math.floor(random() * 1e6)}.`;
  return Array.from({ length: 40 }, () => `${sentence()} ${sentence()} ${sentence()}`).join('\n\n');
}

/** What one branch did: the sidecar it left, and what a reader of its history knows of it. */
interface Branch {
  readonly text: string;
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
}

/** 200 acts of one coder through the stores: passages tagged, noted and retagged, anybody's deleted, stances, decisions about marks, readings. */
async function acted(start: string, article: string, coder: string, prefix: string, random: () => number, acts: number): Promise<Branch> {
  const disk = new Disk();
  disk.put('s', start);
  const process = new Process(disk, coder);
  const store = new YamlStore<Sidecar, Decision>({
    path: 's',
    format: sidecarStoreFormat,
    files: process.files,
    journal: process.journal,
    ids: process.ids,
    autoFlush: false,
  });
  assert.ok((await store.load()).ok);
  const base = new Set((store.value.annotations ?? []).map(({ id }) => id));
  const [added, removed, touched] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  for (let n = 0; n < acts; n++) {
    const mine = (store.value.annotations ?? []).filter(({ by }) => by === coder);
    const entry = pick(mine);
    // Anybody's may be deleted, after a question.
    const any = pick(store.value.annotations ?? []);
    const id = `${prefix}-${String(n).padStart(4, '0')}`;
    const from = Math.floor(random() * (article.length - 80));
    const selector = selectorFor(article, { start: from, end: from + 10 + Math.floor(random() * 60) });
    const kind = random();
    const decision: Decision =
      kind < 0.45 || !entry
        ? { type: 'add', section: 'annotations', entry: { id, tags: ['a'], ...selector, position: [...selector.position], by: coder, created: at } }
        : kind < 0.6
          ? { type: 'change', section: 'annotations', key: entry.id, changes: { note: `${coder} ${n}`, updated: at } }
          : kind < 0.75
            ? { type: 'change', section: 'annotations', key: entry.id, changes: { tags: ['a', `t${n % 7}`], updated: at } }
            : kind < 0.85
              ? { type: 'remove', section: 'annotations', key: (any ?? entry).id }
              : kind < 0.92
                ? { type: 'add', section: 'mentions', entry: { id, ...selector, position: [...selector.position], reject: 'mention', by: coder, at } }
                : kind < 0.96
                  ? { type: 'add', section: 'stance', entry: { question: 'q', position: `p${n % 3}`, by: coder, at } }
                  : { type: 'add', section: 'read', entry: { by: coder, at } };
    assert.ok((await store.decide([decision])).ok);
    if (decision.type === 'add' && decision.section === 'annotations') added.add(decision.entry.id);
    if (decision.type === 'change') touched.add(decision.key);
    if (decision.type === 'remove') {
      removed.add(decision.key);
      if (!base.has(decision.key)) added.delete(decision.key);
    }
    if (n % 50 === 49) await store.flush();
  }
  await store.flush();
  assert.equal(store.state.kind, 'settled');
  return { text: disk.files.get('s') ?? '', added, removed, touched };
}

/** The article as its coder edited it in the editor: every passage follows, the hash too. */
function rebased(sidecar: string, article: string, edited: string): string {
  const file = parseSidecar(sidecar);
  const annotations = file.value.annotations ?? [];
  let text = sidecar.replace(textHash(article), textHash(edited));
  anchorAll(edited, annotations, { oldText: article }).forEach(({ range }, index) => {
    const entry = annotations[index] as Annotation;
    if (range) text = text.replace(new RegExp(`(id: ${entry.id}\\n[^]*?position: )\\[\\d+, \\d+\\]`), `$1[${range.start}, ${range.end}]`);
  });
  assert.deepEqual(parseSidecar(text).problems, []);
  return text;
}

describe('git with the driver that the extension sets up', function () {
  this.timeout(120_000);
  let command = '';
  before(async () => (command = await builtCommand()));
  after(removeFolders);

  for (const [seed, editing] of [
    [1, 'ours'],
    [2, 'theirs'],
  ] as const) {
    it(`merges two branches of 200 acts each, the article edited on ${editing}: none lost, none twice, none back (seed ${seed})`, async () => {
      const random = generator(seed);
      const article = articleOf(random);
      const clone = new Clone(command);
      const common = await acted(`pressmark: 1\n# coded by two\ndocument:\n  text: ${textHash(article)}\n`, article, 'anna', 'before-a', random, 60);
      const both = await acted(common.text, article, 'ben', 'before-b', random, 60);
      const edited = `CORRECTED ${seed}\n\n${article.slice(0, 900)} A new sentence came in here.${article.slice(900)}`;
      const leave = (side: 'ours' | 'theirs', sidecar: string): void => {
        if (side === editing) clone.write('a.txt', edited);
        clone.write('a.txt.pressmark.yaml', side === editing ? rebased(sidecar, article, edited) : sidecar);
        clone.commit(side);
      };
      clone.write('a.txt', article);
      clone.write('a.txt.pressmark.yaml', both.text);
      clone.commit('base');
      clone.git('checkout', '-qb', 'theirs');
      const theirs = await acted(both.text, article, 'ben', 'theirs', random, 200);
      leave('theirs', theirs.text);
      clone.git('checkout', '-q', 'main');
      const ours = await acted(both.text, article, 'anna', 'ours', random, 200);
      leave('ours', ours.text);
      const { code, err } = clone.merge('theirs');
      assert.equal(code, 0, err);
      assert.equal(clone.read('a.txt'), edited);

      const text = clone.read('a.txt.pressmark.yaml');
      const merged = parseSidecar(text);
      assert.deepEqual(merged.problems, []);
      const ids = (merged.value.annotations ?? []).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, 'none twice');
      const base = (parseSidecar(both.text).value.annotations ?? []).map(({ id }) => id);
      const entries = new Map(
        [ours, theirs].map((branch) => [branch, new Map(parseSidecar(branch.text).value.annotations?.map((entry) => [entry.id, entry]))]),
      );
      const entryIn = (branch: Branch, id: string): Annotation | undefined => entries.get(branch)?.get(id);
      // What one has deleted is gone, unless the other has worked on it.
      const gone = (id: string): boolean => [ours, theirs].every((branch) => branch.removed.has(id) || !branch.touched.has(id));
      const removed = [...ours.removed, ...theirs.removed];
      assert.ok(removed.filter((id) => ours.removed.has(id) && theirs.removed.has(id)).length > 1, 'both have deleted the same');
      assert.ok(
        base.some((id) => removed.includes(id) && !gone(id)),
        'one has deleted what the other has worked on',
      );
      const expected = new Set([...base, ...ours.added, ...theirs.added].filter((id) => !removed.includes(id) || !gone(id)));
      assert.deepEqual(new Set(ids), expected, 'none lost, none back');
      for (const entry of merged.value.annotations ?? []) {
        const [own, other] = entry.by === 'anna' ? [ours, theirs] : [theirs, ours];
        const source = entryIn(own, entry.id) ?? entryIn(other, entry.id);
        assert.deepEqual([entry.note, entry.tags, entry.quote], [source?.note, source?.tags, source?.quote], entry.id);
      }
      for (const section of ['mentions', 'stance', 'read'] as const) {
        const keys = (value: Sidecar): string[] =>
          (value[section] ?? []).map((entry: { readonly id?: string; readonly by: string }): string => entry.id ?? entry.by).sort();
        const united = new Set([...keys(parseSidecar(ours.text).value), ...keys(parseSidecar(theirs.text).value)]);
        assert.deepEqual(keys(merged.value), [...united].sort(), section);
      }
      assert.match(text, /^pressmark: 1\n# coded by two\n/);
      // Those that were not there when the article was edited speak of the text before: they are found again, as on opening, where they were.
      let refused = 0;
      const shift = (offset: number): number => `CORRECTED ${seed}\n\n`.length + offset + (offset >= 900 ? ' A new sentence came in here.'.length : 0);
      anchorAll(edited, merged.value.annotations ?? []).forEach(({ range }, index) => {
        const { id = '' } = merged.value.annotations?.[index] ?? {};
        const [start = 0, end = 0] = (entryIn(ours, id) ?? entryIn(theirs, id))?.position ?? [];
        if (!range) refused++;
        else if (start >= 900 || end <= 900) assert.deepEqual([range.start, range.end], [shift(start), shift(end - 1) + 1], id);
        else assert.ok(range.start >= shift(start) && range.end <= shift(end), id);
      });
      // A passage without any rare word beside the place of the edit may be refused; a wrong place is not to be had.
      assert.ok(refused <= 2, `${refused} refused`);
    });
  }

  it('leaves an entry that both judged differently between markers, and says so', () => {
    const clone = new Clone(command);
    const entry = (note: string): string =>
      `pressmark: 1\nannotations:\n  - id: one\n    tags: [a]\n    position: [0, 1]\n    note: ${note}\n    by: anna\n    created: ${at}\n`;
    clone.write('a.txt.pressmark.yaml', entry('base'));
    clone.commit('base');
    clone.git('checkout', '-qb', 'theirs');
    clone.write('a.txt.pressmark.yaml', entry('theirs'));
    clone.commit('theirs');
    clone.git('checkout', '-q', 'main');
    clone.write('a.txt.pressmark.yaml', entry('ours'));
    clone.commit('ours');
    assert.equal(clone.merge('theirs').code, 1);
    assert.match(clone.read('a.txt.pressmark.yaml'), /<<<<<<< ours\n[^]*note: ours[^]*=======\n[^]*note: theirs[^]*>>>>>>> theirs/);
    assert.match(clone.git('status', '--short'), /^UU a\.txt\.pressmark\.yaml/m);
  });

  const twoSided = (clone: Clone): void => {
    const lines = [
      'pressmark: 1',
      'annotations:',
      ...Array.from({ length: 12 }, (_, i) => `  - { id: e${i}, tags: [], position: [${i}, ${i + 1}], by: a, created: ${at} }`),
    ];
    const withLine = (index: number, tags: string): string =>
      `${lines.map((line, i) => (i === index ? line.replace('tags: []', `tags: [${tags}]`) : line)).join('\n')}\n`;
    clone.write('a.txt.pressmark.yaml', withLine(-1, ''));
    clone.commit('base');
    clone.git('checkout', '-qb', 'theirs');
    clone.write('a.txt.pressmark.yaml', withLine(12, 'theirs'));
    clone.commit('theirs');
    clone.git('checkout', '-q', 'main');
    clone.write('a.txt.pressmark.yaml', withLine(3, 'ours'));
    clone.commit('ours');
  };

  it('needs no node on the PATH', () => {
    const clone = new Clone(command);
    twoSided(clone);
    const tools = folderWith({});
    for (const tool of ['git', 'sh']) symlinkSync(execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim(), path.join(tools, tool));
    const { code, err } = clone.merge('theirs', { PATH: tools, HOME: tools });
    assert.equal(code, 0, err);
    assert.match(clone.read('a.txt.pressmark.yaml'), /e1, tags: \[ours\][^]*e10, tags: \[theirs\]/);
  });

  it('merges as any text, and says so, when the extension is gone', () => {
    const clone = new Clone('/nowhere/dist/cli.mjs', '/nowhere/code');
    twoSided(clone);
    const { code, err } = clone.merge('theirs');
    assert.equal(code, 0, err);
    assert.match(err, /Pressmark did not merge/);
    assert.match(clone.read('a.txt.pressmark.yaml'), /e1, tags: \[ours\][^]*e10, tags: \[theirs\]/);
  });

  it('shows both sides of a file that it cannot read in full', () => {
    const clone = new Clone(command);
    const broken = (tail: string): string => `pressmark: 1\nannotations:\n  - { id: bad, tags: [\n${tail}`;
    clone.write('a.txt.pressmark.yaml', broken('# base\n'));
    clone.commit('base');
    clone.git('checkout', '-qb', 'theirs');
    clone.write('a.txt.pressmark.yaml', broken('# theirs\n'));
    clone.commit('theirs');
    clone.git('checkout', '-q', 'main');
    clone.write('a.txt.pressmark.yaml', broken('# ours\n'));
    clone.commit('ours');
    assert.equal(clone.merge('theirs').code, 1);
    assert.match(clone.read('a.txt.pressmark.yaml'), /# ours\n=======\n# theirs/);
  });
});

describe('the lines of .gitattributes', () => {
  it('are added to what is there, once, and taken out again', () => {
    for (const text of ['', '* text=auto\n', '* text=auto', '* text=auto\r\n', `${attributeLines[0]}\n`]) {
      const there = attributesWith(text);
      assert.equal(attributesWith(there), there);
      for (const line of attributeLines) assert.equal(there.split(/\r?\n/).filter((other) => other === line).length, 1);
      const rest = attributesWithout(there);
      assert.equal(rest.trim(), text.replace(attributeLines[0], '').trim());
      assert.equal(attributesWithout(rest), rest);
    }
  });
});

describe('a path in the driver’s command', () => {
  it('is one word of the shell, on Windows too', () => {
    assert.equal(shellPath('C:\\Program Files\\Code.exe'), 'C:/Program Files/Code.exe');
    assert.equal(shellPath('\\\\server\\share\\a'), '//server/share/a');
    assert.equal(shellPath('/a\\b'), '/a\\b');
    assert.equal(shellWord("it's"), `'it'\\''s'`);
    assert.equal(driverCommand('C:\\Users\\A 100%\\m.sh'), "sh 'C:/Users/A 100%%/m.sh' --path %P %O %A %B");
  });
});
