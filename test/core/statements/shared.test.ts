/** What must hold of shared statements whatever the texts. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  aboutRange,
  differences,
  likenessOf,
  Lexicon,
  mayConcern,
  type Prepared,
  sharedShares,
  sharedStatements,
  wholeScore,
} from '../../../src/core/statements';
import { wordsIn } from '../../../src/core/statements/words';
import type { Range } from '../../../src/core/text/range';
import { bare } from './support';

const nouns = 'harbour council treaty minister ferry archive forest railway engineer bridge school nurse vote storm winter price'.split(' ');
const verbs = 'rejects approves visits closes repairs promises delays measures paints forgets'.split(' ');
const clause = fc
  .tuple(
    fc.constantFrom(...nouns),
    fc.constantFrom(...verbs),
    fc.constantFrom(...nouns),
    fc.constantFrom('in Varden', 'on Monday', 'with 40 others', 'again', 'for the first time since 1998'),
  )
  .map(([subject, verb, object, rest]) => `the ${subject} ${verb} the ${object} ${rest}`);
const sentence = fc.array(clause, { minLength: 1, maxLength: 3 }).map((clauses) => `${clauses.join(', and ').replace(/^t/, 'T')}.`);
const text = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((sentences) => sentences.join(' '));

describe('shared statements', function () {
  this.timeout(20_000);
  it('are the same, mirrored, when the documents change places', () => {
    const mirror: Readonly<Record<string, string>> = { shortened: 'extended', extended: 'shortened', split: 'merged', merged: 'split' };
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [bare(a), bare(b)];
        const back = sharedStatements(y, x)
          .map((found) => ({ ...found, a: found.b, b: found.a, relation: mirror[found.relation] ?? found.relation }))
          .sort((p, q) => p.a.start - q.a.start || p.b.start - q.b.start);
        assert.deepEqual(sharedStatements(x, y), back);
        assert.equal(wholeScore(x, y, []), wholeScore(y, x, []));
      }),
      { numRuns: 60 },
    );
  });

  it('lie within their texts and have scores from 0 to 1', () => {
    fc.assert(
      fc.property(text, fc.oneof(text, fc.string({ unit: 'binary' })), (a, b) => {
        for (const { a: x, b: y, score } of sharedStatements(bare(a), bare(b))) {
          assert.ok(0 <= x.start && x.start < x.end && x.end <= a.length);
          assert.ok(0 <= y.start && y.start < y.end && y.end <= b.length);
          assert.ok(score > 0 && score <= 1);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('cover a document that is compared with itself, and nothing of a text about something else', () => {
    const own =
      'The council of Varden rejected the plan for a second bridge over the sound.\n\nEngineers had warned that the piers would not stand a winter with as much ice as in 1998.';
    const shares = sharedShares(bare(own), bare(own), sharedStatements(bare(own), bare(own)));
    assert.ok(shares.a > 0.95 && shares.b > 0.95, JSON.stringify(shares));
    assert.deepEqual(sharedStatements(bare(own), bare('Nurses at the children’s hospital walked out on Thursday over night shifts and pay.')), []);
  });

  it('stay found when other paragraphs come in around them', () => {
    const statement = 'The council of Varden rejected the plan for a second bridge over the sound.';
    const around = (before: string, after: string): Prepared => bare(`${before}\n\n${statement}\n\n${after}`);
    const x = around('Snow fell all night in the hills.', 'The ferry will run until ten.');
    const y = around('Two schools were closed on Monday for want of heating.', 'A referendum is not planned, the mayor told the radio.');
    assert.deepEqual(
      sharedStatements(x, y).map(({ a, relation }) => [x.text.slice(a.start, a.end), relation]),
      [[statement.slice(0, -1), 'verbatim']],
    );
  });

  it('are never of a passage that a document is said to have nothing of', () => {
    let without = 0;
    const check = (a: Prepared, b: Prepared, range: Range): void => {
      if (mayConcern(a, range, b)) return;
      without++;
      assert.deepEqual(aboutRange(sharedStatements(a, b), range), []);
    };
    fc.assert(
      fc.property(text, text, fc.nat(), fc.integer({ min: 1, max: 200 }), fc.boolean(), (a, b, at, length, quoted) => {
        const own = quoted ? `“${a}” the council said.\n\n${b.slice(0, 80)} and so on` : a;
        const [x, y] = [bare(own), bare(b)];
        const start = at % own.length;
        check(x, y, { start, end: Math.min(own.length, start + length) });
      }),
      { numRuns: 400 },
    );
    assert.ok(without > 20, String(without));
  });

  it('end, and are found, in a text in which every word stands everywhere', () => {
    const long = (seed: number): string =>
      Array.from({ length: 2_000 }, (_, i) => `The ${nouns[(i * seed) % 16]} ${verbs[(i * 3) % 10]} the ${nouns[(i * 7) % 16]}.`).join(' ');
    const own = 'Eleven lighthouse keepers petitioned parliament about mandatory retirement.';
    const found = sharedStatements(bare(`${long(5)}\n\n${own}`), bare(`${own}\n\n${long(11)}`));
    assert.ok(found.some(({ b }) => b.start === 0 && b.end === own.length - 1));
  });

  it('end, and are found, in a flood of function words', () => {
    const plain = 'the of and to in for with on at by'.split(' ');
    let state = 7;
    const flood = (): string =>
      Array.from({ length: 20_000 }, () => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return plain[(state >> 8) % plain.length];
      }).join(' ');
    const own = 'Eleven lighthouse keepers petitioned parliament about mandatory retirement.';
    const before = process.cpuUsage();
    const found = sharedStatements(bare(`${flood()}\n\n${own}`), bare(`${own}\n\n${flood()}`));
    const spent = process.cpuUsage(before);
    assert.ok(found.some(({ b }) => b.start === 0 && b.end === own.length - 1));
    // Each run with each took half a minute and ran out of memory; each with few takes a second.
    assert.ok(spent.user + spent.system < 8e6, `${(spent.user + spent.system) / 1e6} s`);
  });
});

describe('likeness of two sentences', function () {
  this.timeout(20_000);
  const lexicon = new Lexicon();
  const like = (a: string, b: string): number => likenessOf(wordsIn(a, lexicon), wordsIn(b, lexicon));

  it('is 1 for the same words, 0 beside nothing, and the same both ways', () => {
    assert.equal(like('The vote was delayed.', 'the vote was delayed'), 1);
    assert.equal(like('The vote was delayed.', ''), 0);
    fc.assert(fc.property(sentence, sentence, (a, b) => assert.equal(like(a, b), like(b, a))));
  });

  it('falls with what is changed, added or denied', () => {
    const one = 'The company said on Monday that it will cut 400 jobs at its plant in Lindow by the end of the year.';
    const reworded = 'The firm said Monday it would cut 400 jobs at its Lindow plant by the end of the year.';
    const other = 'The company said on Monday that it will hire 60 engineers for its new office in the capital.';
    assert.ok(like(one, reworded) > 0.6, String(like(one, reworded)));
    assert.ok(like(one, other) < 0.3, String(like(one, other)));
    assert.ok(like(one, reworded.replace('would cut', 'would not cut')) < like(one, reworded));
    assert.ok(like(one, reworded.replace('400', '700')) < like(one, reworded));
  });

  it('unites inflections, spellings, numerals and contractions', () => {
    for (const [x, y] of [
      ['emphasised', 'emphasizes'],
      ['labour', 'labor'],
      ['twelve', '12'],
      ['1,200', '1200'],
      ['doesn’t', 'does not'],
      ['per cent', 'percent'],
      ['U.S.', 'US'],
      ['Ermakov', 'Yermakov'],
      ['Zelenskyy', 'Zelensky'],
    ] as const)
      assert.equal(
        wordsIn(y, lexicon)
          .map(({ lexeme }) => lexeme.key)
          .join(' '),
        wordsIn(x, lexicon)
          .map(({ lexeme }) => lexeme.key)
          .join(' '),
        `${x} ${y}`,
      );
  });
});

describe('differences of two wordings', function () {
  this.timeout(20_000);
  const told = (a: string, b: string): readonly string[] => {
    const [x, y] = [bare(a), bare(b)];
    const found = differences(x, { start: 0, end: a.length }, y, { start: 0, end: b.length });
    return found.map(({ kind, a: left, b: right, loaded, minor }) =>
      [
        kind,
        left ? a.slice(left.start, left.end) : '',
        right ? b.slice(right.start, right.end) : '',
        loaded ? `loaded ${loaded}` : '',
        minor ? 'minor' : '',
      ].join('|'),
    );
  };

  it('say what was kept, dropped, added, replaced and moved', () => {
    assert.deepEqual(told('The minister said the old bridge would stay closed.', 'The minister claimed the bridge would stay closed for good.'), [
      'kept|The minister|The minister||',
      'replaced|said|claimed|loaded b|',
      'kept|the|the||minor',
      'dropped|old|||',
      'kept|bridge would stay closed|bridge would stay closed||',
      'added||for good||',
    ]);
    assert.deepEqual(
      told('talks between the two countries on this and other issues', 'talks on this and other issues between the two countries')
        .filter((line) => !line.startsWith('kept'))
        .map((line) => line.split('|')[0]),
      ['moved', 'moved'],
    );
  });

  it('know loaded words in all their forms, and no others', () => {
    const loaded = (a: string, b: string): string | undefined => {
      const [x, y] = [bare(a), bare(b)];
      return differences(x, { start: 0, end: a.length }, y, { start: 0, end: b.length }).find((found) => found.loaded)?.loaded;
    };
    for (const [plain, judging] of [
      ['Protesters blocked the road.', 'Terrorists blocked the road.'],
      ['Protesters blocked the road.', 'Thugs blocked the road.'],
      ['They denied the report.', 'They denied the atrocities.'],
      ['They were crossing the border.', 'They were invading the border.'],
      ['The group met on Friday.', 'The neo-Nazis met on Friday.'],
      ['The state met on Friday.', 'The so-called state met on Friday.'],
    ] as const) {
      assert.equal(loaded(plain, judging), 'b', judging);
      assert.equal(loaded(judging, plain), 'a', judging);
    }
    for (const word of ['inflation', 'liberal', 'historical', 'container', 'militancy', 'herons'])
      assert.equal(loaded('The old matter was closed.', `The ${word} matter was closed.`), undefined, word);
    assert.equal(loaded('The army invaded the town.', 'The army liberated the town.'), 'both');
    assert.equal(loaded('The government’s army invaded the town.', 'The regime’s army liberated the town.'), 'b', 'the first of both');
    assert.equal(loaded('The terrorist fled.', 'The terrorists escaped.'), undefined, 'one word in two forms');
  });

  it('tell where one side denies', () => {
    const negated = (a: string, b: string): readonly string[] => {
      const [x, y] = [bare(a), bare(b)];
      return differences(x, { start: 0, end: a.length }, y, { start: 0, end: b.length }).flatMap(({ negated: side, minor }) =>
        side ? [`${side} ${minor}`] : [],
      );
    };
    assert.deepEqual(negated('The minister said the bridge was safe.', 'The minister did not say the bridge was safe.'), ['b false']);
    assert.deepEqual(negated('The bridge isn’t safe.', 'The bridge is safe.'), ['a false']);
    assert.deepEqual(negated('The bridge is not safe.', 'The bridge is never safe.'), []);
    // Who goes on denying may say so again, or not.
    const once = 'Trade will never grow to the detriment of forests or the detriment of rivers.';
    const again = 'Trade will in no way grow to the detriment of forests and not to the detriment of rivers.';
    assert.deepEqual(negated(once, again), []);
    assert.deepEqual(negated(again, once), []);
    const affirmed = 'Trade will grow to the detriment of forests or the detriment of rivers.';
    assert.ok(negated(affirmed, again).includes('b false'));
    assert.deepEqual(negated('It is never late. The bridge and the road are safe.', 'It is never late. The bridge and not the road is safe.').slice(0, 1), [
      'b false',
    ]);
  });

  it('tell the tones of two cues apart', () => {
    const [x, y] = [bare('Ms Holm said the price would fall.'), bare('Ms Holm admitted the price would fall.')];
    const found = differences(x, { start: 0, end: x.text.length }, y, { start: 0, end: y.text.length });
    assert.deepEqual(found.find(({ kind }) => kind === 'replaced')?.tones, { a: 'plain', b: 'conceding' });
  });

  it('leave no word of either side out, in order', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [bare(a), bare(b)];
        const found = differences(x, { start: 0, end: a.length }, y, { start: 0, end: b.length });
        for (const [side, document] of [
          ['a', x],
          ['b', y],
        ] as const) {
          const ranges = found.flatMap((difference) => difference[side] ?? []);
          for (const word of document.words.slice(0, 400))
            assert.ok(
              ranges.some(({ start, end }) => start <= word.start && word.end <= end),
              `${side} ${word.lexeme.folded}`,
            );
          ranges.reduce((end, range) => (assert.ok(range.start >= end), range.end), 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
