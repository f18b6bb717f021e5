/** When a coder is done with a document. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CoderEntries, entriesByCoder, finishedCoders } from '../../../src/core/agreement/coding';
import { type FinishedRule, hasFinished, rulesOf } from '../../../src/core/agreement/finished';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';

const early = '2026-11-21T09:00:00Z';
const late = '2026-11-21T12:00:00+01:00';
const latest = '2026-11-21T12:00:00Z';

const passage = (created: string): Annotation => ({ id: `p-${created}`, tags: ['a'], quote: 'x', position: [0, 1], by: 'anna', created });
const entries = ({ coded = [], read, draft }: { coded?: readonly string[]; read?: string; draft?: boolean }): CoderEntries => ({
  annotations: coded.map(passage),
  stance: draft === undefined ? [] : [{ question: 'q', position: 'p', by: 'anna', at: early, ...(draft && { status: 'draft' as const }) }],
  read,
});
const of = (...documents: readonly CoderEntries[]): readonly ReadonlyMap<string, CoderEntries>[] => documents.map((own) => new Map([['anna', own]]));
const rule = (...documents: readonly CoderEntries[]): FinishedRule | undefined => rulesOf(of(...documents)).get('anna');

describe('a document is finished', () => {
  it('by whatever is coded, where its coder never marks what they have coded', () => {
    assert.equal(rule(entries({ coded: [early] }), entries({ read: late })), 'coded');
    assert.equal(hasFinished(entries({ coded: [early] })), true);
    assert.equal(hasFinished(entries({ read: early })), true, '“read, nothing to code” is done as any other');
    assert.equal(hasFinished(entries({})), false);
    assert.equal(hasFinished(entries({ coded: [early], draft: true })), false);
  });

  it('for its tags only where something is tagged or it is marked, and for its stance only where it is judged or marked', () => {
    const parts = (of: CoderEntries, by: FinishedRule = 'coded'): readonly boolean[] => [hasFinished(of, by, 'tags'), hasFinished(of, by, 'stance')];
    assert.deepEqual(parts(entries({ draft: false })), [false, true], 'a judgement alone does not say that every tag is absent');
    assert.deepEqual(parts(entries({ coded: [early] })), [true, false]);
    assert.deepEqual(parts(entries({ coded: [early], draft: false })), [true, true]);
    assert.deepEqual(parts(entries({ read: late })), [true, true]);
    assert.deepEqual(parts(entries({ draft: false, read: late })), [true, true]);
    assert.deepEqual(parts(entries({ coded: [early], draft: true })), [false, false]);
    assert.deepEqual(parts(entries({ coded: [early], draft: false }), 'marked'), [false, false]);
  });

  it('by whatever is coded still, where a document that was only judged is marked: nothing else says that it has nothing to tag', () => {
    assert.equal(rule(entries({ coded: [early] }), entries({ draft: false, read: late })), 'coded');
  });

  it('by its mark alone, where they have marked one that they had coded', () => {
    assert.equal(rule(entries({ coded: [early] }), entries({ coded: [early, latest], read: late })), 'marked', 'times are held against each other as moments');
    assert.equal(hasFinished(entries({ coded: [early] }), 'marked'), false);
    assert.equal(hasFinished(entries({ coded: [early], read: late }), 'marked'), true);
    assert.equal(hasFinished(entries({ read: late, draft: true }), 'marked'), false);
  });

  it('not by its mark alone because something was found after “nothing to code” had been said', () => {
    assert.equal(rule(entries({ coded: [latest], read: late }), entries({ coded: [early] })), 'coded');
  });

  it('by its mark alone, for whoever has documents assigned; or by the rule that is asked for', () => {
    const documents = of(entries({ coded: [early] }));
    assert.equal(rulesOf(documents, [{ document: 'a.txt', coders: ['anna'] }]).get('anna'), 'marked');
    assert.equal(rulesOf(documents, [{ document: 'a.txt', coders: ['ben'] }]).get('anna'), 'coded');
    assert.equal(rulesOf(documents, [{ document: 'a.txt', coders: ['anna'] }], 'coded').get('anna'), 'coded');
  });

  it('by a rule that no order of documents, and nobody else’s way, changes; and marking finishes no less', () => {
    const times = fc.constantFrom(early, late, latest);
    const document = fc
      .record({ coded: fc.array(times, { maxLength: 2 }), read: fc.option(times, { nil: undefined }), draft: fc.constantFrom(undefined, false, true) })
      .map(({ read, draft, ...rest }) => entries({ ...rest, ...(read && { read }), ...(draft !== undefined && { draft }) }));
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 5 }), fc.array(document, { maxLength: 3 }), (own, others) => {
        const alone = rulesOf(of(...own)).get('anna');
        const mixed = [...others.map((other) => new Map([['ben', other]])), ...[...own].reverse().map((one) => new Map([['anna', one]]))];
        assert.equal(rulesOf(mixed).get('anna'), alone);
        for (const one of own) if (hasFinished(one, 'marked')) assert.ok(hasFinished(one, 'coded'));
      }),
    );
  });

  it('for each of several coders by their own rule', () => {
    const sidecar: Sidecar = {
      pressmark: 1,
      read: [{ by: 'cleo', at: late }],
      annotations: ['anna', 'ben'].map((by) => ({ ...passage(early), id: by, by })),
    };
    assert.deepEqual([...entriesByCoder(sidecar).keys()], ['anna', 'ben', 'cleo']);
    assert.deepEqual(finishedCoders(sidecar, new Map([['anna', 'marked']])), ['ben', 'cleo']);
  });
});
