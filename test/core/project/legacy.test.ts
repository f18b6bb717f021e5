/** What an entry says in keys that Pressmark does not know is somebody's all the same: a merge keeps it, and taking the merge back gives the bytes back. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseProject, spliceProjectDecisions } from '../../../src/core/project';
import { type NamedActor, RegistryDraft } from '../../../src/core/project/registry';
import { doneAndUndone } from '../../support/undone';

const ada: NamedActor = { id: 'ada', name: 'Ada Brook', kind: 'person' };
const adah: NamedActor = { id: 'adah', name: 'Adah Brook', kind: 'person' };

/** The file after `others` were merged into one; taken back it must have its bytes again, and done again say the same. */
function merged(text: string, into: NamedActor = ada, others: readonly NamedActor[] = [adah]): string {
  const before = parseProject(text);
  assert.deepEqual(
    before.problems.filter(({ code }) => code !== 'unknown-key' && code !== 'shared-form'),
    [],
  );
  const draft = new RegistryDraft(before.value);
  draft.merge(into, others);
  return doneAndUndone(before, draft.decisions());
}

const block = (id: string, name: string, more = ''): string => `  - id: ${id}\n    name: ${name}\n    kind: person\n${more}`;
const flow = (id: string, name: string, more = ''): string => `  - { id: ${id}, name: ${name}, kind: person${more} }\n`;
const file = (...entries: string[]): string => `pressmark: 1\nactors:\n${entries.join('')}events: []\n`;
const gained = '    aliases: [Adah Brook]\n    replaces: [adah]\n';

describe('what a merged entry says beyond the format', () => {
  it('goes to the one that stays, as it stood', () => {
    const notes = '    note: "the judge"  # checked\n    phone:\n      - 1\n      # at home\n      - 2\n    text: |\n      one\n\n      two\n';
    assert.equal(merged(file(block('ada', 'Ada Brook'), block('adah', 'Adah Brook', notes))), file(block('ada', 'Ada Brook', gained + notes)));
    const deep = notes.replace(/^ {4}/gm, '      ');
    const other = `  -   id: adah\n      name: Adah Brook\n      kind: person\n${deep}`;
    assert.equal(merged(file(block('ada', 'Ada Brook'), other)), file(block('ada', 'Ada Brook', gained + notes)), 'at another column');
  });

  it('stands in brackets where the one that stays does, and out of them', () => {
    const notes = '    note: 5\n    seen: the port, twice\n    text: |\n      one\n      two\n';
    assert.equal(
      merged(file(flow('ada', 'Ada Brook'), block('adah', 'Adah Brook', notes))),
      file(flow('ada', 'Ada Brook', ', aliases: [Adah Brook], replaces: [adah], note: 5, seen: "the port, twice", text: "one\\ntwo\\n"')),
    );
    assert.equal(
      merged(file(block('ada', 'Ada Brook'), flow('adah', 'Adah Brook', ', note: 5, by: [a, {b: c}]'))),
      file(block('ada', 'Ada Brook', `${gained}    note: 5\n    by: [a, { b: c }]\n`)),
    );
    assert.equal(
      merged('pressmark: 1\nactors: [{ id: ada, name: Ada Brook, kind: person }, { id: adah, name: Adah Brook, kind: person, note: 5 }]\n'),
      'pressmark: 1\nactors: [{ id: ada, name: Ada Brook, kind: person, aliases: [Adah Brook], replaces: [adah], note: 5 }]\n',
    );
  });

  it('keeps anchors, what refers to them, and types, wherever it stands', () => {
    const notes = '    seen:\n      - &port the port\n      - *port\n      - *port : twice\n    size: !!str 5\n    by: { *port : 1 }\n    all: &all [a]\n';
    assert.equal(
      merged(file(flow('ada', 'Ada Brook'), block('adah', 'Adah Brook', notes))),
      file(
        flow(
          'ada',
          'Ada Brook',
          ', aliases: [Adah Brook], replaces: [adah], seen: [&port the port, *port, { *port : twice }], size: !<tag:yaml.org,2002:str> 5, by: { *port : 1 }, all: &all [a]',
        ),
      ),
    );
    assert.equal(merged(file(block('ada', 'Ada Brook'), block('adah', 'Adah Brook', notes))), file(block('ada', 'Ada Brook', gained + notes)));
  });

  it('keeps what is kept of others from a merge before', () => {
    const [own, others] = ['    note: the minister\n', '    # adam had note: the clerk\n    # ad had "to do": call, soon\n'];
    const text = merged(file(block('ada', 'Ada Brook', own), block('adah', 'Adah Brook', `${others}    note: the judge\n`)));
    for (const said of ['adah had note: the judge', 'adam had note: the clerk', 'ad had "to do": call, soon'])
      assert.equal(text.split(`# ${said}\n`).length, 2, text);
    const line = flow('adah', 'Adah Brook', ', note: the judge').replace('\n', '  # adam had note: the clerk  # ad had x: y\n');
    assert.match(
      merged(file(flow('ada', 'Ada Brook', ', note: the minister'), line)),
      /note: the minister \} {2}# adah had note: the judge {2}# adam had note: the clerk {2}# ad had x: y\n/,
    );
  });

  it('is kept in a comment with hundreds of thousands of spaces, without being looked at from each of them', () => {
    const wide = `    # adam had note: ${' '.repeat(300_000)}the clerk\n    note: the minister\n`;
    assert.ok(merged(file(block('ada', 'Ada Brook'), block('adah', 'Adah Brook', wide))).includes(wide));
  });

  it('is kept as a comment where the one that stays says something else', () => {
    const two = merged(file(block('ada', 'Ada Brook', '    note: the minister\n'), block('adah', 'Adah Brook', '    note: the judge\n    seen: once\n')));
    assert.equal(
      two,
      file(
        block('ada', 'Ada Brook', '    aliases: [Adah Brook]\n    replaces: [adah]\n    # adah had note: the judge\n    note: the minister\n    seen: once\n'),
      ),
    );
    assert.equal(
      merged(file(flow('ada', 'Ada Brook', ', note: the minister'), flow('adah', 'Adah Brook', ', note: the judge'))),
      file(`${flow('ada', 'Ada Brook', ', aliases: [Adah Brook], replaces: [adah], note: the minister').trimEnd()}  # adah had note: the judge\n`),
    );
    const same = merged(file(block('ada', 'Ada Brook', '    note: the same\n'), block('adah', 'Adah Brook', '    note: the same\n')));
    assert.ok(!same.includes('had') && same.split('note:').length === 2, same);
    const first = merged(file('  - note: x\n    id: ada\n    name: Ada Brook\n    kind: person\n', block('adah', 'Adah Brook', '    note: y\n')));
    assert.ok(first.includes('  - note: x\n    # adah had note: y\n    id: ada\n'), first);
  });

  it('is kept where it stands within a field of the format, such as a role', () => {
    const text = merged(file(block('ada', 'Ada Brook'), block('adah', 'Adah Brook', '    roles:\n      - { title: Judge, source: "Gazette, p. 3" }\n')));
    assert.match(text, /\n {4}# adah had roles: \[\{ title: Judge, source: "Gazette, p. 3" \}\]\n {4}roles: \[\{ title: Judge \}\]\n/);
  });

  it('goes to one that comes into the registry with the merge, and of several merged none is lost', () => {
    const stranger: NamedActor = { id: '~person.a', name: 'Ada B. Brook', kind: 'person' };
    const text = merged(file(block('ada', 'Ada Brook', '    note: the minister\n'), block('adah', 'Adah Brook', '    note: the judge\n')), stranger, [
      ada,
      adah,
    ]);
    assert.match(text, /- id: ada-b-brook\n[^]*replaces: \[ada, adah\]\n {4}# adah had note: the judge\n {4}note: the minister\n/);
  });

  it('goes with an entry that is taken out for good', () => {
    const before = parseProject(file(block('ada', 'Ada Brook'), block('adah', 'Adah Brook', '    note: the judge\n')));
    const draft = new RegistryDraft(before.value);
    draft.remove(adah);
    const written = spliceProjectDecisions(before, draft.decisions(), '\n');
    assert.ok(!('blocked' in written) && written.text === file(block('ada', 'Ada Brook')));
  });

  it('is there afterwards whatever it is, for any reader of YAML', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('a: b', '# x', '', "'", '[', 'yes', '1e3', 'a\nb\n', ' x', '- y', '|', '{}'),
    );
    const inner = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.constantFrom('k', 'l'), scalar, { maxKeys: 2 }));
    const quotedText = (value: unknown): string =>
      JSON.stringify(value).replace(/[\u007f-\u{10ffff}]/gu, (c) =>
        [...Array(c.length).keys()].map((n) => `\\u${c.charCodeAt(n).toString(16).padStart(4, '0')}`).join(''),
      );
    fc.assert(
      fc.property(inner, fc.boolean(), fc.boolean(), (value, intoFlow, fromFlow) => {
        const said = quotedText(value);
        const text = merged(
          file(
            intoFlow ? flow('ada', 'Ada Brook') : block('ada', 'Ada Brook'),
            fromFlow ? flow('adah', 'Adah Brook', `, note: ${said}`) : block('adah', 'Adah Brook', `    note: ${said}\n`),
          ),
        );
        const read = parse(text) as { readonly actors: readonly { readonly note?: unknown }[] };
        assert.deepEqual(read.actors[0]?.note, parse(said));
      }),
      { numRuns: 100 },
    );
  });
});
