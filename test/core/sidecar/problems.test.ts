import assert from 'node:assert/strict';
import { indexProject, parseProject } from '../../../src/core/project/index';
import { checkReferences, parseSidecar } from '../../../src/core/sidecar/index';

function entry(id: string, more = ''): string {
  return `  - id: ${id}\n    tags: [a]\n    position: [1, 2]\n    by: anna\n    created: 2026-11-21T10:00:00Z\n${more}`;
}
const head = 'pressmark: 1\nannotations:\n';

interface Row {
  readonly what: string;
  readonly text: string;
  /** `line code`, lines from 1. */
  readonly problems: readonly string[];
  readonly writable: boolean;
  /** Ids of the annotations that load all the same. */
  readonly loads?: readonly string[];
}

const rows: readonly Row[] = [
  { what: 'nothing', text: '', problems: [], writable: true },
  { what: 'blank lines and a comment', text: '\n\n# to come\n', problems: [], writable: true },
  { what: 'a byte order mark and Windows line ends', text: `\ufeff${head}${entry('x')}`.replaceAll('\n', '\r\n'), problems: [], writable: true, loads: ['x'] },
  { what: 'no version', text: `annotations:\n${entry('x')}`, problems: ['1 missing-version'], writable: true, loads: ['x'] },
  {
    what: 'a newer version',
    text: `pressmark: 7\nannotations:\n${entry('x', '    mood: new\n')}novelty: 1\n`,
    problems: ['1 newer-version'],
    writable: false,
    loads: ['x'],
  },
  { what: 'a version that is none', text: `pressmark: one\nannotations:\n${entry('x')}`, problems: ['1 bad-value'], writable: false, loads: ['x'] },
  { what: 'an unknown key', text: `${head}${entry('x', '    mood: sad\n')}`, problems: ['8 unknown-key'], writable: true, loads: ['x'] },
  { what: 'an unknown section', text: `${head}${entry('x')}todo:\n  - everything\n`, problems: ['8 unknown-key'], writable: true, loads: ['x'] },
  {
    what: 'a value that does not fit',
    text: `${head}${entry('x', '    voice: loud\n')}${entry('y')}`,
    problems: ['8 bad-value'],
    writable: false,
    loads: ['y'],
  },
  {
    what: 'a position of words',
    text: `${head}${entry('x').replace('[1, 2]', '[one, 2]')}${entry('y')}`,
    problems: ['5 bad-value'],
    writable: false,
    loads: ['y'],
  },
  {
    what: 'a missing field',
    text: `${head}${entry('x').replace('    by: anna\n', '')}${entry('y')}`,
    problems: ['3 missing-key'],
    writable: false,
    loads: ['y'],
  },
  { what: 'the same field twice', text: `${head}${entry('x', '    by: ben\n')}${entry('y')}`, problems: ['8 duplicate-key'], writable: false, loads: ['y'] },
  { what: 'the same section twice', text: `${head}${entry('x')}annotations:\n${entry('y')}`, problems: ['8 duplicate-key'], writable: false, loads: ['x'] },
  { what: 'the same id twice', text: `${head}${entry('x')}${entry('x')}${entry('y')}`, problems: ['8 duplicate-id'], writable: false, loads: ['x', 'y'] },
  {
    what: 'a tab for indentation',
    text: `${head}${entry('x')}${entry('y').replace('    tags', '\ttags')}${entry('z')}`,
    problems: ['9 tab'],
    writable: false,
    loads: ['x', 'z'],
  },
  {
    what: 'a quotation mark that does not close',
    text: `${head}${entry('x', '    note: "oh\n')}${entry('y')}`,
    problems: ['8 bad-yaml'],
    writable: false,
    loads: ['y'],
  },
  {
    what: 'a bracket that does not close',
    text: `${head}${entry('x').replace('[a]', '[a')}${entry('y')}`,
    problems: ['5 bad-yaml'],
    writable: false,
    loads: ['y'],
  },
  { what: 'a bracket that closes at the margin', text: 'pressmark: 1\ndocument:\n  events: [\n    e\n  ]\n', problems: [], writable: true },
  {
    what: 'an alias',
    text: `${head}${entry('x', '    speaker: &s ed\n')}${entry('y', '    speaker: *s\n')}`,
    problems: ['14 alias'],
    writable: false,
    loads: ['x'],
  },
  { what: 'a tag of YAML’s', text: `${head}${entry('x', '    note: !!str 5\n')}`, problems: [], writable: true, loads: ['x'] },
  { what: 'a tag of nobody’s', text: `${head}${entry('x', '    note: !mine 5\n')}`, problems: ['8 bad-yaml'], writable: true, loads: ['x'] },
  { what: 'a list where a mapping belongs', text: 'pressmark: 1\ndocument:\n  - title: t\n', problems: ['3 bad-value'], writable: false },
  { what: 'a mapping where a list belongs', text: 'pressmark: 1\nannotations:\n  x: { tags: [a] }\n', problems: ['3 bad-value'], writable: false, loads: [] },
  {
    what: 'one bad field of the document',
    text: 'pressmark: 1\ndocument:\n  title: t\n  translation: bad\n  published: yesterday\n  outlet: rt\n',
    problems: ['4 bad-value', '5 bad-value'],
    writable: false,
  },
  { what: 'a list at the left margin', text: '- id: x\n- id: y\n', problems: ['1 bad-layout', '2 bad-layout'], writable: false },
  { what: 'JSON', text: '{"pressmark": 1, "annotations": []}\n', problems: ['1 bad-layout'], writable: false },
  { what: 'a text', text: 'Dear all,\nwe met on Friday.\n', problems: ['1 bad-layout', '2 bad-layout'], writable: false },
  { what: 'a second document', text: `${head}${entry('x')}---\npressmark: 1\n`, problems: ['8 second-document'], writable: false, loads: ['x'] },
  { what: 'an end mark', text: `---\n${head}${entry('x')}...\n# end\n`, problems: [], writable: true, loads: ['x'] },
  {
    what: 'a conflict within an entry',
    text: `${head}${entry('x')}${entry('y', '<<<<<<< HEAD\n    note: mine\n=======\n    note: yours\n>>>>>>> theirs\n')}${entry('z')}`,
    problems: ['13 conflict-marker'],
    writable: false,
    loads: ['x', 'z'],
  },
  {
    what: 'a conflict in the middle of an entry',
    text: `${head}${entry('x')}${entry('y').replace('    by', '<<<<<<< HEAD\n    voice: outlet\n||||||| base\n=======\n    voice: quoted\n>>>>>>> theirs\n    by')}${entry('z')}`,
    problems: ['11 conflict-marker'],
    writable: false,
    loads: ['x', 'z'],
  },
  {
    what: 'a conflict round whole entries',
    text: `${head}${entry('x')}<<<<<<< HEAD\n${entry('a')}=======\n${entry('b')}${entry('c')}>>>>>>> theirs\n${entry('z')}`,
    problems: ['8 conflict-marker'],
    writable: false,
    loads: ['x', 'z'],
  },
  {
    what: 'a conflict before the first entry',
    text: `${head}<<<<<<< HEAD\n${entry('a')}=======\n${entry('b')}>>>>>>> theirs\n${entry('z')}`,
    problems: ['3 conflict-marker'],
    writable: false,
    loads: ['z'],
  },
  {
    what: 'a conflict that holds the section’s key',
    text: `pressmark: 1\n<<<<<<< HEAD\nannotations:\n${entry('a')}=======\nannotations:\n${entry('b')}>>>>>>> theirs\n${entry('z')}`,
    problems: ['2 conflict-marker'],
    writable: false,
    loads: ['z'],
  },
  {
    what: 'a conflict in one field of the document',
    text: `pressmark: 1\ndocument:\n  title: t\n<<<<<<< HEAD\n  outlet: a\n=======\n  outlet: b\n>>>>>>> theirs\n  language: en\n${head.slice(13)}${entry('x')}`,
    problems: ['4 conflict-marker'],
    writable: false,
    loads: ['x'],
  },
  {
    what: 'a marker that is left over',
    text: `${head}${entry('x')}>>>>>>> theirs\n${entry('y')}`,
    problems: ['8 conflict-marker'],
    writable: false,
    loads: ['x', 'y'],
  },
];

describe('a sidecar with a mistake in it', () => {
  for (const { what, text, problems, writable, loads } of rows) {
    it(`${what}: ${problems.join(', ') || 'no mistake'}`, () => {
      const file = parseSidecar(text);
      const lines = file.problems.map((found) => `${text.slice(0, found.start).split('\n').length} ${found.code}`);
      assert.deepEqual(lines, problems, JSON.stringify(file.problems));
      assert.equal(file.writable === true, writable);
      if (loads !== undefined)
        assert.deepEqual(
          (file.value.annotations ?? []).map(({ id }) => id),
          loads,
        );
    });
  }

  it('says in one sentence what is wrong, with the words of the file', () => {
    const { problems } = parseSidecar(`${head}${entry('x', '    voice: loud\n')}`);
    assert.deepEqual(problems, [
      {
        code: 'bad-value',
        severity: 'error',
        message: '“{0}” does not fit here. Expected: {1}.',
        args: ['loud', 'one of outlet, quoted, paraphrased, comment, caption'],
        start: 129,
        end: 133,
      },
    ]);
  });

  it('has the good fields of its document still', () => {
    const { value } = parseSidecar('pressmark: 1\ndocument:\n  title: t\n  translation: bad\n  outlet: rt\n');
    assert.deepEqual(value, { pressmark: 1, document: { title: 't', outlet: 'rt' } });
  });

  it('takes a bare number for a text where a text belongs, and for nothing else', () => {
    const { value, problems } = parseSidecar(`pressmark: 1\ndocument:\n  title: 1984\n  outlet: 1tv\n  genre: null\n  language: "null"\n`);
    assert.deepEqual([value.document, problems], [{ title: '1984', outlet: '1tv', language: 'null' }, []]);
    assert.equal(parseSidecar(`${head}${entry('x').replace('[1, 2]', '["1", 2]')}`).problems[0]?.code, 'bad-value');
  });
});

describe('a sidecar that speaks of what its project does not know', () => {
  const project = indexProject(
    parseProject(
      'pressmark: 1\nstance:\n  - { id: q, question: Q?, positions: [{ id: p, label: P }] }\nevents: [{ id: e, name: E }]\noutlets:\n  - { id: o, name: O, replaces: [older] }\ntags:\n  - { id: a, label: A, children: [{ id: b, label: B, replaces: [c] }] }\nactors:\n  - { id: ed, name: Ed, kind: person }\n',
    ).value,
  );

  it('is read, with a warning at each such word', () => {
    const text = `pressmark: 1
document:
  outlet: nowhere
  via: [older, nobody]
  events: [e, f]
stance:
  - { question: q, position: p, evidence: [x, y], by: anna, at: 2026-11-21T10:00:00Z }
  - { question: q, position: r, by: ben, at: 2026-11-21T10:00:00Z }
  - { question: s, position: p, by: ben, at: 2026-11-21T10:00:00Z }
annotations:
  - id: x
    tags: [a, b, c, d]
    position: [4, 3]
    speaker: stranger
    by: anna
    created: 2026-11-21T10:00:00Z
mentions:
  - { id: m, position: [1, 2], actor: ed, by: anna, at: 2026-11-21T10:00:00Z }
  - { id: n, position: [1, 2], actor: ed, reject: mention, by: anna, at: 2026-11-21T10:00:00Z }
`;
    const file = parseSidecar(text);
    assert.deepEqual([file.problems, file.writable], [[], true]);
    const found = checkReferences(file, project, { knownActor: (id) => id === 'built-in' });
    assert.deepEqual(
      found.map(
        ({ code, args, start, end }) => `${text.slice(0, start).split('\n').length} ${code} ${args.join()} ${end - start < 12 ? text.slice(start, end) : '…'}`,
      ),
      [
        '3 unknown-outlet nowhere nowhere',
        '4 unknown-outlet nobody nobody',
        '5 unknown-event f f',
        '7 unknown-annotation y y',
        '8 unknown-position r r',
        '9 unknown-question s s',
        '12 unknown-tag d d',
        '14 unknown-actor stranger stranger',
        '11 bad-position 4,3 …',
        '19 mention-decision  …',
      ],
    );
  });
});
