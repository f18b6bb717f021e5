import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { canonicalText } from '../../src/core/text/canonical';
import { folderWith, objects, pressmark, removeFolders, seeds } from './support';

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
interface Analysed {
  readonly id: string;
  readonly error?: string;
  readonly published?: string;
  readonly publishedBasis: string;
  readonly mentions: readonly (Mark & { readonly kind: string; readonly actor: string; readonly name: string; readonly rule: string })[];
  readonly dates: readonly (Mark & { readonly type: string; readonly value: string; readonly anchor?: string; readonly rule: string })[];
  readonly quotes: readonly {
    readonly start: number;
    readonly end: number;
    readonly spans?: readonly (readonly [number, number])[];
    readonly cue: readonly [number, number] | null;
    readonly source: readonly [number, number] | null;
    readonly direct: boolean;
    readonly form: string;
    readonly by: { readonly kind: string; readonly actor?: string; readonly text?: string };
    readonly rule: string;
  }[];
  readonly distance: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
  readonly outlet?: { readonly id: string; readonly basis: string };
  readonly blocks: readonly (Mark & { readonly kind: string })[];
}

const article = 'Anna Example spoke to reporters on Monday.\r\n\r\nShe had met Josep Borrell the day before.\r\n';
const lines = (...values: readonly unknown[]): { stdin: Readable } => ({
  stdin: Readable.from([Buffer.from(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)) + '\n').join(''))]),
});

async function analysed(argv: readonly string[], code = 0): Promise<readonly Analysed[]> {
  const outcome = await pressmark(['analyze', ...argv]);
  assert.equal(outcome.code, code, outcome.err);
  return objects<Analysed>(outcome.out);
}

async function one(file: string, ...options: readonly string[]): Promise<Analysed> {
  const [first, ...more] = await analysed([...options, file]);
  assert.ok(first && more.length === 0);
  return first;
}

describe('pressmark analyze FILE', () => {
  after(removeFolders);

  it('writes the promised keys, in canonical offsets, for the seeds', async () => {
    const files = ['000_857cd91610f1de59.txt', '001_3491eda69179e071.txt', '002_617e6239e9021492.txt'].map((name) => path.join(seeds, name));
    const results = await analysed(files);
    assert.deepEqual(
      results.map(({ id }) => id),
      files,
    );
    for (const result of results) {
      assert.deepEqual(
        Object.keys(result),
        ['id', 'published', 'publishedBasis', 'mentions', 'dates', 'quotes', 'distance', 'outlet', 'blocks'],
        'what is not computed is absent',
      );
      const text = canonicalText(readFileSync(result.id, 'utf8'));
      for (const mark of [...result.mentions, ...result.dates]) assert.equal(text.slice(mark.start, mark.end), mark.text);
      for (const mention of result.mentions) assert.deepEqual(Object.keys(mention), ['start', 'end', 'text', 'kind', 'actor', 'name', 'rule']);
      for (const quote of result.quotes) {
        assert.ok(0 <= quote.start && quote.start < quote.end && quote.end <= text.length);
        for (const [start, end] of [...(quote.spans ?? []), ...(quote.cue ? [quote.cue] : []), ...(quote.source ? [quote.source] : [])])
          assert.ok(0 <= start && start < end && end <= text.length);
        assert.equal(typeof quote.direct, 'boolean');
      }
      for (const block of result.blocks) assert.deepEqual(Object.keys(block), ['start', 'end', 'kind']);
    }
    const [rt] = results;
    const said = rt?.quotes.find(({ by }) => by.actor === 'sergey-ermakov' || by.actor?.includes('ermakov'));
    assert.ok(said?.cue && rt, 'a quotation is joined to the actor who says it');
    assert.deepEqual(
      results.map(({ published, publishedBasis, outlet }) => [published, publishedBasis, outlet]),
      [
        ['2022-01-16', 'external', { id: 'rt', basis: 'sidecar' }],
        ['2022-01-10/2022-01-11', 'bounded', { id: 'reporter', basis: 'sidecar' }],
        ['2022-01-15', 'inferred', { id: 'eeas', basis: 'sidecar' }],
      ],
    );
    assert.equal(results[0]?.mentions.find(({ text }) => text === 'Foreign Ministry')?.actor, 'eeas', 'what a coder decided goes before every rule');
  });

  it('says what a relative date was counted from', async () => {
    const folder = folderWith({ 'a.txt': 'Anna Example spoke on Monday. She had come in January 2021 and left the following month.\n' });
    const { dates, published, publishedBasis } = await one(path.join(folder, 'a.txt'), '--published', '2022-01-15');
    assert.deepEqual([published, publishedBasis], ['2022-01-15', 'stated']);
    const byText = new Map(dates.map((date) => [date.text, date]));
    assert.deepEqual([byText.get('Monday')?.value, byText.get('Monday')?.anchor], ['2022-01-10', 'published 2022-01-15']);
    assert.deepEqual([byText.get('the following month')?.value, byText.get('the following month')?.anchor], ['2021-02', 'expression 2021-01']);
    assert.ok(!('anchor' in (byText.get('January 2021') ?? { anchor: '' })), 'no anchor where none was needed');
  });

  it('gives the publication date of the command line, else of the sidecar, else none', async () => {
    const folder = folderWith({
      'a.txt': 'Nothing to go by.\n',
      'a.txt.pressmark.yaml': 'pressmark: 1\ndocument:\n  published: 2020-02-03T10:15\n',
      'b.txt': 'Nothing to go by.\n',
    });
    const { published, publishedBasis } = await one(path.join(folder, 'a.txt'));
    assert.deepEqual([published, publishedBasis], ['2020-02-03', 'stated']);
    assert.equal((await one(path.join(folder, 'a.txt'), '--published', '2022-01-10/2022-01-11')).published, '2022-01-10/2022-01-11');
    const none = await one(path.join(folder, 'b.txt'));
    assert.deepEqual(['published' in none, none.publishedBasis, 'outlet' in none], [false, 'none', false]);
  });

  it('counts CRLF, lone CR and a byte order mark as the canonical text does', async () => {
    const plain = article.replaceAll('\r\n', '\n');
    const folder = folderWith({ 'lf.txt': plain, 'crlf.txt': article, 'cr.txt': plain.replaceAll('\n', '\r'), 'bom.txt': `\ufeff${article}`, 'empty.txt': '' });
    const marks = async (name: string): Promise<unknown> => {
      const { id, ...rest } = await one(path.join(folder, name), '--published', '2022-01-15');
      assert.equal(id, path.join(folder, name));
      return rest;
    };
    const expected = await marks('lf.txt');
    for (const name of ['crlf.txt', 'cr.txt', 'bom.txt']) assert.deepEqual(await marks(name), expected, name);
    assert.deepEqual(await one(path.join(folder, 'empty.txt')), {
      id: path.join(folder, 'empty.txt'),
      publishedBasis: 'none',
      mentions: [],
      dates: [],
      quotes: [],
      distance: [],
      blocks: [],
    });
  });

  it('reads a document in the encoding that its project, its glob or its sidecar names', async () => {
    // "Анна" in windows-1251, then in koi8-r.
    const windows = Buffer.from([0xc0, 0xed, 0xed, 0xe0, ...Buffer.from(' met Josep Borrell.\n')]);
    const koi8 = Buffer.from([0xe1, 0xce, 0xce, 0xc1, ...Buffer.from(' met Josep Borrell.\n')]);
    const folder = folderWith({
      'pressmark.yaml':
        'pressmark: 1\nencoding: windows-1251\ndocuments: ["*.txt", { glob: "k*.txt", encoding: koi8-r }]\nactors:\n  - { id: anna, name: Анна, kind: person }\n',
      'a.txt': windows,
      'k.txt': koi8,
      's.txt': koi8,
      's.txt.pressmark.yaml': 'pressmark: 1\ndocument: { encoding: koi8-r }\n',
      'inner/pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\n',
      'inner/a.txt': windows,
    });
    for (const name of ['a.txt', 'k.txt', 's.txt']) assert.equal((await one(path.join(folder, name))).mentions[0]?.actor, 'anna', name);
    const inner = path.join(folder, 'inner/a.txt');
    const { code, out, err } = await pressmark(['analyze', inner, path.join(folder, 'a.txt')]);
    assert.equal(code, 2);
    assert.deepEqual(
      objects<Analysed>(out).map(({ id, error }) => [id, error?.replace(inner, 'FILE')]),
      [
        [inner, 'FILE cannot be read: it is not valid utf-8. Set “encoding:” in pressmark.yaml or in the sidecar to what it is.'],
        [path.join(folder, 'a.txt'), undefined],
      ],
    );
    assert.match(err, /it is not valid utf-8/);
  });

  it('takes the project that is named before the one that lies above', async () => {
    const actor = (id: string): string => `pressmark: 1\ndocuments: ["*.txt"]\nactors:\n  - { id: ${id}, name: Zorblax Quux, kind: person }\n`;
    const folder = folderWith({
      'pressmark.yaml': actor('near'),
      'sub/a.txt': 'Zorblax Quux spoke.\n',
      'other/pressmark.yaml': 'pressmark: 1\n',
      'other/pressmark.actors.yaml': 'pressmark: 1\nactors:\n  - { id: far, name: Zorblax Quux, kind: person }\n',
    });
    const file = path.join(folder, 'sub/a.txt');
    assert.equal((await one(file)).mentions[0]?.actor, 'near');
    for (const project of ['other', 'other/pressmark.yaml']) assert.equal((await one(file, '--project', path.join(folder, project))).mentions[0]?.actor, 'far');
    const { code, err } = await pressmark(['analyze', '--project', path.join(folder, 'sub'), file]);
    assert.deepEqual([code, err], [2, `${path.join(folder, 'sub')} has no pressmark.yaml.\n`]);
  });

  it('reads the sidecars of all coders where each has one, as far as their decisions may be seen', async () => {
    const text = 'Zorblax met AP there.\n';
    const decision = (id: string, quote: string, more: string): string => {
      const start = text.indexOf(quote);
      return `pressmark: 1\nmentions:\n  - { id: ${id}, quote: "${quote}", position: [${start}, ${start + quote.length}], ${more}, by: ${id}, at: 2026-11-21T10:00:00Z }\n`;
    };
    const folder = folderWith({
      'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\ncoders: separate\nactors:\n  - { id: zorblax, name: Zorblax the Great, kind: person }\n',
      'a.txt': text,
      'a.txt.anna.pressmark.yaml': decision('anna', 'Zorblax', 'actor: zorblax'),
      'a.txt.ben.pressmark.yaml': decision('ben', 'AP', 'reject: mention'),
    });
    const file = path.join(folder, 'a.txt');
    const found = async (...more: readonly string[]): Promise<readonly string[]> =>
      (await one(file, ...more)).mentions.map(({ text: surface, rule }) => (rule === 'coder' ? `${surface} by a coder` : surface));
    assert.deepEqual(await found('--reveal'), ['Zorblax by a coder']);
    assert.deepEqual(await found('--coder=anna'), ['Zorblax by a coder', 'AP']);
    assert.deepEqual(await found('--coder=ben'), ['Zorblax']);
    const { code, out, err } = await pressmark(['analyze', file]);
    assert.deepEqual([code, objects<Analysed>(out)[0]?.mentions.filter(({ rule }) => rule === 'coder')], [0, []]);
    assert.match(out, /"AP"/, 'what Ben has rejected is as the machine left it');
    assert.match(err, /^Coders are separate in this project, and what they decided about marks is left out: say whose counts with --coder=NAME, or --reveal/);
  });

  it('goes on after a file that cannot be read, and after mistakes in a sidecar', async () => {
    const folder = folderWith({ 'a.txt': 'x', 'a.txt.pressmark.yaml': 'pressmark: 1\ndocument:\n  outlet: rt\nannotations: 5\n' });
    symlinkSync('loop', path.join(folder, 'loop'));
    const names = ['nothing.txt', 'loop', '.', 'a.txt'].map((name) => path.join(folder, name));
    const { code, out, err } = await pressmark(['analyze', ...names]);
    assert.equal(code, 2);
    const results = objects<Analysed>(out);
    assert.deepEqual(
      results.map(({ error }) => error?.replace(/^.* cannot/, 'cannot')),
      ['cannot be read: there is no such file or folder.', 'cannot be read: its links lead in a circle.', 'cannot be read: it is a folder.', undefined],
    );
    assert.deepEqual(results[3]?.outlet, { id: 'rt', basis: 'sidecar' });
    assert.match(err, /a\.txt\.pressmark\.yaml is not read in full: it has 1 mistake\. “pressmark check /);
  });

  it('leaves a seed as it was', async () => {
    const folder = folderWith({});
    const copy = path.join(folder, 'a.txt');
    copyFileSync(path.join(seeds, '004_32173f0ff7309e87.txt'), copy);
    await one(copy);
    assert.ok(readFileSync(copy).equals(readFileSync(path.join(seeds, '004_32173f0ff7309e87.txt'))));
  });
});

describe('pressmark analyze, from a stream', () => {
  it('answers each line in its place, good or bad', async () => {
    const { code, out, err } = await pressmark(
      ['analyze'],
      lines(
        { id: 'a', text: 'Josep Borrell spoke on Monday.', published: '2022-01-15' },
        'no json',
        '',
        '[1]',
        'null',
        { text: 'no id' },
        { id: 'b' },
        { id: 'c', text: 5 },
        { id: 'd', text: 'x', published: '2022-02-30' },
        { id: 'e', text: '\ud800 Josep\r\nBorrell \udc00' },
        `{"id":"deep","text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
        '{"__proto__":{"id":"x","text":"x"}}',
        { id: 7, text: '' },
      ),
    );
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(
      objects<Analysed>(out).map(({ id, error }) => [id, error?.replace(/ (day|JSON: ).*/, ' …')]),
      [
        ['a', undefined],
        [undefined, 'the line is not …'],
        [undefined, 'the line is empty'],
        [undefined, 'the line is not an object {"id","text"}'],
        [undefined, 'the line is not an object {"id","text"}'],
        [undefined, '"id" is missing'],
        ['b', '"text" is missing'],
        ['c', '"text" is not a string'],
        ['d', '"published" is not a …'],
        ['e', undefined],
        ['deep', '"text" is not a string'],
        [undefined, '"id" is missing'],
        [7, undefined],
      ],
    );
  });

  it("prefers a line's own publication date to the command line's", async () => {
    const text = 'She spoke on Monday.';
    const { out } = await pressmark(
      ['analyze', '--published', '2022-01-15'],
      lines({ id: 'own', text, published: '2021-06-02' }, { id: 'given', text }, { id: 'null', text, published: null }),
    );
    assert.deepEqual(
      objects<Analysed>(out).map(({ published, dates }) => [published, dates[0]?.value, dates[0]?.anchor]),
      [
        ['2021-06-02', '2021-05-31', 'published 2021-06-02'],
        ['2022-01-15', '2022-01-10', 'published 2022-01-15'],
        ['2022-01-15', '2022-01-10', 'published 2022-01-15'],
      ],
    );
  });

  it('uses the registry of --project', async () => {
    const folder = folderWith({ 'pressmark.yaml': 'pressmark: 1\nactors:\n  - { id: zorblax, name: Zorblax Quux, kind: person }\n' });
    const { out } = await pressmark(['analyze', '--project', folder], lines({ id: 'a', text: 'Zorblax Quux spoke.' }));
    assert.equal(objects<Analysed>(out)[0]?.mentions[0]?.actor, 'zorblax');
    removeFolders();
  });

  it('counts in canonical text', async () => {
    const text = article.replaceAll('\r\n', '\n');
    const { out } = await pressmark(['analyze', '--published', '2022-01-15'], lines({ id: 'a', text }, { id: 'a', text: `\ufeff${article}` }));
    const [plain, windows] = objects(out);
    assert.deepEqual(windows, plain);
  });
});
