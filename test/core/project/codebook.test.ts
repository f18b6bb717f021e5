/** Each act upon the codebook, held against the text of a project file: what it changes, what it leaves, and that undoing gives the bytes back. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyProjectDecision,
  indexProject,
  invertProjectDecision,
  parseProject,
  projectStoreFormat,
  spliceProjectDecisions,
  type ProjectDecision,
} from '../../../src/core/project';
import { CodebookDraft, type DraftOptions, tidyLabel } from '../../../src/core/project/codebook';
import { subtree } from '../../../src/core/project/lookup';
import type { Project, Tag } from '../../../src/core/project/schema';
import { Waiting } from '../../../src/core/yaml/waiting';
import { applySplices } from '../../../src/core/yaml/splices';

const file = `pressmark: 1
# what we look for
tags:
  - id: source      # whose words
    label: Source
    color: purple
    children:
      - { id: named, label: Named source, pin: 1 }
      # generic ones
      - id: unnamed
        label:   Unnamed source   # "most politicians"
        description: The origin is withheld.
        replaces: [anon]
        children:
          - { id: officials, label: Officials }
  - id: claim
    label: Claim
    children:
      - { id: threat, label: Threat, pin: 2, revised: 2026-11-21 }
  - { id: denial, label: Denial }   # of any claim
actors:
  - { id: ada, name: Ada Brook, kind: person }
`;

interface Written {
  readonly text: string;
  readonly project: Project;
  readonly decisions: readonly ProjectDecision[];
}

/** Carries an act out on the file, and checks that it says what the draft does, and that undoing gives the same bytes. */
function act(change: (draft: CodebookDraft) => unknown, text = file, options: DraftOptions = {}, series = false): Written {
  const before = parseProject(text);
  assert.deepEqual(before.problems, []);
  const draft = new CodebookDraft(before.value, options);
  change(draft);
  const decisions = draft.decisions();
  const written = spliceProjectDecisions(before, decisions, '\n');
  assert.ok(!('blocked' in written));
  const after = parseProject(written.text);
  assert.deepEqual(after.problems, []);
  assert.deepEqual(after.value, draft.project, 'the file says what the draft does');
  assert.equal(applySplices(text, written.splices), written.text);
  // As a journal does after a crash: everything again. Of several acts that move the same tags the order among siblings may then be another.
  const again = decisions.reduce(applyProjectDecision, after.value);
  if (series) assert.deepEqual(entries(again), entries(after.value));
  else assert.deepEqual(again, after.value);
  const inverse = inverseOf(before.value, decisions);
  assert.deepEqual(inverse.reduce(applyProjectDecision, after.value), before.value);
  const back = spliceProjectDecisions(written.file, inverse, '\n');
  assert.ok(!('blocked' in back));
  assert.equal(back.text, text, 'undoing gives the bytes back');
  return { text: written.text, project: after.value, decisions };
}

/** Every tag alone, by id. */
function entries({ tags = [] }: Project): readonly Tag[] {
  return tags
    .flatMap(subtree)
    .map((tag) => ({ ...tag, children: [] }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function inverseOf(before: Project, decisions: readonly ProjectDecision[]): readonly ProjectDecision[] {
  const inverse: ProjectDecision[] = [];
  let value = before;
  for (const decision of decisions) {
    const back = invertProjectDecision(value, decision);
    if (back) inverse.unshift(back);
    value = applyProjectDecision(value, decision);
  }
  return inverse;
}

const tree = (tags: readonly Tag[] | undefined): string =>
  (tags ?? []).map(({ id, children }) => (children?.length ? `${id}(${tree(children)})` : id)).join(' ');

function diff(text: string): string[] {
  const [was, now] = [file.split('\n'), text.split('\n')];
  return [...was.filter((line) => !now.includes(line)).map((line) => `-${line}`), ...now.filter((line) => !was.includes(line)).map((line) => `+${line}`)];
}

const tagOf = (project: Project, id: string): Tag => {
  const found = indexProject(project).tag(id)?.tag;
  assert.ok(found, id);
  return found;
};

describe('curating the codebook', () => {
  it('adds a tag below another, with an id that stands for nobody', () => {
    const { text, project } = act((draft) => draft.create('Anon', 'claim', { description: 'Nobody says it.' }));
    assert.deepEqual(diff(text), ['+      - id: anon-2', '+        label: Anon', '+        description: Nobody says it.']);
    assert.equal(tree(project.tags), 'source(named unnamed(officials)) claim(threat anon-2) denial');
    const taken = new CodebookDraft(project, { used: (id) => id === 'rumour' });
    assert.equal(taken.create('Rumour'), 'rumour-2');
  });

  it('renames: the id stays, and so does the comment', () => {
    assert.deepEqual(diff(act((draft) => draft.rename('anon', 'Withheld source')).text), [
      '-        label:   Unnamed source   # "most politicians"',
      '+        label:   Withheld source   # "most politicians"',
    ]);
  });

  it('describes, and says when what counts has changed only if it has', () => {
    const at = '2026-11-22T09:30:00Z';
    assert.deepEqual(diff(act((draft) => draft.describe('denial', { include: ' Refusals. ', exclude: '' }, at)).text), [
      '-  - { id: denial, label: Denial }   # of any claim',
      '+  - { id: denial, label: Denial, include: Refusals., revised: 2026-11-22T09:30:00Z }   # of any claim',
    ]);
    assert.deepEqual(diff(act((draft) => draft.describe('unnamed', { description: '' })).text), ['-        description: The origin is withheld.']);
    assert.equal(act((draft) => draft.describe('unnamed', { description: 'The origin is withheld.' }, at)).text, file);
  });

  it('recolours several, and gives a key to one tag alone', () => {
    const { project } = act((draft) => {
      draft.recolour(['threat', 'denial'], '#12ab34');
      draft.recolour(['source'], undefined);
      draft.pin('denial', 1);
    });
    assert.deepEqual([tagOf(project, 'threat').color, tagOf(project, 'denial').color, tagOf(project, 'source').color], ['#12ab34', '#12ab34', undefined]);
    assert.deepEqual([tagOf(project, 'denial').pin, tagOf(project, 'named').pin], [1, undefined]);
    assert.equal(tagOf(act((draft) => draft.pin('named', undefined)).project, 'named').pin, undefined);
  });

  it('moves with what is below, in their order, never below itself', () => {
    const { project } = act((draft) => assert.deepEqual(draft.move(['unnamed', 'denial'], 'claim', 'threat'), []));
    assert.equal(tree(project.tags), 'source(named) claim(unnamed(officials) denial threat)');
    assert.equal(tree(act((draft) => draft.move(['officials'], undefined, 'source')).project.tags), 'officials source(named unnamed) claim(threat) denial');
    const refused = act((draft) => assert.deepEqual(draft.move(['source', 'nobody', 'denial'], 'officials'), ['source', 'nobody']));
    assert.equal(tree(refused.project.tags), 'source(named unnamed(officials(denial))) claim(threat)');
    assert.deepEqual(act((draft) => draft.move(['denial'], undefined)).decisions, [], 'it stands there already');
  });

  it('merges: ids and tags below go over to the one that stays', () => {
    const { text, project } = act((draft) => draft.merge('named', ['unnamed', 'denial', 'named']));
    assert.equal(tree(project.tags), 'source(named(officials)) claim(threat)');
    assert.deepEqual(tagOf(project, 'anon'), tagOf(project, 'named'));
    assert.deepEqual(tagOf(project, 'named').replaces, ['unnamed', 'anon', 'denial']);
    assert.ok(text.includes('# generic ones') && text.includes('# whose words'));
  });

  it('merges a tag into one below it, which takes its place', () => {
    assert.equal(tree(act((draft) => draft.merge('officials', ['source'])).project.tags), 'officials(named unnamed) claim(threat) denial');
  });

  it('deletes, with the passages to another tag and the tags below one level up', () => {
    const { project } = act((draft) => assert.ok(draft.remove(['unnamed', 'claim'], 'denial', 'up')));
    assert.equal(tree(project.tags), 'source(named officials) threat denial');
    assert.deepEqual(tagOf(project, 'denial').replaces, ['unnamed', 'anon', 'claim']);
  });

  it('deletes with all that is below, but never the tag that takes the passages', () => {
    const { project } = act((draft) => assert.ok(draft.remove(['source', 'officials'], 'threat', 'gone')));
    assert.equal(tree(project.tags), 'claim(threat) denial');
    assert.deepEqual(tagOf(project, 'threat').replaces, ['source', 'named', 'unnamed', 'anon', 'officials']);
    assert.deepEqual(act((draft) => assert.ok(!draft.remove(['source'], 'officials', 'gone'))).decisions, []);
    assert.equal(tree(act((draft) => draft.remove(['claim'], undefined, 'gone')).project.tags), 'source(named unnamed(officials)) denial');
  });

  it('never moves a tag into another file: what is below it stays in its own', () => {
    const sameFile = (a: string, b: string): boolean => (a === 'denial') === (b === 'denial');
    const { project } = act((draft) => draft.merge('denial', ['claim']), file, { sameFile });
    assert.equal(tree(project.tags), 'source(named unnamed(officials)) threat denial');
    assert.deepEqual(new CodebookDraft(project, { sameFile }).move(['threat'], 'denial'), ['threat']);
  });

  it('takes labels of one line', () => {
    assert.equal(tidyLabel('  Named \n source '), 'Named source');
    for (const bad of ['', '   ', 'a\u202eb', 'x'.repeat(201)]) assert.equal(tidyLabel(bad), undefined);
  });
});

describe('an act upon the codebook that another program overtakes', () => {
  /** What is set aside of a merge where the file says something else by the time it is written. */
  function aside(file2: string): readonly string[] {
    const before = parseProject(file).value;
    const draft = new CodebookDraft(before);
    draft.merge('denial', ['source']);
    let n = 0;
    const waiting = new Waiting(projectStoreFormat());
    waiting.add(waiting.recorded(before, draft.decisions(), () => `d${n++}`));
    waiting.sortOut(parseProject(file2).value, true);
    return waiting.aside.map(({ decision, why }) => `${decision.type} ${why}`);
  }

  it('goes on where other tags were changed, and where nothing of it or all of it has reached the file', () => {
    assert.deepEqual(aside(file), []);
    assert.deepEqual(aside(file.replace('label: Threat', 'label: Menace')), []);
    assert.deepEqual(aside(act((draft) => draft.merge('denial', ['source'])).text), []);
  });

  it('asks where the tag that it takes away says something else now', () => {
    assert.deepEqual(aside(file.replace('label: Source', 'label: Origin')), ['remove changed']);
  });
});

describe('any series of acts upon a codebook', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  /** A tree of all six, in some shape: each hangs below one before it, or at the top; `old-…` was merged into it. */
  const books = fc.array(fc.nat(), { minLength: ids.length, maxLength: ids.length }).map((above): Tag[] => {
    const tags = ids.map((id): Tag => ({ id, label: id.toUpperCase(), replaces: [`old-${id}`], children: [] }));
    const top: Tag[] = [];
    tags.forEach((tag, index) => {
      const parent = (above[index] ?? 0) % (index + 1);
      (parent === index ? top : (tags[parent]?.children ?? top)).push(tag);
    });
    const tidy = ({ children, ...tag }: Tag): Tag => ({ ...tag, ...(children?.length && { children: children.map(tidy) }) });
    return top.map(tidy);
  });
  const id = fc.constantFrom(...ids);
  const acts = fc.oneof(
    fc.record({ do: fc.constant('merge' as const), into: id, of: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      do: fc.constant('remove' as const),
      into: id,
      of: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }),
      below: fc.constantFrom('up' as const, 'gone' as const),
    }),
    fc.record({
      do: fc.constant('move' as const),
      into: fc.option(id, { nil: undefined }),
      of: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
      before: id,
    }),
    fc.record({ do: fc.constant('rename' as const), of: fc.tuple(id) }),
  );
  const textOf = (tags: readonly Tag[]): string => {
    const lines = (all: readonly Tag[], indent: string): string[] =>
      all.flatMap(({ id: own, label, replaces, children }) => [
        `${indent}- id: ${own}   # the ${label}`,
        `${indent}  label:   ${label}`,
        `${indent}  replaces: [${replaces?.join(', ') ?? ''}]`,
        ...(children ? [`${indent}  children:`, ...lines(children, `${indent}    `)] : []),
      ]);
    return `pressmark: 1\ntags:\n${lines(tags, '  ').join('\n')}\n`;
  };

  it('leaves no id that passages carry without a tag, wherever it stops, and is taken back byte for byte', () => {
    fc.assert(
      fc.property(books, fc.array(acts, { minLength: 1, maxLength: 4 }), (tags, steps) => {
        const text = textOf(tags);
        const { decisions } = act(
          (draft) => {
            for (const step of steps) {
              if (step.do === 'merge') draft.merge(step.into, step.of);
              else if (step.do === 'remove') draft.remove(step.of, step.into, step.below);
              else if (step.do === 'move') draft.move(step.of, step.into, step.before);
              else draft.rename(step.of[0], 'Other');
            }
          },
          text,
          {},
          steps.length > 1,
        );
        let value = parseProject(text).value;
        for (const decision of decisions) {
          value = applyProjectDecision(value, decision);
          const { tag, tags: flat } = indexProject(value);
          for (const one of ids) assert.ok(tag(one) && tag(`old-${one}`), `${one} after ${JSON.stringify(decision)}`);
          assert.equal(new Set(flat.map((entry) => entry.tag.id)).size, flat.length, 'no id stands twice');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every tag, but for those that it merges or deletes', () => {
    fc.assert(
      fc.property(books, acts, (tags, step) => {
        const draft = new CodebookDraft({ pressmark: 1, tags });
        if (step.do === 'merge') draft.merge(step.into, step.of);
        else if (step.do === 'remove') draft.remove(step.of, step.into, 'up');
        else if (step.do === 'move') draft.move(step.of, step.into, step.before);
        const gone = step.do === 'merge' || (step.do === 'remove' && !step.of.includes(step.into)) ? step.of.filter((one) => one !== step.into) : [];
        const left = (draft.project.tags ?? []).flatMap(subtree).map((tag) => tag.id);
        assert.deepEqual(
          left.sort(),
          ids.filter((one) => !(gone as readonly string[]).includes(one)),
        );
      }),
    );
  });
});
