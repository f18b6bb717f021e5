import assert from 'node:assert/strict';
import {
  documentSelector,
  homeOf,
  indexProject,
  moveTag,
  parsePart,
  parseProject,
  spliceProjectDecisions,
  applyProjectDecision,
} from '../../../src/core/project/index';
import type { Project } from '../../../src/core/project/schema';
import { newProjectText } from '../../../src/core/project/starter';

function project(text: string): Project {
  const file = parseProject(`pressmark: 1\n${text}`);
  assert.deepEqual(file.problems, []);
  return file.value;
}

it('a position is off the scale where the file says true, and nothing else will do', () => {
  const asked = (value: string): string =>
    `pressmark: 1\nstance: [{ id: tone, question: How?, positions: [{ id: unclear, label: Unclear, off-scale: ${value} }] }]\n`;
  for (const value of [true, false]) {
    const { value: read, problems } = parseProject(asked(String(value)));
    assert.deepEqual([read.stance?.[0]?.positions[0]?.['off-scale'], problems], [value, []]);
  }
  const [problem] = parseProject(asked('perhaps')).problems;
  assert.deepEqual([problem?.code, problem?.args.at(-1)], ['bad-value', 'true or false']);
});

describe('the documents of a project', () => {
  const rows: readonly (readonly [string, string, Readonly<Record<string, boolean>>])[] = [
    ['a star stays in its folder', 'documents: ["*.txt"]', { 'a.txt': true, 'b/a.txt': false, 'a.md': false, 'a.txt.bak': false }],
    ['two stars do not', 'documents: ["**/*.txt"]', { 'a.txt': true, 'b/c/a.txt': true, '.git/a.txt': false }],
    ['a folder', 'documents: ["news/**"]', { 'news/a': true, 'news/b/a.txt': true, 'a.txt': false }],
    ['alternatives', 'documents: ["{a,b}/[0-9]*.txt"]', { 'a/1.txt': true, 'b/2x.txt': true, 'c/1.txt': false, 'a/x.txt': false }],
    ['a beginning with ./', 'documents: ["./a.txt"]', { 'a.txt': true }],
    ['names in any script', 'documents: ["*.txt"]', { 'новости.txt': true, 'a b (1) [x].txt': true }],
    ['what is excluded', 'documents: ["*.txt"]\nexclude: ["draft-*"]', { 'a.txt': true, 'draft-a.txt': false }],
    [
      'Pressmark’s own files never',
      'documents: ["**"]',
      {
        'a.txt.pressmark.yaml': false,
        'pressmark.yaml': false,
        'b/pressmark.yaml': false,
        'pressmark.tags.yaml': false,
        'a.yaml': true,
        'Pressmark.YAML': false,
      },
    ],
    ['nothing, without globs', 'encoding: utf-8', { 'a.txt': false }],
    ['an extended pattern is taken literally', 'documents: ["+(a|a)+(a|aa)b"]', { aab: false, '+(a|a)+(a|aa)b': true }],
    ['hidden files only where the dot is written', 'documents: ["*", ".x/*"]', { '.hidden': false, '.x/a': true, '.x/.a': false, a: true }],
    [
      'one character, and none of some',
      'documents: ["?[!0-9].txt", "a\\\\*.md"]',
      { 'ab.txt': true, 'a1.txt': false, 'ж😀.txt': true, 'a*.md': true, 'ab.md': false },
    ],
    ['alternatives within alternatives', 'documents: ["{a,b{c,d}}.txt", "{x}.txt"]', { 'a.txt': true, 'bd.txt': true, 'b.txt': false, '{x}.txt': true }],
    ['folders in between, or none', 'documents: ["a/**/b.txt"]', { 'a/b.txt': true, 'a/x/y/b.txt': true, 'a/.x/b.txt': false, 'ab.txt': false }],
  ];
  for (const [what, text, paths] of rows) {
    it(what, () => {
      const select = documentSelector(project(text));
      assert.deepEqual(Object.fromEntries(Object.keys(paths).map((path) => [path, select(path) !== undefined])), paths);
    });
  }

  it('are told in no time whatever the glob', () => {
    const select = documentSelector(project(`documents: ["${'*a'.repeat(100)}b", "${'**/'.repeat(300)}b", "${'{a,b}'.repeat(60)}", "${'['.repeat(500)}"]`));
    const start = performance.now();
    assert.equal(select('a'.repeat(250)), undefined);
    assert.equal(select(`${'a/'.repeat(120)}a`), undefined);
    assert.ok(performance.now() - start < 5000);
  });

  it('have the options of the last glob that matches', () => {
    const select = documentSelector(
      project('encoding: windows-1251\ndocuments:\n  - "**/*.txt"\n  - { glob: "embargo/*", quotes: none }\n  - { glob: "old/*", encoding: koi8-r }\n'),
    );
    assert.deepEqual(select('a.txt'), { quotes: 'kept', encoding: 'windows-1251' });
    assert.deepEqual(select('embargo/a.txt'), { quotes: 'none', encoding: 'windows-1251' });
    assert.deepEqual(select('old/a.txt'), { quotes: 'kept', encoding: 'koi8-r' });
  });

  it('never lie outside its folder, and a glob that says so is a problem', () => {
    const text = 'pressmark: 1\ndocuments: ["../*.txt", "/etc/*", "C:\\\\x", "a/../../b", "ok/*", "file:///x"]\nexclude: [ ../y ]\n';
    const { problems, value, writable } = parseProject(text);
    assert.deepEqual(
      problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`),
      [
        'path-outside ../*.txt',
        'path-outside /etc/*',
        'path-outside ["../*.txt", "/etc/*", "C:\\\\x", "a/../../b", "ok/*", "file:///x"]',
        'path-outside a/../../b',
        'path-outside file:///x',
        'path-outside ../y',
      ].map((line) => (line.includes('[') ? line.replace('path-outside ', 'path-outside documents: ') : line)),
    );
    assert.equal(writable, true);
    const select = documentSelector(value);
    for (const path of ['../a.txt', '/etc/passwd', 'a/../../b', 'C:\\x', '..\\a']) assert.equal(select(path), undefined);
  });
});

describe('forms that two actors bear', () => {
  const main =
    'pressmark: 1\nactors:\n  - { id: a, name: Ada Brook, kind: person, aliases: [Brook, Ada] }\n  - { id: b, name: Ben Brook, kind: person, aliases: [brook] }\n';

  it('are information at each of their entries, across the files of a project', () => {
    const part = 'pressmark: 1\nactors:\n  - { id: c, name: Ada, kind: group }\n';
    const project = parseProject(main, { actors: part });
    const said = (problems: typeof project.problems): readonly unknown[] => problems.map(({ code, severity, args }) => [code, severity, ...args]);
    assert.deepEqual(said(project.problems), [
      ['shared-form', 'information', 'Brook', 'Ben Brook'],
      ['shared-form', 'information', 'Ada', 'Ada'],
      ['shared-form', 'information', 'brook', 'Ada Brook'],
    ]);
    assert.deepEqual(said(project.parts.actors?.problems ?? []), [['shared-form', 'information', 'Ada', 'Ada Brook']]);
    const [first] = project.problems;
    assert.ok(main.slice(first?.start, first?.end).includes('Ada Brook'));
  });
  it('are none where one actor bears a form twice', () => {
    assert.deepEqual(parseProject('pressmark: 1\nactors:\n  - { id: a, name: Ada, kind: person, aliases: [ada, ADA] }\n').problems, []);
  });
});

describe('references between actors', () => {
  const actors =
    'pressmark: 1\nactors:\n  - { id: a, name: A, kind: person, member-of: [b, gone], not-same-as: [old-b] }\n  - { id: b, name: B, kind: group, replaces: [old-b] }\n';

  it('to somebody who is not there are problems at the entry; merged ids are known', () => {
    const { problems } = parseProject(actors);
    assert.deepEqual(
      problems.map(({ code, args, start, end }) => [code, args, /id: [ab]/g.exec(actors.slice(start, end))?.[0], actors.slice(start, end).includes('id: b')]),
      [['unknown-actor', ['gone'], 'id: a', false]],
    );
  });
  it('reach across the files of a project', () => {
    const part = 'pressmark: 1\nactors:\n  - { id: c, name: C, kind: person, member-of: b, not-same-as: [nobody] }\n';
    const project = parseProject(actors.replace(', gone', ', c'), { actors: part });
    assert.deepEqual(project.problems, []);
    assert.deepEqual(
      project.parts.actors?.problems.map(({ code, args }) => [code, args]),
      [['unknown-actor', ['nobody']]],
    );
  });
});

describe('looking up in a project', () => {
  const index = indexProject(
    project(`tags:
  - id: top
    label: Top
    children:
      - { id: low, label: Low, replaces: [gone, older], pin: 3 }
      - id: mid
        label: Mid
        children: [{ id: deep, label: Deep }]
  - { id: last, label: Last, replaces: [low] }
outlets:
  - { id: rt, name: RT, aliases: [Russia Today], domains: [rt.com] }
  - { id: rtd, name: RT Documentary, domains: [doc.rt.com], replaces: [rtdoc] }
stance:
  - { id: q, question: Q?, positions: [{ id: yes-pos, label: Y }, { id: no-pos, label: N }] }
  - { id: r, question: R?, positions: [] }
`),
  );

  it('knows the codebook from top to bottom, with depth', () => {
    assert.deepEqual(
      index.tags.map(({ tag, depth, parent, order }) => `${order} ${'-'.repeat(depth)}${tag.id} < ${parent?.id ?? ''}`),
      ['0 top < ', '1 -low < top', '2 -mid < top', '3 --deep < mid', '4 last < '],
    );
    assert.equal(index.pinned.get(3)?.tag.id, 'low');
  });

  it('resolves ids that were merged, an id that still stands before one that was merged', () => {
    assert.deepEqual(['gone', 'older', 'low', 'deep', 'nothing'].map(index.tagId), ['low', 'low', 'low', 'deep', 'nothing']);
    assert.equal(index.outlet('rtdoc')?.id, 'rtd');
  });

  it('finds outlets by name, alias and address', () => {
    assert.deepEqual(
      ['rt', 'RUSSIA TODAY', ' RT Documentary ', 'CNN'].map((name) => index.outletNamed(name)?.id),
      ['rt', 'rt', 'rtd', undefined],
    );
    assert.deepEqual(
      ['www.rt.com', 'RT.com', 'x.doc.rt.com', 'notrt.com', 'com', ''].map((host) => index.outletAt(host)?.id),
      ['rt', 'rt', 'rtd', undefined, undefined, undefined],
    );
  });

  it('ranks positions', () => {
    assert.equal(index.defaultQuestion?.id, 'q');
    assert.deepEqual([index.positionOrder('q', 'no-pos'), index.positionOrder('q', 'x') > 1e6, index.position('q', 'yes-pos')?.label], [1, true, 'Y']);
  });
});

describe('a project in several files', () => {
  const main = 'pressmark: 1\noutlets:\n  - { id: a, name: A }\n';
  const actors = 'pressmark: 1\nactors:\n  - { id: ed, name: Ed, kind: person }\n';

  it('is one project; what stands in both is a problem of the part', () => {
    const file = parseProject(main, { actors, outlets: 'pressmark: 1\noutlets:\n  - { id: b, name: B }\n  - { id: a, name: Again }\n' });
    assert.deepEqual([file.value.actors?.map(({ id }) => id), file.value.outlets?.map(({ name }) => name)], [['ed'], ['A', 'B']]);
    assert.deepEqual([file.problems, file.parts.outlets?.problems.map(({ code }) => code)], [[], ['duplicate-id']]);
  });

  it('takes each act in the file it belongs to', () => {
    const file = parseProject(main, { actors });
    assert.equal(homeOf(file, { type: 'change', section: 'actors', key: 'ed', changes: { name: 'Edward' } }), 'actors');
    assert.equal(homeOf(file, { type: 'add', section: 'actors', entry: { id: 'x', name: 'X', kind: 'person' } }), 'actors');
    assert.equal(homeOf(file, { type: 'add', section: 'outlets', entry: { id: 'x', name: 'X' } }), undefined);
    const written = spliceProjectDecisions(file, [{ type: 'add', section: 'outlets', entry: { id: 'x', name: 'X' } }], '\n');
    assert.ok(!('blocked' in written));
    assert.equal(written.text, `${main}  - { id: x, name: X }\n`);
    assert.equal(parsePart('pressmark: 1\ntags: []\n', 'actors').problems[0]?.code, 'unknown-key');
  });
});

describe('the codebook', () => {
  const text = 'pressmark: 1\ntags:\n  - id: a\n    label: A\n    children:\n      - id: b   # the second\n        label: B\n  - id: c\n    label: C\n';

  it('takes a new tag below another', () => {
    const written = spliceProjectDecisions(
      parseProject(text),
      [
        { type: 'add', section: 'tags', entry: { id: 'd', label: 'D' }, parent: 'a' },
        { type: 'add', section: 'tags', entry: { id: 'e', label: 'E', description: 'An e: so.' }, parent: 'c' },
      ],
      '\n',
    );
    assert.ok(!('blocked' in written));
    assert.equal(
      written.text,
      text.replace('label: B\n', 'label: B\n      - id: d\n        label: D\n') +
        '    children:\n      - id: e\n        label: E\n        description: "An e: so."\n',
    );
  });

  it('moves a tag, but never below itself', () => {
    const before = parseProject(text).value;
    assert.deepEqual(moveTag(before, 'a', 'b'), []);
    const after = moveTag(before, 'b', undefined, 'c').reduce(applyProjectDecision, before);
    assert.deepEqual(after.tags, [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
      { id: 'c', label: 'C' },
    ]);
  });
});

describe('a new project', () => {
  it('is valid, and small', () => {
    for (const options of [
      {},
      { documents: ['news/**/*.txt', '[x], y'], encoding: 'windows-1251', coders: 'separate' as const, subject: 'the "pact": all of it', eol: '\r\n' as const },
    ]) {
      const text = newProjectText(options);
      const { value, problems, writable } = parseProject(text);
      assert.deepEqual([problems, writable], [[], true], text);
      assert.equal(value.coders, options.coders ?? 'shared');
      assert.deepEqual(value.documents, options.documents ?? ['*.txt']);
      assert.ok((value.stance?.[0]?.positions.length ?? 0) > 3 && text.split('\n').length < 60);
    }
  });
});
