import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision } from '../../../src/core/sidecar/decision';
import { applyDecision, parseSidecar, spliceDecisions } from '../../../src/core/sidecar/index';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { sameData } from '../../../src/core/yaml/equal';

const at = '2026-11-21T10:00:00Z';
const entry = (id: string, start: number, more = ''): string =>
  `  # about ${id}\n  - id: ${id}\n    tags: [a]\n    quote: "q"\n    position: [${start}, ${start + 1}]\n${more}    by: anna\n    created: ${at}\n`;
const base = `pressmark: 1\nstance:\n  - { question: q, position: p, by: anna, at: ${at} }\nannotations:\n${entry('x', 10)}${entry('y', 20)}${entry('z', 30)}`;

function edited(...decisions: readonly Decision[]): string {
  const written = spliceDecisions(parseSidecar(base), decisions, '\n');
  assert.ok(!('blocked' in written));
  return written.text;
}
function change(key: string, changes: object): Decision {
  return { type: 'change', section: 'annotations', key, changes };
}
function add(id: string, start: number): Decision {
  return { type: 'add', section: 'annotations', entry: { id, tags: ['n'], position: [start, start + 1], by: 'ben', created: at } };
}
function merged(ours: string, theirs: string): { readonly text: string; readonly conflicts: number } {
  const result = mergeSidecars(base, ours, theirs);
  assert.ok(result.ok);
  return result;
}

describe('merging sidecars', () => {
  it('keeps what both added, each in its place', () => {
    const { text, conflicts } = merged(edited(add('o', 15)), edited(add('t', 25)));
    assert.deepEqual([conflicts, parseSidecar(text).value.annotations?.map(({ id }) => id)], [0, ['x', 'o', 'y', 't', 'z']]);
  });

  it('keeps what each changed of one entry', () => {
    const { text, conflicts } = merged(edited(change('x', { note: 'ours' })), edited(change('x', { tags: ['b'] })));
    assert.equal(conflicts, 0);
    assert.equal(text, edited(change('x', { note: 'ours', tags: ['b'] })));
  });

  it('has no conflict over what follows from the text: ours stays', () => {
    const ours = edited(change('x', { position: [11, 12], before: 'o', updated: at }), { type: 'document', changes: { text: `sha256:${'1'.repeat(64)}` } });
    const theirs = edited(change('x', { position: [13, 14], before: 't', note: 'n' }), { type: 'document', changes: { text: `sha256:${'2'.repeat(64)}` } });
    const { text, conflicts } = merged(ours, theirs);
    assert.equal(conflicts, 0);
    const found = parseSidecar(text).value;
    assert.deepEqual(
      [found.annotations?.[0]?.position, found.annotations?.[0]?.before, found.annotations?.[0]?.note, found.document?.text?.at(-1)],
      [[11, 12], 'o', 'n', '1'],
    );
  });

  it('takes a deletion, but not of what the other has worked on', () => {
    const { text } = merged(
      edited(change('x', { note: 'work' })),
      edited({ type: 'remove', section: 'annotations', key: 'x' }, { type: 'remove', section: 'annotations', key: 'y' }),
    );
    assert.deepEqual(
      parseSidecar(text).value.annotations?.map(({ id }) => id),
      ['x', 'z'],
    );
    const other = merged(edited({ type: 'remove', section: 'annotations', key: 'x' }), edited(change('x', { note: 'work' })));
    assert.deepEqual(
      parseSidecar(other.text).value.annotations?.map(({ id }) => id),
      ['x', 'y', 'z'],
    );
  });

  it('sets markers round the one entry that both judged differently; the others load', () => {
    const { text, conflicts } = merged(edited(change('y', { note: 'ours' })), edited(change('y', { note: 'theirs' }), add('t', 40)));
    assert.equal(conflicts, 1);
    const file = parseSidecar(text);
    assert.deepEqual([file.problems.map(({ code }) => code), file.value.annotations?.map(({ id }) => id)], [['conflict-marker'], ['x', 'z', 't']]);
    // Whoever keeps one side has a good file again.
    const kept = text.replace(/<<<<<<< ours\n([^]*?)=======\n[^]*?>>>>>>> theirs\n/, '$1');
    assert.deepEqual(parseSidecar(kept).problems, []);
    assert.equal(kept, edited(change('y', { note: 'ours' }), add('t', 40)));
  });

  it('does not bring back what one deleted because its place was found anew on the other side', () => {
    const moved = edited(change('x', { position: [12, 13], before: 'b', updated: at }));
    const without = edited({ type: 'remove', section: 'annotations', key: 'x' });
    for (const [ours, theirs] of [
      [without, moved],
      [moved, without],
    ] as const) {
      const { text, conflicts } = merged(ours, theirs);
      assert.deepEqual([conflicts, parseSidecar(text).value.annotations?.map(({ id }) => id)], [0, ['y', 'z']]);
    }
  });

  const clash = (from: string, ours: string, theirs: string): readonly (readonly [string, unknown])[] => {
    const result = mergeSidecars(from, ours, theirs);
    assert.ok(result.ok, 'not merged');
    assert.ok(result.conflicts > 0);
    assert.equal(parseSidecar(result.text).problems[0]?.code, 'conflict-marker');
    return (['ours', 'theirs'] as const).map((side) => {
      const whole = result.text.replace(/<<<<<<< ours\n([^]*?)=======\n([^]*?)>>>>>>> theirs\n?/g, (_, mine: string, other: string) =>
        side === 'ours' ? mine : other,
      );
      const file = parseSidecar(whole);
      assert.deepEqual(file.problems, [], `${side}:\n${whole}`);
      return [side, file.value.document ?? file.value.annotations?.map(({ note }) => note)] as const;
    });
  };

  it('sets markers where one side removed what the other changed', () => {
    const from = 'pressmark: 1\ndocument:\n  title: one\n  outlet: rt\n';
    const [without, other] = ['pressmark: 1\ndocument:\n  outlet: rt\n', from.replace('one', 'two')] as const;
    assert.deepEqual(clash(from, without, other), [
      ['ours', { outlet: 'rt' }],
      ['theirs', { title: 'two', outlet: 'rt' }],
    ]);
    assert.deepEqual(clash(from, other, without), [
      ['ours', { title: 'two', outlet: 'rt' }],
      ['theirs', { outlet: 'rt' }],
    ]);
    // The other field is no conflict, and is taken.
    assert.deepEqual(clash('pressmark: 1\ndocument:\n  title: one\n', 'pressmark: 1\n', other), [
      ['ours', { outlet: 'rt' }],
      ['theirs', { title: 'two', outlet: 'rt' }],
    ]);
  });

  it('sets markers round the whole of a mapping or a list that stands on one line', () => {
    const map = (title: string, genre: string): string => `pressmark: 1\ndocument: { title: ${title}, genre: ${genre} }\n`;
    assert.deepEqual(clash(map('a', 'b'), map('c', 'd'), map('e', 'f')), [
      ['ours', { title: 'c', genre: 'd' }],
      ['theirs', { title: 'e', genre: 'f' }],
    ]);
    const item = (id: string, note: string): string => `{ id: ${id}, tags: [a], position: [1, 2], note: ${note}, by: anna, created: ${at} }`;
    const list = (one: string, two: string): string => `pressmark: 1\nannotations: [${item('k', one)}, ${item('l', two)}]\n`;
    assert.deepEqual(clash(list('a', 'b'), list('c', 'd'), list('e', 'f')), [
      ['ours', ['c', 'd']],
      ['theirs', ['e', 'f']],
    ]);
  });

  it('knows a stance by its coder and question', () => {
    const stance = (by: string, position: string): Decision => ({ type: 'add', section: 'stance', entry: { question: 'q', position, by, at } });
    const both = merged(edited(stance('ben', 'p')), edited(stance('cleo', 'r')));
    assert.deepEqual([both.conflicts, parseSidecar(both.text).value.stance?.map(({ by }) => by)], [0, ['anna', 'ben', 'cleo']]);
    const clash = merged(edited(stance('anna', 'r')), edited(stance('anna', 's')));
    assert.equal(clash.conflicts, 1);
  });

  it('touches nothing that it cannot read in full', () => {
    const broken = base.replace('[10, 11]', '[10');
    const result = mergeSidecars(base, broken, edited(add('t', 1)));
    assert.equal(!result.ok && result.side, 'ours');
  });

  const acts = (prefix: string, keys: readonly string[]): fc.Arbitrary<readonly Decision[]> =>
    fc.array(
      fc.oneof(
        fc.nat(50).map((start) => add(`${prefix}${start}`, start)),
        fc.tuple(fc.constantFrom(...keys), fc.constantFrom('n', 'two words', 'a: b')).map(([key, note]) => change(key, { note })),
        fc.tuple(fc.constantFrom(...keys), fc.nat(60)).map(([key, start]) => change(key, { position: [start, start + 1], before: `b${start}`, updated: at })),
        fc.constantFrom(...keys).map((key): Decision => ({ type: 'remove', section: 'annotations', key })),
      ),
      { maxLength: 8 },
    );
  const numRuns = Number(process.env['PRESSMARK_RUNS'] ?? 200);

  it('of any acts on different entries is both, one after the other', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(acts('o', ['x', 'y']), acts('t', ['z']), (mine, other) => {
        const { text, conflicts } = merged(edited(...mine), edited(...other));
        assert.equal(conflicts, 0);
        const wanted = [...mine, ...other].reduce(applyDecision, parseSidecar(base).value);
        const byId = (value: typeof wanted) => [...(value.annotations ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
        assert.ok(sameData(byId(parseSidecar(text).value), byId(wanted)), text);
        for (const { id } of wanted.annotations ?? []) if (['x', 'y', 'z'].includes(id)) assert.ok(text.includes(`# about ${id}\n`));
      }),
      { numRuns },
    );
  });

  it('of any acts on the same entries loses nothing and has nothing twice, whichever side is kept, and whichever is called ours', function () {
    this.timeout(60_000);
    const kept = (text: string, side: 'ours' | 'theirs'): string =>
      text.replace(/<<<<<<< ours\n([^]*?)=======\n([^]*?)>>>>>>> theirs\n/g, (_whole, ours: string, theirs: string) => (side === 'ours' ? ours : theirs));
    const notes = (value: Sidecar): ReadonlyMap<string, string | undefined> => {
      const entries = (value.annotations ?? []).map(({ id, note }) => [id, note] as const);
      assert.equal(new Set(entries.map(([id]) => id)).size, entries.length, 'an id twice');
      return new Map(entries);
    };
    const start = notes(parseSidecar(base).value);
    const titles = fc
      .constantFrom('one', 'two', undefined)
      .map((title): readonly Decision[] => (title === undefined ? [] : [{ type: 'document', changes: { title } }]));
    fc.assert(
      fc.property(acts('o', ['x', 'y', 'z']), acts('t', ['x', 'y', 'z']), titles, titles, (mine, other, our, their) => {
        // Each side also writes a comment by hand.
        const ours = `# read by us\n${edited(...mine, ...our)}`;
        const theirs = `${edited(...other, ...their)}# read by them\n`;
        const { text, conflicts } = merged(ours, theirs);
        assert.equal(merged(theirs, ours).conflicts, conflicts);
        const [a, b] = [notes(parseSidecar(ours).value), notes(parseSidecar(theirs).value)];
        for (const side of ['ours', 'theirs'] as const) {
          const file = parseSidecar(kept(text, side));
          assert.deepEqual(file.problems, [], text);
          const found = notes(file.value);
          for (const id of new Set([...a.keys(), ...b.keys(), ...start.keys(), ...found.keys()])) {
            const changed = [a, b].filter((version) => version.has(id) && (!start.has(id) || version.get(id) !== start.get(id)));
            if (changed.length === 0) assert.equal(found.has(id), a.has(id) && b.has(id), `${id} was ${a.has(id) && b.has(id) ? 'lost' : 'brought back'}`);
            else assert.ok(found.has(id) && changed.some((version) => version.get(id) === found.get(id)), `${id} lost what was decided:\n${text}`);
            if (changed.length === 2) assert.equal(found.get(id), (side === 'ours' ? a : b).get(id));
          }
        }
        assert.ok(text.includes('# read by us\n') && text.includes('# read by them\n'), text);
      }),
      { numRuns },
    );
  });

  it('with a side that did nothing is the other side, byte for byte', () => {
    fc.assert(
      fc.property(acts('o', ['x', 'y', 'z']), (mine) => {
        const ours = edited(...mine);
        for (const [left, right] of [
          [ours, base],
          [base, ours],
          [ours, ours],
        ] as const)
          assert.deepEqual(merged(left, right), { ok: true, text: ours, conflicts: 0 });
      }),
      { numRuns },
    );
  });
});
