import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createActorRecogniser, emptyGazetteer, gazetteerInStages, parseGazetteer, type LinkBlock } from '../../../src/core/actors';
import type { Actor } from '../../../src/core/project/schema';
import { gazetteer, gazetteerText } from './gazetteer';

const actors: readonly Actor[] = [
  { id: 'ana-ilic', name: 'Ana Ilić', kind: 'person', aliases: ['Minister Ilić'] },
  { id: 'russia', name: 'Russia', kind: 'state' },
  { id: 'us', name: 'United States', kind: 'state', aliases: ['US'] },
  { id: 'who-cares', name: 'Who Cares', kind: 'group' },
];
const recogniser = createActorRecogniser({ actors, notActors: ['Sun', 'Red Gate'] }, gazetteer);
const bare = createActorRecogniser({ actors: [], notActors: [] }, emptyGazetteer);

const words = fc.constantFrom(
  'Ana',
  'Ilić',
  'ILIĆ',
  'Minister',
  'President',
  'of',
  'the',
  'and',
  'for',
  'Bank',
  'Ministry',
  'Russia',
  'US',
  'U.S.',
  'Moscow',
  'in',
  'said',
  ',',
  '.',
  "'s",
  '’s',
  '(',
  ')',
  '-',
  '–',
  '&',
  'al-',
  'bin',
  'van',
  'Mr.',
  'Sun',
  'NATO-Russia',
  'Washington-Brussels',
  '\n',
  '  ',
  '"',
  '🙂',
  'Ж',
  'Москва',
  'A',
  'I',
  'J.',
  '12',
  'F-16',
  'Inc.',
  'People',
  '\u00a0',
  'Jr.',
  'May',
  'Europe',
  'Red',
  'Gate',
  'É',
  'İ',
);
const prose = fc
  .array(words, { maxLength: 60 })
  .map((w) => w.join(' '))
  .chain((s) => fc.boolean().map((tight) => (tight ? s.replace(/ (?=[,.'’)-])/g, '') : s)));
const hostile = fc.oneof(prose, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }));

describe('actors, what always holds', () => {
  it('mentions are sorted, apart, inside the text, and say what stands there', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (texts) => {
        for (const r of [recogniser, bare]) {
          const document = texts.join('\n\n');
          let start = 0;
          const blocks: LinkBlock[] = texts.map((text) => {
            const block = { start, text, kind: 'body' as const, mentions: r.recognise(text) };
            start += text.length + 2;
            return block;
          });
          let last = 0;
          for (const m of r.link(blocks)) {
            assert.ok(m.start >= last && m.end > m.start && m.end <= document.length);
            assert.equal(m.text.replace(/\s+/g, ' '), document.slice(m.start, m.end).replace(/\s+/g, ' '));
            assert.ok(m.nameStart === undefined || (m.nameStart > m.start && m.nameStart < m.end));
            assert.ok(m.rule !== '' && m.actor !== '' && m.name !== '');
            last = m.end;
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a block is recognised from its text alone, and the result survives cloning', () => {
    fc.assert(
      fc.property(prose, prose, (text, other) => {
        const first = recogniser.recognise(text);
        recogniser.recognise(other);
        assert.deepEqual(recogniser.recognise(text), first);
        assert.deepEqual(structuredClone(first), first);
      }),
    );
  });

  it('what is never an actor is never one', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const mentions = recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
        assert.ok(!mentions.some((m) => m.text === 'Sun' || m.text === 'Red Gate'));
      }),
    );
  });

  it('takes hostile repetition in its stride: four times the text, about four times the work', () => {
    const work = (text: string): number => {
      const from = process.cpuUsage();
      recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    for (const unit of [
      "A's ",
      'Ministry of ',
      'and And ',
      'X-',
      'Mr. ',
      '“',
      'President of the ',
      'al-',
      'U.S.',
      'A&B&',
      'Of the United ',
      'Members of Peru’s Bank of ',
    ]) {
      work(unit.repeat(1000));
      const least = (times: number): number => Math.min(...[1, 2, 3].map(() => work(unit.repeat(times))));
      const once = least(3000);
      const fourfold = least(12_000);
      // Quadratic work would be sixteen times as much; fifty milliseconds for collections of garbage on a busy machine.
      assert.ok(fourfold < 10 * once + 50_000, `${unit}: ${once} µs, then ${fourfold} µs`);
    }
  }).timeout(60_000);
});

describe('actors, details', () => {
  const link = (text: string): ReturnType<typeof recogniser.link> => recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);

  it('tells an acronym from the word', () => {
    assert.deepEqual(
      link('He told us that US officials know who cares.').map((m) => m.text),
      ['US'],
    );
  });
  it('keeps the title that stands before a name, and where the name starts', () => {
    const [m] = link('Yesterday President Ilić spoke.');
    assert.equal(m?.actor, 'ana-ilic');
    assert.equal(m?.text, 'President Ilić');
    assert.equal(m?.title, 'President');
    assert.equal(m?.nameStart, 20);
    const [plain] = link('Yesterday President Sokolova spoke.');
    assert.equal(plain?.text, 'Sokolova');
    assert.equal(plain?.title, 'President');
  });
  it('names the rule', () => {
    const rules = (text: string): readonly string[] => link(text).map((m) => m.rule);
    assert.deepEqual(rules('Russia spoke.'), ['registry']);
    assert.deepEqual(rules('Moscow denied it.'), ['capital-metonym']);
    assert.deepEqual(rules('Brussels denied it.'), ['seat-metonym']);
    assert.deepEqual(rules('They met in Moscow.'), ['capital-as-place']);
    assert.deepEqual(rules('Olga Sokolova left. Sokolova wept.'), ['given-name', 'surname']);
    assert.deepEqual(rules('Prime Minister Tarkov left.'), ['title-name']);
    assert.deepEqual(rules('Poland left.'), ['state']);
  });
  it('works without a gazetteer', () => {
    const text = 'Foreign Minister Zorka Belic met Mr. Ortu at the Ministry of Trade.';
    assert.deepEqual(
      bare.link([{ start: 0, text, kind: 'body', mentions: bare.recognise(text) }]).map((m) => [m.text, m.kind]),
      [
        ['Zorka Belic', 'person'],
        ['Ortu', 'person'],
        ['Ministry of Trade', 'organisation'],
      ],
    );
  });
});

describe('actors, the gazetteer', () => {
  it('says what is wrong with a bad asset', () => {
    assert.throws(() => parseGazetteer(''), /does not begin with/);
    assert.throws(() => parseGazetteer('pressmark-gazetteer 2\n[states]\n'), /lacks the section/);
    assert.throws(() => parseGazetteer('pressmark-gazetteer 2\n[nonsense]\n'), /unknown section/);
    assert.throws(() => parseGazetteer('pressmark-gazetteer 2\nRU|Russia\n'), /before its first section/);
    const empty = 'pressmark-gazetteer 2\n[states]\n[bodies]\n[everyday]\n[words]\n[roles]\n[given]\n[surnames]\n[places]\n[organisations]\n[others]\n';
    assert.throws(() => parseGazetteer(empty.replace('[given]\n', '[given]\n|ana@x\n')), /damaged at "@x"/);
    assert.throws(() => parseGazetteer(empty.replace('[given]\n', '[given]\nana|x\n')), /damaged at "ana"/);
    assert.ok(parseGazetteer(empty.replace('[given]\n', '[given]\n|ana"ton\n')).lexicon.has('anton'));
    assert.throws(() => parseGazetteer(empty.replace('[states]\n', '[states]\n|\n')), /without code or name/);
  });
  it('is read in stages of a thousand entries, with something else in between', () => {
    const stages = gazetteerInStages(gazetteerText);
    let count = 0;
    let step = stages.next();
    for (; !step.done; step = stages.next()) count++;
    assert.ok(count > gazetteer.lexicon.size / 1000, `${count} stages`);
    assert.deepEqual(step.value.lexicon, gazetteer.lexicon);
  });
  it('knows every member state of the United Nations by a name', () => assert.ok(new Set([...gazetteer.states.values()].map((s) => s.code)).size >= 193));
});
