/** Quick fixes: each row a problem, the fixes that are offered, and the file after the first. */
import assert from 'node:assert/strict';
import { fixesFor, type Fix } from '../../../src/core/fixes';
import { nearest } from '../../../src/core/fixes/nearest';
import { indexProject, parseProject, type ProjectFile } from '../../../src/core/project';
import { checkReferences, metadataConflicts, parseSidecar } from '../../../src/core/sidecar';
import { applySplices } from '../../../src/core/yaml/splices';

const projectText = `pressmark: 1
stance:
  - id: q
    question: How?
    positions: [{ id: for, label: For }]  # to be discussed
outlets: []  # none yet
tags:
  - id: unnamed-source
    label: Unnamed source
`;
const project = parseProject(projectText);
const entry = (id: string, more = ''): string =>
  `  - id: ${id}\n    tags: [unnamed-source]\n    position: [1, 2]\n    by: anna\n    created: 2026-11-21T10:00:00Z\n${more}`;
const head = 'pressmark: 1\n';

interface Row {
  readonly what: string;
  readonly text: string;
  readonly code: string;
  readonly offers: readonly string[];
  /** The file in which the fix of this number is made, afterwards. */
  readonly after: readonly [number, string];
  readonly project?: ProjectFile;
}

const rows: readonly Row[] = [
  {
    what: 'a mistyped tag becomes the nearest one',
    text: `${head}annotations:\n${entry('x').replace('[unnamed-source]', '[other, unnamed-sorce]')}`.replace('other, ', ''),
    code: 'unknown-tag',
    offers: ['Change to “unnamed-source”', 'Add “unnamed-sorce” to pressmark.yaml'],
    after: [0, `${head}annotations:\n${entry('x')}`],
  },
  {
    what: 'a new tag is added to the codebook',
    text: `${head}annotations:\n${entry('x').replace('unnamed-source', 'threat_level')}`,
    code: 'unknown-tag',
    offers: ['Add “threat_level” to pressmark.yaml'],
    after: [0, `${projectText}  - id: threat_level\n    label: Threat level\n`],
  },
  {
    what: 'a new tag is added to the part that holds the tags',
    text: `${head}annotations:\n${entry('x').replace('unnamed-source', 'new')}`,
    code: 'unknown-tag',
    offers: ['Add “new” to pressmark.tags.yaml'],
    after: [0, '# the codebook\ntags: [{ id: a, label: A }, { id: new, label: New }]\n'],
    project: parseProject('pressmark: 1\n', { tags: '# the codebook\ntags: [{ id: a, label: A }]\n' }),
  },
  {
    what: 'an outlet is added, and the comment stays',
    text: `${head}document:\n  outlet: rt\n`,
    code: 'unknown-outlet',
    offers: ['Add “rt” to pressmark.yaml'],
    after: [0, projectText.replace('outlets: []  # none yet\n', 'outlets:  # none yet\n  - id: rt\n    name: Rt\n')],
  },
  {
    what: 'a position is added to its question',
    text: `${head}stance:\n  - { question: q, position: against, by: anna, at: 2026-11-21T10:00:00Z }\n`,
    code: 'unknown-position',
    offers: ['Add “against” to pressmark.yaml'],
    after: [0, projectText.replace('[{ id: for, label: For }]', '[{ id: for, label: For }, { id: against, label: Against }]')],
  },
  {
    what: 'a question is only ever corrected',
    text: `${head}stance:\n  - { question: Q, position: for, by: anna, at: 2026-11-21T10:00:00Z }\n`,
    code: 'unknown-question',
    offers: ['Change to “q”'],
    after: [0, `${head}stance:\n  - { question: q, position: for, by: anna, at: 2026-11-21T10:00:00Z }\n`],
  },
  {
    what: 'evidence that is gone is taken out',
    text: `${head}stance:\n  - { question: q, position: for, evidence: [x, gone], by: anna, at: 2026-11-21T10:00:00Z }\nannotations:\n${entry('x')}`,
    code: 'unknown-annotation',
    offers: ['Remove it from the evidence'],
    after: [0, `${head}stance:\n  - { question: q, position: for, evidence: [x], by: anna, at: 2026-11-21T10:00:00Z }\nannotations:\n${entry('x')}`],
  },
  {
    what: 'the second of two entries gets a new id',
    text: `${head}annotations:\n${entry('x')}  # between\n${entry('x', '    note: mine\n')}`,
    code: 'duplicate-id',
    offers: ['Give this entry a new id', 'Delete this entry'],
    after: [0, `${head}annotations:\n${entry('x')}  # between\n${entry('made', '    note: mine\n')}`],
  },
  {
    what: 'the second of two entries is deleted',
    text: `${head}annotations:\n${entry('x')}  # between\n${entry('x')}${entry('y')}`,
    code: 'duplicate-id',
    offers: ['Give this entry a new id', 'Delete this entry'],
    after: [1, `${head}annotations:\n${entry('x')}  # between\n${entry('y')}`],
  },
  {
    what: 'a mistyped key gets its name',
    text: `${head}annotations:\n${entry('x', '    speeker: bob\n')}`,
    code: 'unknown-key',
    offers: ['Change to “speaker”'],
    after: [0, `${head}annotations:\n${entry('x', '    speaker: bob\n')}`],
  },
  {
    what: 'a mistyped word of a list gets right',
    text: `${head}annotations:\n${entry('x', '    voice: "quotd"\n')}`,
    code: 'bad-value',
    offers: ['Change to “quoted”'],
    after: [0, `${head}annotations:\n${entry('x', '    voice: quoted\n')}`],
  },
  {
    what: 'the version is put on top, behind a byte order mark',
    text: `\ufeffannotations:\r\n${entry('x').replaceAll('\n', '\r\n')}`,
    code: 'missing-version',
    offers: ['Begin the file with “pressmark: 1”'],
    after: [0, `\ufeffpressmark: 1\r\nannotations:\r\n${entry('x').replaceAll('\n', '\r\n')}`],
  },
  {
    what: 'an older file is migrated',
    text: 'pressmark: 0\narticle: { source: rt }  # kept\n',
    code: 'older-version',
    offers: ['Migrate this file to version 1'],
    after: [0, 'pressmark: 1\ndocument: { outlet: rt }  # kept\n'],
  },
  {
    what: 'of a merge left open, one side is kept',
    text: `${head}annotations:\n<<<<<<< ours\n${entry('x')}=======\n${entry('y')}>>>>>>> theirs\n${entry('z')}`,
    code: 'conflict-marker',
    offers: ['Keep ours', 'Keep theirs'],
    after: [1, `${head}annotations:\n${entry('y')}${entry('z')}`],
  },
];

function offered(row: Row): readonly Fix[] {
  const file = parseSidecar(row.text);
  const of = row.project ?? project;
  const problem = [...file.problems, ...checkReferences(file, indexProject(of.value))].find(({ code }) => code === row.code);
  assert.ok(problem, `no ${row.code}`);
  return fixesFor(problem, { text: row.text, kind: 'sidecar', project: of, newId: () => 'made' });
}

const words = ({ message, args }: Fix): string => message.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');

describe('a quick fix', () => {
  for (const row of rows) {
    it(row.what, () => {
      const fixes = offered(row);
      assert.deepEqual(fixes.map(words), row.offers);
      const [number, after] = row.after;
      const chosen = fixes[number];
      assert.ok(chosen);
      const of = row.project ?? project;
      const before = chosen.file === undefined ? row.text : chosen.file === 'pressmark.yaml' ? of.text : (of.parts.tags?.text ?? '');
      assert.equal(applySplices(before, chosen.splices), after);
    });
  }

  it('in a project file gives the second of two tags an id that is free', () => {
    const text = `${head}tags:\n  - { id: a, label: A }\n  - { id: a-2, label: A }\n  - { id: a, label: B }\n`;
    const file = parseProject(text);
    const [problem] = file.problems;
    assert.equal(problem?.code, 'duplicate-id');
    const [first] = fixesFor(problem, { text, kind: 'project', project: file, newId: () => 'made' });
    assert.equal(applySplices(text, first?.splices ?? []), text.replace('{ id: a, label: B }', '{ id: a-3, label: B }'));
  });

  it('makes sidecars agree about their document: as the one that counts has it, or by saying nothing', () => {
    const mine = 'pressmark: 1\ndocument:\n  events: [a, b]\n';
    const text = 'pressmark: 1\ndocument:\n  title: One  # mine\n  events: [c]  # hers\n';
    const parts = [
      { suffix: '.pressmark.yaml', name: 'a.txt.pressmark.yaml', value: parseSidecar(mine) },
      { suffix: '.b.pressmark.yaml', name: 'a.txt.b.pressmark.yaml', value: parseSidecar(text) },
    ];
    const [problem] = metadataConflicts(parts)[1] ?? [];
    assert.ok(problem);
    const fixes = fixesFor(problem, { text, kind: 'sidecar', project, newId: () => 'made', counting: parseSidecar(mine).value.document ?? {} });
    assert.deepEqual(fixes.map(words), ['Change to “a, b”, as a.txt.pressmark.yaml has it', 'Take “events” out of this file']);
    assert.deepEqual(
      fixes.map(({ splices }) => applySplices(text, splices)),
      [text.replace('[c]', '[a, b]'), text.replace('  events: [c]  # hers\n', '')],
    );
  });

  it('is not made up where only a person knows', () => {
    const text = `${head}annotations:\n  - id: x\n    tags: [\n`;
    const [problem] = parseSidecar(text).problems;
    assert.ok(problem);
    assert.deepEqual(fixesFor(problem, { text, kind: 'sidecar', project, newId: () => 'made' }), []);
  });
});

describe('the nearest word', () => {
  it('is one that a slip of the hand makes of it', () => {
    assert.deepEqual(nearest('forcast', ['forecast', 'football', 'other']), ['forecast']);
    assert.deepEqual(nearest('theat', ['threat', 'heat', 'that', 'treaty']), ['heat', 'that', 'threat']);
    assert.deepEqual(nearest('ecnomy', ['economy']), ['economy']);
    assert.deepEqual(nearest('tihs', ['this']), ['this']);
    assert.deepEqual(nearest('economy', ['economy-eu', 'sports']), ['economy-eu']);
    assert.deepEqual(nearest('xyz', ['abc', 'x']), []);
  });
});
