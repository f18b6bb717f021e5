import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashMatches } from '../../src/core/annotations/hash';
import { parseSidecar } from '../../src/core/sidecar';
import { parseProject } from '../../src/core/project';
import { folderWith, type Outcome, pressmark, removeFolders, seeds } from './support';

const text = 'The minister arrived on Monday.\n\nShe called the talks 😀 useful. Nobody believed her.\n\nThe opposition stayed away.\n';
const project = 'pressmark: 1\ndocuments: ["**/*.txt"]\n# Our codebook.\ntags:\n  - { id: praise, label: Praise }\n  - { id: doubt, label: Open Doubt }\n';

async function importInto(folder: string, format: string, files: readonly string[], ...more: readonly string[]): Promise<Outcome> {
  return pressmark(['import', `--from=${format}`, '--coder=anna', '--project', folder, ...more, ...files]);
}

const sidecarOf = (folder: string, name = 'press/a.txt.pressmark.yaml') => parseSidecar(readFileSync(path.join(folder, name), 'utf8'));

describe('pressmark import', () => {
  afterEach(removeFolders);

  for (const format of ['w3c', 'csv', 'qdpx', 'brat'] as const) {
    it(`brings the seeds' passages back from ${format}`, async () => {
      const [out, copy] = [folderWith({}), folderWith({})];
      cpSync(seeds, copy, { recursive: true });
      assert.equal((await pressmark(['export', `--to=${format}`, ...(format === 'csv' ? ['--table=passages'] : []), '--out', out, seeds])).code, 0);
      const sidecars = readdirSync(seeds).filter((name) => name.endsWith('.txt.pressmark.yaml'));
      for (const name of sidecars) {
        // Everything but the passages stays.
        const whole = readFileSync(path.join(seeds, name), 'utf8');
        const [before = '', rest = ''] = whole.split('\nannotations:\n');
        writeFileSync(path.join(copy, name), `${before}\n${rest.includes('\nmentions:') ? rest.slice(rest.indexOf('\nmentions:') + 1) : ''}`);
      }
      const files = readdirSync(out)
        .filter((name) => (format === 'brat' ? name.endsWith('.ann') : /\.(jsonld|csv|qdpx)$/.test(name)))
        .map((name) => path.join(out, name));
      const { code, err } = await importInto(copy, format, files);
      assert.equal(code, 0, err);
      for (const name of sidecars) {
        const [was, is] = [seeds, copy].map((folder) => sidecarOf(folder, name).value.annotations ?? []);
        const places = (annotations: typeof was = []): readonly string[] =>
          annotations.flatMap(({ tags, position, by }) => tags.map((tag) => `${position.join('-')} ${tag} ${by}`)).sort();
        assert.deepEqual(places(is), places(was));
        // The context is cut anew, at the borders of words.
        const whole = (annotations: typeof was = []): readonly object[] =>
          [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1)).map((annotation) => ({ ...annotation, before: undefined, after: undefined }));
        if (format !== 'brat') assert.deepEqual(whole(is), whole(was));
      }
      assert.equal((await pressmark(['check', copy])).code, 0);
      // Once more: nothing twice.
      const before = sidecars.map((name) => readFileSync(path.join(copy, name), 'utf8'));
      const again = await importInto(copy, format, files);
      assert.match(again.err, /0 passages imported, \d+ already there, 0 things left out\./);
      assert.deepEqual(
        sidecars.map((name) => readFileSync(path.join(copy, name), 'utf8')),
        before,
      );
    });
  }

  for (const format of ['csv', 'jsonl'] as const) {
    it(`brings everything that people decided about the seeds back from ${format}, but for decisions about marks`, async () => {
      const [out, copy] = [folderWith({}), folderWith({})];
      cpSync(seeds, copy, { recursive: true });
      const exporting = await pressmark(['export', `--to=${format}`, '--out', out, seeds]);
      assert.match(exporting.err, /decisions about actors and dates are not told as such/);
      const sidecars = readdirSync(seeds).filter((name) => name.endsWith('.txt.pressmark.yaml'));
      for (const name of sidecars) rmSync(path.join(copy, name));
      const files = readdirSync(out).map((name) => path.join(out, name));
      const { code, err } = await importInto(copy, format, files);
      assert.equal(code, 1, err);
      const sentences = err.trim().split('\n');
      assert.ok(
        sentences.slice(0, -1).every((sentence) => /marks of actors and dates are left out|settlements? among what/.test(sentence)),
        err,
      );
      assert.match(sentences.at(-1) ?? '', /^\d+ passages, \d+ stances, .*what is said of \d+ documents imported, 0 already there/);
      const decided = (folder: string, name: string) => {
        const { document, read = [], stance = [], annotations = [] } = sidecarOf(folder, name).value;
        const inOrder = (entries: readonly object[]): readonly string[] =>
          entries.map((entry) => JSON.stringify(Object.entries({ ...entry, before: '', after: '' }).sort())).sort();
        return [{ ...document, encoding: undefined, text: undefined }, inOrder(read), inOrder(stance), inOrder(annotations)];
      };
      for (const name of sidecars.filter((file) => existsSync(path.join(copy, file)))) assert.deepEqual(decided(copy, name), decided(seeds, name), name);
      assert.deepEqual(
        sidecars.filter((name) => !existsSync(path.join(copy, name))),
        [],
      );
    });
  }

  for (const dry of [[], ['--dry-run']])
    it(`holds a second file against what the first one said${dry.map((flag) => `, also with ${flag}`).join('')}`, async () => {
      const stance = 'stance: [{ id: tone, question: "How?", positions: [{ id: warm, label: W }, { id: cold, label: C }] }]\n';
      const tables = Object.fromEntries(
        ['warm', 'cold'].map((position) => [`${position}.csv`, `document,question,position,by\npress/a.txt,tone,${position},ben\n`]),
      );
      const folder = folderWith({ 'pressmark.yaml': project + stance, 'press/a.txt': text, ...tables });
      const files = ['warm.csv', 'cold.csv'].map((name) => path.join(folder, name));
      const { code, err } = await importInto(folder, 'csv', files, ...dry);
      assert.equal(code, 1, err);
      assert.match(err, /“tone, ben” differs from what stands in the sidecar and is not changed: position/);
      assert.match(err, /0 passages, 1 stance (would be )?imported, 0 already there, 1 thing left out/);
      if (dry.length === 0)
        assert.deepEqual(
          sidecarOf(folder).value.stance?.map(({ position }) => position),
          ['warm'],
        );
    });

  it('writes no quote where the project keeps none', async () => {
    const embargoed = project.replace('["**/*.txt"]', '[{ glob: "**/*.txt", quotes: none }]');
    const table = 'document,tags,quote,by\npress/a.txt,doubt,Nobody believed her.,ben\npress/a.txt,praise,The opposition,ben\n';
    const folder = folderWith({ 'pressmark.yaml': embargoed, 'press/a.txt': text, 'in.csv': table });
    const { code, err } = await importInto(folder, 'csv', [path.join(folder, 'in.csv')]);
    assert.equal(code, 0, err);
    const { text: written, value } = sidecarOf(folder);
    assert.doesNotMatch(written, /believed|opposition|useful/);
    const [one, two] = value.annotations ?? [];
    assert.deepEqual(text.slice(...(one?.position ?? [])), 'Nobody believed her.');
    assert.ok(hashMatches(one?.['quote-hash'] ?? '', 'Nobody believed her.'));
    assert.notEqual(one?.['quote-hash']?.split(':')[1], two?.['quote-hash']?.split(':')[1], 'each with a salt of its own');
    const again = await importInto(folder, 'csv', [path.join(folder, 'in.csv')]);
    assert.match(again.err, /0 passages imported, 2 already there, 0 things left out/);
  });

  it('takes annotations of Hypothesis by the address of the page', async () => {
    const folder = folderWith({
      'pressmark.yaml': project,
      'press/a.txt': text,
      'press/a.txt.pressmark.yaml': 'pressmark: 1\n# by hand\ndocument: { url: "https://example.org/a" }\n',
    });
    const row = (id: string, exact: string, tags: readonly string[], comment = ''): object => ({
      id,
      user: 'acct:ben@hypothes.is',
      uri: 'https://example.org/a',
      created: '2026-11-20T09:15:01.123456+00:00',
      text: comment,
      tags,
      target: [
        {
          source: 'https://example.org/a',
          selector: [
            { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
            { type: 'TextPositionSelector', start: 4000, end: 4010 },
          ],
        },
      ],
    });
    const page = { id: 'p', user: 'acct:ben@hypothes.is', uri: 'https://example.org/a', tags: [], target: [{ source: 'https://example.org/a' }] };
    const rows = [
      row('r1', 'Nobody believed her.', ['open doubt'], 'Who says so?'),
      row('r2', 'words that are not there', ['praise']),
      row('r3', 'The opposition', ['unheard of']),
      page,
    ];
    writeFileSync(path.join(folder, 'rows.json'), JSON.stringify({ rows }));
    const { code, err } = await importInto(folder, 'hypothesis', [path.join(folder, 'rows.json')]);
    assert.equal(code, 1);
    assert.match(err, /1 annotations are on no passage/);
    assert.match(err, /“words that are not there” has no sure place in the text/);
    assert.match(err, /The codebook has no “unheard of”/);
    assert.match(err, /1 passage imported, 0 already there, 3 things left out/);
    const [only, ...more] = sidecarOf(folder).value.annotations ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual(
      [only?.id, only?.tags, only?.quote, only?.note, only?.by, only?.created],
      ['r1', ['doubt'], 'Nobody believed her.', 'Who says so?', 'ben', '2026-11-20T09:15:01.123456+00:00'],
    );
    assert.match(readFileSync(path.join(folder, 'press/a.txt.pressmark.yaml'), 'utf8'), /# by hand/);
  });

  it('reads code points, and a text that the document has moved on from', async () => {
    const older = `An older headline.\n\n${text}`;
    const at = [...older].join('').indexOf('useful');
    const folder = folderWith({ 'pressmark.yaml': project, 'press/a.txt': text, 'brat/a.txt': older });
    rmSync(path.join(folder, 'brat/a.txt'));
    const outside = folderWith({
      'a.txt': older,
      'a.ann': `T1\tpraise ${[...older.slice(0, at)].length} ${[...older.slice(0, at)].length + 6}\tuseful\n#1\tAnnotatorNotes T1\ta note\nR1\tX Arg1:T1 Arg2:T1\n`,
    });
    const { code, err } = await importInto(folder, 'brat', [path.join(outside, 'a.ann')]);
    assert.equal(code, 1, err);
    assert.match(err, /1 lines of .* are no entities/);
    const [passage] = sidecarOf(folder).value.annotations ?? [];
    assert.equal(text.slice(...(passage?.position ?? [])), 'useful');
    assert.deepEqual([passage?.note, passage?.by], ['a note', 'anna']);
  });

  it('gives each coder a sidecar of their own where the project wants it, and writes nothing when only asked', async () => {
    const folder = folderWith({
      'pressmark.yaml': `${project}coders: separate\n`,
      'press/a.txt': text,
      'in.csv': 'document,tags,quote,by\r\npress/a.txt,praise,The opposition stayed away.,ben\r\na.txt,doubt,Nobody believed her.,\r\n',
    });
    const dry = await importInto(folder, 'csv', [path.join(folder, 'in.csv')], '--dry-run', '--reveal');
    assert.match(dry.err, /2 passages would be imported/);
    assert.deepEqual(readdirSync(path.join(folder, 'press')), ['a.txt']);
    assert.equal((await importInto(folder, 'csv', [path.join(folder, 'in.csv')], '--reveal')).code, 0);
    assert.deepEqual(readdirSync(path.join(folder, 'press')).sort(), ['a.txt', 'a.txt.anna.pressmark.yaml', 'a.txt.ben.pressmark.yaml']);
  });

  it('writes into nobody else’s sidecar, and tells nothing of what stands there, while coders are separate', async () => {
    const folder = folderWith({
      'pressmark.yaml': `${project}coders: separate\n`,
      'press/a.txt': text,
      'in.csv': 'document,id,tags,quote,by\r\npress/a.txt,p1,praise,The opposition stayed away.,ben\r\npress/a.txt,p2,doubt,Nobody believed her.,\r\n',
      'mine.csv': 'document,id,tags,quote\r\npress/a.txt,p1,doubt,The opposition stayed away.\r\n',
    });
    const file = path.join(folder, 'in.csv');
    const { code, err } = await importInto(folder, 'csv', [file]);
    assert.equal(code, 1);
    assert.match(err, /1 entries are left out, for they are signed by others, whose coding is hidden: ben\./);
    assert.match(err, /--reveal takes what others signed into their sidecars/);
    assert.match(err, /1 passage imported, 0 already there/);
    assert.deepEqual(readdirSync(path.join(folder, 'press')).sort(), ['a.txt', 'a.txt.anna.pressmark.yaml']);
    await importInto(folder, 'csv', [file], '--reveal');
    const theirs = readFileSync(path.join(folder, 'press', 'a.txt.ben.pressmark.yaml'), 'utf8');
    // What Ben has under that id is no business of Anna's: her passage comes in beside it, once.
    const mine = path.join(folder, 'mine.csv');
    for (const said of [/1 passage imported, 0 already there, 0 things left out/, /0 passages imported, 1 already there, 0 things left out/]) {
      const { err: told } = await importInto(folder, 'csv', [mine]);
      assert.match(told, said);
      assert.doesNotMatch(told, /differs|ben/i);
    }
    assert.equal(readFileSync(path.join(folder, 'press', 'a.txt.ben.pressmark.yaml'), 'utf8'), theirs);
    assert.doesNotMatch(readFileSync(path.join(folder, 'press', 'a.txt.anna.pressmark.yaml'), 'utf8'), /id: p1\n/);
  });

  it('tells what was changed in another tool and is not changed here', async () => {
    const rows = (tag: string): string => `document,id,tags,quote\npress/a.txt,p1,${tag},Nobody believed her.\npress/a.txt,p2,praise,The opposition\n`;
    const folder = folderWith({ 'pressmark.yaml': project, 'press/a.txt': text, 'in.csv': rows('praise') });
    const file = path.join(folder, 'in.csv');
    assert.equal((await importInto(folder, 'csv', [file])).code, 0);
    writeFileSync(file, rows('doubt'));
    const { code, err } = await importInto(folder, 'csv', [file]);
    assert.equal(code, 1);
    assert.match(err, /“Nobody believed her\.” differs from what stands in the sidecar and is not changed: tags\./);
    assert.match(err, /0 passages imported, 1 already there, 1 thing left out\./);
    assert.deepEqual(sidecarOf(folder).value.annotations?.find(({ id }) => id === 'p1')?.tags, ['praise']);
  });

  it('says how many settlements are among what it takes, before they are taken too', async () => {
    const rows = 'document,id,tags,quote,adjudicates,by\npress/a.txt,p1,praise,Nobody believed her.,,ben\npress/a.txt,p2,doubt,Nobody believed her.,p1,chief\n';
    const folder = folderWith({ 'pressmark.yaml': project, 'press/a.txt': text, 'in.csv': rows });
    const file = path.join(folder, 'in.csv');
    const dry = await importInto(folder, 'csv', [file], '--dry-run');
    assert.match(dry.err, /1 settlement among what would be imported: what others coded is settled by it\.\n2 passages would be imported/);
    const { err } = await importInto(folder, 'csv', [file]);
    assert.match(err, /1 settlement among what is imported/);
    assert.doesNotMatch((await importInto(folder, 'csv', [file])).err, /settle/, 'what is there is not taken again');
  });

  it('adds a codebook, once, below the tags of the same name', async () => {
    const codebook = `<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1" name="praise" isCodable="true"><Code guid="2" name="Faint &amp; damning" isCodable="true" color="#abcdef"><Description>Praises too little.</Description></Code></Code></Codes></CodeBook>`;
    const folder = folderWith({ 'pressmark.yaml': project, 'in.qdc': codebook });
    const { code, err } = await pressmark(['import', '--from=qdc', '--project', folder, path.join(folder, 'in.qdc')]);
    assert.equal(code, 0, err);
    const written = readFileSync(path.join(folder, 'pressmark.yaml'), 'utf8');
    assert.match(written, /# Our codebook\./);
    assert.deepEqual(parseProject(written).value.tags?.[0]?.children, [
      { id: 'faint-damning', label: 'Faint & damning', color: '#abcdef', description: 'Praises too little.' },
    ]);
    await pressmark(['import', '--from=qdc', '--project', folder, path.join(folder, 'in.qdc')]);
    assert.equal(readFileSync(path.join(folder, 'pressmark.yaml'), 'utf8'), written);
  });

  it('answers hostile and broken files with a sentence, and leaves everything as it was', async () => {
    const folder = folderWith({
      'pressmark.yaml': project,
      'press/a.txt': text,
      'bomb.qdc': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><CodeBook><Codes><Code guid="1" name="&b;" isCodable="true"/></Codes></CodeBook>`,
      'no.qdpx': 'not a zip',
      'no.json': '{',
      'far.csv': 'document,tags,quote\n../../etc/passwd,praise,root\n',
      'no.csv': 'a,b\n1,2\n',
    });
    for (const [format, file, sentence] of [
      ['qdc', 'bomb.qdc', /not well-formed XML/],
      ['qdpx', 'no.qdpx', /no zip archive/],
      ['w3c', 'no.json', /is no JSON/],
      ['hypothesis', 'no.json', /is no JSON/],
      ['csv', 'far.csv', /has no document “\.\.\/\.\.\/etc\/passwd”/],
      ['csv', 'no.csv', /has no column “document”, “tags”/],
    ] as const) {
      const { code, err } = await importInto(folder, format, [path.join(folder, file)]);
      assert.equal(code, 1, err);
      assert.match(err, sentence);
    }
    for (const [argv, sentence] of [
      [['--from=docx', 'x'], /Say what to import from/],
      [['--from=csv', '--coder=a'], /Name the files/],
      [['--from=csv', '--project', folder, path.join(folder, 'far.csv')], /Say whose passages/],
      [['--from=csv', '--coder=a', '--project', folder, path.join(folder, 'nowhere.csv')], /no such file/],
    ] as const) {
      const { code, err } = await pressmark(['import', ...argv]);
      assert.equal(code, 2);
      assert.match(err, sentence);
    }
    assert.ok(!existsSync(path.join(folder, 'press/a.txt.pressmark.yaml')));
    assert.equal(readFileSync(path.join(folder, 'pressmark.yaml'), 'utf8'), project);
  });
});
