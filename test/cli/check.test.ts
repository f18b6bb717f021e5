import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { textHash } from '../../src/core/sidecar';
import { annotation, folderWith, objects, type Outcome, pressmark, removeFolders, seeds } from './support';

interface Checked {
  readonly path: string;
  readonly problems: readonly { readonly line: number; readonly code: string; readonly message: string }[];
  readonly annotations: readonly {
    readonly id: string;
    readonly state: string;
    readonly range: readonly number[] | null;
    readonly candidates: readonly (readonly number[])[];
  }[];
}

const text =
  'The minister arrived on Monday morning.\n\nShe said the talks had been useful and would be continued in spring.\n\nNobody else spoke to the press that day.\n';
const quote = 'the talks had been useful and would be continued in spring';
const sidecar = `pressmark: 1\ndocument:\n  text: ${textHash(text)}\nannotations:\n${annotation('a1', text, quote)}`;

async function json(folder: string, expected: number): Promise<readonly Checked[]> {
  const { code, out, err } = await pressmark(['check', '--json', folder]);
  assert.equal(code, expected, `${out}${err}`);
  return objects<Checked>(out).map((object) => ({ ...object, path: path.relative(folder, object.path) }));
}

const codes = ({ problems }: Pick<Checked, 'problems'>): readonly (readonly [number, string])[] => problems.map(({ line, code }) => [line, code]);

describe('pressmark check', () => {
  afterEach(removeFolders);

  it('finds nothing wrong with the seeds', async () => {
    const plain = await pressmark(['check', seeds]);
    assert.deepEqual(plain, { code: 0, out: '', err: '6 files checked, no findings.\n' });
    const checked = await json(seeds, 0);
    assert.equal(checked.length, 5, 'a line a sidecar, and none for a project file without problems');
    for (const { path: name, problems, annotations } of checked) {
      const document = readFileSync(path.join(seeds, name.replace('.pressmark.yaml', '')), 'utf8');
      assert.deepEqual(problems, []);
      assert.ok(annotations.length >= 5);
      for (const { state, range, candidates } of annotations) {
        assert.deepEqual([state, candidates, range && range[1] !== undefined && range[1] <= document.length], ['exact', [], true]);
      }
    }
  });

  it('checks what everybody wrote, and tells no words or places of others to who names themselves', async () => {
    const of = (by: string, words: string): string => sidecar.replace('by: anna', `by: ${by}`).replace('tags: [', `note: ${words}, tags: [`);
    const folder = folderWith({
      'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\ncoders: separate\ntags: []\n',
      'a.txt': text,
      'a.txt.anna.pressmark.yaml': of('anna', 'hers'),
      'a.txt.ben.pressmark.yaml': of('ben', 'his').replaceAll('useful', 'secret').replace('a1', 'b1'),
    });
    const run = async (...more: readonly string[]): Promise<{ readonly files: readonly Checked[]; readonly outcome: Outcome }> => {
      const outcome = await pressmark(['check', '--json', ...more, folder]);
      return { files: objects<Checked>(outcome.out), outcome };
    };
    const everybody = await run();
    assert.equal(everybody.outcome.code, 1);
    assert.match(everybody.outcome.out, /secret/);
    assert.deepEqual(
      everybody.files.map(({ annotations }) => annotations.map(({ id }) => id)),
      [['a1'], ['b1']],
    );
    const hers = await run('--coder=anna');
    assert.equal(hers.outcome.code, 1);
    assert.match(hers.outcome.err, /only lines and codes of it are told/);
    assert.deepEqual(hers.files.map(codes), everybody.files.map(codes), 'lines and codes are told all the same');
    assert.deepEqual(
      hers.files.map(({ annotations }) => annotations.map(({ id }) => id)),
      [['a1'], []],
    );
    assert.doesNotMatch(hers.outcome.out, /secret/);
  });

  it('tells no words of what cannot be read in the sidecar of another coder', async () => {
    const of = (by: string, words: string): string =>
      `pressmark: 1\nstance:\n  - { question: tone, position: "${words} words!", by: ${by}, at: 2026-11-21T10:00:00Z }\n`;
    const folder = folderWith({
      'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\ncoders: separate\n',
      'a.txt': text,
      'a.txt.pressmark.yaml': 'pressmark: 1\ndocument: { published: everyone }\n',
      'a.txt.anna.pressmark.yaml': of('anna', 'her'),
      'a.txt.ben.pressmark.yaml': of('ben', 'secret'),
      'gone.txt.ben.pressmark.yaml': of('ben', 'secret'),
    });
    const all = await pressmark(['check', '--json', folder]);
    const hers = await pressmark(['check', '--json', '--coder=anna', folder]);
    assert.match(all.out, /secret/);
    assert.doesNotMatch(hers.out, /secret/);
    assert.match(hers.out, /her words/);
    assert.match(hers.out, /everyone/, 'what is said of the document is nobody’s');
    assert.match(hers.err, /only lines and codes of it are told/);
    assert.deepEqual(objects<Checked>(hers.out).map(codes), objects<Checked>(all.out).map(codes));
  });

  it('tells every state of an anchor, at the line of its annotation', async () => {
    const refrain = 'Nobody knew what the next week would bring for them.';
    const old = `${text}\nIt was the end of a long winter in the north. ${refrain} The river rose all night.\n`;
    const entries = [
      quote,
      'The minister arrived on Monday morning.',
      'Nobody else spoke to the press that day.',
      'It was the end of a long winter in the north.',
    ];
    const folder = folderWith({
      'same.txt': text,
      'same.txt.pressmark.yaml': sidecar,
      'changed.txt': `An editor's note came first.\n\n${old.replace('useful and', 'very useful, and').replace('Nobody else spoke to the press that day.\n', '')}`,
      'changed.txt.pressmark.yaml': `pressmark: 1\nannotations:\n${entries.map((entry, index) => annotation(`a${index}`, old, entry)).join('')}`,
    });
    const [changed, same] = await json(folder, 1);
    assert.deepEqual(same, { path: 'same.txt.pressmark.yaml', problems: [], annotations: [{ id: 'a1', state: 'exact', range: [50, 108], candidates: [] }] });
    assert.deepEqual(
      changed?.annotations.map(({ id, state }) => [id, state]),
      [
        ['a0', 'fuzzy'],
        ['a1', 'moved'],
        ['a2', 'orphan'],
        ['a3', 'moved'],
      ],
    );
    const now = readFileSync(path.join(folder, 'changed.txt'), 'utf8');
    const places = changed.annotations.map(({ range }) => range && now.slice(range[0], range[1]));
    assert.deepEqual(places, [quote.replace('useful and', 'very useful, and'), entries[1], null, entries[3]]);
    assert.deepEqual(codes(changed), [
      [3, 'anchor-fuzzy'],
      [4, 'anchor-moved'],
      [5, 'anchor-orphan'],
      [6, 'anchor-moved'],
    ]);
    const { out } = await pressmark(['check', path.join(folder, 'changed.txt')]);
    const [fuzzy = ''] = out.split('\n');
    assert.ok(
      fuzzy.startsWith(
        `${path.join(folder, 'changed.txt.pressmark.yaml')}:3:3: warning anchor-fuzzy: “the talks had been useful and would be continued in spring” reads “the talks had been very useful,`,
      ),
      fuzzy,
    );
    assert.ok(fuzzy.includes(' at line 5 of the document.'), fuzzy);
  });

  it('takes neither of two places that fit alike', async () => {
    const sentence = 'The delegation declined to comment on the proposal.';
    const old = `First came a report.\n\n${sentence}\n\nThen came the weather.\n`;
    const folder = folderWith({
      'a.txt': `${sentence}\n\n${'x '.repeat(40)}\n\n${sentence}\n`,
      'a.txt.pressmark.yaml': `pressmark: 1\nannotations:\n${annotation('a1', old, sentence)}`,
    });
    const [checked] = await json(folder, 1);
    assert.equal(checked?.annotations[0]?.range, null);
    assert.ok(['ambiguous', 'orphan'].includes(checked.annotations[0].state));
    assert.deepEqual(codes(checked), [[3, `anchor-${checked.annotations[0].state}`]]);
  });

  it('takes a changed text for information as long as every passage stands', async () => {
    const folder = folderWith({ 'a.txt': `${text}One line more.\n`, 'a.txt.pressmark.yaml': sidecar });
    const { code, out, err } = await pressmark(['check', folder]);
    assert.deepEqual([code, err], [0, '1 file checked, no findings.\n']);
    assert.match(out, /a\.txt\.pressmark\.yaml:3:3: information text-changed: .*\n$/);
    assert.deepEqual((await json(folder, 0))[0]?.problems, []);
  });

  it('reports decisions about marks that lost their place', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.pressmark.yaml':
        'pressmark: 1\nmentions:\n  - { id: m1, quote: "Zorblax", before: "an entirely different start ", position: [3, 10], reject: mention, by: anna, at: 2026-11-21T10:00:00Z }\n',
    });
    const [checked] = await json(folder, 1);
    assert.deepEqual(checked && codes(checked), [[3, 'anchor-orphan']]);
    assert.deepEqual(checked?.annotations, []);
  });

  it('prints no quote where none are kept', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.pressmark.yaml':
        'pressmark: 1\nannotations:\n  - { id: h1, tags: [], quote-hash: "sha256:00:00", position: [4, 12], by: anna, created: 2026-11-21T10:00:00Z }\n',
    });
    const { code, out } = await pressmark(['check', folder]);
    assert.equal(code, 1);
    assert.match(out, /anchor-orphan: The passage at 4–12 is not in the document/);
    assert.doesNotMatch(out, /minister/);
  });

  it('checks every id against the nearest project, its parts included', async () => {
    const entry = annotation('a1', text, quote, 'tags: [known, unknown], speaker: nobody');
    const folder = folderWith({
      'pressmark.yaml': 'pressmark: 1\ndocuments: ["**/*.txt"]\nstance:\n  - { id: q, question: Which?, positions: [{ id: p, label: P }] }\n',
      'pressmark.tags.yaml': 'pressmark: 1\ntags:\n  - { id: known, label: Known }\n',
      'deep/a.txt': text,
      'deep/a.txt.pressmark.yaml': `pressmark: 1\ndocument:\n  outlet: nowhere\nstance:\n  - { question: q, position: none, evidence: [a9], by: anna, at: 2026-11-21T10:00:00Z }\nannotations:\n${entry}`,
      'inner/pressmark.yaml':
        'pressmark: 1\ndocuments: ["*.txt"]\ntags:\n  - { id: unknown, label: U }\n  - { id: known, label: K }\nactors:\n  - { id: nobody, name: Nobody, kind: person }\n',
      'inner/a.txt': text,
      'inner/a.txt.pressmark.yaml': `pressmark: 1\nannotations:\n${entry}`,
    });
    const checked = await json(folder, 1);
    assert.deepEqual(
      checked.map((file) => [file.path, codes(file)]),
      [
        [
          'deep/a.txt.pressmark.yaml',
          [
            [3, 'unknown-outlet'],
            [5, 'unknown-position'],
            [5, 'unknown-annotation'],
            [7, 'unknown-tag'],
            [7, 'unknown-actor'],
          ],
        ],
        ['inner/a.txt.pressmark.yaml', []],
      ],
    );
  });

  it('checks a sidecar without a project for all that needs none', async () => {
    const entry = annotation('a1', text, quote, 'tags: [any], speaker: anybody');
    const folder = folderWith({
      'a.txt': text,
      'a.txt.pressmark.yaml': `pressmark: 1\nstance:\n  - { question: q, position: p, evidence: [a1, a9], by: anna, at: 2026-11-21T10:00:00Z }\nannotations:\n${entry}`,
    });
    const [checked] = await json(folder, 1);
    assert.deepEqual(checked && codes(checked), [[3, 'unknown-annotation']]);
  });

  it('has a line for a project file with problems, above the folder too', async () => {
    const folder = folderWith({
      'pressmark.yaml': 'pressmark: 1\ndocuments: ["../*.txt"]\nwrong: 5\n',
      'pressmark.tags.yaml': 'pressmark: 1\ntags: 5\n',
      'pressmark.actors.yaml': new Uint8Array([0xff]),
      'sub/a.txt': text,
      'sub/a.txt.pressmark.yaml': sidecar,
    });
    const lines = (await json(folder, 1)).map((file) => [file.path, codes(file), file.annotations.length]);
    const expected = [
      [
        'pressmark.yaml',
        [
          [2, 'path-outside'],
          [3, 'unknown-key'],
        ],
        0,
      ],
      ['pressmark.tags.yaml', [[2, 'bad-value']], 0],
      ['pressmark.actors.yaml', [[1, 'not-utf-8']], 0],
    ];
    assert.deepEqual(lines, [...expected, ['sub/a.txt.pressmark.yaml', [], 1]]);
    const below = objects<Checked>((await pressmark(['check', '--json', path.join(folder, 'sub'), path.join(folder, 'sub/a.txt')])).out);
    assert.deepEqual(
      below.map((file) => path.relative(folder, file.path)),
      ['pressmark.yaml', 'pressmark.tags.yaml', 'pressmark.actors.yaml', 'sub/a.txt.pressmark.yaml'],
      'each file once, however often it is reached',
    );
  });

  /** What people, editors and merges leave behind: [name, files, the findings of its one sidecar, exit code]. */
  const broken: readonly (readonly [string, Readonly<Record<string, string | Uint8Array>>, readonly (readonly [number, string])[], number])[] = [
    ['a sidecar without its document', { 'a.txt.pressmark.yaml': 'pressmark: 1\nread: []\n' }, [[1, 'no-document']], 1],
    ['a document that does not decode', { 'a.txt': new Uint8Array([0xe9, 0x20]), 'a.txt.pressmark.yaml': 'pressmark: 1\n' }, [[1, 'undecodable']], 1],
    [
      'an encoding that there is not',
      { 'a.txt': text, 'a.txt.pressmark.yaml': 'pressmark: 1\ndocument:\n  title: T\n  encoding: klingon\n' },
      [[4, 'unknown-encoding']],
      1,
    ],
    ['a sidecar that is not UTF-8', { 'a.txt': text, 'a.txt.pressmark.yaml': new Uint8Array([0x70, 0xff]) }, [[1, 'not-utf-8']], 1],
    ['a sidecar of a newer version', { 'a.txt': text, 'a.txt.pressmark.yaml': 'pressmark: 99\n' }, [[1, 'newer-version']], 1],
    ['a sidecar with a byte order mark and CRLF', { 'a.txt': text, 'a.txt.pressmark.yaml': `\ufeff${sidecar.replaceAll('\n', '\r\n')}` }, [], 0],
    ['a document with a byte order mark and CRLF', { 'a.txt': `\ufeff${text.replaceAll('\n', '\r\n')}`, 'a.txt.pressmark.yaml': sidecar }, [], 0],
    ['an empty document and an empty sidecar', { 'a.txt': '', 'a.txt.pressmark.yaml': '' }, [], 0],
    [
      'conflict markers',
      {
        'a.txt': text,
        'a.txt.pressmark.yaml': `${sidecar}<<<<<<< ours\n${annotation('b', text, 'minister')}=======\n${annotation('b', text, 'Nobody')}>>>>>>> theirs\n`,
      },
      [[6, 'conflict-marker']],
      1,
    ],
    ['the same id twice', { 'a.txt': text, 'a.txt.pressmark.yaml': `${sidecar}${annotation('a1', text, 'minister')}` }, [[6, 'duplicate-id']], 1],
  ];
  for (const [name, files, expected, code] of broken) {
    it(`meets ${name}`, async () => {
      const [checked, ...more] = await json(folderWith(files), code);
      assert.deepEqual([checked && codes(checked), more], [expected, []]);
    });
  }

  it('checks a file by its own name, its sidecar, or its project', async () => {
    const folder = folderWith({
      'a.txt': 'other',
      'a.txt.pressmark.yaml': sidecar,
      'a.txt.ben.pressmark.yaml': sidecar,
      'b.txt': text,
      'a.txt.bak': text,
      'a.txt.bak.pressmark.yaml': sidecar,
      'pressmark.yaml': 'pressmark: 1\nwrong: 1\n',
    });
    const checked = async (...names: readonly string[]): Promise<readonly string[]> =>
      objects<Checked>((await pressmark(['check', '--json', ...names.map((name) => path.join(folder, name))])).out).map((file) => path.basename(file.path));
    assert.deepEqual(await checked('a.txt'), ['pressmark.yaml', 'a.txt.pressmark.yaml', 'a.txt.ben.pressmark.yaml'], 'the backup has a sidecar of its own');
    assert.deepEqual(await checked('a.txt.bak.pressmark.yaml'), ['pressmark.yaml', 'a.txt.bak.pressmark.yaml']);
    assert.deepEqual(await checked('pressmark.yaml'), ['pressmark.yaml']);
    const nothing: Outcome = await pressmark(['check', path.join(folder, 'b.txt')]);
    assert.deepEqual(nothing, { code: 0, out: '', err: 'Nothing to check: there is no sidecar and no project file.\n' });
  });

  it('walks no circle, and each linked folder once', async () => {
    const folder = folderWith({
      'corpus/a.txt': text,
      'corpus/a.txt.pressmark.yaml': sidecar,
      'corpus/sub/none.txt': '',
      'outside/b.txt': text,
      'outside/b.txt.pressmark.yaml': sidecar,
      'corpus/node_modules/x.pressmark.yaml': 'bad',
    });
    const link = (target: string, name: string): void => symlinkSync(target, path.join(folder, name));
    link('..', 'corpus/sub/up');
    link('../..', 'corpus/sub/above');
    link('self', 'corpus/self');
    link('../outside', 'corpus/elsewhere');
    link('../../outside', 'corpus/sub/again');
    link('.', 'outside/circle');
    link('nowhere', 'corpus/dangling.txt.pressmark.yaml');
    const { code, out, err } = await pressmark(['check', '--json', path.join(folder, 'corpus')]);
    assert.deepEqual(
      objects<Checked>(out).map((file) => path.relative(folder, file.path)),
      ['corpus/a.txt.pressmark.yaml', 'corpus/elsewhere/b.txt.pressmark.yaml'],
    );
    assert.equal(code, 2, 'a sidecar that leads nowhere cannot be read');
    assert.match(
      err,
      /dangling\.txt\.pressmark\.yaml cannot be read: there is no such file or folder\.\n2 files checked, no findings, 1 that could not be read\.\n$/,
    );
  });

  it('passes over names that are not UTF-8 with a word', async function () {
    const folder = folderWith({ 'a.txt': text, 'a.txt.pressmark.yaml': sidecar });
    try {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/n`), Buffer.from([0xff]), Buffer.from('.txt.pressmark.yaml')]), sidecar);
    } catch {
      // Some file systems take no such name: then there is nothing to meet.
      return;
    }
    const { code, out, err } = await pressmark(['check', folder]);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /n\ufffd\.txt\.pressmark\.yaml cannot be read: its name is not UTF-8\./);
  });

  it('says which folder, project or document it may not read, and checks the rest', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.pressmark.yaml': sidecar,
      'closed/b.txt.pressmark.yaml': sidecar,
      'p/pressmark.yaml': 'pressmark: 1\n',
      'p/c.txt': text,
      'p/c.txt.pressmark.yaml': sidecar,
    });
    const closed = ['closed', 'p/pressmark.yaml'].map((name) => path.join(folder, name));
    for (const name of closed) chmodSync(name, 0);
    const { code, out, err } = await pressmark(['check', '--json', folder]);
    for (const name of closed) chmodSync(name, 0o700);
    const paths = objects<Checked>(out).map((file) => path.relative(folder, file.path));
    assert.ok(paths.includes('a.txt.pressmark.yaml') && paths.includes('p/c.txt.pressmark.yaml'));
    // The superuser may read everything.
    if (process.getuid?.() === 0) assert.equal(code, 1);
    else {
      assert.equal(code, 2);
      for (const name of closed) assert.equal(err.split(`${name} cannot be read: this account may not read it.`).length, 2, 'said once');
    }
  });

  it('reads the sidecars of several coders together: evidence in another one, and what they contradict each other in', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.anna.pressmark.yaml': `pressmark: 1\ndocument: { outlet: rt, title: One }\nannotations:\n${annotation('a1', text, quote)}`,
      'a.txt.ben.pressmark.yaml':
        'pressmark: 1\ndocument:\n  title: Another\nstance:\n  - { question: q, position: p, evidence: [a1, a2], by: ben, at: 2026-11-21T10:00:00Z }\n',
    });
    const [anna, ben] = await json(folder, 1);
    assert.deepEqual(anna?.problems, []);
    assert.deepEqual(
      ben?.problems.map(({ line, code, message }) => [line, code, message]),
      [
        [3, 'metadata-conflict', '“title” is something else in a.txt.anna.pressmark.yaml: One. That one counts; agree on one of the two.'],
        [5, 'unknown-annotation', 'There is no annotation “a2” in this file to be evidence.'],
      ],
    );
  });

  it('says of an older version that it has to be migrated, and where its passages stand all the same', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.pressmark.yaml': `pressmark: 0\npassages:\n  - { id: a1, codes: [], text: "${quote}", range: 50-108, coder: anna, when: 2026-11-21T10:00:00Z }\n`,
      'pressmark.yaml': 'pressmark: 0\nfiles: ["*.txt"]\n',
    });
    const checked = await json(folder, 1);
    assert.deepEqual(
      checked.map((file) => [file.path, codes(file), file.annotations.map(({ state, range }) => [state, range])]),
      [
        ['pressmark.yaml', [[1, 'older-version']], []],
        ['a.txt.pressmark.yaml', [[1, 'older-version']], [['exact', [50, 108]]]],
      ],
    );
  });

  it('does not mind where it is started from, nor writes anything', async () => {
    const folder = folderWith({});
    cpSync(seeds, path.join(folder, 'seeds'), { recursive: true });
    mkdirSync(path.join(folder, 'empty'));
    const before = process.cwd();
    process.chdir(path.join(folder, 'seeds'));
    try {
      const { code, out } = await pressmark(['check', '--json']);
      assert.equal(code, 0);
      assert.equal(objects<Checked>(out)[0]?.path, '000_857cd91610f1de59.txt.pressmark.yaml');
    } finally {
      process.chdir(before);
    }
  });
});
