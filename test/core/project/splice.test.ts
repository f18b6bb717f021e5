import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyProjectDecision, invertProjectDecision, parseProject, spliceProjectDecisions, type ProjectDecision } from '../../../src/core/project/index';
import { projectFormat } from '../../../src/core/project/format';
import type { Project, Tag } from '../../../src/core/project/schema';
import { sameData } from '../../../src/core/yaml/equal';
import { applySplices } from '../../../src/core/yaml/splices';
import { plain } from '../sidecar/arbitraries';
import { anyId, anyText, choices, writeByHand } from '../yaml/scribe';

/** Labels as they are written; others are a problem of the file. */
const encoding = fc.constantFrom('utf-8', 'windows-1251', 'koi8-r');

const numRuns = Number(process.env['PRESSMARK_RUNS'] ?? 500);
const opt = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const date = fc.constantFrom('2021', '2021-04', '2021-04-05');
const color = fc.constantFrom('blue', '#a0b1c2');

const tagFields = {
  id: anyId,
  label: anyText,
  color: opt(color),
  description: opt(anyText),
  include: opt(anyText),
  pin: opt(fc.integer({ min: 1, max: 9 })),
  revised: opt(date),
  replaces: opt(fc.array(anyId, { maxLength: 2 })),
};
const leaf = fc.record(tagFields) as fc.Arbitrary<Tag>;
const branch = fc.record({ ...tagFields, children: opt(fc.array(leaf, { minLength: 1, maxLength: 3 })) }) as fc.Arbitrary<Tag>;
const tag = fc.record({ ...tagFields, children: opt(fc.array(branch, { minLength: 1, maxLength: 3 })) }) as fc.Arbitrary<Tag>;
const outlet = fc.record({
  id: anyId,
  name: anyText,
  aliases: opt(fc.array(anyText, { maxLength: 3 })),
  country: opt(anyText),
  ownership: opt(fc.record({ value: anyText, source: opt(fc.webUrl()), 'as-of': opt(date) })),
});
const actor = fc.record({
  id: anyId,
  name: anyText,
  kind: fc.constantFrom('person' as const, 'state' as const),
  roles: opt(fc.array(fc.record({ title: anyText, from: opt(date), to: opt(date) }), { maxLength: 3 })),
  'member-of': opt(fc.oneof(anyId, fc.array(anyId, { maxLength: 2 }))),
  wikidata: opt(fc.constant('Q12')),
});
const event = fc.record({ id: anyId, name: anyText, date: opt(date) });
const question = fc.record({
  id: anyId,
  question: anyText,
  positions: fc.array(fc.record({ id: anyId, label: anyText, color: opt(color) }), { maxLength: 3 }),
});
const glob = fc.oneof(
  fc.constantFrom('*.txt', 'a/**', '{a,b}.txt', '[ab]*'),
  fc.record({ glob: fc.constantFrom('embargo/*.txt', 'x'), quotes: opt(fc.constant('none' as const)), encoding: opt(fc.constant('windows-1251')) }),
);

function without<T extends object, K extends string>(entry: T, ...keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !(keys as readonly string[]).includes(key))) as Omit<T, K>;
}

/** Ids are unique across the whole codebook. */
function distinct(tags: readonly Tag[], seen = new Set<string>()): Tag[] {
  return tags.flatMap((found) => {
    if (seen.has(found.id)) return [];
    seen.add(found.id);
    const children = found.children === undefined ? [] : distinct(found.children, seen);
    const own = without(found, 'children');
    return [plain(children.length === 0 ? own : { ...own, children })];
  });
}

function unique<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item] as const)).values()];
}

const project: fc.Arbitrary<Project> = fc
  .record({
    documents: opt(fc.array(glob, { maxLength: 3 })),
    encoding: opt(encoding),
    coders: opt(fc.constantFrom('shared' as const, 'separate' as const)),
    unit: opt(anyText),
    stance: fc.array(question, { maxLength: 2 }).map(unique),
    events: fc.array(event, { maxLength: 2 }).map(unique),
    outlets: fc.array(outlet, { maxLength: 3 }).map(unique),
    tags: fc.array(tag, { maxLength: 3 }).map((tags) => distinct(tags)),
    actors: fc.array(actor, { maxLength: 3 }).map(unique),
    'not-actors': opt(fc.array(anyText, { maxLength: 3 })),
  })
  .map(
    (value) =>
      plain({
        pressmark: 1,
        ...Object.fromEntries(
          Object.entries(value).filter(([name, content]) => !(Array.isArray(content) && content.length === 0 && !['documents', 'not-actors'].includes(name))),
        ),
      }) as Project,
  );

const entries = { tags: tag.map((made) => distinct([made])[0] as Tag), outlets: outlet, actors: actor, events: event, stance: question };
const section = fc.constantFrom(...(Object.keys(entries) as (keyof typeof entries)[]));

/** Made of parts that fit: what the generators promise, not what the compiler can follow. */
function act(made: object): ProjectDecision {
  return made as ProjectDecision;
}

const decision: fc.Arbitrary<ProjectDecision> = fc.oneof(
  section.chain((name) =>
    fc
      .tuple(entries[name] as fc.Arbitrary<object>, opt(anyId))
      .map(([entry, parent]) => act({ type: 'add', section: name, entry: plain(entry), ...(name === 'tags' ? { parent } : {}) })),
  ),
  section.chain((name) =>
    fc.tuple(anyId, entries[name] as fc.Arbitrary<object>).map(([key, entry]) => {
      const changes = without(plain(entry), 'id', 'children');
      return act({ type: 'change', section: name, key, changes });
    }),
  ),
  fc.tuple(section, anyId).map(([name, key]) => act({ type: 'remove', section: name, key })),
  fc
    .record({ encoding: fc.option(encoding), unit: fc.option(anyText), coders: fc.option(fc.constant('separate' as const)) })
    .map((changes) => act({ type: 'set', changes })),
  fc.tuple(fc.constantFrom('put' as const, 'drop' as const), glob).map(([type, item]) => act({ type, list: 'documents', item: plain(item) })),
  fc.tuple(fc.constantFrom('put' as const, 'drop' as const), anyText).map(([type, item]) => act({ type, list: 'not-actors', item })),
);
const handwritten = fc
  .tuple(project, choices)
  .map(([value, pick]) => ({ value, text: writeByHand(projectFormat, value as unknown as Record<string, unknown>, pick) }));

/** An added tag must not bring ids along that are there already: that is a mistake of its maker, not of the file. */
function clashes(value: Project, made: ProjectDecision): boolean {
  if (made.type !== 'add' || made.section !== 'tags') return false;
  const ids = (tags: readonly Tag[]): readonly string[] => tags.flatMap((found) => [found.id, ...ids(found.children ?? [])]);
  const there = new Set(ids(value.tags ?? []));
  return ids(made.entry.children ?? []).some((id) => there.has(id));
}

describe('pressmark.yaml, written by hand', function () {
  this.timeout(120_000);

  it('reads as what was meant', () => {
    fc.assert(
      fc.property(handwritten, ({ value, text }) => {
        const file = parseProject(text);
        assert.deepEqual(
          file.problems.filter((found) => found.severity === 'error'),
          [],
          text,
        );
        assert.ok(sameData(file.value, value), `${text}\n${JSON.stringify(file.value)}\n${JSON.stringify(value)}`);
      }),
      { numRuns },
    );
  });

  it('reads after the splices as the act says', () => {
    fc.assert(
      fc.property(handwritten, fc.array(decision, { minLength: 1, maxLength: 3 }), ({ value, text }, made) => {
        let wanted = value;
        const decisions = made.filter((one) => {
          if (clashes(wanted, one)) return false;
          wanted = applyProjectDecision(wanted, one);
          return true;
        });
        const written = spliceProjectDecisions(parseProject(text), decisions, '\n');
        if ('blocked' in written) assert.fail(`${written.blocked.message} ${written.blocked.args.join(' ')}\n${text}\n${JSON.stringify(decisions)}`);
        assert.equal(applySplices(text, written.splices), written.text);
        assert.ok(sameData(parseProject(written.text).value, wanted), `${text}\n${JSON.stringify(decisions)}\n${written.text}`);
      }),
      { numRuns },
    );
  });

  it('takes acts that change nothing twice, and back', () => {
    fc.assert(
      fc.property(project, decision, (value, made) => {
        const once = applyProjectDecision(value, made);
        assert.equal(applyProjectDecision(once, made), once);
        const inverse = invertProjectDecision(value, made);
        if (inverse === undefined) assert.equal(once, value);
        // Members of plain lists come back at the end.
        else if (made.type !== 'drop' && made.type !== 'put')
          assert.ok(sameData(applyProjectDecision(once, inverse), value), JSON.stringify([value, made, inverse]));
      }),
      { numRuns },
    );
  });
});
