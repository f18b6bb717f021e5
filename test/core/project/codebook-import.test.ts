/** Codebooks from elsewhere: what is new, what differs, what is refused, and that a codebook that goes out comes back. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyProjectDecision, indexProject, parseProject } from '../../../src/core/project';
import { codebookText, readCodebook } from '../../../src/core/project/codebookFile';
import { deepest, importTags, mostTags, planCodebook } from '../../../src/core/project/codebookImport';
import type { Project, Tag } from '../../../src/core/project/schema';
import { toQdc } from '../../../src/core/exchange/refi';
import { fromQdc } from '../../../src/core/exchange/refiImport';

const project = parseProject(`pressmark: 1
tags:
  - id: claim
    label: Claim
    children:
      - { id: threat, label: Threat, description: Of harm., pin: 2, replaces: [menace] }
`).value;
const at = '2026-11-22T10:00:00Z';

function take(tags: readonly Tag[], chosen?: readonly number[], byId = true): Project {
  const plan = planCodebook(project, tags, byId);
  const all = chosen ?? plan.listed.map(({ index }) => index);
  return importTags(project, plan, new Set(all), at).reduce(applyProjectDecision, project);
}

const tree = (tags: readonly Tag[] | undefined): string =>
  (tags ?? []).map(({ id, children }) => (children?.length ? `${id}(${tree(children)})` : id)).join(' ');

describe('importing a codebook', () => {
  const tags: readonly Tag[] = [
    { id: 'menace', label: 'A threat', description: 'Of any harm.', pin: 2 },
    {
      id: 'x',
      label: ' claim ',
      children: [{ id: 'Promise_1', label: 'Promise', pin: 2, replaces: ['threat', 'vow'], children: [{ id: 'vow-2', label: 'Vow', color: '#12ab34' }] }],
    },
  ];

  it('knows tags by their ids, then by their labels, and tells what they say otherwise', () => {
    const { listed } = planCodebook(project, tags, true);
    assert.deepEqual(
      listed.map(({ tag, into, depth, changes }) => [tag.label, into, depth, changes]),
      [
        ['A threat', 'threat', 0, { label: 'A threat', description: 'Of any harm.' }],
        ['claim', 'claim', 0, { label: 'claim' }],
        ['Promise', undefined, 1, {}],
        ['Vow', undefined, 2, {}],
      ],
    );
    assert.equal(planCodebook(project, tags, false).listed[0]?.into, undefined, 'ids made from labels mean nothing');
  });

  it('adds what is chosen below what is there, and leaves keys and ids with those that have them', () => {
    const after = take(tags, [2, 3]);
    assert.equal(tree(after.tags), 'claim(threat Promise_1(vow-2))');
    const { tag } = indexProject(after);
    assert.deepEqual(tag('Promise_1')?.tag.pin, undefined);
    assert.deepEqual(tag('Promise_1')?.tag.replaces, ['vow']);
    assert.equal(tag('threat')?.tag.label, 'Threat');
    assert.equal(tree(take(tags, [3]).tags), 'claim(threat vow-2)', 'below the nearest that is there');
  });

  it('changes a definition only where that is chosen, and says when', () => {
    const threat = indexProject(take(tags, [0])).tag('threat')?.tag;
    assert.deepEqual([threat?.label, threat?.description, threat?.revised, threat?.pin], ['A threat', 'Of any harm.', at, 2]);
    assert.deepEqual(importTags(project, planCodebook(project, tags, true), new Set(), at), []);
  });

  it('leaves out what has no label, is too deep or too much, and never throws', () => {
    assert.deepEqual(
      planCodebook(project, [{ id: 'a', label: ' \u202e ', children: [{ id: 'b', label: 'B' }] }], true).listed.map(({ tag, depth }) => [tag.id, depth]),
      [['b', 0]],
    );
    let deep: Tag = { id: 'z', label: 'Z' };
    for (let n = 0; n < 60; n++) deep = { id: `d${n}`, label: `D${n}`, children: [deep] };
    const plan = planCodebook(project, [deep], true);
    assert.equal(plan.listed.length, deepest + 1);
    assert.ok(plan.leftOut > 0);
    const many = planCodebook(
      project,
      Array.from({ length: mostTags + 7 }, (_, n) => ({ id: `m${n}`, label: `M${n}` })),
      true,
    );
    assert.deepEqual([many.listed.length, many.leftOut], [mostTags, 7]);
  });
});

describe('a codebook as YAML', () => {
  it('is read from a file of tags, a part, or a whole project, and from nothing that cannot be read in full', () => {
    assert.equal(tree(readCodebook('pressmark: 1\ntags:\n  - { id: a, label: A }\n').tags), 'a');
    assert.equal(tree(readCodebook('tags: [{ id: a, label: A, children: [{ id: b, label: B }] }]\n').tags), 'a(b)');
    for (const bad of [
      'tags:\n  - { id: a, label: [A }\n',
      'pressmark: 9\ntags:\n  - { id: a, label: A }\n',
      '- a\n- b\n',
      'a: &a [*a]\ntags: *a\n',
      `${'['.repeat(50_000)}`,
    ]) {
      const { tags, problem } = readCodebook(bad);
      assert.deepEqual(tags, [], bad.slice(0, 40));
      assert.ok(problem && problem.message.length > 10, bad.slice(0, 40));
    }
  });
});

const label = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .map((text) => `L${text.replace(/[\p{Cc}\p{Cf}\s\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/gu, '')}`.normalize('NFC'));
const text = fc.option(
  fc.string({ maxLength: 20 }).map((value) => `d${value.replace(/[\p{Cc}\ufffe\uffff]/gu, '')}`.trim()),
  { nil: undefined },
);
const tagsOf: fc.Arbitrary<readonly Tag[]> = fc
  .letrec<{ tags: Tag[] }>((tie) => ({
    tags: fc.array(
      fc
        .record({
          label,
          description: text,
          include: text,
          color: fc.constantFrom(undefined, '#12ab34'),
          children: fc.oneof({ maxDepth: 2 }, fc.constant([]), tie('tags')),
        })
        .map(
          ({ children, ...rest }) =>
            ({
              id: '',
              ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as { label: string }),
              ...(children.length && { children }),
            }) as Tag,
        ),
      { maxLength: 3 },
    ),
  }))
  .tags.map((tags) => {
    let n = 0;
    const numbered = (all: readonly Tag[]): Tag[] => all.map((tag) => ({ ...tag, id: `t${n++}`, ...(tag.children && { children: numbered(tag.children) }) }));
    return numbered(tags);
  });

describe('a codebook that goes out', () => {
  it('comes back as YAML, every field of it', () => {
    fc.assert(
      fc.property(
        tagsOf.filter((tags) => tags.length > 0),
        (tags) => assert.deepEqual(readCodebook(codebookText(tags)).tags, tags),
      ),
    );
  });

  it('comes back as .qdc, but for its ids, and keeps the rules of the published schema', () => {
    fc.assert(
      fc.property(tagsOf, (tags) => {
        const index = indexProject({ pressmark: 1, tags: [...tags] });
        const content = toQdc({ name: 'Test', index }).files[0]?.content;
        assert.ok(typeof content === 'string');
        if (tags.length) checkSchema(content);
        const plain = (all: readonly Tag[]): unknown => all.map(({ children, ...rest }) => ({ ...rest, id: '', children: plain(children ?? []) }));
        assert.deepEqual(plain(fromQdc(content).tags), plain(tags));
      }),
    );
  });
});

/** The rules of REFI-QDA’s Codebook.xsd (version 1.0, 2019): elements in their order, attributes with their types. */
function checkSchema(xml: string): void {
  const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  const guids = new Set<string>();
  const stack: { readonly name: string; readonly children: string[] }[] = [];
  for (const [, close, name = '', attributes = '', empty] of xml.matchAll(/<(\/?)([A-Za-z?]+)((?:\s+[\w:]+="[^"]*")*)\s*([/?]?)>/g)) {
    if (name === '?xml') continue;
    if (close) {
      const { name: open, children } = stack.pop() ?? { name: '', children: [] };
      assert.equal(open, name);
      if (name === 'CodeBook') assert.deepEqual(children, ['Codes'], 'Codes, then Sets');
      if (name === 'Codes') assert.ok(children.length > 0 && children.every((child) => child === 'Code'));
      if (name === 'Code')
        assert.ok(
          children.every((child, index) => child === 'Code' || (child === 'Description' && index === 0)),
          children.join(),
        );
      continue;
    }
    stack.at(-1)?.children.push(name);
    const given = new Map([...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
    if (name === 'CodeBook') assert.deepEqual([given.get('xmlns'), stack.length], ['urn:QDA-XML:codebook:1.0', 0]);
    if (name === 'Code') {
      assert.match(given.get('guid') ?? '', guid);
      assert.ok(!guids.has(given.get('guid') ?? ''), 'guids are unique');
      guids.add(given.get('guid') ?? '');
      assert.ok((given.get('name') ?? '') !== '');
      assert.match(given.get('isCodable') ?? '', /^(true|false)$/);
      if (given.has('color')) assert.match(given.get('color') ?? '', /^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})$/);
      for (const key of given.keys()) assert.ok(['guid', 'name', 'isCodable', 'color'].includes(key), key);
    }
    if (!empty) stack.push({ name, children: [] });
  }
  assert.equal(stack.length, 0);
}

describe('a hostile .qdc', () => {
  it('is refused with a sentence, or read in part with one', () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><CodeBook><Codes><Code name="&b;" guid="x" isCodable="true"/></Codes></CodeBook>';
    for (const bad of ['', '<CodeBook>', '<Project/>', bomb, `${'<Code>'.repeat(100_000)}`]) {
      const { tags, problem } = fromQdc(bad);
      assert.deepEqual(tags, []);
      assert.ok(problem && problem.message.length > 10, bad.slice(0, 40));
    }
    const nested = `<CodeBook><Codes>${'<Code name="n" guid="g" isCodable="true">'.repeat(400)}${'</Code>'.repeat(400)}</Codes></CodeBook>`;
    const { tags, losses } = fromQdc(nested);
    assert.ok(planCodebook(project, tags, false).listed.length <= deepest + 1);
    assert.match(losses.map(({ message }) => message).join(), /nested too deep/);
    assert.equal(
      fromQdc('<CodeBook><Codes><Code name="a" color="#1af" guid="g"/><Code name="b" color="red;}" guid="h"/></Codes></CodeBook>').tags[0]?.color,
      '#11aaff',
    );
  });
});
