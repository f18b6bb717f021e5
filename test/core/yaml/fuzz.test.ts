import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProject } from '../../../src/core/project/index';
import { applyDecision, parseSidecar, spliceDecisions } from '../../../src/core/sidecar/index';
import { sidecarFormat } from '../../../src/core/sidecar/format';
import { sameData } from '../../../src/core/yaml/equal';
import { readYaml } from '../../../src/core/yaml/file';
import { decision, sidecar } from '../sidecar/arbitraries';
import { choices, writeByHand } from './scribe';

/** 10,000 in continuous integration: PRESSMARK_FUZZ=10000. */
const numRuns = Number(process.env['PRESSMARK_FUZZ'] ?? 2000);

const fragments = [
  '\t',
  '\n',
  '\r',
  '\n\n',
  ' ',
  '  ',
  ':',
  ': ',
  '- ',
  '-',
  '#',
  ' #',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '&a ',
  '*a',
  '!t ',
  '!!str ',
  '|',
  '>',
  '|+\n',
  '? ',
  '%',
  '@',
  '`',
  '---\n',
  '...\n',
  '\n---\n',
  '<<<<<<< ours\n',
  '\n=======\n',
  '\n>>>>>>> theirs\n',
  '\n||||||| base\n',
  '<<: *a',
  '__proto__:',
  'constructor: ',
  '\0',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\u0085',
  'null',
  '~',
  '1e999',
  '0x',
  '99999999999999999999',
  'pressmark: 2\n',
  'annotations:\n',
  'stance: []\n',
  '[[[[[[[[',
  '{{{{{{{{',
  '- - - - -',
  '"\\',
  '"\\x',
  '"\\ud8',
  '%YAML 9.9\n',
  '%TAG ! !\n',
];

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(10_000),
  remove: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
  insert: fc.oneof(fc.constantFrom(...fragments), fc.constant(''), fc.string({ unit: 'binary', maxLength: 4 })),
});

const mutated = fc.tuple(sidecar, choices, fc.array(mutation, { minLength: 1, maxLength: 6 })).map(([value, pick, mutations]) => {
  let text = writeByHand(sidecarFormat, value, pick);
  for (const { at, remove, insert } of mutations) {
    const start = at % (text.length + 1);
    text = text.slice(0, start) + insert + text.slice(start + remove);
  }
  return text;
});

describe('a file that something has happened to', function () {
  this.timeout(600_000);

  it('is read without throwing, and the same the second time', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const file = parseSidecar(text);
        parseProject(text);
        for (const { start, end } of file.problems) assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(file.problems));
        assert.equal(
          file.writable === true,
          file.problems.every((found) => found.severity !== 'error'),
        );
        assert.equal(file.pieces.map((piece) => text.slice(piece.start, piece.end)).join(''), text.replace(/^\ufeff/, ''), 'pieces tile the file');
        const again = readYaml(text, sidecarFormat, file.cache);
        assert.ok(sameData(again.value, file.value) && again.problems.length === file.problems.length);
      }),
      { numRuns },
    );
  });

  it('is not touched where it cannot be read in full, and else says afterwards what was decided', () => {
    let refused = 0;
    fc.assert(
      fc.property(mutated, decision, (text, made) => {
        const file = parseSidecar(text);
        const written = spliceDecisions(file, [made], '\n');
        if (file.writable !== true) assert.ok('blocked' in written);
        else if (!('blocked' in written))
          assert.ok(sameData(parseSidecar(written.text).value, applyDecision(file.value, made)), `${JSON.stringify(text)}\n${written.text}`);
        else {
          // What was written by nobody's hand may stand where no line can be added; but then something is said of it already.
          assert.equal(written.blocked.code, 'cannot-write');
          assert.notEqual(file.problems.length, 0, `${JSON.stringify(made)}\n${JSON.stringify(text)}`);
          refused++;
        }
      }),
      { numRuns },
    );
    // One in nine thousand when this was written.
    assert.ok(refused <= numRuns / 500, `${refused} of ${numRuns} refused`);
  });

  it('reads pieces exactly as the cache remembers them', () => {
    fc.assert(
      fc.property(mutated, fc.array(mutation, { minLength: 1, maxLength: 3 }), (text, mutations) => {
        const { cache } = parseSidecar(text);
        let next = text;
        for (const { at, remove, insert } of mutations) next = next.slice(0, at % (next.length + 1)) + insert + next.slice((at % (next.length + 1)) + remove);
        const warm = readYaml(next, sidecarFormat, cache);
        const cold = readYaml(next, sidecarFormat);
        assert.deepEqual(warm.problems, cold.problems);
        assert.ok(sameData(warm.value, cold.value));
      }),
      { numRuns },
    );
  });
});

describe('a hostile file', function () {
  this.timeout(60_000);

  const entry = (note: string): string =>
    `pressmark: 1\nannotations:\n  - id: good\n    tags: []\n    position: [0, 1]\n    by: a\n    created: 2026-11-21T10:00:00Z\n  - id: bad\n    note: ${note}\n`;
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdefgh'[index] ?? 'a'}`)
          .join(', ')}]`,
    ),
  ].join('\n');
  const cases: readonly (readonly [string, string, string])[] = [
    ['an alias bomb', `pressmark: 1\n${bomb}\nannotations: *i\n`, 'alias'],
    ['an alias to nothing', entry('*nowhere'), 'alias'],
    ['5,000 nested lists', entry('['.repeat(5000)), 'bad-yaml'],
    ['100,000 nested mappings', entry('{a: '.repeat(100_000)), 'bad-yaml'],
    ['100,000 dashes in a line', entry(`\n      ${'- '.repeat(100_000)}`), 'bad-yaml'],
    ['2,000 levels of indentation', entry(`\n${Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level + 6)}a:`).join('\n')}\n`), 'bad-yaml'],
    ['100,000 keys', entry(`x\n${Array.from({ length: 100_000 }, (_, key) => `    k${key}: 1`).join('\n')}`), 'unknown-key'],
    ['100,000 times the same key', entry(`x\n${'    k: 1\n'.repeat(100_000)}`), 'duplicate-key'],
    ['100,000 sections', `pressmark: 1\n${Array.from({ length: 100_000 }, (_, key) => `k${key}: 1`).join('\n')}`, 'unknown-key'],
    ['100,000 conflict markers', `pressmark: 1\n${'<<<<<<< ours\n'.repeat(20_000)}`, 'conflict-marker'],
    ['a line of a million quotation marks', entry('"'.repeat(1_000_000)), 'bad-yaml'],
    ['a comment of a million characters', entry(`x # ${'#'.repeat(1_000_000)}`), 'missing-key'],
    ['a million spaces before a colon', `a${' '.repeat(1_000_000)}b: c\n`, 'bad-layout'],
    ['more than 32 MB', ' '.repeat(33 * 1024 * 1024), 'file-too-large'],
  ];
  for (const [name, text, code] of cases) {
    it(`${name}: read within seconds, and said`, () => {
      const start = performance.now();
      const file = parseSidecar(text);
      assert.ok(
        file.problems.some((found) => found.code === code),
        JSON.stringify(file.problems.slice(0, 3)),
      );
      if (text.includes('id: good')) assert.deepEqual(file.value.annotations?.map(({ id }) => id).includes('good'), true);
      assert.ok(performance.now() - start < 20_000, `${performance.now() - start} ms`);
      if (process.env['PRESSMARK_VERBOSE']) console.log(`      ${(performance.now() - start).toFixed(0)} ms`);
    });
  }

  it('cannot reach a prototype', () => {
    const file = parseSidecar(
      'pressmark: 1\n__proto__:\n  polluted: yes\ndocument:\n  __proto__: { polluted: yes }\n  constructor: { prototype: { polluted: yes } }\n  title: t\n',
    );
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal((file.value.document as Record<string, unknown>)['polluted'], undefined);
    assert.deepEqual(file.value, { pressmark: 1, document: { title: 't' } });
    assert.deepEqual(
      file.problems.map(({ code }) => code),
      ['unknown-key', 'unknown-key', 'unknown-key'],
    );
  });
});
