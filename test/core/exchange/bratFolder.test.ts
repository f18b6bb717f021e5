/** A brat folder in, and out again: which bytes stay, and what changes in a folder of another's. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProject, indexProject } from '../../../src/core/project';
import { exchangeDocument, fromBrat, planImport } from '../../../src/core/exchange';
import { toBrat } from '../../../src/core/exchange/brat';
import { applyDecision, parseSidecar, spliceDecisions } from '../../../src/core/sidecar';

const text = 'The ministry denied it.\nNobody 😀 believed the ministry, or so it seemed.\n\nA third line ends here.\n';
const index = indexProject(
  parseProject('pressmark: 1\ntags:\n  - { id: denial, label: Denial }\n  - { id: claim, label: Claim }\n  - { id: война, label: Война }\n').value,
);

/** What stands in the folder after an import into a project without any coding, and an export of all of it. */
function again(ann: string, own = text): { readonly txt: string | undefined; readonly ann: string | undefined; readonly losses: readonly string[] } {
  const { documents, losses } = fromBrat('a.txt', own, ann);
  const canonical = own.replace(/\r\n?/g, '\n');
  const plans = documents.map((document) =>
    planImport(document, { text: canonical, standing: {}, project: index, coder: 'anna', now: '2026-11-21T10:00:00Z', path: 'a.txt' }),
  );
  const decisions = plans.flatMap((plan) => plan.decisions);
  // Through the sidecar's own text, as a person's folder would.
  const written = spliceDecisions(parseSidecar('pressmark: 1\n'), decisions, '\n');
  assert.ok('text' in written);
  const sidecar = parseSidecar(written.text).value;
  assert.deepEqual(sidecar, decisions.reduce(applyDecision, parseSidecar('pressmark: 1\n').value));
  const { files } = toBrat([exchangeDocument({ path: 'a.txt', text: canonical, quotes: true, sidecars: [sidecar] }, index)], { name: 'p', index });
  const content = (name: string): string | undefined => files.find(({ path }) => path === name)?.content as string | undefined;
  const told = [...losses, ...plans.flatMap((plan) => plan.losses)].map(({ message, args }) =>
    args.reduce<string>((said, arg, at) => said.replace(`{${at}}`, String(arg)), message),
  );
  return { txt: content('a.txt'), ann: content('a.ann'), losses: told };
}

const entity = (nth: number, type: string, words: string, from = 0): string => {
  const points = [...text];
  const start = [...text.slice(0, text.indexOf(words, from))].length;
  return `T${nth}\t${type} ${start} ${start + [...words].length}\t${points.slice(start, start + [...words].length).join('')}\n`;
};
const attribute = (nth: number, name: string, target: number, value: string): string => `A${nth}\t${name} T${target} ${value}\n`;

const own =
  entity(1, 'denial', 'denied it') +
  attribute(1, 'Voice', 1, 'quoted') +
  attribute(2, 'Speaker', 1, 'the-ministry') +
  attribute(3, 'Coder', 1, 'anna') +
  attribute(4, 'Id', 1, 'p1') +
  '#1\tAnnotatorNotes T1\tA note on one line.\n' +
  entity(2, 'claim', '😀 believed') +
  attribute(5, 'Coder', 2, 'Ben%20B.') +
  attribute(6, 'Id', 2, 'p2') +
  entity(3, 'x-_432__43e__439__43d__430_', '😀 believed') +
  attribute(7, 'Coder', 3, 'Ben%20B.') +
  attribute(8, 'Id', 3, 'p2');

describe('the names of brat’s files', () => {
  const bare = (path: string, quotes = true) => exchangeDocument({ path, text, quotes, sidecars: [{ pressmark: 1 }] }, index);

  it('are of one document each, and said where they are not its own', () => {
    const paths = ['a', 'a.TXT', 'a.txt', 'A.txt', 'b', 'c.txt', 'c.ann/d.txt', 'e.md', 'é.txt', 'e\u0301.txt'];
    const { files, losses } = toBrat([...paths.map((path) => bare(path)), bare('B.txt', false)], { name: 'p', index });
    const names = files.map(({ path }) => path);
    const own = ['a-3', 'a-4', 'a-2', 'A', 'b', 'c-2', 'c.ann/d', 'e.md', 'é-2', 'e\u0301'];
    assert.deepEqual(names, [...own.flatMap((base) => [`${base}.txt`, `${base}.ann`]), 'annotation.conf']);
    assert.deepEqual(
      losses.flatMap(({ message, args }) => (message.startsWith('{0} goes as {1}') ? [args] : [])),
      [
        ['a', 'a-3.txt'],
        ['a.TXT', 'a-4.txt'],
        ['a.txt', 'a-2.txt'],
        ['c.txt', 'c-2.txt'],
        ['é.txt', 'é-2.txt'],
      ],
    );
  });

  it('are never two of one file, whatever the documents are called', () => {
    const name = fc
      .array(fc.constantFrom('a', 'A', '.txt', '.TXT', '.ann', '-2', '/', 'é', 'e\u0301'), { minLength: 1, maxLength: 4 })
      .map((found) => found.join(''));
    const path = name.filter((one) => !/^\/|\/$|\/\//.test(one));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 8 }), (paths) => {
        // A folder is no file: such documents are nowhere.
        fc.pre(!paths.some((one) => paths.some((other) => other.startsWith(`${one}/`))));
        const { files } = toBrat(
          paths.map((one) => bare(one)),
          { name: 'p', index },
        );
        const folded = files.map((file) => file.path.normalize('NFC').toLowerCase());
        assert.equal(new Set(folded).size, 2 * paths.length + 1);
        assert.ok(!folded.some((file) => folded.some((other) => other.startsWith(`${file}/`))), 'none is the folder of another');
      }),
    );
  });
});

describe('a brat folder', () => {
  it('in the form that is written here comes out byte for byte', () => {
    assert.deepEqual(again(own), { txt: text, ann: own, losses: [] });
  });

  it('whatever it holds, once it was written here', () => {
    const words = fc.constantFrom('denied it', 'Nobody', '😀 believed', 'the ministry, or', 'A third', 'ends here.');
    const lines = fc.uniqueArray(fc.tuple(words, fc.constantFrom('denial', 'claim')), { maxLength: 6, selector: ([one]) => one });
    fc.assert(
      fc.property(lines, (found) => {
        const theirs = found.map(([one, type], at) => entity(at + 1, type, one)).join('');
        const first = again(theirs);
        assert.equal(first.txt, text);
        assert.deepEqual(again(first.ann ?? ''), first);
      }),
      { numRuns: 60 },
    );
  });

  const foreign: readonly (readonly [string, string, RegExp, RegExp | undefined])[] = [
    [
      'without coders and ids: they are added',
      entity(1, 'denial', 'denied it'),
      /^T1\tdenial 13 22\tdenied it\nA1\tCoder T1 anna\nA2\tId T1 [0-9a-f-]{36}\n$/,
      undefined,
    ],
    [
      'in another order: it is numbered in that of the text',
      entity(1, 'claim', 'Nobody') + entity(2, 'denial', 'denied it'),
      /^T1\tdenial [^]*T2\tclaim /,
      undefined,
    ],
    [
      'with relations and events: they are left out, and that is said',
      `${own}R1\tCauses Arg1:T1 Arg2:T2\nE1\tdenial:T1\n`,
      /^T1\t(?![^]*R1)(?![^]*E1)/,
      /2 lines of a\.txt are no entities/,
    ],
    ['with attributes of other names: they are left out, and that is said', `${own}A9\tNegation T1\n`, /^T1\t(?![^]*Negation)/, /left out: Negation\./],
    [
      'with an entity in pieces: it is one stretch, and that is said',
      'T1\tdenial 4 12;13 19\tministry denied\n',
      /^T1\tdenial 4 19\tministry denied\n/,
      /in several pieces/,
    ],
    ['with several notes: they are one', `${own}#2\tAnnotatorNotes T1\tAnother.\n`, /#1\tAnnotatorNotes T1\tA note on one line\. Another\.\n/, undefined],
    ['with CR and LF: with LF', own.replaceAll('\n', '\r\n'), /^[^\r]*$/, undefined],
  ];
  for (const [name, ann, expected, said] of foreign)
    it(`of another’s, ${name}`, () => {
      const { txt, ann: out, losses } = again(ann);
      assert.equal(txt, text);
      assert.match(out ?? '', expected);
      assert.equal(losses.length, said ? 1 : 0, losses.join('\n'));
      if (said) assert.match(losses[0] ?? '', said);
    });

  it('with a text of CR and LF has LF afterwards', () => {
    assert.equal(again(own, text.replaceAll('\n', '\r\n')).txt, text);
  });
});
