import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Decision } from '../../../src/core/sidecar/decision';
import { parseSidecar, spliceDecisions } from '../../../src/core/sidecar/index';

/** As a person formats it: aligned comments, both list styles, blank lines, a folded note, an entry on one line. */
const handmade = `# Coded in the reading room, second pass.
pressmark: 1

document:
  title: 'It''s a title'      # as printed
  outlet:     rt              # see the masthead
  via: [ tass,reuters ]

stance:
  - question: q
    position: disputes        # at first: reports
    by: anna
    at: 2026-11-21T10:00:00Z

annotations:
  # --- page one ---
  - id: one
    tags: [a, b]              # b is doubtful
    quote: "the first"
    position: [10, 19]
    note: >-
      folded over
      two lines
    by: anna
    created: 2026-11-21T10:00:00Z

  # --- page two ---
  - id: two
    tags:
      - a    # sure
      - c    # less so
    quote: 'the second'
    position: [100,110]
    by: ben
    created: 2026-11-21T10:00:00Z

  - { id: three, tags: [a], position: [200, 210], by: anna, created: 2026-11-21T10:00:00Z }
# end of the coding
`;

let folder = '';
before(() => (folder = mkdtempSync(path.join(tmpdir(), 'pressmark-diff-'))));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What git shows of a decision, with its own defaults whatever the user has set. */
function change(decision: Decision): { readonly hunks: number; readonly lines: string } {
  const written = spliceDecisions(parseSidecar(handmade), [decision], '\n');
  assert.ok(!('blocked' in written));
  const [before, after] = ['before.yaml', 'after.yaml'].map((name) => path.join(folder, name)) as [string, string];
  writeFileSync(before, handmade);
  writeFileSync(after, written.text);
  const { stdout, status } = spawnSync('git', ['diff', '--no-index', '--no-color', '--no-ext-diff', '--unified=3', '--inter-hunk-context=0', before, after], {
    encoding: 'utf8',
  });
  assert.equal(status, 1, 'git sees no difference');
  const body = stdout.slice(stdout.indexOf('\n@@ '));
  return {
    hunks: body.split('\n@@ ').length - 1,
    lines: body
      .split('\n')
      .filter((line) => /^[-+]/.test(line))
      .join('\n'),
  };
}

const rows: readonly (readonly [string, Decision, string])[] = [
  [
    'a tag more, in a list in brackets',
    { type: 'change', section: 'annotations', key: 'one', changes: { tags: ['a', 'b', 'c'] } },
    '-    tags: [a, b]              # b is doubtful\n+    tags: [a, b, c]              # b is doubtful',
  ],
  [
    'a tag less, in a list in brackets',
    { type: 'change', section: 'annotations', key: 'one', changes: { tags: ['b'] } },
    '-    tags: [a, b]              # b is doubtful\n+    tags: [b]              # b is doubtful',
  ],
  ['a tag more, in a list of lines', { type: 'change', section: 'annotations', key: 'two', changes: { tags: ['a', 'c', 'd'] } }, '+      - d'],
  ['a tag less, in a list of lines', { type: 'change', section: 'annotations', key: 'two', changes: { tags: ['c'] } }, '-      - a    # sure'],
  [
    'another tag, in a list of lines',
    { type: 'change', section: 'annotations', key: 'two', changes: { tags: ['a', 'x'] } },
    '-      - c    # less so\n+      - x    # less so',
  ],
  ['a new note', { type: 'change', section: 'annotations', key: 'two', changes: { note: 'So.' } }, '+    note: "So."'],
  [
    'a note instead of a folded one',
    { type: 'change', section: 'annotations', key: 'one', changes: { note: 'short' } },
    '-    note: >-\n-      folded over\n-      two lines\n+    note: |-\n+      short',
  ],
  ['a note less', { type: 'change', section: 'annotations', key: 'one', changes: { note: null } }, '-    note: >-\n-      folded over\n-      two lines'],
  [
    'another place',
    { type: 'change', section: 'annotations', key: 'two', changes: { position: [101, 111] } },
    '-    position: [100,110]\n+    position: [101,111]',
  ],
  [
    'another quote, in its quotation marks',
    { type: 'change', section: 'annotations', key: 'two', changes: { quote: "the second's" } },
    "-    quote: 'the second'\n+    quote: 'the second''s'",
  ],
  [
    'a quote that those cannot hold',
    { type: 'change', section: 'annotations', key: 'two', changes: { quote: 'the\u00a0second' } },
    '-    quote: \'the second\'\n+    quote: "the\\u00a0second"',
  ],
  [
    'a field of an entry on one line',
    { type: 'change', section: 'annotations', key: 'three', changes: { voice: 'quoted' } },
    '-  - { id: three, tags: [a], position: [200, 210], by: anna, created: 2026-11-21T10:00:00Z }\n+  - { id: three, tags: [a], position: [200, 210], voice: quoted, by: anna, created: 2026-11-21T10:00:00Z }',
  ],
  [
    'a passage less',
    { type: 'remove', section: 'annotations', key: 'three' },
    '-\n-  - { id: three, tags: [a], position: [200, 210], by: anna, created: 2026-11-21T10:00:00Z }',
  ],
  [
    'a passage more, by its place, apart as the others are',
    {
      type: 'add',
      section: 'annotations',
      entry: { id: 'new', tags: ['a'], quote: 'q “r”', before: 'x\n', after: '–', position: [50, 55], by: 'anna', created: '2026-11-21T10:00:00Z' },
    },
    '+  - id: new\n+    tags: [a]\n+    quote: "q “r”"\n+    before: "x\\n"\n+    after: "–"\n+    position: [50, 55]\n+    by: anna\n+    created: 2026-11-21T10:00:00Z\n+',
  ],
  [
    'another position',
    { type: 'change', section: 'stance', key: 'q anna', changes: { position: 'reports' } },
    '-    position: disputes        # at first: reports\n+    position: reports        # at first: reports',
  ],
  [
    'another outlet',
    { type: 'document', changes: { outlet: 'tass' } },
    '-  outlet:     rt              # see the masthead\n+  outlet:     tass              # see the masthead',
  ],
  ['an outlet less', { type: 'document', changes: { outlet: null } }, '-  outlet:     rt              # see the masthead'],
  ['a date of publication', { type: 'document', changes: { published: '2022-01-10/2022-01-11' } }, '+  published: 2022-01-10/2022-01-11'],
  [
    'another source that it relays',
    { type: 'document', changes: { via: ['tass', 'reuters', 'ap'] } },
    '-  via: [ tass,reuters ]\n+  via: [ tass,reuters, ap ]',
  ],
  [
    'another title, in its quotation marks',
    { type: 'document', changes: { title: "It's another" } },
    "-  title: 'It''s a title'      # as printed\n+  title: 'It''s another'      # as printed",
  ],
  ['a reading', { type: 'add', section: 'read', entry: { by: 'anna', at: '2026-11-21T10:00:00Z' } }, '+read:\n+  - { by: anna, at: 2026-11-21T10:00:00Z }'],
];

describe('one act on a sidecar that a person has formatted', () => {
  for (const [what, decision, lines] of rows) {
    it(`${what}: one hunk`, () => {
      assert.deepEqual(change(decision), { hunks: 1, lines });
    });
  }

  it('and its undoing leave the file as it was', () => {
    const added: Decision = {
      type: 'add',
      section: 'annotations',
      entry: { id: 'new', tags: ['a'], position: [50, 55], by: 'anna', created: '2026-11-21T10:00:00Z' },
    };
    const there = spliceDecisions(parseSidecar(handmade), [added], '\n');
    assert.ok(!('blocked' in there));
    const back = spliceDecisions(parseSidecar(there.text), [{ type: 'remove', section: 'annotations', key: 'new' }], '\n');
    assert.ok(!('blocked' in back));
    assert.equal(back.text, handmade);
  });
});

describe('a new sidecar', () => {
  it('begins with the version and has the sections in their order', () => {
    const decisions: readonly Decision[] = [
      {
        type: 'add',
        section: 'mentions',
        entry: { id: 'm', quote: 'AP', before: 'b', after: 'c', position: [3, 5], reject: 'mention', by: 'ana', at: '2026-11-21T10:00:00Z' },
      },
      {
        type: 'add',
        section: 'stance',
        entry: { question: 'q', position: 'p', because: 'It says so.', evidence: ['x'], by: 'ana', at: '2026-11-21T10:00:00Z' },
      },
      { type: 'document', changes: { outlet: 'rt', published: '2022-01-15', text: `sha256:${'0'.repeat(64)}` } },
      { type: 'add', section: 'read', entry: { by: 'ana', at: '2026-11-21T10:00:00Z' } },
      {
        type: 'add',
        section: 'mentions',
        entry: { id: 'o', quote: 'tomorrow', position: [1, 2], date: { type: 'DATE', value: 'FUTURE_REF' }, by: 'ana', at: '2026-11-21T10:00:00Z' },
      },
    ];
    const written = spliceDecisions(parseSidecar(''), decisions, '\r\n');
    assert.ok(!('blocked' in written));
    assert.deepEqual(written.text.split('\r\n'), [
      'pressmark: 1',
      'document:',
      '  outlet: rt',
      '  published: 2022-01-15',
      `  text: sha256:${'0'.repeat(64)}`,
      'read:',
      '  - { by: ana, at: 2026-11-21T10:00:00Z }',
      'stance:',
      '  - question: q',
      '    position: p',
      '    because: "It says so."',
      '    evidence: [x]',
      '    by: ana',
      '    at: 2026-11-21T10:00:00Z',
      'mentions:',
      '  - { id: o, quote: "tomorrow", position: [1, 2], date: { type: DATE, value: FUTURE_REF }, by: ana, at: 2026-11-21T10:00:00Z }',
      '  - { id: m, quote: "AP", before: "b", after: "c", position: [3, 5], reject: mention, by: ana, at: 2026-11-21T10:00:00Z }',
      '',
    ]);
  });

  it('keeps the comment that a person left in an empty file', () => {
    const written = spliceDecisions(parseSidecar('# to be coded by Ana\n'), [{ type: 'document', changes: { outlet: 'rt' } }], '\n');
    assert.ok(!('blocked' in written));
    assert.equal(written.text, '# to be coded by Ana\npressmark: 1\ndocument:\n  outlet: rt\n');
  });
});
