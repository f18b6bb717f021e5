import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderWith, objects, pressmark, removeFolders } from './support';

const text = 'The minister arrived on Monday.\n\nShe called the talks useful. Nobody believed her.\n\nThe opposition stayed away.\n';
const project = `pressmark: 1
documents: ["*.txt"]
stance:
  - id: tone
    question: What is the tone?
    positions: [{ id: warm, label: Warm }, { id: even, label: Even }, { id: cold, label: Cold }]
tags:
  - { id: praise, label: Praise, replaces: [applause] }
  - { id: doubt, label: Doubt }
`;

type Passage = readonly [tag: string, quote: string];

let entries = 0;

/** What one coder wrote, as entries of a sidecar. */
function work(by: string, passages: readonly Passage[], position?: string, more = ''): { readonly annotations: string; readonly stance: string } {
  const annotations = passages.map(([tag, quote]) => {
    const start = text.indexOf(quote);
    return `  - { id: e${entries++}, tags: [${tag}], quote: ${JSON.stringify(quote)}, position: [${start}, ${start + quote.length}], by: ${by}, created: 2026-11-21T10:00:00Z }\n`;
  });
  const stance = position === undefined ? '' : `  - { question: tone, position: ${position}, by: ${by}, at: 2026-11-21T10:00:00Z${more} }\n`;
  return { annotations: annotations.join(''), stance };
}

function sidecar(...works: readonly ReturnType<typeof work>[]): string {
  const list = (key: 'annotations' | 'stance'): string => {
    const all = works.map((one) => one[key]).join('');
    return all === '' ? '' : `${key}:\n${all}`;
  };
  return `pressmark: 1\n${list('stance')}${list('annotations')}`;
}

interface Row {
  readonly tag?: string;
  readonly question?: string;
  readonly coders: readonly string[];
  readonly unit: string;
  readonly documents: number;
  readonly documentsOfAny: number;
  readonly finished: readonly string[];
  readonly unfinished: readonly number[];
  readonly units: number;
  readonly coded: readonly number[];
  readonly percent: { readonly value?: number; readonly undefined?: string };
  readonly alpha: { readonly value?: number; readonly undefined?: string };
  readonly 'cohen-kappa'?: { readonly value?: number; readonly undefined?: string };
  readonly 'fleiss-kappa'?: { readonly value?: number; readonly undefined?: string };
  readonly 'alpha-u'?: { readonly value?: number };
  readonly gamma?: { readonly value?: number };
}

async function rows(folder: string, ...options: readonly string[]): Promise<readonly Row[]> {
  const { code, out, err } = await pressmark(['agreement', '--json', ...options, folder]);
  assert.equal(code, 0, err);
  return objects<Row>(out);
}

describe('pressmark agreement', () => {
  afterEach(removeFolders);

  it('counts a copy with its original, and says how many it leaves out', async () => {
    const coded = (more = ''): string =>
      `${sidecar(work('anna', [['praise', 'The minister']]), work('ben', [['praise', 'The minister']]))}${more && `document: { copy-of: ${more} }\n`}`;
    const folder = folderWith({
      'pressmark.yaml': project,
      'a.txt': text,
      'a.txt.pressmark.yaml': coded(),
      'copy.txt': text,
      'copy.txt.pressmark.yaml': coded('a.txt'),
      // Its original is there, and nobody has coded that.
      'uncoded.txt': text,
      'second.txt': text,
      'second.txt.pressmark.yaml': coded('uncoded.txt'),
      // What it is a copy of is not there: then it is the only one of them.
      'alone.txt': text,
      'alone.txt.pressmark.yaml': coded('nowhere.txt'),
    });
    const [praise] = await rows(folder);
    assert.deepEqual([praise?.documents, praise?.documentsOfAny], [2, 2]);
    const { err } = await pressmark(['agreement', folder]);
    assert.match(err, /2 documents\. .* 2 documents given as copies of another are left out: a copy counts once, with its original\./);
  });

  it('counts sentences of documents that both finished, and only those', async () => {
    const folder = folderWith({
      'pressmark.yaml': project,
      'a.txt': text,
      'a.txt.pressmark.yaml': sidecar(
        work('anna', [['praise', 'She called the talks useful.']], 'warm'),
        work('ben', [['praise', 'the talks useful']], 'even'),
      ),
      // Ben has only begun here.
      'b.txt': text,
      'b.txt.pressmark.yaml': sidecar(work('anna', [['doubt', 'Nobody believed her.']]), work('ben', [['praise', 'The minister']], 'warm', ', status: draft')),
      'c.txt': text,
      'c.txt.pressmark.yaml': `${sidecar(work('anna', [['praise', 'She called the talks useful.']], 'cold'))}read:\n  - { by: ben, at: 2026-11-21T10:00:00Z }\n`,
    });
    const [praise, doubt, tone] = await rows(folder);
    assert.deepEqual(
      [praise, doubt, tone].map((row) => row?.tag ?? row?.question),
      ['praise', 'doubt', 'tone'],
    );
    assert.deepEqual([praise?.documents, praise?.documentsOfAny, praise?.unit, praise?.units], [2, 3, 'sentence', 8]);
    assert.deepEqual(praise?.coded, [2, 1]);
    // Seven of eight sentences alike; chance: 2/8 · 1/8 + 6/8 · 7/8 = 11/16.
    assert.equal(praise?.percent.value, 7 / 8);
    assert.ok(Math.abs((praise?.['cohen-kappa']?.value ?? 0) - (7 / 8 - 11 / 16) / (1 - 11 / 16)) < 1e-12);
    // Anna's only "doubt" is in the document that Ben has not finished.
    assert.deepEqual(doubt?.alpha, { undefined: 'no-variation' });
    assert.deepEqual([tone?.unit, tone?.units, tone?.coded], ['document', 1, [2, 1]], 'n is what two of them have answered');
    assert.equal(tone?.percent.value, 0);
  });

  it('takes those who mark documents as read at their word, and says whose rule left how many out', async () => {
    const done = 'read:\n  - { by: anna, at: 2026-11-21T11:00:00Z }\n';
    const both = [work('anna', [['praise', 'She called the talks useful.']]), work('ben', [['praise', 'the talks useful']])] as const;
    const files = {
      'pressmark.yaml': project,
      'a.txt': text,
      'a.txt.pressmark.yaml': `${sidecar(...both)}${done}`,
      // Anna has one passage here, and has not said that it is all.
      'b.txt': text,
      'b.txt.pressmark.yaml': sidecar(...both),
    };
    const folder = folderWith(files);
    const [praise] = await rows(folder);
    assert.deepEqual([praise?.documents, praise?.documentsOfAny, praise?.finished, praise?.unfinished], [1, 2, ['marked', 'coded'], [1, 0]]);
    const { out } = await pressmark(['agreement', folder]);
    assert.match(out, /^ {2}finished by anna: what is marked as read, no draft; 1 document begun and left out$/m);
    assert.match(out, /^ {2}finished by ben: whatever is coded or marked as read, no draft; 0 documents begun and left out$/m);
    assert.deepEqual((await rows(folder, '--finished=coded'))[0]?.documents, 2);
    assert.deepEqual((await rows(folder, '--finished=marked'))[0]?.documents, 0);
    assert.equal((await pressmark(['agreement', '--finished=soon', folder])).code, 2);
    // Whoever has documents assigned goes through them one by one, and says of each when it is done.
    const assigned = folderWith({ ...files, 'pressmark.yaml': `${project}assignments: [{ document: b.txt, coders: [ben] }]\n` });
    assert.deepEqual((await rows(assigned))[0]?.finished, ['marked', 'marked']);
  });

  it('does not take a judgement alone for “no tag anywhere”, nor a tag for an answer', async () => {
    const files = {
      'pressmark.yaml': project,
      'a.txt': text,
      'a.txt.pressmark.yaml': sidecar(
        work('anna', [['praise', 'She called the talks useful.']], 'warm'),
        work('ben', [['praise', 'She called the talks useful.']], 'warm'),
      ),
      // Ben has judged this one, and may not have looked for passages yet.
      'b.txt': text,
      'b.txt.pressmark.yaml': sidecar(work('anna', [['praise', 'She called the talks useful.']], 'warm'), work('ben', [], 'cold')),
    };
    const folder = folderWith(files);
    const [praise, tone] = await rows(folder);
    assert.deepEqual([praise?.documents, praise?.documentsOfAny, praise?.unfinished, praise?.percent.value], [1, 2, [0, 1], 1]);
    assert.deepEqual([tone?.documents, tone?.documentsOfAny, tone?.unfinished, tone?.percent.value], [2, 2, [0, 0], 0.5]);
    const { out } = await pressmark(['agreement', folder]);
    assert.match(
      out,
      /^anna, ben: 1 document that both finished, of 2 that any did\n[^]*^anna, ben: 2 documents whose stance both finished, of 2 that any did$/m,
    );
    // Said to hold nothing to tag, it counts; his other document still does.
    const said = folderWith({ ...files, 'b.txt.pressmark.yaml': `${files['b.txt.pressmark.yaml']}read:\n  - { by: ben, at: 2026-11-22T10:00:00Z }\n` });
    const [after] = await rows(said);
    assert.deepEqual([after?.documents, after?.finished, after?.coded], [2, ['coded', 'coded'], [2, 1]]);
  });

  it('says the word, not 1, where no document is shared', async () => {
    const folder = folderWith({
      'pressmark.yaml': project,
      'a.txt': text,
      'a.txt.pressmark.yaml': sidecar(work('anna', [['praise', 'She called the talks useful.']])),
      'b.txt': text,
      'b.txt.pressmark.yaml': sidecar(work('ben', [['praise', 'She called the talks useful.']])),
    });
    const [praise] = await rows(folder);
    assert.equal(praise?.documents, 0);
    for (const figure of [praise?.percent, praise?.['cohen-kappa'], praise?.alpha, praise?.['alpha-u'], praise?.gamma])
      assert.deepEqual(figure, { undefined: 'no-documents' });
    const { out } = await pressmark(['agreement', folder]);
    assert.match(out, /anna, ben: 0 documents that both finished, of 2 that any did/);
    assert.match(out, /^ {2}tag praise \(Praise\): 0 sentences; with a code: anna 0, ben 0$/m);
    assert.match(out, /^ {4}Cohen's κ +undefined: no document that all finished$/m);
  });

  it('counts merged tags as one, and whatever unit is wanted', async () => {
    const folder = folderWith({
      'pressmark.yaml': project,
      'a.txt': text,
      'a.txt.pressmark.yaml': sidecar(work('anna', [['applause', 'She called the talks useful.']]), work('ben', [['praise', 'the talks useful']])),
    });
    const by: Record<string, Row | undefined> = {};
    for (const unit of ['character', 'sentence', 'paragraph', 'document']) by[unit] = (await rows(folder, `--unit=${unit}`))[0];
    assert.deepEqual(
      Object.values(by).map((row) => [row?.units, row?.coded]),
      [
        [text.replaceAll('\n', '').length, [28, 16]],
        [4, [1, 1]],
        [3, [1, 1]],
        [1, [1, 1]],
      ],
    );
    assert.ok((by['character']?.percent.value ?? 1) < 1);
    assert.equal(by['sentence']?.percent.value, 1);
    assert.equal(by['sentence']?.alpha.value, 1);
    // One document, one code: there is nothing chance could have got wrong.
    assert.deepEqual(by['document']?.alpha, { undefined: 'no-variation' });
    assert.equal(by['document']?.gamma, undefined, 'boundaries are nothing to compare in whole documents');
    assert.ok((by['sentence']?.gamma?.value ?? 1) < 1);
  });

  it('compares every pair and all together, or the coders that are named', async () => {
    const works = ['anna', 'ben', 'eva'].map((by) => work(by, [['praise', 'She called the talks useful.']], 'warm'));
    const folder = folderWith({ 'pressmark.yaml': project, 'a.txt': text, 'a.txt.pressmark.yaml': sidecar(...works) });
    const groups = async (...options: readonly string[]): Promise<readonly string[]> =>
      (await rows(folder, ...options)).filter(({ tag }) => tag).map(({ coders }) => coders.join('+'));
    assert.deepEqual(await groups(), ['anna+ben', 'anna+eva', 'ben+eva', 'anna+ben+eva']);
    assert.deepEqual(await groups('--coders=eva,anna'), ['eva+anna']);
    const together = (await rows(folder)).find(({ coders, tag }) => coders.length === 3 && tag !== undefined);
    assert.deepEqual([together?.['fleiss-kappa']?.value, together?.['cohen-kappa'], together?.gamma], [1, undefined, undefined]);
  });

  it('leaves out passages without a place, says how many, and an adjudicator’s settlements', async () => {
    const settled = `  - { question: tone, position: cold, by: chief, at: 2026-11-21T10:00:00Z, adjudicates: [anna, ben] }\n`;
    const folder = folderWith({
      'pressmark.yaml': project,
      'a.txt': 'Another text altogether, with nothing of the first.\n',
      'a.txt.pressmark.yaml': `${sidecar(work('anna', [['praise', 'She called the talks useful.']], 'warm'), work('ben', [], 'warm')).replace('stance:\n', `stance:\n${settled}`)}`,
    });
    const { out, err } = await pressmark(['agreement', folder]);
    assert.match(err, /1 passage without a place in the text is left out/);
    assert.doesNotMatch(out, /chief/);
  });

  it('stops at what it cannot read, rather than count the rest', async () => {
    const broken = folderWith({ 'pressmark.yaml': project, 'a.txt': text, 'a.txt.pressmark.yaml': 'pressmark: 1\nstance: [\n' });
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[broken], /has mistakes; mend what pressmark check says/],
      [[folderWith({ 'a.txt': text })], /belongs to no project/],
      [[path.join(broken, 'nowhere')], /there is no such folder/],
      [['--unit=word', broken], /There is no unit “word”/],
      [['--resamples=many', broken], /--resamples wants a whole number/],
      [[broken, broken], /Name one folder/],
      [['--coders=nobody', folderWith({ 'pressmark.yaml': project })], /No coder “nobody”/],
    ];
    for (const [argv, sentence] of cases) {
      const { code, out, err } = await pressmark(['agreement', ...argv]);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, sentence);
    }
  });

  it('is over the project’s documents alone: neither what it excludes nor what a project within it governs', async () => {
    const both = sidecar(work('anna', [['praise', 'She called the talks useful.']]), work('ben', [['praise', 'She called the talks useful.']]));
    const folder = folderWith({
      'pressmark.yaml': project.replace('["*.txt"]', '["**/*.txt"]\nexclude: ["drafts/**"]'),
      'a.txt': text,
      'a.txt.pressmark.yaml': both,
      'drafts/b.txt': text,
      'drafts/b.txt.pressmark.yaml': both,
      'inner/pressmark.yaml': project,
      'inner/c.txt': text,
      'inner/c.txt.pressmark.yaml': both,
      // No document of the project: what is wrong with its sidecar stops nothing.
      'notes.md': text,
      'notes.md.pressmark.yaml': 'pressmark: 1\nstance: [\n',
    });
    assert.deepEqual(
      (await rows(folder)).map(({ documents, documentsOfAny }) => [documents, documentsOfAny]),
      [[1, 1]],
    );
    assert.equal((await rows(path.join(folder, 'inner')))[0]?.documents, 1);
  });

  it('lists a tag that the codebook lacks, and says so', async () => {
    const strange = ['anna', 'ben'].map((by) => work(by, [['gone', 'She called the talks useful.']]));
    const folder = folderWith({ 'pressmark.yaml': project, 'a.txt': text, 'a.txt.pressmark.yaml': sidecar(...strange) });
    assert.match((await pressmark(['agreement', folder])).out, /^ {2}tag gone \(not in the codebook\): 4 sentences; with a code: anna 1, ben 1$/m);
    assert.deepEqual(
      (await rows(folder)).map(({ tag }) => tag),
      ['gone'],
    );
  });

  it('lists a question that the project lacks, and says of positions that it lacks that they are left out', async () => {
    const both = sidecar(work('anna', [], 'hot'), work('ben', [], 'warm'));
    const files = { 'a.txt': text, 'a.txt.pressmark.yaml': both };
    const lost = folderWith({ ...files, 'pressmark.yaml': project.replace('id: tone', 'id: mood') });
    const { out } = await pressmark(['agreement', lost]);
    assert.match(out, /^ {2}stance tone \(not in the project\): 0 documents; with a code: anna 0, ben 0$/m);
    assert.match(out, /^ {4}left out, as the project has no such position: anna 1, ben 1$/m);
    assert.match(out, /^ {4}Cohen's κ +undefined: the project has no such question, or none of the positions given$/m);
    const known = folderWith({ ...files, 'pressmark.yaml': project });
    assert.match((await pressmark(['agreement', known])).out, /with a code: anna 0, ben 1\n {4}left out, as the project has no such position: anna 1\n/);
  });

  it('says how many passages stand in no unit', async () => {
    const read = `${text}\nComments (2)\n\nReader one says:\nThis is all wrong, and I know it.\n`;
    const quote = 'This is all wrong';
    const at = read.indexOf(quote);
    const theirs = `pressmark: 1\nannotations:\n${['anna', 'ben']
      .map((by) => `  - { id: ${by}, tags: [doubt], quote: "${quote}", position: [${at}, ${at + quote.length}], by: ${by}, created: 2026-11-21T10:00:00Z }\n`)
      .join('')}`;
    const folder = folderWith({ 'pressmark.yaml': project, 'a.txt': read, 'a.txt.pressmark.yaml': theirs });
    for (const unit of ['sentence', 'document']) {
      const { out, err } = await pressmark(['agreement', `--unit=${unit}`, folder]);
      assert.match(err, /2 passages in no unit, as in readers’ comments and page furniture, are left out\./);
      assert.match(out, /with a code: anna 0, ben 0/);
    }
  });

  it('tells nothing where coders are separate, until it is said that it may', async () => {
    const both = sidecar(work('anna', [['praise', 'She called the talks useful.']]), work('ben', [['praise', 'the talks useful']]));
    const folder = folderWith({ 'pressmark.yaml': `${project}coders: separate\n`, 'a.txt': text, 'a.txt.pressmark.yaml': both });
    for (const options of [[], ['--json'], ['--coders=anna,ben']]) {
      const { code, out, err } = await pressmark(['agreement', ...options, folder]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^Coders are separate in this project, and agreement tells of what they all coded: say --reveal/);
    }
    assert.equal((await rows(folder, '--reveal')).length, 1);
  });

  it('gives an interval from five documents on, the same for the same seed', async () => {
    const files: Record<string, string> = { 'pressmark.yaml': project };
    for (let i = 0; i < 6; i++) {
      files[`${i}.txt`] = text;
      files[`${i}.txt.pressmark.yaml`] = sidecar(
        work('anna', [['praise', 'She called the talks useful.']]),
        work('ben', [['praise', i % 3 === 0 ? 'Nobody believed her.' : 'She called the talks useful.']]),
      );
    }
    const folder = folderWith(files);
    const first = await pressmark(['agreement', folder]);
    assert.match(first.out, /Cohen's κ +0\.\d{3} {2}\[-?\d\.\d{3}, \d\.\d{3}\]/);
    assert.equal((await pressmark(['agreement', folder])).out, first.out);
    assert.doesNotMatch((await pressmark(['agreement', '--resamples=0', folder])).out, /\[/);
  });
});

describe('pressmark agreement between branches', () => {
  afterEach(removeFolders);

  function repository(): { readonly folder: string; readonly git: (...args: readonly string[]) => string } {
    const folder = folderWith({
      'pressmark.yaml': project.replace('"*.txt"', '"**/*.txt"'),
      'press/a.txt': text,
      'press/a.txt.pressmark.yaml': sidecar(work('chief', [['doubt', 'Nobody believed her.']])),
    });
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { encoding: 'utf8', stdio: 'pipe' });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'start');
    return { folder, git };
  }

  it('takes each coder’s work from the branch that changed it, and checks nothing out', async () => {
    const { folder, git } = repository();
    const file = path.join(folder, 'press/a.txt.pressmark.yaml');
    const start = readFileSync(file, 'utf8');
    for (const [branch, by] of [
      ['first', 'anna'],
      ['second', 'ben'],
    ] as const) {
      git('checkout', '-q', '-b', branch, 'main');
      writeFileSync(file, start + work(by, [['praise', 'She called the talks useful.']]).annotations);
      git('commit', '-qam', branch);
    }
    git('checkout', '-q', 'main');
    const found = await rows(folder, '--refs=first,second', '--coders=anna,ben');
    assert.deepEqual(
      found.map(({ tag, documents, alpha }) => [tag, documents, alpha.value]),
      [
        ['praise', 1, 1],
        ['doubt', 1, undefined],
      ],
    );
    assert.equal(git('status', '--porcelain'), '');
    assert.equal(readFileSync(file, 'utf8'), start);
    // The same from a folder within the project.
    const below = await pressmark(['agreement', '--refs=first,second', path.join(folder, 'press')]);
    assert.match(below.out, /anna, ben: 1 document that both finished/);
  });

  it('leaves out a copy of a document that is on either branch', async () => {
    const { folder, git } = repository();
    const start = readFileSync(path.join(folder, 'press/a.txt.pressmark.yaml'), 'utf8');
    for (const [branch, by] of [
      ['first', 'anna'],
      ['second', 'ben'],
    ] as const) {
      git('checkout', '-q', '-b', branch, 'main');
      writeFileSync(path.join(folder, 'press/copy.txt'), text);
      for (const [name, more] of [
        ['a.txt', ''],
        ['copy.txt', 'document: { copy-of: press/a.txt }\n'],
      ] as const)
        writeFileSync(
          path.join(folder, `press/${name}.pressmark.yaml`),
          (name === 'a.txt' ? start : `pressmark: 1\n${more}annotations:\n`) + work(by, [['praise', 'She called the talks useful.']]).annotations,
        );
      git('add', '-A');
      git('commit', '-qm', branch);
    }
    for (const where of [folder, path.join(folder, 'press')]) {
      const { out, err } = await pressmark(['agreement', '--refs=first,second', where]);
      assert.match(out, /anna, ben: 1 document that both finished, of 1/);
      assert.match(err, /1 document given as a copy of another is left out/);
    }
    // The original may stand outside of the folder that is asked about.
    for (const branch of ['first', 'second']) {
      git('checkout', '-q', branch);
      mkdirSync(path.join(folder, 'more'));
      git('mv', 'press/copy.txt', 'press/copy.txt.pressmark.yaml', 'more');
      git('commit', '-qm', 'moved');
    }
    const { err } = await pressmark(['agreement', '--refs=first,second', path.join(folder, 'more')]);
    assert.match(err, /1 document given as a copy of another is left out/);
  });

  it('says so where one coder worked on both, and where a name is no commit', async () => {
    const { folder, git } = repository();
    const file = path.join(folder, 'press/a.txt.pressmark.yaml');
    for (const branch of ['first', 'second']) {
      git('checkout', '-q', '-b', branch, 'main');
      writeFileSync(file, sidecar(work('chief', [['praise', branch === 'first' ? 'The minister' : 'Nobody']])));
      git('commit', '-qam', branch);
    }
    const both = await pressmark(['agreement', '--refs=first,second', folder]);
    assert.equal(both.code, 2);
    assert.match(both.err, /chief has coded press\/a\.txt on first and otherwise on second/);
    for (const refs of ['first,nowhere', 'first,--all', 'first']) {
      const { code, err } = await pressmark(['agreement', `--refs=${refs}`, folder]);
      assert.equal(code, 2);
      assert.match(err, /is no commit|wants two names/);
    }
    const outside = folderWith({});
    cpSync(path.join(folder, 'pressmark.yaml'), path.join(outside, 'pressmark.yaml'));
    assert.match((await pressmark(['agreement', '--refs=a,b', outside])).err, /a is no commit of a git repository/);
  });

  it('is over the project’s documents alone, by the codebook of the work tree and then of the branches, and says who lacks what', async () => {
    const { folder, git } = repository();
    const put = (name: string, content: string): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    };
    const start = readFileSync(path.join(folder, 'pressmark.yaml'), 'utf8');
    for (const [branch, by] of [
      ['first', 'anna'],
      ['second', 'ben'],
    ] as const) {
      git('checkout', '-q', '-b', branch, 'main');
      const coded = sidecar(
        work(by, [['praise', 'She called the talks useful.'], ...(branch === 'first' ? ([['sneer', 'Nobody believed her.']] as const) : [])], 'warm'),
      );
      for (const name of ['press/a.txt', 'drafts/b.txt', 'inner/c.txt', 'own/d.txt']) {
        put(name, text);
        put(`${name}.${by}.pressmark.yaml`, coded);
      }
      // Wrong, and no document's of the project.
      put('drafts/e.txt', text);
      put('drafts/e.txt.pressmark.yaml', 'pressmark: 1\nstance: [\n');
      // A project of its own on one branch alone.
      if (branch === 'second') put('own/pressmark.yaml', project);
      if (branch === 'first') put('pressmark.yaml', `${start}  - { id: sneer, label: Sneer }\n`);
      git('add', '-A');
      git('commit', '-qm', branch);
    }
    git('checkout', '-q', 'main');
    put('inner/pressmark.yaml', project);
    put('pressmark.yaml', start.replace('stance:', 'exclude: ["drafts/**"]\nstance:').replace('id: tone', 'id: mood'));
    const found = await rows(folder, '--refs=first,second', '--coders=anna,ben');
    assert.deepEqual(
      found.map(({ tag, question, documents }) => [tag ?? question, documents]),
      [
        ['praise', 1],
        ['doubt', 1],
        ['sneer', 1],
        ['tone', 1],
      ],
    );
    assert.deepEqual(
      found
        .map((row) => row as Row & { readonly inProject?: boolean; readonly lackedBy?: readonly string[] })
        .map(({ inProject, lackedBy }) => [inProject, lackedBy]),
      [
        [undefined, undefined],
        [undefined, undefined],
        [false, ['second']],
        [false, undefined],
      ],
    );
    assert.equal(found.at(-1)?.percent.value, 1, 'a question that the branches alone have is compared by what they say of it');
    const { out } = await pressmark(['agreement', '--refs=first,second', '--coders=anna,ben', folder]);
    assert.match(out, /^ {2}tag sneer \(Sneer; not in the codebook; not in the codebook of second\): 4 sentences; with a code: anna 1, ben 0$/m);
    assert.match(out, /^ {2}stance tone \(not in the project\): 1 document/m);
  });

  it('stops at a branch whose project file has mistakes', async () => {
    const { folder, git } = repository();
    git('branch', 'first');
    git('checkout', '-q', '-b', 'second');
    writeFileSync(path.join(folder, 'pressmark.yaml'), 'pressmark: 1\ntags: [\n');
    git('commit', '-qam', 'broken');
    git('checkout', '-q', 'main');
    const { code, err } = await pressmark(['agreement', '--refs=first,second', folder]);
    assert.deepEqual([code, err], [2, 'The project file has mistakes on second; mend them there first.\n']);
  });
});
