/** Lists in brackets over several lines: a comment stays beside the form that it was written beside, whatever comes and goes around it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProject, spliceProjectDecisions } from '../../../src/core/project';
import { RegistryDraft } from '../../../src/core/project/registry';

const entry = (aliases: string): string => `pressmark: 1
actors:
  - id: ada-brook
    name: Ada Brook
    kind: person
    aliases: ${aliases}
    wikidata: Q7
`;

/** The list as it stands after its forms have become others. */
function changed(aliases: string, forms: readonly string[]): string {
  const file = parseProject(entry(aliases));
  assert.deepEqual(file.problems, []);
  const draft = new RegistryDraft(file.value);
  draft.setAliases({ id: 'ada-brook', name: 'Ada Brook', kind: 'person' }, forms);
  const written = spliceProjectDecisions(file, draft.decisions(), '\n');
  assert.ok(!('blocked' in written), JSON.stringify(written));
  assert.deepEqual(parseProject(written.text).value.actors?.[0]?.aliases ?? [], forms);
  const [head = '', tail = ''] = entry('|').split('|');
  assert.ok(written.text.startsWith(head) && written.text.endsWith(tail), written.text);
  return written.text.slice(head.length, written.text.length - tail.length);
}

describe('a list in brackets', () => {
  const lines = '[\n      Brook,   # by RT\n      Mrs Brook # by the board\n    ]';

  it('takes a form in on a line of its own where the others have one', () => {
    assert.equal(changed(lines, ['Brook', 'Mrs Brook', 'A. Brook']), '[\n      Brook,   # by RT\n      Mrs Brook, # by the board\n      A. Brook\n    ]');
    assert.equal(changed(lines, ['Brook', 'A. Brook', 'Mrs Brook']), '[\n      Brook,   # by RT\n      A. Brook,\n      Mrs Brook # by the board\n    ]');
    assert.equal(changed(lines, ['A. Brook', 'Brook', 'Mrs Brook']), '[\n      A. Brook,\n      Brook,   # by RT\n      Mrs Brook # by the board\n    ]');
  });

  it('is not held up by hundreds of thousands of spaces', () => {
    const wide = `[\n      Brook${' '.repeat(300_000)}, Mrs Brook\n    ]`;
    assert.equal(changed(wide, ['Brook', 'A. Brook', 'Mrs Brook']), wide.replace('Brook', 'Brook, A. Brook'));
  });

  it('gives a form up with its line, and one for another leaves no word about the first', () => {
    assert.equal(changed(lines, ['Brook']), '[\n      Brook   # by RT\n    ]');
    assert.equal(changed(lines, ['Mrs Brook']), '[\n      Mrs Brook # by the board\n    ]');
    assert.equal(changed(lines, ['Brook', 'A. Brook']), '[\n      Brook,   # by RT\n      A. Brook\n    ]');
  });

  it('keeps the comments of lines that hold several', () => {
    const shared = '[Brook, Mrs Brook, # by RT\n      # by the board\n      "A. Brook"]   # all';
    assert.equal(changed(shared, ['Brook', 'Mrs Brook']), '[Brook, Mrs Brook, # by RT\n      # by the board\n      ]   # all');
    assert.equal(changed(shared, ['Brook', 'A. Brook']), '[Brook, # by RT\n      # by the board\n      "A. Brook"]   # all');
    assert.equal(
      changed(shared, ['Brook', 'Mrs Brook', 'A. Brook', 'Ada']),
      '[Brook, Mrs Brook, # by RT\n      # by the board\n      "A. Brook", Ada]   # all',
    );
  });

  it('has every form that stays beside its comment, whatever comes and goes', () => {
    const form = (n: number): string => `Form ${n}`;
    fc.assert(
      fc.property(
        fc.array(fc.record({ stays: fc.boolean(), before: fc.nat({ max: 2 }) }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        (steps, brackets, comma) => {
          const items = steps.map((_, n) => `${form(n)}${brackets && (n < steps.length - 1 || comma) ? ',' : ''}  # of ${n}.`);
          const list = brackets ? `[\n${items.map((item) => `      ${item}\n`).join('')}    ]` : `\n${items.map((item) => `      - ${item}`).join('\n')}`;
          const target = steps.flatMap(({ stays, before }, n) => [...Array.from({ length: before }, (_, m) => `New ${n} ${m}`), ...(stays ? [form(n)] : [])]);
          if (target.length === 0) return;
          const said = changed(list, target)
            .split('\n')
            .filter((line) => line.includes('# of'))
            .map((line) =>
              line
                .trim()
                .replace(/^- /, '')
                .replace(/,? +# of /, ' | '),
            );
          assert.deepEqual(
            said,
            steps.flatMap(({ stays }, n) => (stays ? [`${form(n)} | ${n}.`] : [])),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});
