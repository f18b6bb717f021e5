import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mapRange, spliced, Tracker } from '../../../src/core/annotations/tracking';
import type { Splice } from '../../../src/core/annotations/types';
import type { Range } from '../../../src/core/text/range';

/** "[" and "]" mark the passage. */
function marked(specimen: string): { text: string; range: Range } {
  const start = specimen.indexOf('[');
  return { text: specimen.replace(/[[\]]/g, ''), range: { start, end: specimen.indexOf(']') - 1 } };
}
function shown(text: string, range: Range | null): string {
  return range ? `${text.slice(0, range.start)}[${text.slice(range.start, range.end)}]${text.slice(range.end)}` : text;
}
const splice = (start: number, end: number, text: string): Splice => ({ start, end, text });

describe('mapRange', () => {
  const rows: readonly { name: string; before: string; splices: readonly Splice[]; after: string }[] = [
    { name: 'typing before', before: 'ab[cde]fg', splices: [splice(1, 1, 'X')], after: 'aXb[cde]fg' },
    { name: 'typing behind', before: 'ab[cde]fg', splices: [splice(6, 6, 'X')], after: 'ab[cde]fXg' },
    { name: 'typing inside', before: 'ab[cde]fg', splices: [splice(3, 3, 'X')], after: 'ab[cXde]fg' },
    { name: 'typing at the start grows it', before: 'ab[cde]fg', splices: [splice(2, 2, 'X')], after: 'ab[Xcde]fg' },
    { name: 'typing at the end grows it', before: 'ab[cde]fg', splices: [splice(5, 5, 'X')], after: 'ab[cdeX]fg' },
    { name: 'deleting up to the start', before: 'ab[cde]fg', splices: [splice(0, 2, '')], after: '[cde]fg' },
    { name: 'replacing up to the start', before: 'ab[cde]fg', splices: [splice(0, 2, 'XY')], after: 'XY[cde]fg' },
    { name: 'replacing from the end', before: 'ab[cde]fg', splices: [splice(5, 7, 'XY')], after: 'ab[cde]XY' },
    { name: 'deleting over the start', before: 'ab[cde]fg', splices: [splice(1, 3, '')], after: 'a[de]fg' },
    { name: 'deleting over the end', before: 'ab[cde]fg', splices: [splice(4, 6, '')], after: 'ab[cd]g' },
    { name: 'replacing inside', before: 'ab[cde]fg', splices: [splice(3, 4, 'XYZ')], after: 'ab[cXYZe]fg' },
    { name: 'replacing just the passage', before: 'ab[cde]fg', splices: [splice(2, 5, 'XY')], after: 'ab[XY]fg' },
    { name: 'two cursors', before: 'ab[cde]fg', splices: [splice(1, 1, 'X'), splice(4, 4, 'X')], after: 'aXb[cdXe]fg' },
    {
      name: 'three cursors, one of them at each edge',
      before: 'ab[cde]fg',
      splices: [splice(0, 1, ''), splice(2, 2, '+'), splice(5, 5, '+')],
      after: 'b[+cde+]fg',
    },
    { name: 'deleting all', before: 'ab[cde]fg', splices: [splice(2, 5, '')], after: 'abfg' },
    { name: 'deleting more than all', before: 'ab[cde]fg', splices: [splice(1, 6, 'X')], after: 'aXg' },
    { name: 'deleting all in two pieces', before: 'ab[cde]fg', splices: [splice(1, 3, ''), splice(3, 6, '')], after: 'ag' },
  ];
  for (const { name, before, splices, after } of rows) {
    it(name, () => {
      const { text, range } = marked(before);
      const mapped = mapRange(range, splices);
      assert.equal(shown(spliced(text, splices), 'range' in mapped ? mapped.range : null), after);
    });
  }

  it('follows insertions and deletions as a model does that marks each character', () => {
    const plain = fc.array(fc.record({ at: fc.nat(30), remove: fc.nat(6), insert: fc.constantFrom('', '', 'x', 'yz') }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 10 }), plain, (start, length, edits) => {
        const range = { start, end: start + length };
        const splices: Splice[] = [];
        for (const { at, remove, insert } of edits.toSorted((a, b) => a.at - b.at)) {
          const from = Math.max(at, (splices.at(-1)?.end ?? -1) + 1);
          // Either typing or deleting: replacements have rules of their own, above.
          splices.push(insert === '' ? splice(from, Math.min(40, from + remove), '') : splice(from, from, insert));
        }
        if (splices.some(({ start: s, end }) => end > 40 || s > 40)) return;
        const cells = Array.from({ length: 40 }, (_, i) => ({ old: true, inside: i >= range.start && i < range.end }));
        let model = cells.map((cell) => ({ ...cell }));
        for (const { start: s, end, text } of splices.toReversed()) {
          const inside = s >= range.start && s <= range.end;
          const kept = model.slice(0, s).some((c) => c.inside) || model.slice(end).some((c) => c.inside);
          model = [...model.slice(0, s), ...Array.from(text, () => ({ old: false, inside: inside && kept })), ...model.slice(end)];
        }
        const mapped = mapRange(range, splices);
        const first = model.findIndex((c) => c.inside);
        const survives = model.some((c) => c.inside && c.old);
        if (survives) {
          const last = model.findLastIndex((c) => c.inside);
          assert.deepEqual(mapped, { range: { start: first, end: last + 1 } });
        } else if (!splices.some((s) => s.text !== '')) assert.ok('deletedAt' in mapped);
      }),
    );
  });
});

describe('Tracker', function () {
  this.timeout(30_000);

  const text = 'The ministers met on Tuesday to speak about the dam on the upper river.';
  const range: Range = { start: text.indexOf('Tuesday'), end: text.indexOf('Tuesday') + 7 };
  function tracker(saved = text, at = range): Tracker {
    const made = new Tracker();
    made.reset(saved, saved, [{ id: 'p', range: at }]);
    return made;
  }
  /** The edits that take an event back. */
  function inverse(before: string, splices: readonly Splice[]): Splice[] {
    let shift = 0;
    return splices.map(({ start, end, text: inserted }) => {
      const undone = splice(start + shift, start + shift + inserted.length, before.slice(start, end));
      shift += inserted.length - (end - start);
      return undone;
    });
  }

  it('loses a passage whose text is deleted, and has it back on undo', () => {
    const t = tracker();
    t.edit([splice(10, 40, '')]);
    assert.equal(t.current('p'), null);
    t.edit([splice(10, 10, text.slice(10, 40))]);
    assert.deepEqual(t.current('p'), range);
  });

  it('has it back when the editor takes back many strokes at once', () => {
    const t = tracker();
    for (let end = range.end + 2; end > range.start - 2; end--) t.edit([splice(end - 1, end, '')]);
    assert.equal(t.current('p'), null);
    t.edit([splice(range.start - 2, range.start - 2, text.slice(range.start - 2, range.end + 2))]);
    assert.deepEqual(t.current('p'), range);
  });

  it('brings back the edges that a deletion cut off', () => {
    const t = tracker();
    t.edit([splice(range.start + 3, range.end + 5, '')]);
    assert.deepEqual(t.current('p'), { start: range.start, end: range.start + 3 });
    t.edit([splice(range.start + 3, range.start + 3, text.slice(range.start + 3, range.end + 5))]);
    assert.deepEqual(t.current('p'), range);
  });

  it('follows a replacement of the whole text', () => {
    const t = tracker();
    const formatted = text.replace('ministers', 'two  ministers');
    t.edit([splice(0, text.length, formatted)]);
    const now = t.current('p');
    assert.equal(formatted.slice(now?.start, now?.end), 'Tuesday');
  });

  it('keeps a followed passage on reset, and carries a new one over from the saved text', () => {
    const t = tracker();
    t.edit([splice(0, 0, '>> ')]);
    const dam = { start: text.indexOf('dam'), end: text.indexOf('dam') + 3 };
    t.reset(text, `>> ${text}`, [
      { id: 'p', range },
      { id: 'q', range: dam },
    ]);
    assert.deepEqual(t.current('p'), { start: range.start + 3, end: range.end + 3 });
    assert.deepEqual(t.current('q'), { start: dam.start + 3, end: dam.end + 3 });
    assert.equal(t.current('unknown'), null);
  });

  it('maps a range of unedited text back to the saved text, and no other', () => {
    const t = tracker();
    t.edit([splice(4, 13, 'envoys')]);
    const now = t.current('p');
    assert.ok(now);
    assert.deepEqual(t.toSaved(now), range);
    assert.equal(t.toSaved({ start: 4, end: 10 }), null);
    assert.equal(t.toSaved({ start: 2, end: now.end }), null);
    assert.equal(t.toSaved({ start: 10, end: now.end }), null, 'it touches the edit');
    assert.deepEqual(t.toSaved({ start: 0, end: 3 }), { start: 0, end: 3 });
  });

  it('maps every range back once what was typed is taken back: nothing is unsaved any more', () => {
    const t = tracker();
    const whole = { start: 0, end: text.length };
    t.edit([splice(8, 12, 'xy')]);
    t.edit([splice(30, 30, 'more ')]);
    assert.equal(t.toSaved({ start: 4, end: 20 }), null);
    t.edit([splice(30, 35, '')]);
    t.edit([splice(8, 10, text.slice(8, 12))]);
    assert.deepEqual([t.toSaved({ start: 4, end: 20 }), t.toSaved(whole)], [{ start: 4, end: 20 }, whole]);
    t.edit([splice(8, 12, 'xy')]);
    assert.equal(t.toSaved({ start: 4, end: 18 }), null, 'and what is typed then is unsaved again');
  });

  it('undoes any history to the places it began with', () => {
    const edit = fc.record({ at: fc.nat(), remove: fc.nat(12), insert: fc.constantFrom('', 'x', 'Tuesday', ' a b ') });
    fc.assert(
      fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }), (events) => {
        const t = tracker();
        let current = text;
        const undos: Splice[][] = [];
        for (const event of events) {
          const splices: Splice[] = [];
          for (const { at, remove, insert } of event.map((e) => ({ ...e, at: e.at % (current.length + 1) })).toSorted((a, b) => a.at - b.at)) {
            const from = Math.max(at, splices.at(-1)?.end ?? 0);
            splices.push(splice(from, Math.min(current.length, from + remove), insert));
          }
          undos.push(inverse(current, splices));
          t.edit(splices);
          current = spliced(current, splices);
          const now = t.current('p');
          if (now) assert.ok(now.start >= 0 && now.start < now.end && now.end <= current.length);
        }
        for (const undo of undos.toReversed()) {
          t.edit(undo);
          current = spliced(current, undo);
        }
        assert.equal(current, text);
        assert.deepEqual(t.current('p'), range);
      }),
      { numRuns: 300 },
    );
  });
});
