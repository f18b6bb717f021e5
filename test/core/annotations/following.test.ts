import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Entries, Following } from '../../../src/core/annotations/following';
import { quoteHash } from '../../../src/core/annotations/hash';
import { selectorFor } from '../../../src/core/annotations/selector';
import { spliced } from '../../../src/core/annotations/tracking';
import type { Splice } from '../../../src/core/annotations/types';
import { textHash } from '../../../src/core/sidecar';
import type { Annotation, MentionDecision } from '../../../src/core/sidecar/schema';

const at = '2026-11-21T10:00:00Z';
const text = `Ministers meet again over the dam

The ministers of both countries met on Tuesday to speak about the dam on the upper river. A second survey is planned.

Engineers had warned in March that the eastern wall was no longer safe. Nobody wanted to pay for it.`;
const quotes = ['met on Tuesday', 'A second survey is planned', 'the eastern wall', 'Nobody wanted to pay'];

function annotation(quote: string, source = text): Annotation {
  const start = source.indexOf(quote);
  const selector = selectorFor(source, { start, end: start + quote.length });
  return { id: quote, tags: ['t'], ...selector, position: [...selector.position] as [number, number], by: 'a', created: at };
}

function mention(quote: string): MentionDecision {
  const { id, position, quote: words, before, after } = annotation(quote);
  return { id: `m ${id}`, position, quote: words, before, after, reject: 'mention', by: 'a', at };
}

const entries: Entries = { annotations: quotes.map((quote) => annotation(quote)), mentions: [mention('Engineers')], textHash: textHash(text) };

function opened(taken: Entries = entries, shown = text): Following {
  const following = new Following(shown);
  following.take(taken);
  return following;
}

const words = (following: Following): readonly string[] =>
  following.passages.map(({ state, range }) => (range ? following.text.slice(range.start, range.end) : state));

function edit(following: Following, splices: readonly Splice[]): readonly Splice[] {
  const before = following.text;
  following.edit(splices, spliced(before, splices));
  let shift = 0;
  return splices.map(({ start, end, text: inserted }) => {
    const inverse = { start: start + shift, end: start + shift + inserted.length, text: before.slice(start, end) };
    shift += inserted.length - (end - start);
    return inverse;
  });
}

/** What the sidecar says once the text is saved. */
function written(before: Entries, following: Following): Entries {
  const { rebased, current } = following.save();
  const moved = new Map(rebased.map(({ entry, range }) => [entry.id, selectorFor(following.saved, range)]));
  const anew = <T extends { readonly id: string }>(entry: T): T => (moved.has(entry.id) ? { ...entry, ...moved.get(entry.id) } : entry);
  return { annotations: before.annotations.map(anew), mentions: before.mentions.map(anew), textHash: current ? following.hashOfSaved() : before.textHash };
}

/** As "replace all" makes it: one event with a splice for each occurrence. */
function replaceAll(following: Following, from: string, to: string): readonly Splice[] {
  const splices: Splice[] = [];
  for (let start = following.text.indexOf(from); start !== -1; start = following.text.indexOf(from, start + from.length))
    splices.push({ start, end: start + from.length, text: to });
  return edit(following, splices);
}

describe('what is followed through edits', function () {
  this.timeout(60_000);

  it('is written anew on save, decisions about marks too, and the hash follows', () => {
    const following = opened();
    edit(following, [{ start: 0, end: 0, text: 'EXCLUSIVE\n\n' }]);
    const { rebased, current } = following.save();
    assert.deepEqual(
      rebased.map(({ section, entry, range }) => [section, entry.id, range.start - entry.position[0]]),
      [...quotes.map((quote) => ['annotations', quote, 11]), ['mentions', 'm Engineers', 11]],
    );
    assert.equal(current, true);
  });

  it('is where it is in the saved text as soon as that is saved, before the entries say so, and after further typing', () => {
    const following = opened();
    edit(following, [{ start: 0, end: 0, text: 'EXCLUSIVE\n\n' }]);
    following.save();
    const start = following.text.indexOf('eastern wall');
    assert.deepEqual(following.toSaved({ start, end: start + 12 }), { start, end: start + 12 });
    edit(following, [{ start: 0, end: 9, text: 'NEWS' }]);
    assert.deepEqual(following.toSaved({ start: start - 5, end: start + 7 }), { start, end: start + 12 });
    assert.deepEqual(words(following), quotes);
    following.take({
      ...entries,
      annotations: quotes.map((quote) => annotation(quote, following.saved)),
      mentions: [],
      textHash: following.hashOfSaved(),
    });
    assert.deepEqual(words(following), quotes);
  });

  it('is no place any more once other words stand where it was shown', () => {
    const following = opened();
    const start = text.indexOf('eastern');
    const range = { start, end: start + 7 };
    assert.deepEqual(following.chosen(range, 'eastern'), range);
    edit(following, [{ start: 0, end: 0, text: 'EXCLUSIVE ' }]);
    following.replaced();
    assert.equal(following.chosen(range, 'eastern'), null);
    assert.deepEqual(following.chosen({ start: start + 10, end: start + 17 }, 'eastern'), { start: start + 10, end: start + 17 });
  });

  it('stands where it does in the saved text, in a document that is opened with unsaved edits, and so does what is tagged beside them', () => {
    const lead = 'EXCLUSIVE\n\n';
    const following = new Following(lead + text, text);
    following.take(entries);
    assert.deepEqual([words(following), following.isDrifted, following.isCurrent], [quotes, false, true]);
    const start = text.indexOf('warned');
    assert.deepEqual(following.toSaved({ start: start + lead.length, end: start + 6 + lead.length }), { start, end: start + 6 });
    assert.equal(following.toSaved({ start: 2, end: 6 }), null);
    assert.equal(following.save().rebased.length, quotes.length + 1);
  });

  it('has its place in the saved text before the sidecar is read, and follows what is typed until then', () => {
    const following = new Following(text);
    const start = text.indexOf('eastern');
    const range = { start, end: start + 7 };
    assert.deepEqual(following.toSaved(range), range);
    edit(following, [{ start: 0, end: 0, text: 'EXCLUSIVE ' }]);
    assert.deepEqual(following.toSaved({ start: start + 10, end: start + 17 }), range);
    assert.equal(following.toSaved({ start: 2, end: 6 }), null);
    following.take(entries);
    assert.deepEqual(words(following), quotes);
  });

  it('goes along with find and replace over the document, back and again', () => {
    const following = opened();
    const undo = replaceAll(following, 'the', 'THE');
    assert.deepEqual(words(following), ['met on Tuesday', 'A second survey is planned', 'THE eastern wall', 'Nobody wanted to pay']);
    const redo = edit(following, undo);
    assert.deepEqual(words(following), quotes);
    edit(following, redo);
    assert.equal(words(following)[2], 'THE eastern wall');
  });

  it('survives a formatter that replaces everything and wraps the lines anew', () => {
    const following = opened();
    const formatted = text.replaceAll(/ (?=Tuesday|survey|eastern|pay)/g, '\n');
    edit(following, [{ start: 0, end: text.length, text: formatted }]);
    assert.deepEqual(words(following), ['met on\nTuesday', 'A second\nsurvey is planned', 'the\neastern wall', 'Nobody wanted to\npay']);
  });

  it('is lost while its text is deleted, and comes back with undo, whatever was done between', () => {
    const change = fc.record({
      at: fc.nat(400),
      remove: fc.nat(80),
      insert: fc.constantFrom('', 'x', 'a pasted sentence. ', '\n\n', '“'),
      cursors: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 10 }), (changes) => {
        const following = opened();
        const undos: (readonly Splice[])[] = [];
        for (const { at: where, remove, insert, cursors } of changes) {
          const splices: Splice[] = [];
          for (let cursor = 0; cursor < cursors; cursor++) {
            const start = Math.max((where + cursor * 97) % (following.text.length + 1), splices.at(-1)?.end ?? 0);
            splices.push({ start, end: Math.min(following.text.length, start + remove), text: insert });
          }
          undos.push(
            edit(
              following,
              splices.filter((splice, index) => index === 0 || splice.start >= (splices[index - 1]?.end ?? 0)).toSorted((a, b) => a.start - b.start),
            ),
          );
          for (const { range } of following.passages) if (range) assert.ok(0 <= range.start && range.start < range.end && range.end <= following.text.length);
        }
        for (const undo of undos.toReversed()) edit(following, undo);
        assert.equal(following.text, text);
        assert.deepEqual(words(following), quotes);
        assert.deepEqual(following.save(), { rebased: [], current: false });
      }),
      { numRuns: 300 },
    );
  });

  it('is written anew on save where its surroundings alone have changed, and not where they never were as the sidecar says', () => {
    const following = opened({ ...entries, mentions: [] });
    const start = text.indexOf(' to speak');
    edit(following, [{ start, end: start + 9, text: ' and spoke' }]);
    const { rebased } = following.save();
    assert.deepEqual(
      rebased.map(({ entry }) => entry.id),
      ['met on Tuesday', 'A second survey is planned', 'the eastern wall', 'Nobody wanted to pay'],
    );
    const odd = quotes.map((quote) => ({ ...annotation(quote), before: 'of another hand ' }));
    const other = opened({ annotations: odd, mentions: [], textHash: textHash(text) });
    edit(other, [{ start: text.length - 1, end: text.length, text: '!' }]);
    assert.deepEqual(other.save().rebased, []);
  });

  it('that was deleted and saved so is an orphan until that is undone, whatever the sidecar says meanwhile, and as before once that is saved', () => {
    for (const told of [false, true]) {
      const following = opened();
      const start = text.indexOf('the eastern wall');
      const undo = edit(following, [{ start: start - 4, end: start + 20, text: '' }]);
      const lost = written(entries, following);
      assert.equal(lost.annotations[2], entries.annotations[2], 'what was decided stays as it is');
      if (told) following.take(lost);
      const typed = edit(following, [{ start: 0, end: 0, text: 'EXCLUSIVE ' }]);
      const orphaned = ['met on Tuesday', 'A second survey is planned', 'orphan', 'Nobody wanted to pay'];
      assert.deepEqual(words(following), orphaned);
      edit(following, typed);
      const redo = edit(following, undo);
      assert.deepEqual(words(following), quotes, 'at once');
      if (!told) following.take(lost);
      assert.deepEqual(words(following), quotes);
      edit(following, redo);
      assert.deepEqual(words(following), orphaned);
      edit(following, undo);
      following.take(written(lost, following));
      assert.deepEqual([words(following), following.isDrifted, following.isCurrent], [quotes, false, true]);
    }
  });

  it('that was deleted, saved so and found elsewhere is where it was when that is undone, decisions about marks too', () => {
    const decided = { ...entries, mentions: [mention('the dam')] };
    const following = opened(decided);
    const undo = edit(following, [{ start: 0, end: 65, text: '' }]);
    following.take(written(decided, following));
    edit(following, undo);
    const start = text.indexOf('the dam');
    assert.deepEqual(
      following.decisions.map(({ range }) => range),
      [{ start, end: start + 7 }],
    );
    assert.deepEqual(following.driftedDecisions, []);
  });

  it('that was deleted, saved so and given another place stays there when that is undone', () => {
    const following = opened();
    const start = text.indexOf('the eastern wall');
    const undo = edit(following, [{ start, end: start + 16, text: '' }]);
    following.save();
    const elsewhere = { ...annotation('in March', following.saved), id: 'the eastern wall' };
    const annotations = quotes.map((quote) => (quote === elsewhere.id ? elsewhere : annotation(quote, following.saved)));
    following.take({ annotations, mentions: [], textHash: following.hashOfSaved() });
    edit(following, undo);
    assert.deepEqual(words(following), ['met on Tuesday', 'A second survey is planned', 'in March', 'Nobody wanted to pay']);
  });

  it('comes back with undo over saves at any steps, and the sidecar as it is told to be written has every place', () => {
    const change = fc.record({ at: fc.nat(400), remove: fc.nat(60), insert: fc.constantFrom('', 'x', ' new words '), save: fc.boolean(), told: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        let taken = entries;
        const following = opened();
        const save = (told: boolean): void => {
          following.take(taken);
          taken = written(taken, following);
          if (told) following.take(taken);
        };
        const undos: (readonly Splice[])[] = [];
        for (const { at: where, remove, insert, save: saves, told } of changes) {
          const start = where % (following.text.length + 1);
          undos.push(edit(following, [{ start, end: Math.min(following.text.length, start + remove), text: insert }]));
          if (saves) save(told);
        }
        for (const undo of undos.toReversed()) edit(following, undo);
        assert.equal(following.text, text);
        assert.deepEqual(words(following), quotes);
        save(true);
        assert.deepEqual([words(following), opened(taken).isDrifted], [quotes, false]);
      }),
      { numRuns: 300 },
    );
  });

  it('after a save says just where each passage is: opened anew, everything is in place', () => {
    const change = fc.record({ at: fc.nat(400), insert: fc.constantFrom('x', ' new words ', '\n\nA paragraph.\n\n') });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const following = opened();
        for (const { at: where, insert } of changes)
          edit(following, [{ start: where % following.text.length, end: where % following.text.length, text: insert }]);
        const { rebased, current } = following.save();
        const moved = new Map(rebased.map(({ entry, range }) => [entry.id, selectorFor(following.saved, range)]));
        const annotations = entries.annotations.map((entry) => ({ ...entry, ...moved.get(entry.id) }) as Annotation);
        const again = opened({ annotations, mentions: [], textHash: current ? following.hashOfSaved() : entries.textHash }, following.saved);
        // What was typed beside a passage may have changed only its surroundings.
        assert.deepEqual(words(again), words(following));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a text that was replaced outside', () => {
  const after = `CORRECTED\n\n${text.replace('the eastern wall was', 'its eastern wall was').replace(' A second survey is planned.', '')}`;

  it('leaves the selectors as they are until a person accepts, one by one or several', () => {
    const following = opened();
    edit(following, [{ start: 0, end: text.length, text: after }]);
    following.replaced();
    assert.deepEqual(
      following.passages.map(({ state }) => state),
      ['moved', 'orphan', 'fuzzy', 'moved'],
    );
    assert.deepEqual(following.save(), { rebased: [], current: false }, 'a save writes none of them');
    const one = following.accept(new Map([['met on Tuesday', undefined]]));
    assert.deepEqual([one.rebased.map(({ entry }) => entry.id), one.current], [['met on Tuesday', 'm Engineers'], false]);
    const start = after.indexOf('planned') === -1 ? 0 : 1;
    const all = following.accept(new Map(quotes.map((quote) => [quote, quote.startsWith('A second') ? { start, end: 9 } : undefined])));
    assert.deepEqual([all.rebased.length, all.current], [5, true]);
    assert.deepEqual(
      following.accept(new Map([['A second survey is planned', undefined]])),
      { rebased: [], current: false },
      'what has no place is not accepted',
    );
  });

  it('shows decisions about marks that have drifted, which are accepted by themselves, and hold the hash back until then', () => {
    const following = opened({ ...entries, mentions: [mention('Engineers'), mention('Nobody')] });
    assert.equal(following.driftedDecisions.length, 0);
    const after = `NEWS\n\n${text.replace('Nobody wanted', 'No one wanted')}`;
    edit(following, [{ start: 0, end: text.length, text: after }]);
    following.replaced();
    assert.deepEqual(
      following.driftedDecisions.map(({ decision, state, range }) => [decision.id, state, range && following.text.slice(range.start, range.end)]),
      [
        ['m Engineers', 'moved', 'Engineers'],
        ['m Nobody', 'orphan', null],
      ],
    );
    const marks = following.accept(new Map([['m Engineers', undefined]]));
    assert.deepEqual(
      marks.rebased.map(({ entry, section }) => [section, entry.id]),
      [['mentions', 'm Engineers']],
    );
    const passages = new Map(following.passages.map(({ annotation, range, candidates }) => [annotation.id, range ?? candidates[0]]));
    const all = following.accept(passages);
    assert.ok(
      all.rebased.some(({ entry }) => entry.id === 'm Engineers'),
      'what surely stands elsewhere goes along with passages',
    );
    assert.equal(all.current, false, 'one decision is still to be looked at');
    assert.equal(following.isSettledWithout(new Set([...passages.keys(), 'm Engineers', 'm Nobody'])), true);
  });

  it('asks for the former text by its hash, and takes no other', () => {
    const following = opened(entries, after);
    assert.equal(following.missing, textHash(text));
    assert.equal(following.learn(`${text} `), false);
    assert.equal(following.learn(text), true);
    assert.equal(following.missing, undefined);
    const [first] = entries.annotations;
    assert.ok(first && following.former(first).before.startsWith('Ministers meet again'), 'more than the selector has');
    assert.equal(opened().missing, undefined, 'nothing is asked where nothing has drifted');
  });

  it('finds passages whose quotes are not kept, by the former text', () => {
    const [, , entry] = entries.annotations;
    assert.ok(entry);
    const hashed: Annotation = { id: 'h', tags: [], 'quote-hash': quoteHash('the eastern wall', '0a'), position: entry.position, by: 'a', created: at };
    const taken: Entries = { annotations: [hashed], mentions: [], textHash: textHash(text) };
    const following = opened(taken, `CORRECTED\n\n${text}`);
    assert.deepEqual(words(following), ['orphan']);
    following.learn(text);
    assert.deepEqual(words(following), ['the eastern wall']);
  });
});
