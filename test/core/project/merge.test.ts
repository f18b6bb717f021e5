import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProject } from '../../../src/core/project';
import { mergeProjects } from '../../../src/core/project/merge';

interface Tag {
  readonly id: string;
  readonly label: string;
  readonly children?: readonly Tag[];
}

const tag = (id: string, label = id, children: readonly Tag[] = []): Tag => ({ id, label, ...(children.length > 0 && { children }) });
const linesOf = (tags: readonly Tag[], indent: string): string =>
  tags
    .map(({ id, label, children }) => {
      const below = children ? `${indent}  children:\n${linesOf(children, `${indent}    `)}` : '';
      return `${indent}- id: ${id}\n${indent}  label: ${label}\n${below}`;
    })
    .join('');
const project = (tags: readonly Tag[], unit = 'document'): string => `pressmark: 1\nunit: ${unit}\ntags:\n${linesOf(tags, '  ')}`;

/** `a(x(y) z) b`: how tags stand, with the label where it is another than the id. */
const shapeOf = (tags: readonly Tag[] | undefined): string =>
  (tags ?? [])
    .map(({ id, label, children }) => `${id}${label === id ? '' : `=${label}`}${children && children.length > 0 ? `(${shapeOf(children)})` : ''}`)
    .join(' ');
const tagsOf = (text: string): readonly Tag[] => {
  const file = parseProject(text);
  assert.deepEqual(
    file.problems.filter(({ severity }) => severity === 'error'),
    [],
    text,
  );
  return (file.value.tags ?? []) as readonly Tag[];
};
const resolved = (text: string, side: 'ours' | 'theirs'): string =>
  text.replace(/^<<<<<<< ours\n([^]*?)^=======\n([^]*?)^>>>>>>> theirs(?:\n|$)/gm, (_, mine: string, other: string) => (side === 'ours' ? mine : other));

/** What stands there where nothing clashes; both versions where something does. */
function merged(base: string, ours: string, theirs: string): readonly string[] {
  const result = mergeProjects(base, ours, theirs);
  assert.ok(result.ok, 'not merged');
  if (result.conflicts === 0) return [shapeOf(tagsOf(result.text))];
  assert.equal(parseProject(result.text).problems.find(({ severity }) => severity === 'error')?.code, 'conflict-marker');
  return (['ours', 'theirs'] as const).map((side) => shapeOf(tagsOf(resolved(result.text, side))));
}

describe('merging codebooks', () => {
  const base = project([tag('a'), tag('x')]);

  it('takes a tag that theirs moved, defined anew and gave a child, whatever ours did elsewhere', () => {
    const theirs = project([tag('a', 'a', [tag('x', 'New', [tag('fresh')])])]);
    assert.deepEqual(merged(base, project([tag('a'), tag('x')], 'passage'), theirs), ['a(x=New(fresh))']);
    assert.deepEqual(merged(base, project([tag('a'), tag('x'), tag('q')]), theirs), ['a(x=New(fresh)) q']);
    assert.deepEqual(merged(base, theirs, project([tag('a'), tag('x'), tag('q')])), ['a(x=New(fresh)) q']);
  });

  it('joins a move on one side with a definition on the other, in either direction', () => {
    const nested = project([tag('a', 'a', [tag('x')])]);
    assert.deepEqual(merged(base, nested, project([tag('a'), tag('x', 'New')])), ['a(x=New)']);
    assert.deepEqual(merged(base, project([tag('a'), tag('x', 'New')]), nested), ['a(x=New)']);
    assert.deepEqual(merged(nested, base, project([tag('a', 'a', [tag('x', 'New')])])), ['a x=New']);
    assert.deepEqual(merged(nested, project([tag('a', 'a', [tag('x', 'New')])]), base), ['a x=New']);
  });

  it('keeps what both added below one tag, without a conflict', () => {
    const [ours, theirs] = [project([tag('a', 'a', [tag('o')]), tag('x')]), project([tag('a', 'a', [tag('t')]), tag('x')])];
    assert.deepEqual(merged(base, ours, theirs), ['a(o t) x']);
  });

  it('shows both places of a tag that both put elsewhere, and both definitions', () => {
    const three = project([tag('a'), tag('b'), tag('x')]);
    const [ours, theirs] = [project([tag('a', 'a', [tag('x')]), tag('b')]), project([tag('a'), tag('b', 'b', [tag('x')]), tag('t')])];
    assert.deepEqual(merged(three, ours, theirs), ['a(x) b t', 'a b(x) t']);
    // Both added the same tag, one of them below another.
    const [below, top] = [project([tag('a', 'a', [tag('y', 'Mine')]), tag('x')]), project([tag('a'), tag('x'), tag('y', 'Yours')])];
    assert.deepEqual(merged(base, below, top), ['a(y=Mine) x', 'a x y=Yours']);
    const nested = (label: string, ...more: readonly Tag[]): string => project([tag('a', 'a', [tag('x', label), ...more]), tag('b')]);
    assert.deepEqual(merged(nested('x'), nested('Mine', tag('o')), nested('Yours', tag('t'))), ['a(x=Mine o t) b', 'a(x=Yours o t) b']);
  });

  it('has no tag below itself where each side moved one below the other', () => {
    const [ours, theirs] = [project([tag('a', 'a', [tag('x')])]), project([tag('x', 'x', [tag('a')])])];
    assert.deepEqual(merged(base, ours, theirs), ['a(x)', 'x(a)']);
  });

  it('takes a new order, and shows both where both have one', () => {
    const [abc, bac, acb] = ['abc', 'bac', 'acb'].map((ids) =>
      project([
        tag(
          'p',
          'p',
          [...ids].map((id) => tag(id)),
        ),
      ]),
    ) as [string, string, string];
    assert.deepEqual(merged(abc, abc.replace('document', 'passage'), bac), ['p(b a c)']);
    assert.deepEqual(merged(abc, acb, bac), ['p(a c b)', 'p(b a c)']);
  });

  it('takes a deletion, but not of what the other worked on or put something below', () => {
    const three = project([tag('a', 'a', [tag('x', 'x', [tag('y')])])]);
    const without = project([tag('a')]);
    assert.deepEqual(merged(three, without, three.replace('document', 'passage')), ['a']);
    for (const [theirs, kept] of [
      [project([tag('a', 'a', [tag('x', 'x', [tag('y', 'New')])])]), 'a(x(y=New))'],
      [project([tag('a', 'a', [tag('x', 'x', [tag('y'), tag('z')])])]), 'a(x(z))'],
    ] as const) {
      assert.deepEqual(merged(three, without, theirs), [kept]);
      assert.deepEqual(merged(three, theirs, without), [kept]);
    }
  });

  it('puts what one side added below a tag below the one that the other has merged it into', () => {
    const mergedInto = project([tag('a')]).replace('label: a\n', 'label: a\n    replaces: [x]\n');
    const added = project([tag('a'), tag('x', 'x', [tag('c', 'c', [tag('d')])])]);
    assert.deepEqual(merged(base, mergedInto, added), ['a(c(d))']);
    assert.deepEqual(merged(base, added, mergedInto), ['a(c(d))']);
    // Merged again on the way, and where the heir itself was put below what was added there.
    const twice = project([tag('b')]).replace('label: b\n', 'label: b\n    replaces: [x, a]\n');
    assert.deepEqual(merged(project([tag('a'), tag('x'), tag('b')]), twice, project([tag('a'), tag('x', 'x', [tag('c')]), tag('b')])), ['b(c)']);
    const below = project([tag('x', 'x', [tag('c', 'c', [tag('a')])])]);
    assert.deepEqual(merged(base, mergedInto, below), ['x(c(a))']);
  });

  it('keeps the comments of both within a conflict, whichever side is kept', () => {
    const book = (label: string, below: string, ...more: readonly string[]): string =>
      `pressmark: 1\ntags:\n  - id: x\n${more.map((line) => `    ${line}\n`).join('')}    label: ${label}\n    children:\n      - id: y\n${below}`;
    const start = book('x', '        label: y\n');
    const ours = book('Mine', '        label: y\n', '# ours on x', 'color: blue');
    const theirs = book('Yours', "        # theirs' view of y\n        label: y # behind: don't\n", '# theirs on x', `exclude: "what is #1" # not "this"`);
    for (const [one, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const result = mergeProjects(start, one, other);
      assert.ok(result.ok);
      assert.equal(result.conflicts, 1);
      for (const comment of ['# ours on x', '# theirs on x', "# theirs' view of y", "# behind: don't", '# not "this"'])
        assert.ok(result.text.includes(comment), `${comment}\n${result.text}`);
    }
  });

  it('takes no word of a text for a comment, and is not held up by a line of hundreds of thousands of signs', () => {
    const book = (label: string, description: string, below: string): string =>
      `pressmark: 1\ntags:\n  - id: x\n    label: ${label}\n    description: ${description}\n    children:\n      - id: y\n        label: ${below}\n`;
    const words = `"# ${' #'.repeat(300_000)} \\" # no"`;
    const result = mergeProjects(
      book('x', 'd', 'y'),
      book('Mine', 'd', 'y').replace('    children', '    color: blue\n    children'),
      book('Yours', words, 'z'),
    );
    assert.ok(result.ok);
    assert.deepEqual([result.conflicts, /^ *#/m.test(result.text)], [1, false]);
  });

  it('sets markers round the whole list where it stands on one line, and keeps the line ends', () => {
    const flow = (tags: string): string => `pressmark: 1\ntags: [${tags}]\n`;
    const [a, mine, yours] = ['{ id: a, label: a }', '{ id: a, label: Mine }', '{ id: a, label: Yours }'] as const;
    assert.deepEqual(merged(flow(a), flow(mine), flow(`${yours}, { id: t, label: t }`)), ['a=Mine t', 'a=Yours t']);
    const windows = (label: string, ...more: readonly Tag[]): string => project([tag('a', 'a', [tag('x', label), ...more])]).replaceAll('\n', '\r\n');
    const result = mergeProjects(windows('x'), windows('Mine'), windows('Yours', tag('t')), undefined, '\r\n');
    assert.ok(result.ok);
    assert.deepEqual([result.conflicts, /[^\r]\n/.test(result.text), result.text.includes('id: t')], [1, false, true]);
  });

  it('is merged where a note with a line of equals signs stands in a conflict', () => {
    const noted = (note: string): string => `pressmark: 1\ntags:\n  - id: a\n    label: a\n    description: |\n      Head\n      =======\n      ${note}\n`;
    const result = mergeProjects(noted('base'), noted('ours'), noted('theirs'));
    assert.ok(result.ok);
    assert.equal(result.conflicts, 1);
    assert.deepEqual([resolved(result.text, 'ours'), resolved(result.text, 'theirs')], [noted('ours'), noted('theirs')]);
  });

  it('loses nothing that one side alone did, in any two codebooks', () => {
    // Each tag stands below one of those before it in a drawn order, or at the top; or is not there.
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const codebook = fc
      .record({
        order: fc.shuffledSubarray(ids, { minLength: 1 }),
        above: fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }),
        labels: fc.array(fc.constantFrom('', 'New', 'Other'), { minLength: 5, maxLength: 5 }),
      })
      .map(({ order, above, labels }) => {
        const parent = order.map((_, at) => ((above[at] ?? 0) < at ? above[at] : undefined));
        const listBelow = (wanted: number | undefined): readonly Tag[] =>
          order.flatMap((id, at) => (parent[at] === wanted ? [tag(id, labels[ids.indexOf(id)] || id, listBelow(at))] : []));
        return listBelow(undefined);
      });
    const said = (tags: readonly Tag[], above = ''): ReadonlyMap<string, readonly [string, string]> =>
      new Map(tags.flatMap(({ id, label, children }) => [[id, [label, above]] as const, ...said(children ?? [], id)]));
    fc.assert(
      fc.property(codebook, codebook, codebook, (first, second, third) => {
        const result = mergeProjects(project(first), project(second), project(third));
        assert.ok(result.ok, 'not merged');
        const [was, own, other] = [said(first), said(second), said(third)];
        for (const side of ['ours', 'theirs'] as const) {
          const now = said(tagsOf(resolved(result.text, side)));
          const [mine, its] = side === 'ours' ? [own, other] : [other, own];
          for (const [id, [label, above]] of mine) {
            const there = now.get(id);
            if (was.get(id)?.[0] !== label) assert.equal(there?.[0], label, `${id} of the side that is kept`);
            if (!was.has(id) || was.get(id)?.[1] !== above) assert.equal(there?.[1], above, `${id} stands where the side that is kept put it`);
          }
          // What the other side alone changed or added.
          for (const [id, [label]] of its) if (was.get(id)?.[0] !== label && mine.get(id)?.[0] === was.get(id)?.[0]) assert.equal(now.get(id)?.[0], label);
        }
      }),
      { numRuns: 300 },
    );
  });
});
