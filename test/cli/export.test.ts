import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { folderWith, objects, pressmark, removeFolders, seeds } from './support';

/** Files below a folder, relative to it. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[a-z]+$/.test(name))
    .sort();
}

async function exportOf(...argv: readonly string[]): Promise<{ readonly out: string; readonly err: string }> {
  const { code, out, err } = await pressmark(['export', ...argv]);
  assert.equal(code, 0, err);
  return { out, err };
}

describe('pressmark export', () => {
  afterEach(removeFolders);

  it('writes one table to standard output, with a line a passage of the seeds', async () => {
    const { out } = await exportOf('--to=csv', '--table=passages', seeds);
    assert.match(out, /^\ufeffid,document,outlet,published,start,end,quote,before,after,tags,labels,voice,speaker,note,adjudicates,by,created,updated\r\n/);
    const jsonl = objects<{
      readonly document: string;
      readonly quote: string;
      readonly start: number;
      readonly end: number;
      readonly tags: readonly string[];
    }>((await exportOf('--to=jsonl', '--table=passages', seeds)).out);
    assert.ok(jsonl.length > 20);
    for (const { document, quote, start, end, tags } of jsonl) {
      assert.equal(readFileSync(path.join(seeds, document), 'utf8').replaceAll('\r\n', '\n').slice(start, end), quote);
      assert.ok(tags.length > 0);
    }
  });

  it('writes every table to a folder, automatic marks too, and overwrites nothing', async () => {
    const folder = folderWith({});
    const { err } = await exportOf('--to=csv', '--out', folder, seeds);
    assert.deepEqual(filesIn(folder), ['dates.csv', 'documents.csv', 'mentions.csv', 'passages.csv', 'stance.csv']);
    assert.match(err, /5 documents, 5 files\./);
    assert.match(readFileSync(path.join(folder, 'mentions.csv'), 'utf8'), /Antony Blinken/);
    assert.match(readFileSync(path.join(folder, 'dates.csv'), 'utf8'), /,DATE,2022-01-15,/);
    rmSync(path.join(folder, 'dates.csv'));
    rmSync(path.join(folder, 'documents.csv'));
    const again = await pressmark(['export', '--to=csv', '--out', folder, seeds]);
    assert.equal(again.code, 2);
    assert.match(again.err, /is there already, and nothing is overwritten/);
    assert.deepEqual(filesIn(folder), ['mentions.csv', 'passages.csv', 'stance.csv'], 'nothing is written of an export that cannot be whole');
  });

  it('tells persons apart whose middle initials differ, over all documents of the folder', async () => {
    const folder = folderWith({
      'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\noutlets: [{ id: gazette, name: Gazette }]\n',
      'a.txt': 'The vote\n\nJohn A. Mason said that the vote was fair.\n',
      'a.txt.pressmark.yaml': 'pressmark: 1\ndocument: { outlet: gazette }\n',
      'b.txt': 'The land\n\nJohn B. Mason said that the land was sold.\n',
    });
    const actors = async (...more: string[]): Promise<readonly string[]> =>
      objects<{ readonly actor: string }>((await exportOf('--to=jsonl', '--table=mentions', ...more, folder)).out).map(({ actor }) => actor);
    assert.deepEqual(await actors(), ['~person.john-a-mason', '~person.john-b-mason']);
    assert.deepEqual(await actors('--outlet=gazette'), ['~person.john-a-mason'], 'whatever is left out');
  });

  it('gives commenters and chosen actors pseudonyms, and says what that does not do', async () => {
    const folder = folderWith({});
    const { err } = await exportOf('--to=csv', '--pseudonyms=commenters,antony-blinken', '--out', folder, seeds);
    const tables = filesIn(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    for (const table of tables) assert.doesNotMatch(table, /(?:Antony|Anthony|Etoni) Blinken|antony-blinken/);
    assert.ok(tables.some((table) => table.includes(',actor-1,Actor 1,')));
    assert.match(err, /Read the files through before you pass them on/);
    assert.equal((await pressmark(['export', '--to=csv', '--pseudonyms=nobody-known', seeds])).code, 2);
  });

  it('chooses by tag, outlet, coder and event', async () => {
    const rows = async (...argv: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> =>
      objects((await exportOf('--to=jsonl', ...argv, seeds)).out);
    const tagged = await rows('--table=passages', '--tag=altered-quotation');
    assert.ok(tagged.length > 0 && tagged.every(({ tags }) => (tags as readonly string[]).includes('altered-quotation')));
    assert.ok((await rows('--table=documents', '--outlet=rt')).every(({ outlet }) => outlet === 'rt'));
    assert.ok((await rows('--table=stance', '--coder=coder-b')).every(({ by }) => by === 'coder-b'));
    const nested = await rows('--table=passages', '--tag=language');
    assert.ok(
      nested.some(({ tags }) => (tags as readonly string[]).includes('distancing')),
      'a tag means those below it too',
    );
    const ofEvent = await rows('--table=documents', '--event=call-2022-01-15');
    assert.ok(ofEvent.length >= 2 && ofEvent.every(({ events }) => (events as readonly string[]).includes('call-2022-01-15')));
  });

  it('brat: texts with LF, entities at their code points', async () => {
    const folder = folderWith({});
    const { err } = await exportOf('--to=brat', '--out', folder, seeds);
    const texts = filesIn(folder).filter((name) => name.endsWith('.txt'));
    assert.equal(texts.length, 5);
    let entities = 0;
    for (const name of texts) {
      const points = [...readFileSync(path.join(folder, name), 'utf8')];
      for (const line of readFileSync(path.join(folder, name.replace(/txt$/, 'ann')), 'utf8').split('\n')) {
        const [, spans, text] = /^T\d+\t\S+ ([\d ;]+)\t(.*)$/.exec(line) ?? [];
        if (spans === undefined) continue;
        entities++;
        assert.equal(
          spans
            .split(';')
            .map((span) => points.slice(...span.split(' ').map(Number)).join(''))
            .join(' '),
          text,
        );
      }
    }
    assert.ok(entities > 20);
    assert.match(err, /Note: \d+ stances are left out/);
  });

  it('conll: every sentence begins anew, and every label covers its token', async () => {
    const { out } = await exportOf('--to=conll', seeds);
    const lines = out.split('\n').filter((line) => !line.startsWith('# '));
    let last = 'O';
    for (const line of lines) {
      const label = line.split('\t')[1] ?? 'O';
      if (label.startsWith('I-')) assert.equal(last.slice(2), label.slice(2), `${line} continues nothing`);
      last = label;
    }
    assert.match(out, /\nBlinken\tI-person\t\d+\t\d+\n/);
  });

  it('qdpx: an archive with the texts and a project in the order of the schema, the same bytes each time', async () => {
    const folder = folderWith({});
    await exportOf('--to=qdpx', '--out', path.join(folder, 'a'), seeds);
    await exportOf('--to=qdpx', '--out', path.join(folder, 'b'), seeds);
    const [archive, again] = ['a', 'b'].map((name) => readFileSync(path.join(folder, name, 'seeds.qdpx')));
    assert.ok(archive && again?.equals(archive));
    const parts = unzipSync(archive);
    const project = strFromU8(parts['project.qde'] ?? new Uint8Array());
    const order = [...project.matchAll(/^ {2}<(\w+)>/gm)].map(([, name]) => name);
    assert.deepEqual(order, ['Users', 'CodeBook', 'Variables', 'Sources', 'Notes']);
    for (const [, path] of project.matchAll(/plainTextPath="internal:\/\/([^"]+)"/g)) assert.ok(parts[`sources/${path}`], path);
    const guids = new Set([...project.matchAll(/ guid="([^"]+)"/g)].map(([, guid]) => guid));
    for (const [, target] of project.matchAll(/targetGUID="([^"]+)"/g)) assert.ok(guids.has(target), `${target} is referred to and nowhere made`);
    assert.equal(guids.size, [...project.matchAll(/ guid="/g)].length, 'every guid once');
  });

  it('answers wrong use and unreadable files with a sentence, and delivers nothing', async () => {
    const broken = folderWith({});
    cpSync(seeds, broken, { recursive: true });
    const [sidecar = ''] = filesIn(broken).filter((name) => name.endsWith('.txt.pressmark.yaml'));
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[seeds], /Say what to export to/],
      [['--to=docx', seeds], /There is no “docx” for --to/],
      [['--to=brat', seeds], /name a folder for them with --out/],
      [['--to=csv', '--table=words', seeds], /There is no “words” for --table/],
      [['--to=csv', '--tag=nonsense', seeds], /The project has no “nonsense”/],
      [['--to=csv', '--table=stance', '--coder=coder-bb', seeds], /Nobody of the name “coder-bb” has coded anything/],
      [['--to=csv', '--table=stance', folderWith({})], /belongs to no project/],
    ];
    for (const [argv, sentence] of cases) {
      const { code, out, err } = await pressmark(['export', ...argv]);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, sentence);
    }
    const whole = readFileSync(path.join(broken, sidecar), 'utf8');
    writeFileSync(path.join(broken, sidecar), `${whole}\nstance: [\n`);
    const { code, err } = await pressmark(['export', '--to=csv', '--table=stance', broken]);
    assert.equal(code, 2);
    assert.match(err, /has mistakes; mend what pressmark check says/);
  });
});

describe('pressmark export where coders are separate', () => {
  afterEach(removeFolders);

  const text = 'Ana Petrova spoke on Monday.\n';
  const work = (by: string): string =>
    `pressmark: 1\nannotations:\n  - { id: of-${by}, tags: [claim], quote: "spoke", before: "Ana Petrova ", after: " on Monday.", position: [12, 17], note: "a thought of ${by}", by: ${by}, created: 2026-11-21T10:00:00Z }\nmentions:\n  - { id: not-${by}, quote: "Ana Petrova", before: "", after: " spoke", position: [0, 11], reject: mention, by: ${by}, at: 2026-11-21T10:00:00Z }\n`;
  const project = 'pressmark: 1\ndocuments: ["*.txt"]\ntags: [{ id: claim, label: Claim }]\nactors: [{ id: ana, name: Ana Petrova, kind: person }]\n';
  const files = (coders: string): string =>
    folderWith({
      'pressmark.yaml': `${project}coders: ${coders}\n`,
      'a.txt': text,
      'a.txt.anna.pressmark.yaml': `pressmark: 1\n${work('anna').slice('pressmark: 1\n'.length).split('mentions:')[0] ?? ''}`,
      'a.txt.ben.pressmark.yaml': work('ben'),
    });

  it('wants to be told whose, and exports nobody else’s, in whatever format', async () => {
    const folder = files('separate');
    for (const format of ['csv', 'jsonl', 'w3c', 'brat', 'conll', 'qdpx']) {
      const { code, out, err } = await pressmark(['export', `--to=${format}`, '--out', folderWith({}), folder]);
      assert.deepEqual([code, out], [2, ''], format);
      assert.match(err, /say whose with --coder=NAME, or --reveal for everybody’s/);
    }
    const { out } = await exportOf('--to=jsonl', '--coder=anna', folder);
    assert.match(out, /a thought of anna/);
    assert.doesNotMatch(out, /ben/);
    assert.match(out, /"table":"mentions"[^\n]*"actor":"ana"/, 'a mark that Ben has rejected is as the machine left it');
    assert.match((await exportOf('--to=jsonl', '--reveal', folder)).out, /a thought of anna[^]*a thought of ben/);
    assert.match((await exportOf('--to=qdc', folder)).out, /Claim/, 'the codebook is everybody’s');
  });

  it('is not asked where they share', async () => {
    assert.match((await exportOf('--to=jsonl', files('shared'))).out, /a thought of ben/);
  });
});
