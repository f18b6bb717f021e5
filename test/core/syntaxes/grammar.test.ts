import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadGrammar, type Mark, type Tokenise } from './tokenise';

const here = new URL('./', import.meta.url);
const seeds = new URL('../../../seeds/', here);
const samples = new URL('samples/', here);
const snapshots = new URL('snapshots/', here);
/** Longer stretches are cut in the middle: a snapshot shows where marks lie, it is no copy of the text. */
const shownLength = 64;

/** VS Code tokenises no line longer than `editor.maxTokenizationLineLength`, 20,000 by default. */
const longestLine = 20_000;

describe('article grammar', () => {
  let tokenise: Tokenise;
  before(async () => {
    tokenise = await loadGrammar();
  });

  for (const folder of [seeds, samples]) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
      it(`marks ${name} as its snapshot says`, () => {
        const text = readFileSync(new URL(name, folder), 'utf8');
        const shown = show(text, tokenise(text));
        const snapshot = new URL(name.replace(/\.txt$/, '.snap'), snapshots);
        if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, shown);
        assert.ok(existsSync(snapshot), `${snapshot.pathname} is missing: run with UPDATE_SNAPSHOTS=1 and read it before committing`);
        assert.equal(shown, readFileSync(snapshot, 'utf8'));
      });
    }
  }

  it('has no snapshot without its text', () => {
    const texts = [seeds, samples].flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith('.txt')));
    const orphans = readdirSync(snapshots).filter((file) => !texts.includes(file.replace(/\.snap$/, '.txt')));
    assert.deepEqual(orphans, []);
  });

  it('lets nothing run on past its line, whatever stands on it', () => {
    const piece = fc.constantFrom('“', '”', '"', '«', '»', '„', '‘', '’', '• ', '© ', 'Photo: ', '1. ', 'Rate it', 'a', 'B ', '+49 ', '(', ')', '@', ' ');
    const line = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(line, line, (first, second) => {
        const after = tokenise(`x\n${first}\n${second}`).filter((mark) => mark.line === 3);
        const alone = tokenise(`x\nx\n${second}`).filter((mark) => mark.line === 3);
        assert.deepEqual(after, alone);
      }),
    );
  });

  // A pattern that backtracks without bound would not come back within mocha's time limit.
  const hostile: readonly (readonly [string, string])[] = [
    ['opening quotation marks', '“'],
    ['nested pairs never closed', '““a”'],
    ['guillemets', '« «a» '],
    ['straight quotation marks', '" '],
    ['single quotation marks', ' ‘a’b'],
    ['capitalised words', 'Ab '],
    ['digits and blanks', '0 '],
    ['blanks', ' '],
    ['at signs', 'a@'],
    ['brackets', 'a (b'],
    ['notices', 'privacy your '],
    ['presence', 'a Offline '],
    ['dates', '3 March 2021 '],
    ['list marks', '• '],
  ];
  for (const [what, unit] of hostile) {
    it(`comes through ${longestLine} characters of ${what}`, () => {
      const text = `x\n${unit.repeat(Math.ceil(longestLine / unit.length))}\nplain.`;
      assert.ok(tokenise(text).every((mark) => mark.line <= 2));
    });
  }
});

/** Every line that is not blank, with its marks below it; blank marks are left out. */
function show(text: string, marks: readonly Mark[]): string {
  const out: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const own = marks.filter((mark) => mark.line === index + 1 && mark.text.trim() !== '');
    out.push(`${index + 1}: ${clip(line)}`);
    for (const mark of own) out.push(`    ${mark.start}-${mark.end} ${mark.scopes} | ${clip(mark.text)}`);
  }
  return `${out.join('\n')}\n`;
}

function clip(text: string): string {
  if (text.length <= shownLength) return text;
  return `${text.slice(0, shownLength / 2)} … ${text.slice(-shownLength / 2)}`;
}
