/** A codebook's entries keep their words wherever they are moved, and what a merged one says in keys that Pressmark does not know goes over. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseProject } from '../../../src/core/project';
import { CodebookDraft } from '../../../src/core/project/codebook';
import { doneAndUndone } from '../../support/undone';

/** The file after an act; taken back it must have its bytes again, and done again say the same. */
function act(text: string, change: (draft: CodebookDraft) => unknown): string {
  const before = parseProject(text);
  const draft = new CodebookDraft(before.value);
  change(draft);
  return doneAndUndone(before, draft.decisions());
}

const source = `  - id: source      # whose words
    label: Source
    note: top
    children:
      - { id: named, label: Named source, weight: 3 }
`;
const unnamed = `      - id: unnamed
        label:   Unnamed source   # "most politicians"
        memo: |
          keep

          me
        children:
          - { id: officials, label: Officials, x: 1 }
`;
const claim = `  - id: claim
    label: Claim
    children:
      - { id: threat, label: Threat, y: 2 }
`;
const file = (...tags: readonly string[]): string => `pressmark: 1\ntags:\n${tags.join('')}events: []\n`;
const whole = file(source, unnamed, claim);

describe('a tag that is moved', () => {
  it('keeps its own words, with what is below it', () => {
    assert.equal(
      act(whole, (draft) => draft.move(['unnamed'], 'claim')),
      file(source, claim, unnamed),
    );
    const top = unnamed.replace(/^ {4}/gm, '');
    assert.equal(
      act(whole, (draft) => draft.move(['unnamed'], undefined, 'claim')),
      file(source, top, claim),
    );
    assert.equal(
      act(file(source, top, claim), (draft) => draft.move(['unnamed'], 'source')),
      whole,
    );
  });
  it('keeps them among its siblings', () => {
    assert.equal(
      act(whole, (draft) => draft.move(['unnamed'], 'source', 'named')),
      file(source.replace(/^ {6}- .*\n/m, unnamed), '      - { id: named, label: Named source, weight: 3 }\n', claim),
    );
  });
  it('brings into brackets what it says beyond the format', () => {
    const text = act(whole, (draft) => draft.move(['unnamed'], 'threat'));
    assert.ok(
      text.includes(
        '{ id: threat, label: Threat, children: [{ id: unnamed, label: Unnamed source, memo: "keep\\n\\nme\\n", children: [{ id: officials, label: Officials, x: 1 }] }], y: 2 }',
      ),
      text,
    );
  });
  it('leaves what its neighbour says to its neighbour', () => {
    const text = act(whole, (draft) => draft.remove(['named'], 'unnamed', 'up'));
    assert.deepEqual((parse(text) as { readonly tags: readonly unknown[] }).tags[0], {
      id: 'source',
      label: 'Source',
      note: 'top',
      children: [
        {
          id: 'unnamed',
          label: 'Unnamed source',
          replaces: ['named'],
          memo: 'keep\n\nme\n',
          weight: 3,
          children: [{ id: 'officials', label: 'Officials', x: 1 }],
        },
      ],
    });
  });
});

describe('a tag that is merged away', () => {
  it('leaves what it says beyond the format to the one that stays, and its children their words', () => {
    assert.equal(
      act(whole, (draft) => draft.merge('claim', ['source'])),
      file(
        claim.replace('label: Claim\n', 'label: Claim\n    replaces: [source]\n    note: top\n'),
        '      - { id: named, label: Named source, weight: 3 }\n',
        unnamed,
      ),
    );
  });
  it('of whatever depth, and one that says something else keeps that', () => {
    const text = act(whole.replace('y: 2', 'memo: own'), (draft) => draft.merge('threat', ['unnamed']));
    assert.match(
      text,
      /- \{ id: threat, label: Threat, replaces: \[unnamed\], children: \[.*x: 1 \}\], memo: own \} {2}# unnamed had memo: "keep\\n\\nme\\n"\n/,
    );
  });
  it('loses nothing, in whatever tree, by whatever acts', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const step = fc.record({ merge: fc.boolean(), what: fc.constantFrom(...ids), to: fc.constantFrom(...ids, undefined), flow: fc.boolean() });
    const written = (parents: readonly number[], flows: readonly boolean[]): string => {
      const one = (at: number, column: number): string => {
        const below = parents.flatMap((parent, child) => (parent === at && child > at ? [one(child, column + 4)] : []));
        const pad = ' '.repeat(column);
        if (below.length === 0 && flows[at]) return `${pad}- { id: ${ids[at]}, label: ${ids[at]}, own-${ids[at]}: "said by ${ids[at]}" }\n`;
        const own = `${pad}- id: ${ids[at]}\n${pad}  label: ${ids[at]}  # about ${ids[at]}\n${pad}  own-${ids[at]}: "said by ${ids[at]}"\n${pad}  note: of ${ids[at]}\n`;
        return below.length === 0 ? own : `${own}${pad}  children:\n${below.join('')}`;
      };
      return file(...ids.flatMap((_, at) => ((parents[at] ?? -1) < 0 || (parents[at] ?? 0) >= at ? [one(at, 2)] : [])));
    };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 6, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 4 }),
        (parents, flows, steps) => {
          let text = written(parents, flows);
          for (const { merge, what, to } of steps) text = act(text, (draft) => (merge && to !== undefined ? draft.merge(to, [what]) : draft.move([what], to)));
          for (const id of ids) assert.ok(text.includes(`own-${id}: "said by ${id}"`), `${id}\n${text}`);
          for (const id of ids) if (!flows[ids.indexOf(id)]) assert.ok(text.includes(`note: of ${id}`), `${id}\n${text}`);
        },
      ),
      { numRuns: 150 },
    );
  });
});
