import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Case, casesOf, type Choice, reopening, settlement } from '../../../src/core/adjudication';
import { setAside, settled as whatHolds } from '../../../src/core/adjudication/settled';
import { grouped, marksOf, type Placed } from '../../../src/core/adjudication/marks';
import { entriesByCoder } from '../../../src/core/agreement/coding';
import { selectorFor } from '../../../src/core/annotations/selector';
import { indexProject, parseProject } from '../../../src/core/project';
import { applyDecision, invertDecision, parseSidecar, spliceDecisions, visibleTo } from '../../../src/core/sidecar';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';

const text = 'The minister said on Monday that nobody had been asked. The paper doubts it, and names two who were.';
const project = indexProject(
  parseProject(`pressmark: 1
stance:
  - { id: tone, question: How?, positions: [{ id: warm, label: Warm }, { id: cold, label: Cold }] }
tags:
  - { id: denial, label: Denial, replaces: [refusal] }
  - { id: doubt, label: Doubt }
`).value,
);

let made = 0;
const passage = (by: string, words: string, tags: readonly string[], more: Partial<Annotation> = {}): Annotation => {
  const start = text.indexOf(words);
  const { quote, before, after } = selectorFor(text, { start, end: start + words.length });
  return {
    id: `p${made++}`,
    tags: [...tags],
    quote,
    before,
    after,
    position: [start, start + words.length],
    by,
    created: '2026-11-21T10:00:00Z',
    ...more,
  };
};
const placed = (annotations: readonly Annotation[]): readonly Placed[] =>
  annotations.map((annotation) => ({
    annotation,
    range: { start: annotation.position[0], end: annotation.position[1] },
    text: text.slice(...annotation.position),
  }));
const cases = (sidecar: Sidecar): readonly Case[] => casesOf(sidecar, placed(sidecar.annotations ?? []), project, new Map());
const read = (...coders: readonly string[]): Sidecar['read'] => coders.map((by) => ({ by, at: '2026-11-21T10:00:00Z' }));
const kinds = (sidecar: Sidecar): readonly string[] => cases(sidecar).map(({ kind, state }) => `${kind} ${state}`);
const settling = {
  by: 'chief',
  at: '2026-11-22T09:00:00Z',
  newId: () => `n${made++}`,
  selector: (range: { start: number; end: number }) => {
    const { quote, before, after } = selectorFor(text, range);
    return { quote, before, after, position: [range.start, range.end] as [number, number] };
  },
};
const settled = (sidecar: Sidecar, choice: Choice, at = 0): Sidecar => {
  const found = cases(sidecar)[at];
  assert.ok(found);
  const decisions = settlement(found, choice, settling);
  assert.ok(decisions, 'the choice fits');
  return decisions.reduce(applyDecision, sidecar);
};

describe('disagreements', () => {
  it('are of four kinds, and agreement is told too', () => {
    const sidecar: Sidecar = {
      pressmark: 1,
      stance: [
        { question: 'tone', position: 'warm', by: 'anna', at: '2026-11-21T10:00:00Z' },
        { question: 'tone', position: 'cold', by: 'ben', at: '2026-11-21T10:00:00Z' },
      ],
      annotations: [
        passage('anna', 'The minister', ['denial']),
        passage('anna', 'on Monday', ['denial']),
        passage('ben', 'on Monday', ['doubt']),
        passage('anna', 'nobody had been asked', ['denial']),
        passage('ben', 'that nobody had been asked', ['denial']),
        passage('anna', 'doubts it', ['doubt']),
        passage('ben', ' doubts it', ['doubt']),
      ],
    };
    assert.deepEqual(kinds(sidecar), ['stance open', 'presence open', 'tags open', 'boundaries open', 'agreed open']);
  });

  it('are looked for only among those who have finished: a draft waits, “read, nothing to code” does not', () => {
    const annotations = [passage('anna', 'The minister', ['denial'])];
    assert.deepEqual(kinds({ pressmark: 1, annotations }), []);
    assert.deepEqual(kinds({ pressmark: 1, annotations, read: read('ben') }), ['presence open']);
    const draft = { question: 'tone', position: 'cold', status: 'draft' as const, by: 'ben', at: '2026-11-21T10:00:00Z' };
    assert.deepEqual(kinds({ pressmark: 1, annotations, read: read('ben'), stance: [draft] }), []);
  });

  it('of tags only among those who have tagged or said that there is nothing to tag, of a stance among those who have judged', () => {
    const annotations = [passage('anna', 'The minister', ['denial'])];
    const judged = (by: string, position: string) => ({ question: 'tone', position, by, at: '2026-11-21T10:00:00Z' });
    assert.deepEqual(kinds({ pressmark: 1, annotations, stance: [judged('ben', 'cold')] }), []);
    assert.deepEqual(kinds({ pressmark: 1, annotations, stance: [judged('anna', 'warm'), judged('ben', 'cold')] }), ['stance open']);
    assert.deepEqual(kinds({ pressmark: 1, annotations, stance: [judged('ben', 'cold')], read: read('anna', 'ben') }), ['stance open', 'presence open']);
  });

  it('one by one and both at once are the same coding; a merged tag is the one it became', () => {
    const annotations = [passage('anna', 'on Monday', ['denial']), passage('anna', 'on Monday', ['doubt']), passage('ben', 'on Monday', ['doubt', 'refusal'])];
    assert.deepEqual(kinds({ pressmark: 1, annotations }), ['agreed open']);
  });

  it('an overlap in a few words is no disagreement about tags but two passages', () => {
    const annotations = [passage('anna', 'The minister said on Monday that nobody', ['denial']), passage('ben', 'nobody had been asked', ['doubt'])];
    assert.deepEqual(kinds({ pressmark: 1, annotations }), ['presence open', 'presence open']);
  });

  it('a third coder joins in; who has no passage there makes it one of presence', () => {
    const annotations = [passage('anna', 'on Monday', ['denial']), passage('ben', 'on Monday', ['denial'])];
    assert.deepEqual(kinds({ pressmark: 1, annotations, read: read('cleo') }), ['presence open']);
    assert.deepEqual(kinds({ pressmark: 1, annotations: [...annotations, passage('cleo', 'on Monday', ['denial'])] }), ['agreed open']);
  });
});

describe('settling', () => {
  const tags = (): Sidecar => ({
    pressmark: 1,
    annotations: [passage('anna', 'on Monday', ['denial'], { voice: 'outlet' }), passage('ben', 'on Monday', ['doubt'], { voice: 'quoted' })],
  });
  const added = ({ annotations = [] }: Sidecar): readonly Annotation[] => annotations.filter(({ by }) => by === 'chief');

  it('takes one, both or neither; the coders’ own entries stay, and the entry names them', () => {
    const before = tags();
    const ids = before.annotations?.map(({ id }) => id);
    const one = settled(before, { take: 'one', coder: 'ben' });
    assert.deepEqual(
      added(one).map((entry) => [entry.tags, entry.voice, entry.adjudicates, entry.quote]),
      [[['doubt'], 'quoted', ids, 'on Monday']],
    );
    const both = settled(before, { take: 'both' });
    assert.deepEqual(
      added(both).map((entry) => [entry.tags, entry.voice]),
      [[['denial', 'doubt'], undefined]],
    );
    const neither = settled(before, { take: 'neither' });
    assert.deepEqual(
      added(neither).map((entry) => entry.tags),
      [[]],
    );
    for (const after of [one, both, neither]) {
      assert.deepEqual(kinds(after), ['tags settled']);
      assert.deepEqual(
        after.annotations?.filter(({ by }) => by !== 'chief'),
        before.annotations,
      );
      assert.deepEqual(entriesByCoder(after), entriesByCoder(before), 'agreement is of the coders');
    }
    assert.deepEqual(added(visibleTo(neither, undefined)), [], 'that nothing holds is no passage to look at');
  });

  it('codes anew; a second thought takes the place of the first', () => {
    const first = settled(tags(), { take: 'one', coder: 'anna' });
    const start = text.indexOf('Monday');
    const second = settled(first, { take: 'anew', range: { start, end: start + 6 }, tags: ['doubt'] });
    assert.deepEqual(
      added(second).map(({ quote, tags: given }) => [quote, given]),
      [['Monday', ['doubt']]],
    );
  });

  it('a coder who decides anew, or adds a passage there, opens it again', () => {
    const after = settled(tags(), { take: 'both' });
    const [first] = after.annotations ?? [];
    assert.ok(first);
    const changed = applyDecision(after, {
      type: 'change',
      section: 'annotations',
      key: first.id,
      changes: { tags: ['doubt'], updated: '2026-11-23T00:00:00Z' },
    });
    assert.deepEqual(kinds(changed), ['agreed changed']);
    const third = passage('cleo', 'on Monday', ['denial']);
    assert.deepEqual(kinds(applyDecision(after, { type: 'add', section: 'annotations', entry: third })), ['tags changed']);
  });

  describe('of what is deleted since', () => {
    const without = (sidecar: Sidecar, ...gone: readonly string[]): Sidecar =>
      gone.reduce((value, key) => applyDecision(value, { type: 'remove', section: 'annotations', key }), sidecar);
    const idOf = ({ annotations = [] }: Sidecar, by: string): string => annotations.find((entry) => entry.by === by)?.id ?? '';
    const told = (sidecar: Sidecar): readonly string[] => cases(sidecar).map(({ kind, state, gone }) => `${kind} ${state}${gone ? ' gone' : ''}`);

    it('one of the passages: it waits again, and is settled again', () => {
      const before = settled({ ...tags(), read: read('anna', 'ben') }, { take: 'one', coder: 'ben' });
      const after = without(before, idOf(before, 'anna'));
      assert.deepEqual(told(after), ['presence changed gone']);
      assert.deepEqual(told(settled(after, { take: 'neither' })), ['presence settled']);
      // The settlement counts until somebody looks at it again, and nothing else does.
      assert.deepEqual(
        (whatHolds(after).annotations ?? []).map(({ by }) => by),
        ['chief'],
      );
    });

    it('all of them, also where nobody is left to compare: the settlement is told, and can only be taken back', () => {
      for (const readers of [['anna', 'ben'], []]) {
        const before = settled({ ...tags(), read: read(...readers) }, { take: 'both' });
        const after = without(before, idOf(before, 'anna'), idOf(before, 'ben'));
        assert.deepEqual(told(after), ['presence changed gone']);
        const [found] = cases(after) as [Case];
        for (const choice of [{ take: 'both' }, { take: 'neither' }, { take: 'one', coder: 'anna' }] as const)
          assert.equal(settlement(found, choice, settling), undefined);
        const opened = reopening(found).reduce(applyDecision, after);
        assert.deepEqual([cases(opened), opened.annotations ?? []], [[], []]);
      }
    });

    it('where one coder alone is left, what they say is no agreement', () => {
      const before = settled(tags(), { take: 'one', coder: 'ben' });
      assert.deepEqual(told(without(before, idOf(before, 'anna'))), ['presence changed gone']);
    });

    it('but not what has lost its place in the text alone', () => {
      const before = settled({ ...tags(), read: read('anna', 'ben') }, { take: 'one', coder: 'ben' });
      const rest = placed((before.annotations ?? []).filter(({ by }) => by !== 'anna'));
      assert.deepEqual(
        casesOf(before, rest, project, new Map()).map(({ state, gone }) => [state, gone]),
        [['settled', false]],
      );
    });

    it('a judgement', () => {
      const stance = ['anna', 'ben'].map((by) => ({ question: 'tone', position: by === 'anna' ? 'warm' : 'cold', by, at: '2026-11-21T10:00:00Z' }));
      const before = settled({ pressmark: 1, stance, read: read('anna', 'ben') }, { take: 'one', coder: 'ben' });
      const left = (coder?: string): Sidecar => ({ ...before, stance: (before.stance ?? []).filter(({ by }) => by === 'chief' || by === coder) });
      assert.deepEqual(told(left('ben')), ['stance changed gone']);
      assert.deepEqual(told(left()), ['stance changed gone']);
      assert.equal(settlement(cases(left())[0] as Case, { take: 'position', position: 'warm' }, settling), undefined);
    });

    it('a case that a deleted passage once joined with another stays open when the other is settled', () => {
      const [anna, ben] = tags().annotations as [Annotation, Annotation];
      const cleo = passage('cleo', 'on Monday', ['denial']);
      const once = settled({ pressmark: 1, read: read('anna', 'ben', 'cleo'), annotations: [anna, ben, cleo] }, { take: 'one', coder: 'ben' });
      const { quote = '', position } = passage('anna', 'nobody', ['denial']);
      const changes = { quote, position, updated: '2026-11-22T10:00:00Z' };
      const apart = without(applyDecision(once, { type: 'change', section: 'annotations', key: anna.id, changes }), cleo.id);
      assert.deepEqual(told(apart), ['presence changed gone', 'presence changed gone']);
      const second = settlement(cases(apart)[1] as Case, { take: 'one', coder: 'anna' }, { ...settling, at: '2026-11-22T11:00:00Z' }) ?? [];
      assert.deepEqual(told(second.reduce(applyDecision, apart)), ['presence changed gone', 'presence settled']);
    });
  });

  it('leaves alone what has become another case since: a passage that its coder has moved away', () => {
    const first = settled(tags(), { take: 'one', coder: 'ben' });
    const [anna, ben] = first.annotations ?? [];
    assert.ok(anna && ben);
    const start = text.indexOf('nobody');
    const moved = { quote: 'nobody', position: [start, start + 6] as [number, number], updated: '2026-11-22T10:00:00Z' };
    const apart = applyDecision({ ...first, read: read('anna', 'ben') }, { type: 'change', section: 'annotations', key: anna.id, changes: moved });
    assert.deepEqual(kinds(apart), ['presence settled', 'presence changed']);
    for (const [by, counted] of [
      ['chief', ['doubt chief', 'denial chief']],
      ['head', ['doubt chief', 'denial head']],
    ] as const) {
      const decisions = settlement(cases(apart)[1] as Case, { take: 'one', coder: 'anna' }, { ...settling, by, at: '2026-11-22T11:00:00Z' });
      const after = (decisions ?? []).reduce(applyDecision, apart);
      assert.deepEqual(kinds(after), ['presence settled', 'presence settled'], by);
      const held = (whatHolds(after).annotations ?? []).map((entry) => `${entry.tags.join()} ${entry.by}`);
      assert.deepEqual(held, counted);
      const opened = reopening(cases(after)[1] as Case).reduce(applyDecision, after);
      assert.deepEqual(kinds(opened), ['presence settled', 'presence open'], by);
    }
  });

  it('holds also where a coder’s clock, or another adjudicator’s, is ahead', () => {
    const ahead = { created: '2031-05-01T12:00:00.400+02:00' };
    const before: Sidecar = {
      pressmark: 1,
      annotations: [passage('anna', 'on Monday', ['denial'], ahead), passage('ben', 'on Monday', ['doubt'])],
      stance: ['anna', 'ben'].map((by) => ({ question: 'tone', position: by === 'anna' ? 'warm' : 'cold', by, at: '2031-05-01T10:00:00Z' })),
    };
    const once = settled(settled(before, { take: 'one', coder: 'ben' }, 0), { take: 'one', coder: 'ben' }, 1);
    assert.deepEqual(kinds(once), ['stance settled', 'tags settled']);
    assert.equal(added(once)[0]?.created, '2031-05-01T10:00:01Z');
    const again = cases(once)
      .flatMap((found) => settlement(found, { take: 'one', coder: 'anna' }, { ...settling, by: 'head' }) ?? [])
      .reduce(applyDecision, once);
    assert.deepEqual(kinds(again), ['stance settled', 'tags settled']);
    const holds = whatHolds(again);
    assert.deepEqual(
      [holds.annotations?.map(({ tags, by }) => `${tags.join()} ${by}`), holds.stance?.map(({ position, by }) => `${position} ${by}`)],
      [['denial head'], ['warm head']],
    );
  });

  it('opens a case again as it was before anybody settled it, whoever did', () => {
    const stance = ['anna', 'ben'].map((by) => ({ question: 'tone', position: by === 'anna' ? 'warm' : 'cold', by, at: '2026-11-21T10:00:00Z' }));
    const before: Sidecar = { ...tags(), stance };
    for (const at of [0, 1]) {
      const once = settled(before, { take: 'one', coder: 'ben' }, at);
      const found = cases(once)[at] as Case;
      const choice: Choice = { take: 'one', coder: 'anna' };
      const twice = (settlement(found, choice, { ...settling, by: 'head', at: '2026-11-23T09:00:00Z' }) ?? []).reduce(applyDecision, once);
      assert.equal((cases(twice)[at] as Case).settlements.length, 2);
      const opened = reopening(cases(twice)[at] as Case).reduce(applyDecision, twice);
      assert.deepEqual([opened.stance, opened.annotations], [before.stance, before.annotations]);
      assert.deepEqual(reopening(cases(opened)[at] as Case), []);
    }
  });

  it('a stance, also by one of its coders, whose own entry stays', () => {
    const stance = (by: string, position: string) => ({ question: 'tone', position, by, because: `${by}’s`, at: '2026-11-21T10:00:00Z' });
    const before: Sidecar = { pressmark: 1, stance: [stance('anna', 'warm'), stance('chief', 'cold')] };
    const after = settled(before, { take: 'one', coder: 'anna' });
    assert.deepEqual(kinds(after), ['stance settled']);
    assert.deepEqual(after.stance?.slice(0, 2), before.stance);
    assert.deepEqual(after.stance?.[2]?.adjudicates, ['anna', 'chief']);
    const again = settled(after, { take: 'position', position: 'cold', because: 'On reflection.' });
    assert.deepEqual(
      again.stance?.map(({ by, position, because }) => [by, position, because]),
      [
        ['anna', 'warm', 'anna’s'],
        ['chief', 'cold', 'chief’s'],
        ['chief', 'cold', 'On reflection.'],
      ],
    );
    const [found] = cases(before);
    assert.ok(found);
    assert.equal(settlement(found, { take: 'both' }, settling), undefined, 'a document has one position');
    const file = parseSidecar('');
    const written = spliceDecisions(
      file,
      [...(again.stance ?? [])].map((entry) => ({ type: 'add', section: 'stance', entry })),
      '\n',
    );
    assert.ok('text' in written);
    const back = parseSidecar(written.text);
    assert.deepEqual([back.problems, back.value.stance], [[], again.stance], 'both entries of one coder live in one file');
  });
});

describe('pairing', () => {
  const marks = fc
    .array(
      fc.record({
        by: fc.constantFrom('anna', 'ben', 'cleo'),
        start: fc.integer({ min: 0, max: 60 }),
        length: fc.integer({ min: 1, max: 20 }),
        tag: fc.constantFrom('denial', 'doubt'),
      }),
      { maxLength: 14 },
    )
    .map((found) =>
      found.map(({ by, start, length, tag }, index): Placed => {
        const range = { start, end: start + length };
        return {
          annotation: { id: `m${index}`, tags: [tag], position: [range.start, range.end], by, created: '2026-11-21T10:00:00Z' },
          range,
          text: 'w'.repeat(length),
        };
      }),
    );
  const same = (id: string): string => id;
  const shape = (found: readonly Placed[], name: (coder: string) => string = same): readonly string[] =>
    grouped(
      marksOf(
        found.map((one) => ({ ...one, annotation: { ...one.annotation, by: name(one.annotation.by) } })),
        same,
      ),
    )
      .map((group) =>
        group
          .flatMap(({ annotations }) => annotations.map(({ id }) => id))
          .sort()
          .join(' '),
      )
      .sort();

  it('puts every passage into one group, with one mark a coder, and does not go by order or names', () => {
    fc.assert(
      fc.property(marks, fc.infiniteStream(fc.nat()), (found, keys) => {
        const groups = grouped(marksOf(found, same));
        const all = groups.flatMap((group) => group.flatMap(({ annotations }) => annotations.map(({ id }) => id)));
        assert.deepEqual([...all].sort(), found.map(({ annotation }) => annotation.id).sort());
        for (const group of groups) assert.equal(new Set(group.map(({ coder }) => coder)).size, group.length);
        const order = found.map((one) => ({ one, key: keys.next().value as number }));
        assert.deepEqual(shape(order.sort((a, b) => a.key - b.key).map(({ one }) => one)), shape(found));
        const others: Readonly<Record<string, string>> = { anna: 'zoe', ben: 'anna', cleo: 'mia' };
        assert.deepEqual(
          shape(found, (coder) => others[coder] ?? coder),
          shape(found),
        );
      }),
    );
  });

  it('who codes alike agrees, whatever it is', () => {
    fc.assert(
      fc.property(marks, (found) => {
        const anna = found.filter(({ annotation }) => annotation.by === 'anna');
        const ben = anna.map((one) => ({ ...one, annotation: { ...one.annotation, id: `b${one.annotation.id}`, by: 'ben' } }));
        const sidecar: Sidecar = { pressmark: 1, read: read('anna', 'ben') };
        const of = casesOf(sidecar, [...anna, ...ben], project, new Map());
        assert.ok(of.every(({ kind }) => kind === 'agreed'));
      }),
    );
  });

  it('what is settled stays settled, by any choice that fits', () => {
    const choices: fc.Arbitrary<Choice> = fc.constantFrom<Choice>({ take: 'one', coder: 'anna' }, { take: 'both' }, { take: 'neither' });
    fc.assert(
      fc.property(marks, choices, (found, choice) => {
        const sidecar: Sidecar = { pressmark: 1, read: read('anna', 'ben', 'cleo'), annotations: found.map(({ annotation }) => annotation) };
        const before = casesOf(sidecar, found, project, new Map());
        const decisions = before.flatMap((one) => (settlement(one, choice, settling) ?? []).map((decision) => ({ one: one.id, decision })));
        const after = decisions.reduce((value, { decision }) => applyDecision(value, decision), sidecar);
        const touched = new Set(decisions.map(({ one }) => one));
        for (const { id, state } of casesOf(after, placed(after.annotations ?? []), project, new Map()))
          assert.equal(state, touched.has(id) ? 'settled' : 'open', id);
      }),
    );
  });
});

describe('settling one case', () => {
  const spot = fc.constantFrom('on Monday', 'said on Monday', 'The paper', 'doubts it', 'two who were', 'nobody');
  const mark = fc.record({ by: fc.constantFrom('anna', 'ben', 'cleo'), words: spot, tag: fc.constantFrom('denial', 'doubt') });
  const move = fc.record({ which: fc.nat(), words: spot, at: fc.nat() });
  const choice = fc.constantFrom<Choice>({ take: 'one', coder: 'anna' }, { take: 'both' }, { take: 'neither' });
  const unchanged = (before: readonly Case[], after: readonly Case[], but: string): void => {
    const state = new Map(after.map((one) => [one.id, one.state] as const));
    for (const one of before) if (one.id !== but) assert.equal(state.get(one.id), one.state);
  };

  it('or opening it changes no other, however coders have moved their passages since', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(mark, { minLength: 2, maxLength: 7, selector: ({ by, words }) => by + words }),
        fc.array(move, { maxLength: 3 }),
        choice,
        (marks, moves, chosen) => {
          const all: Sidecar = { pressmark: 1, read: read('anna', 'ben', 'cleo'), annotations: marks.map(({ by, words, tag }) => passage(by, words, [tag])) };
          const once = cases(all)
            .flatMap((found) => settlement(found, chosen, settling) ?? [])
            .reduce(applyDecision, all);
          let sidecar = moves.reduce((value, { which, words }) => {
            const own = (value.annotations ?? []).filter(({ adjudicates }) => adjudicates === undefined);
            const entry = own[which % own.length] as Annotation;
            const { quote = '', position } = passage(entry.by, words, entry.tags);
            const changes = { quote, position, updated: '2026-11-22T10:00:00Z' };
            return applyDecision(value, { type: 'change', section: 'annotations', key: entry.id, changes });
          }, once);
          for (const [index, { at }] of moves.entries()) {
            const before = cases(sidecar);
            const found = before[at % before.length] as Case;
            const decisions = settlement(found, chosen, { ...settling, at: `2026-11-23T0${index}:00:00Z` });
            if (!decisions) continue;
            sidecar = decisions.reduce(applyDecision, sidecar);
            unchanged(before, cases(sidecar), found.id);
            assert.equal(cases(sidecar).find(({ id }) => id === found.id)?.state, 'settled');
            const opened = reopening(cases(sidecar).find(({ id }) => id === found.id) as Case).reduce(applyDecision, sidecar);
            unchanged(before, cases(opened), found.id);
            assert.equal(cases(opened).find(({ id }) => id === found.id)?.state, 'open');
          }
        },
      ),
    );
  });
});

describe('settling, opening and undoing', () => {
  interface Act {
    readonly kind: 'settle' | 'open' | 'move' | 'delete' | 'undo';
    readonly by: string;
    readonly at: number;
    readonly words: string;
    readonly choice: Choice;
  }
  const words = fc.constantFrom('on Monday', 'said on Monday', 'The paper', 'doubts it', 'nobody');
  const mark = fc.record({ by: fc.constantFrom('anna', 'ben', 'cleo'), words, tag: fc.constantFrom('denial', 'doubt') });
  const choice = fc.constantFrom<Choice>({ take: 'one', coder: 'anna' }, { take: 'both' }, { take: 'neither' }, { take: 'position', position: 'warm' });
  const kind = fc.constantFrom<Act['kind']>('settle', 'open', 'move', 'delete', 'undo');
  const act: fc.Arbitrary<Act> = fc.record({ kind, by: fc.constantFrom('chief', 'head', 'anna'), at: fc.nat(), words, choice });

  function decisionsOf(now: Sidecar, { kind: what, by, at, words: to, choice: chosen }: Act, time: string): readonly Decision[] {
    const all = cases(now);
    const found = all[at % Math.max(1, all.length)];
    if (what === 'settle') return (found && settlement(found, chosen, { ...settling, by, at: time })) ?? [];
    if (what === 'open') return found ? reopening(found) : [];
    const own = (now.annotations ?? []).filter(({ adjudicates }) => adjudicates === undefined);
    const entry = own[at % Math.max(1, own.length)];
    if (!entry) return [];
    if (what === 'delete') return [{ type: 'remove', section: 'annotations', key: entry.id }];
    const { quote = '', position } = passage(entry.by, to, entry.tags);
    return [{ type: 'change', section: 'annotations', key: entry.id, changes: { quote, position, updated: time } }];
  }

  const taken = (file: string, decisions: readonly Decision[]): string => {
    const written = spliceDecisions(parseSidecar(file), decisions, '\n');
    assert.ok('text' in written);
    return written.text;
  };

  it('in any order and by whomever, each step back leaves what was there before, in the file too', () => {
    const stance = ['warm', 'cold'].map((position, nth) => ({ question: 'tone', position, by: nth ? 'ben' : 'anna', at: '2026-11-21T10:00:00Z' }));
    const marks = fc.uniqueArray(mark, { minLength: 2, maxLength: 6, selector: (one) => one.by + one.words });
    fc.assert(
      fc.property(marks, fc.array(act, { maxLength: 10 }), (given, acts) => {
        const entries: readonly Decision[] = [
          ...(read('anna', 'ben', 'cleo') ?? []).map((entry): Decision => ({ type: 'add', section: 'read', entry })),
          ...stance.map((entry): Decision => ({ type: 'add', section: 'stance', entry })),
          ...given.map((one): Decision => ({ type: 'add', section: 'annotations', entry: passage(one.by, one.words, [one.tag]) })),
        ];
        let file = taken('', entries);
        let now = parseSidecar(file).value;
        const steps: { readonly back: readonly Decision[]; readonly before: Sidecar }[] = [];
        for (const [index, one] of acts.entries()) {
          const last = one.kind === 'undo' ? steps.pop() : undefined;
          const decisions = last?.back ?? (one.kind === 'undo' ? [] : decisionsOf(now, one, `2026-11-23T09:0${index}:00Z`));
          const before = now;
          const back: Decision[] = [];
          for (const decision of decisions) {
            const inverse = invertDecision(now, decision);
            if (inverse) back.unshift(inverse);
            now = applyDecision(now, decision);
          }
          file = taken(file, decisions);
          assert.deepEqual(parseSidecar(file).value, now);
          if (last) assert.deepEqual(now, last.before);
          else if (decisions.length > 0) steps.push({ back, before });
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('what holds once adjudicators have spoken', () => {
  const annotations = [
    passage('anna', 'on Monday', ['denial']),
    passage('ben', 'said on Monday', ['denial']),
    passage('anna', 'The paper doubts it', ['doubt']),
  ];
  const sidecar: Sidecar = {
    pressmark: 1,
    annotations,
    stance: [
      { question: 'tone', position: 'warm', by: 'anna', at: '2026-11-21T10:00:00Z' },
      { question: 'tone', position: 'cold', by: 'ben', at: '2026-11-21T10:00:00Z' },
    ],
  };
  const held = (of: Sidecar): readonly string[] => [
    ...(whatHolds(of).stance ?? []).map(({ position, by }) => `${position} ${by}`),
    ...(whatHolds(of).annotations ?? []).map(({ tags, by }) => `${tags.join()} ${by}`),
  ];

  it('is the settlement in the place of what it settles, and everything else as it was', () => {
    assert.deepEqual(held(sidecar), ['warm anna', 'cold ben', 'denial anna', 'denial ben', 'doubt anna']);
    const both = settled(settled(sidecar, { take: 'one', coder: 'ben' }), { take: 'one', coder: 'anna' }, 1);
    assert.deepEqual(
      held(both),
      ['cold chief', 'denial chief', 'doubt anna'].sort((a, b) => held(both).indexOf(a) - held(both).indexOf(b)),
    );
    assert.equal(both.annotations?.length, 4, 'the file keeps them all');
  });

  it('is nothing where none holds, and both where both do', () => {
    assert.deepEqual(held({ ...settled(sidecar, { take: 'neither' }, 1), stance: [] }), ['doubt anna']);
    assert.equal(held({ ...settled(sidecar, { take: 'both' }, 1), stance: [] }).filter((one) => one === 'denial chief').length, 2);
  });

  it('is the coder’s own again where they have decided anew since, and the newest of several settlements', () => {
    const none = settled(sidecar, { take: 'neither' }, 1);
    assert.ok(!held(none).includes('denial anna'));
    const later = {
      ...none,
      annotations: (none.annotations ?? []).map((entry) => (entry.id === annotations[0]?.id ? { ...entry, updated: '2026-11-23T10:00:00Z' } : entry)),
    };
    assert.ok(held(later).includes('denial anna'));
    const ids = annotations.slice(0, 2).map(({ id }) => id);
    const settlement = (by: string, created: string, tags: readonly string[]): Annotation => passage(by, 'on Monday', tags, { created, adjudicates: ids });
    const two = {
      ...sidecar,
      annotations: [...annotations, settlement('chief', '2026-11-22T10:00:00Z', ['doubt']), settlement('head', '2026-11-22T11:00:00+02:00', ['denial'])],
    };
    assert.deepEqual(held({ ...two, stance: [] }), ['doubt anna', 'doubt chief'], 'times are held against each other as moments');
  });

  it('names whose settlement has set a passage aside: the newest that speaks of it', () => {
    const [anna, ben, untouched] = annotations as [Annotation, Annotation, Annotation];
    const settlement = (by: string, created: string): Annotation =>
      passage(by, 'on Monday', ['doubt'], { created, adjudicates: [anna.id, ben.id], id: `of-${by}` });
    const all = [...annotations, settlement('chief', '2026-11-22T10:00:00Z'), settlement('head', '2026-11-22T11:00:00Z')];
    assert.deepEqual(Object.fromEntries(setAside(all)), { [anna.id]: 'head', [ben.id]: 'head', 'of-chief': 'head' });
    const anew = all.map((entry) => (entry === ben ? { ...ben, updated: '2026-11-23T10:00:00Z' } : entry));
    assert.deepEqual([setAside(anew).get(ben.id), setAside(anew).get(untouched.id)], [undefined, undefined]);
  });

  it('leaves of every settled case what the settlement says, whatever was chosen; asked twice it is the same', () => {
    const spot = fc.constantFrom('on Monday', 'said on Monday', 'The paper', 'doubts it', 'two who were');
    const mark = fc.record({ by: fc.constantFrom('anna', 'ben'), words: spot, tag: fc.constantFrom('denial', 'doubt') });
    const choice = fc.constantFrom<Choice>({ take: 'one', coder: 'anna' }, { take: 'both' }, { take: 'neither' });
    fc.assert(
      fc.property(fc.uniqueArray(mark, { maxLength: 6, selector: ({ by, words }) => by + words }), choice, (marks, chosen) => {
        const before: Sidecar = { pressmark: 1, read: read('anna', 'ben'), annotations: marks.map(({ by, words, tag }) => passage(by, words, [tag])) };
        const decisions = cases(before).flatMap((found) => settlement(found, chosen, settling) ?? []);
        const after = decisions.reduce(applyDecision, before);
        const named = new Set((after.annotations ?? []).flatMap(({ adjudicates = [] }) => adjudicates));
        const holds = whatHolds(after);
        for (const { id, by, tags } of holds.annotations ?? []) assert.ok(by === 'chief' ? tags.length > 0 : !named.has(id));
        assert.equal((holds.annotations ?? []).filter(({ by }) => by !== 'chief').length, marks.length - named.size, 'what nobody settled stays');
        assert.deepEqual(whatHolds(holds).annotations, holds.annotations);
      }),
    );
  });
});
