/** From one sidecar for all to one a coder, and back: nothing lost, nothing overwritten, interrupted anywhere. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backwards, carryOut, type Rewrite, type RewriteFiles } from '../../../src/core/rewriting';
import { inOrder, parseSidecar, sidecarSuffix, together, unsignedSuffix } from '../../../src/core/sidecar';
import { planSwitch, type CoderMode } from '../../../src/core/sidecar/switching';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { sameData } from '../../../src/core/yaml/equal';
import { sidecar as anySidecar } from './arbitraries';
import { freshText } from '../../../src/core/yaml/write';
import { sidecarFormat } from '../../../src/core/sidecar/format';

const shared = `# the corpus of May
pressmark: 1
document:
  outlet: gazette  # by its masthead
  text: sha256:${'0'.repeat(64)}
stance:  # one a coder
  # not easy
  - { question: q, position: for, by: anna, at: 2026-11-21T10:00:00Z }
  - { question: q, position: against, by: Ben B., at: 2026-11-21T10:00:00Z }
annotations:
  # checked twice
  # by two people
  - id: a1
    tags:   [t]
    position: [1, 2]
    note: |
      kept
        as it stands
    by: anna
    created: 2026-11-21T10:00:00Z

  - {id: b1, tags: [t], position: [5, 6], by: Ben B., created: 2026-11-21T10:00:00Z}   # in a hurry
later:
  - somebody else's
`;
const anna = `a.txt${sidecarSuffix('anna')}`;
const ben = `a.txt${sidecarSuffix('Ben B.')}`;
const whole = `a.txt${unsignedSuffix}`;

type Files = Readonly<Record<string, string>>;
const free = (): boolean => false;

function planFor(to: CoderMode, files: Files, isTaken: (path: string) => boolean = free) {
  return planSwitch(
    to,
    [{ document: 'a.txt', sidecars: Object.entries(files).map(([name, text]) => ({ suffix: name.slice('a.txt'.length), text })) }],
    isTaken,
  );
}

function after(files: Files, rewrites: readonly Rewrite[]): Files {
  const result: Record<string, string> = { ...files };
  for (const { path, before, after: text } of rewrites) {
    assert.equal(result[path], before, path);
    if (text === undefined) delete result[path];
    else result[path] = text;
  }
  return result;
}

function switched(to: CoderMode, files: Files): Files {
  const { rewrites, refusals } = planFor(to, files);
  assert.deepEqual(refusals, []);
  return after(files, rewrites);
}

function said(files: Files): Sidecar {
  const parts = Object.entries(files).map(([name, text]) => {
    const file = parseSidecar(text);
    assert.equal(file.writable, true, text);
    return { suffix: name.slice('a.txt'.length), value: file.value };
  });
  return together(inOrder(parts, unsignedSuffix).map(({ value }) => value));
}

/** Lists in no order: which of two coders' entries comes first says nothing. */
function sorted(sidecar: Sidecar): unknown {
  return Object.fromEntries(
    Object.entries(sidecar).map(([key, value]) => [key, Array.isArray(value) ? value.map((entry) => JSON.stringify(entry)).sort() : value]),
  );
}

describe('a switch to one sidecar a coder', () => {
  it('moves each entry with its own text and comments, and leaves what nobody signed where it was', () => {
    assert.deepEqual(switched('separate', { [whole]: shared }), {
      [whole]: `# the corpus of May
pressmark: 1
document:
  outlet: gazette  # by its masthead
  text: sha256:${'0'.repeat(64)}
# one a coder
later:
  - somebody else's
`,
      [anna]: `pressmark: 1
document:
  text: sha256:${'0'.repeat(64)}
stance:
  # not easy
  - { question: q, position: for, by: anna, at: 2026-11-21T10:00:00Z }
annotations:
  # checked twice
  # by two people
  - id: a1
    tags:   [t]
    position: [1, 2]
    note: |
      kept
        as it stands
    by: anna
    created: 2026-11-21T10:00:00Z
`,
      [ben]: `pressmark: 1
document:
  text: sha256:${'0'.repeat(64)}
stance:
  - { question: q, position: against, by: Ben B., at: 2026-11-21T10:00:00Z }
annotations:
  - {id: b1, tags: [t], position: [5, 6], by: Ben B., created: 2026-11-21T10:00:00Z}   # in a hurry
`,
    });
  });

  it('takes a coder’s name that no file can bear as a name that it can', () => {
    assert.match(ben, /^a\.txt\.Ben-B--[0-9a-f]{6}\.pressmark\.yaml$/);
  });

  it('deletes the common sidecar where nothing is left in it', () => {
    const files = switched('separate', { [whole]: 'pressmark: 1\nread:\n  - { by: anna, at: 2026-11-21T10:00:00Z }\n' });
    assert.deepEqual(Object.keys(files), [anna]);
  });

  it('refuses names that a file system may take for one, a name that is a document’s, and a file it cannot read', () => {
    const entry = (by: string): string => `  - { by: ${by}, at: 2026-11-21T10:00:00Z }\n`;
    const messages = (files: Files, isTaken: (path: string) => boolean = free): readonly string[] =>
      planFor('separate', files, isTaken).refusals.map(({ message, args }) => message.replace('{0}', args[0] ?? ''));
    assert.match(messages({ [whole]: `pressmark: 1\nread:\n${entry('Anna')}${entry('anna')}` })[0] ?? '', /would share one file name/);
    assert.match(messages({ [whole]: shared }, (path) => path === 'a.txt.anna')[0] ?? '', /is taken by another file/);
    assert.match(messages({ [whole]: shared, [anna]: 'pressmark: 1\nannotations: [' })[0] ?? '', /cannot be read in full/);
    assert.match(messages({ [whole]: 'pressmark: 1\nread:\n  - { at: 2026-11-21T10:00:00Z }\n' })[0] ?? '', /cannot be read in full: “by” is missing/);
  });

  it('refuses an entry that stands in a coder’s sidecar already and says something else', () => {
    const other = 'pressmark: 1\nannotations:\n  - { id: a1, tags: [other], position: [1, 2], by: anna, created: 2026-11-21T10:00:00Z }\n';
    const { refusals } = planFor('separate', { [whole]: shared, [anna]: other });
    assert.deepEqual(
      refusals.map(({ path, args }) => [path, ...args]),
      [[anna, 'a1', 'annotations']],
    );
  });
});

describe('a switch to one sidecar for all', () => {
  it('brings every entry and every comment back', () => {
    const separate = switched('separate', { [whole]: shared });
    const back = switched('shared', { ...separate, [anna]: `# Anna’s own\n${separate[anna] ?? ''}` });
    assert.deepEqual(Object.keys(back), [whole]);
    assert.deepEqual(sorted(said(back)), sorted(said({ [whole]: shared })));
    const comments = (text: string): readonly string[] => [...text.matchAll(/#.*/g)].map(([comment]) => comment.trim()).sort();
    assert.deepEqual(comments(back[whole] ?? ''), [...comments(shared), '# Anna’s own'].sort());
  });

  it('refuses sidecars that say different things, of an entry or of the document, or what it does not know', () => {
    const one = 'pressmark: 1\ndocument: { outlet: a }\nannotations:\n  - { id: x, tags: [t], position: [1, 2], by: anna, created: 2026-11-21T10:00:00Z }\n';
    const other = one.replace('[t]', '[u]').replace('outlet: a', 'outlet: b');
    const refused = planFor('shared', { [anna]: one, [ben]: `${other}mystery: 1\n` }).refusals.map(({ message }) => message);
    assert.equal(refused.length, 3);
    assert.match(refused.join('\n'), /something else about the document[^]*stands there already[^]*does not know/);
  });

  it('keeps a hash of the text only where all positions belong to it', () => {
    const of = (digit: string, by: string): string =>
      `pressmark: 1\ndocument:\n  text: sha256:${digit.repeat(64)}\nread:\n  - { by: ${by}, at: 2026-11-21T10:00:00Z }\n`;
    const joined = (files: Files): string | undefined => parseSidecar(switched('shared', files)[whole] ?? '').value.document?.text;
    assert.equal(joined({ [anna]: of('1', 'anna'), [ben]: of('1', 'Ben B.') }), `sha256:${'1'.repeat(64)}`);
    assert.equal(joined({ [anna]: of('1', 'anna'), [ben]: of('2', 'Ben B.') }), undefined);
  });
});

describe('switching there and back', function () {
  this.timeout(60_000);

  it('says the same, of any sidecar; once more changes nothing', () => {
    fc.assert(
      fc.property(anySidecar, (sidecar) => {
        const files: Files = { [whole]: freshText(sidecarFormat, sidecar) };
        const { rewrites, refusals } = planFor('separate', files);
        if (refusals.length > 0) return;
        const separate = after(files, rewrites);
        const { text: hash, ...document } = said(files).document ?? {};
        void hash;
        const { text: same, ...others } = said(separate).document ?? {};
        void same;
        assert.deepEqual(others, document);
        assert.deepEqual(sorted({ ...said(separate), document: {} }), sorted({ ...said(files), document: {} }));
        assert.deepEqual(planFor('separate', separate).rewrites, []);
        const back = switched('shared', separate);
        assert.deepEqual(sorted({ ...said(back), document: {} }), sorted({ ...said(files), document: {} }));
        assert.deepEqual(planFor('shared', back).rewrites, []);
      }),
      { numRuns: 150 },
    );
  });
});

/** Files in memory that stop answering, as those of a process that was killed do. */
class Disk implements RewriteFiles {
  readonly files: Map<string, string>;
  readonly unsaved = new Set<string>();
  left = Infinity;

  constructor(private readonly start: Files) {
    this.files = new Map(Object.entries(start));
  }

  get now(): Files {
    return Object.fromEntries(this.files);
  }

  isUnsaved(path: string): boolean {
    return this.unsaved.has(path) && this.files.get(path) !== this.start[path];
  }

  async read(path: string) {
    await this.step();
    return { ok: true as const, value: this.files.get(path) };
  }

  async write(path: string, expected: string | undefined, _splices: unknown, text: string) {
    await this.step();
    if (this.files.get(path) !== expected) return { ok: false as const, error: { code: 'changed' as const, message: '' } };
    this.files.set(path, text);
    await this.step();
    return { ok: true as const, value: { saved: !this.unsaved.has(path) } };
  }

  async remove(path: string, expected: string) {
    await this.step();
    if (this.files.get(path) !== expected) return { ok: false as const, error: { code: 'changed' as const, message: '' } };
    this.files.delete(path);
    await this.step();
    return { ok: true as const, value: { saved: !this.unsaved.has(path) } };
  }

  private step(): Promise<void> {
    if (this.left-- > 0) return Promise.resolve();
    throw new Error('killed');
  }
}

describe('a switch that is killed', () => {
  const separate = switched('separate', { [whole]: shared });

  for (const [to, start] of [
    ['separate', { [whole]: shared }],
    ['shared', separate],
  ] as const) {
    it(`to ${to}, before any step, has every entry; it is finished, planned anew, or taken back`, async () => {
      const { rewrites } = planFor(to, start);
      const done = after(start, rewrites);
      assert.ok(rewrites.length >= 3);
      for (let kill = 0; kill < 40; kill++) {
        const interrupted = new Disk(start);
        interrupted.left = kill;
        await carryOut(interrupted, rewrites).catch(() => undefined);
        const left = interrupted.now;
        // Nothing is missing meanwhile, and nothing counts twice.
        assert.deepEqual(sorted(said(left)), sorted(said(start)), `killed before step ${kill}`);
        const finished = new Disk(left);
        assert.deepEqual(await carryOut(finished, rewrites), { ok: true });
        assert.deepEqual(finished.now, done);
        const back = new Disk(left);
        assert.deepEqual(await carryOut(back, backwards(rewrites)), { ok: true });
        assert.deepEqual(back.now, start);
        const anew = planFor(to, left);
        assert.deepEqual(anew.refusals, []);
        assert.deepEqual(sorted(said(after(left, anew.rewrites))), sorted(said(start)));
      }
    });
  }

  it('or whose file somebody has changed, stops before it writes anything', async () => {
    const { rewrites } = planFor('separate', { [whole]: shared });
    const disk = new Disk({ [whole]: `${shared}# mine\n` });
    const result = await carryOut(disk, rewrites);
    assert.ok(!result.ok && result.path === whole && result.error.code === 'changed');
    assert.deepEqual(disk.now, { [whole]: `${shared}# mine\n` });
  });

  it('or whose file an editor takes and does not save, takes nothing away, then or when it is finished', async () => {
    const { rewrites } = planFor('separate', { [whole]: shared });
    const disk = new Disk({ [whole]: shared });
    disk.unsaved.add(anna);
    for (const touched of [1, 0]) {
      const result = await carryOut(disk, rewrites);
      assert.ok(!result.ok && result.path === anna && result.error.code === 'unavailable' && result.touched === touched);
      assert.equal(disk.now[whole], shared);
    }
    disk.unsaved.clear();
    assert.ok((await carryOut(disk, rewrites)).ok);
    assert.ok(sameData(disk.now, separate));
  });

  it('says how many files it has touched: none where a later one is found to be changed', async () => {
    const { rewrites } = planFor('separate', { [whole]: shared });
    assert.notEqual(rewrites[0]?.path, whole);
    const result = await carryOut(new Disk({ [whole]: `${shared}# mine\n` }), rewrites);
    assert.ok(!result.ok && result.touched === 0);
  });

  it('can be taken back as long as nobody has changed what it wrote', async () => {
    const { rewrites } = planFor('separate', { [whole]: shared });
    const disk = new Disk({ [whole]: shared });
    assert.ok((await carryOut(disk, rewrites)).ok);
    assert.ok(sameData(disk.now, separate));
    disk.files.set(anna, `${disk.files.get(anna) ?? ''}# a thought\n`);
    const result = await carryOut(disk, backwards(rewrites));
    assert.ok(!result.ok && result.path === anna);
  });
});
