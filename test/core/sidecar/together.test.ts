/** Several sidecars of one document: what they say together, what each coder is shown, where a decision goes. */
import assert from 'node:assert/strict';
import { inOrder, metadataConflicts, parseSidecar, returned, routed, sidecarSuffix, together, unsignedSuffix, visibleTo } from '../../../src/core/sidecar';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';

const at = '2026-11-21T10:00:00Z';
const passage = (id: string, by: string, start: number, note?: string): Annotation => ({
  id,
  tags: ['t'],
  position: [start, start + 1],
  by,
  created: at,
  ...(note !== undefined && { note }),
});
const anna = sidecarSuffix('anna');
const ben = sidecarSuffix('ben');
const lead: Sidecar = { pressmark: 1, document: { outlet: 'gazette', title: 'The title' } };
const annas: Sidecar = {
  pressmark: 1,
  document: { outlet: 'post', text: `sha256:${'0'.repeat(64)}` },
  stance: [{ question: 'q', position: 'for', by: 'anna', at }],
  annotations: [passage('a1', 'anna', 5), passage('both', 'anna', 9, 'hers')],
};
const bens: Sidecar = {
  pressmark: 1,
  document: { outlet: 'gazette', genre: 'report', text: `sha256:${'1'.repeat(64)}` },
  read: [{ by: 'ben', at }],
  stance: [{ question: 'q', position: 'against', by: 'ben', at }],
  annotations: [passage('b1', 'ben', 7), passage('both', 'anna', 9, 'a copy')],
};
const parts = [
  { suffix: ben, value: bens },
  { suffix: unsignedSuffix, value: lead },
  { suffix: anna, value: annas },
];

describe('an act that is taken back', () => {
  const remove = (key: string): Decision => ({ type: 'remove', section: 'annotations', key });
  const homes = (origin: string, then: boolean, now: boolean, decision: Decision): readonly string[] =>
    returned(parts, anna, now, { suffix: origin, separate: then }, decision).map(({ suffix }) => suffix);

  it('is taken back in the file that it was done in, as long as the entry stands there or modes are the same', () => {
    assert.deepEqual(homes(anna, true, true, remove('both')), [anna]);
    assert.deepEqual(homes(ben, true, true, { type: 'add', section: 'annotations', entry: passage('new', 'anna', 1) }), [ben]);
    assert.deepEqual(homes(ben, true, true, { type: 'document', changes: { title: null } }), [ben]);
  });

  it('or where the entry stands by now', () => {
    assert.deepEqual(homes(unsignedSuffix, false, true, remove('b1')), [ben]);
    assert.deepEqual(homes(unsignedSuffix, false, true, remove('both')), [ben, anna]);
    assert.deepEqual(homes(unsignedSuffix, false, true, remove('gone')), [unsignedSuffix]);
  });

  it('or would stand: with its coder where each has a sidecar, else in the one for all', () => {
    const back: Decision = { type: 'add', section: 'annotations', entry: passage('new', 'ben', 1) };
    assert.deepEqual(homes(unsignedSuffix, false, true, back), [ben]);
    assert.deepEqual(homes(ben, true, false, back), [unsignedSuffix]);
    assert.deepEqual(homes(ben, true, false, { type: 'document', changes: { outlet: 'x' } }), [anna]);
  });
});

describe('sidecars of one document', () => {
  it('are taken in the order: one’s own, nobody’s, the others by name', () => {
    const zoe = { suffix: sidecarSuffix('zoe'), value: lead };
    assert.deepEqual(
      inOrder([zoe, ...parts], ben).map(({ suffix }) => suffix),
      [ben, unsignedSuffix, anna, zoe.suffix],
    );
  });

  it('say together what each says, entries once and by position, metadata by the first that sets it', () => {
    const all = together(inOrder(parts, anna).map(({ value }) => value));
    assert.deepEqual(all.document, { outlet: 'post', title: 'The title', genre: 'report', text: annas.document?.text });
    assert.deepEqual(
      all.annotations?.map(({ id, note }) => [id, note]),
      [
        ['a1', undefined],
        ['b1', undefined],
        ['both', 'hers'],
      ],
    );
    assert.deepEqual(
      all.stance?.map(({ by }) => by),
      ['anna', 'ben'],
    );
    assert.equal(together([annas]), annas);
    assert.deepEqual(together([]), { pressmark: 1 });
  });

  it('show one coder nothing that another has signed, until it is revealed', () => {
    const all = together(inOrder(parts, anna).map(({ value }) => value));
    const seen = visibleTo(all, 'anna');
    assert.deepEqual([seen.read, seen.stance?.length, seen.annotations?.map(({ id }) => id)], [undefined, 1, ['a1', 'both']]);
    assert.equal(seen.document, all.document);
    assert.equal(visibleTo(all, undefined), all);
    assert.deepEqual(visibleTo(all, ''), { pressmark: 1, document: all.document }, 'a coder without a name has coded nothing');
  });

  it('that say different things of the document have a problem in the one that does not count', () => {
    const texts = [
      { suffix: anna, name: 'a.txt.anna.pressmark.yaml', text: 'pressmark: 1\ndocument:\n  outlet: post\n  events: [a, b]\n' },
      { suffix: unsignedSuffix, name: 'a.txt.pressmark.yaml', text: 'pressmark: 1\ndocument: { outlet: gazette, events: [a, b] }\n' },
      { suffix: ben, name: 'a.txt.ben.pressmark.yaml', text: `pressmark: 1\ndocument:\n  events: [b]\n  text: sha256:${'1'.repeat(64)}\n` },
    ];
    const found = metadataConflicts(texts.map(({ suffix, name, text }) => ({ suffix, name, value: parseSidecar(text) })));
    assert.deepEqual(
      found.map((problems) => problems.map(({ code, args }) => [code, ...args])),
      [[], [['metadata-conflict', 'outlet', 'a.txt.anna.pressmark.yaml', 'post']], [['metadata-conflict', 'events', 'a.txt.anna.pressmark.yaml', 'a, b']]],
    );
    const [place] = found[2] ?? [];
    assert.equal(texts[2]?.text.slice(place?.start, place?.end), 'events: [b]');
  });
});

describe('a decision', () => {
  const goes = (decision: Decision, own = anna): readonly string[] => routed(parts, own, decision).map(({ suffix }) => suffix);

  it('goes where its entry stands, into every copy of it, and else into one’s own', () => {
    assert.deepEqual(goes({ type: 'remove', section: 'annotations', key: 'b1' }), [ben]);
    assert.deepEqual(goes({ type: 'change', section: 'annotations', key: 'both', changes: { note: null } }), [ben, anna]);
    assert.deepEqual(goes({ type: 'add', section: 'annotations', entry: passage('new', 'anna', 1) }), [anna]);
    assert.deepEqual(goes({ type: 'add', section: 'annotations', entry: passage('new', 'zoe', 1) }, sidecarSuffix('zoe')), [sidecarSuffix('zoe')]);
  });

  it('about the document goes into one’s own, but for what only the unsigned sidecar says', () => {
    const changes = { outlet: 'times', title: 'Another', genre: null, text: `sha256:${'2'.repeat(64)}` } as const;
    assert.deepEqual(routed(parts, anna, { type: 'document', changes }), [
      { suffix: anna, decision: { type: 'document', changes: { outlet: 'times', genre: null, text: changes.text } } },
      { suffix: unsignedSuffix, decision: { type: 'document', changes: { title: 'Another' } } },
    ]);
  });
});
