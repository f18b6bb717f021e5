/** Files of version 0: read through the migration, rewritten by it, and not written before. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { migrateProject, parseProject, parsePart, partNames } from '../../../src/core/project';
import { migrateSidecar, parseSidecar, sidecarStoreFormat, spliceDecisions } from '../../../src/core/sidecar';
import { readYaml } from '../../../src/core/yaml/file';
import { migrated } from '../../../src/core/yaml/migrate';
import { applySplices } from '../../../src/core/yaml/splices';
import type { Format } from '../../../src/core/yaml/format';
import * as v from 'valibot';

const sidecar = `# coded in the winter
pressmark: 0  # the draft
article:
  title: "range: 3-4"   # what looks like a key in a title stays
  source: gazette
  date: 2022-01-10
judgements:
  - { ask: on-sanctions, answer: favours, why: "it says so: twice", coder: anna, when: 2026-11-21T10:00:00Z }
passages:
  # checked twice
  - id: p1
    codes:   [threat]
    text: "sanctions remain"
    "range": 133-149
    comment: |
      codes: none of this
      is a key
    coder: anna
    when: 2026-11-21T10:00:00Z
marks:
  - { id: m1, text: Merkel, range: 0-6, is: angela-merkel, coder: anna, when: 2026-11-21T10:00:00Z }
`;
const sidecarNow = `# coded in the winter
pressmark: 1  # the draft
document:
  title: "range: 3-4"   # what looks like a key in a title stays
  outlet: gazette
  published: 2022-01-10
stance:
  - { question: on-sanctions, position: favours, because: "it says so: twice", by: anna, at: 2026-11-21T10:00:00Z }
annotations:
  # checked twice
  - id: p1
    tags:   [threat]
    quote: "sanctions remain"
    position: [133, 149]
    note: |
      codes: none of this
      is a key
    by: anna
    created: 2026-11-21T10:00:00Z
mentions:
  - { id: m1, quote: Merkel, position: [0, 6], actor: angela-merkel, by: anna, at: 2026-11-21T10:00:00Z }
`;
const project = `pressmark: 0
files: ["*.txt", { path: "secret/*.txt", quotes: none }]
questions:
  - id: on-sanctions
    ask: How does it treat sanctions?
    answers: [{ id: favours, name: Favours }]  # more to come
sources: [{ id: gazette, name: The Gazette, sites: [gazette.example] }]
codes:
  - id: claim
    name: Claim
    below:
      - { id: threat, name: Threat, key: 1, was: [menace] }
`;
const projectNow = `pressmark: 1
documents: ["*.txt", { glob: "secret/*.txt", quotes: none }]
stance:
  - id: on-sanctions
    question: How does it treat sanctions?
    positions: [{ id: favours, label: Favours }]  # more to come
outlets: [{ id: gazette, name: The Gazette, domains: [gazette.example] }]
tags:
  - id: claim
    label: Claim
    children:
      - { id: threat, label: Threat, pin: 1, replaces: [menace] }
`;

function textOf(result: ReturnType<typeof migrateSidecar>, from: string): string {
  assert.ok(!('blocked' in result), JSON.stringify(result));
  assert.equal(applySplices(from, result.splices), result.text, 'the splices make the text');
  return result.text;
}

describe('a file of version 0', function () {
  this.timeout(20_000);

  it('is rewritten into version 1 by its keys alone: comments, order and layout stay', () => {
    assert.equal(textOf(migrateSidecar(sidecar), sidecar), sidecarNow);
    assert.equal(textOf(migrateProject(project), project), projectNow);
    assert.deepEqual(parseSidecar(sidecarNow).problems, []);
    assert.deepEqual(parseProject(projectNow).problems, []);
    const part = 'pressmark: 0\ncodes: [{ id: a, name: A }]\n';
    assert.equal(textOf(migrateProject(part, 'tags'), part), 'pressmark: 1\ntags: [{ id: a, label: A }]\n');
  });

  it('migrated once more is the same', () => {
    assert.equal(textOf(migrateSidecar(sidecarNow), sidecarNow), sidecarNow);
  });

  it('with Windows line ends and a byte order mark keeps both', () => {
    const windows = `\ufeff${sidecar.replaceAll('\n', '\r\n')}`;
    assert.equal(textOf(migrateSidecar(windows), windows), `\ufeff${sidecarNow.replaceAll('\n', '\r\n')}`);
  });

  it('is shown as it will be, says at its version what to do, and is not written', () => {
    const file = parseSidecar(sidecar);
    assert.deepEqual(file.value, parseSidecar(sidecarNow).value);
    assert.deepEqual(
      file.problems.map(({ code, start, end }) => [code, sidecar.slice(start, end)]),
      [['older-version', 'pressmark: 0']],
    );
    const entry = { id: 'new', tags: [], position: [0, 1] as [number, number], by: 'ben', created: '2026-11-21T10:00:00Z' };
    const written = spliceDecisions(file, [{ type: 'add', section: 'annotations', entry }], '\n');
    assert.ok('blocked' in written && written.blocked.code === 'older-version');
    assert.equal(sidecarStoreFormat.read(sidecar).text, sidecar, 'the text is the file’s own');
    assert.equal(sidecar.slice(file.entryRange('annotations', 'p1')?.start).slice(0, 8), '- id: p1');
  });

  it('that is broken says where, in its own lines, and is not migrated before it is mended', () => {
    const broken = sidecar.replace('"it says so: twice"', '"it says so').replace('133-149', 'somewhere');
    const result = migrateSidecar(broken);
    assert.ok('blocked' in result);
    const at = (code: string): readonly string[] =>
      parseSidecar(broken)
        .problems.filter((found) => found.code === code)
        .map(({ start, end }) => broken.slice(start, end));
    assert.deepEqual(at('bad-value'), ['somewhere']);
    assert.ok(at('bad-yaml').length > 0);
    const line = broken.slice(0, result.blocked.start).split('\n').length;
    assert.equal(line, 8, `${result.blocked.code} at line ${line}`);
  });

  it('of any text is read without a throw, and nothing is lost of what no rule speaks of', () => {
    const keys = ['passages', 'codes', 'range', 'article', 'text', 'other', 'pressmark'];
    const piece = fc.oneof(
      fc.constantFrom(...keys.map((key) => `${key}:`), ...keys.map((key) => `  ${key}: `), '  - ', '- ', '"', '[', '}', '\n', '<<<<<<< x\n'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = `pressmark: 0\n${pieces.join('')}`;
        const file = parseSidecar(text);
        assert.notEqual(file.writable, true);
        for (const { start, end } of file.problems) assert.ok(0 <= start && start <= end && end <= text.length);
        const result = migrateSidecar(text);
        if (!('blocked' in result)) assert.equal(applySplices(text, result.splices), result.text);
      }),
      { numRuns: 200 },
    );
  });

  it('is no mistake of a part, and a version that nobody knows the way from is', () => {
    for (const part of partNames)
      assert.deepEqual(
        parsePart('pressmark: 0\n', part).problems.map(({ code }) => code),
        ['older-version'],
      );
    const format: Format = { name: 'f', version: 2, sections: [{ kind: 'value', name: 'pressmark', schema: v.number() }], migrations: [{ from: 1, keys: {} }] };
    assert.equal(migrated('pressmark: 0\n', format).text, 'pressmark: 0\n');
    assert.equal(migrated('pressmark: 1\n', format).text, 'pressmark: 2\n');
  });

  it('two versions back goes through both steps', () => {
    const format: Format = {
      name: 'f',
      version: 2,
      sections: [],
      migrations: [
        { from: 0, keys: { a: { to: 'bb' } } },
        { from: 1, keys: { bb: { to: 'c', value: (text) => text.toUpperCase() } } },
      ],
    };
    const result = migrated('pressmark: 0\n# kept\na: x\n', format);
    assert.equal(result.text, 'pressmark: 2\n# kept\nc: X\n');
    assert.equal(applySplices('pressmark: 0\n# kept\na: x\n', result.splices), result.text);
    assert.equal(result.before(result.text.indexOf('X')), 'pressmark: 0\n# kept\na: x\n'.indexOf('x'));
  });
});

describe('where entries stand', () => {
  it('is told by looking at each entry once, however many are asked for', () => {
    let looks = 0;
    const key = (entry: Readonly<Record<string, unknown>>): string => {
      looks++;
      return String(entry['id']);
    };
    const format: Format = {
      name: 'f',
      version: 0,
      sections: [{ kind: 'list', name: 'list', item: v.object({ id: v.string() }), key, style: 'flow', replaces: false }],
    };
    const count = 500;
    const text = `list:\n${Array.from({ length: count }, (_, n) => `  - { id: a${n} }\n`).join('')}`;
    const file = readYaml(text, format);
    looks = 0;
    for (let n = 0; n < count; n++) {
      const range = file.entryRange('list', `a${n}`);
      assert.equal(text.slice(range?.start, range?.end), `- { id: a${n} }`);
    }
    assert.equal(looks, count);
  });
});
