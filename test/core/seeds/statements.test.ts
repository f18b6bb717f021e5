/**
 * All statements that 000 (RT, through a translation) and 002 (EEAS) share, as a reader lists them by hand, and whether they are
 * found. `missed` ones share too few words: they wait for a better comparison. `UPDATE_GOLDEN` does not apply; edit by hand.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sharedStatements } from '../../../src/core/statements';
import { preparer, root } from '../statements/support';

const seeds = path.join(root, 'seeds');
const [rt, eeas] = ['000_857cd91610f1de59.txt', '002_617e6239e9021492.txt'].map((name) => readFileSync(path.join(seeds, name), 'utf8').replace(/\r\n?/g, '\n')) as [string, string];

interface Shared {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  readonly found: boolean;
}

const byHand: readonly Shared[] = [
  { what: 'coordination at the highest level', a: 'coordination between Washington and Brussels', b: 'close coordination between the European Union', found: true },
  { what: 'spheres of influence, united front', a: 'rejected the Russian initiative to restore', b: 'rejected Russian initiative to re-build', found: true },
  { what: 'open for dialogue, not at the expense of', a: 'remain open for dialogue with Russia', b: 'remain open to dialogue with Russia', found: true },
  { what: 'informal meeting of ministers in Brest', a: 'gathered for an informal meeting in Brest', b: 'informal discussions of the Foreign and Defence Ministers', found: true },
  { what: 'Borrell and Blinken spoke', a: 'stated during a telephone conversation', b: 'spoke to US Secretary of State', found: false },
  { what: 'what they spoke about', a: 'devoted to the latest developments around Ukraine', b: 'They discussed Russia’s military build-up', found: false },
  { what: 'the military build-up that they discussed', a: 'the ongoing actions of Russia to build up', b: 'discussed Russia’s military build-up', found: false },
  { what: 'a united transatlantic front, in the headline’s words', a: 'will act as a "united transatlantic front"', b: 'strong, clear and united transatlantic front', found: false },
];

describe('statements that seeds 000 and 002 share', () => {
  const prepared = preparer(readFileSync(path.join(seeds, 'pressmark.yaml'), 'utf8'));
  const statements = sharedStatements(
    prepared(rt, { start: '2022-01-16', end: '2022-01-16', basis: 'stated' }),
    prepared(eeas, { start: '2022-01-15', end: '2022-01-15', basis: 'stated' }),
  );
  const holds = (text: string, range: { readonly start: number; readonly end: number }, words: string): boolean => {
    const at = text.replace(/\u00a0/g, ' ').indexOf(words);
    assert.ok(at >= 0, `the text has “${words}”`);
    return range.start <= at && at + words.length <= range.end;
  };

  for (const { what, a, b, found } of byHand) {
    it(`${found ? 'finds' : 'does not find yet'}: ${what}`, () => {
      assert.equal(
        statements.some((statement) => holds(rt, statement.a, a) && holds(eeas, statement.b, b)),
        found,
      );
    });
  }

  it('finds nothing else', () => {
    assert.equal(statements.length, byHand.filter(({ found }) => found).length);
  });
});
