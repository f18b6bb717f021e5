/** The Actors view as data, and the actor's card: what a reader sees, without an editor. */
import assert from 'node:assert/strict';
import type { Mention } from '../../../src/core/actors/types';
import type { ActorSummary } from '../../../src/core/corpus/types';
import type { NamedActor } from '../../../src/core/project/registry';
import type { Project } from '../../../src/core/project/schema';
import {
  isFormerSelf,
  type ActorsInput,
  type ActorsNode,
  actorsTree,
  bucketSize,
  childrenOf,
  openSuggestions,
  partnersOf,
  reconcile,
  type SuggestionNode,
} from '../../../src/extension/features/actors/model';
import { isWikidataId, wikidataAddress } from '../../../src/extension/features/actors/wikidata';
import { saidAt } from '../../../src/extension/features/hovers/said';
import { actorCard, roleAt } from '../../../src/extension/features/hovers/actorCard';
import { english } from '../../../src/extension/translate';

const project: Project = {
  pressmark: 1,
  outlets: [
    { id: 'gazette', name: 'The Gazette' },
    { id: 'post', name: 'Post' },
  ],
  actors: [
    { id: 'ada-brook', name: 'Ada Brook', kind: 'person', aliases: ['Brook'] },
    { id: 'northern-league', name: 'Northern League', kind: 'organisation' },
    { id: 'lost', name: 'Lost Society', kind: 'organisation' },
  ],
};

const actor = (id: string, name: string, kind: ActorSummary['kind'], forms: Readonly<Record<string, Readonly<Record<string, number>>>>): ActorSummary => {
  const variants = Object.entries(forms).map(([outlet, counts]) => ({
    outlet: outlet === '' ? undefined : outlet,
    forms: Object.entries(counts).map(([form, count]) => ({ form, count, asides: 0 })),
  }));
  const mentions = variants.flatMap((variant) => variant.forms).reduce((sum, { count }) => sum + count, 0);
  return { id, name, kind, registered: !id.startsWith('~'), mentions, asides: 0, documents: variants.length, variants, statements: [] };
};
const ada = actor('ada-brook', 'Ada Brook', 'person', { gazette: { 'Ada Brook': 2, Brook: 1 }, post: { 'A. Brook': 1 } });
const adah = actor('~person.adah-brook', 'Adah Brook', 'person', { post: { 'Adah Brook': 2 } });
const league = actor('northern-league', 'Northern League', 'organisation', { gazette: { League: 5 } });
const port = actor('~place.port', 'Port', 'place', { '': { Port: 1 } });

const input = (more: Partial<ActorsInput> = {}): ActorsInput => ({
  projectId: 'p',
  project,
  actors: [league, ada, adah, port],
  suggestions: [{ a: adah.id, b: ada.id, likeness: 0.8, why: 'given-name-sounds' }],
  later: new Set(),
  grouping: 'kind',
  filter: {},
  ...more,
});

/** The tree as indented lines. */
function lines(nodes: readonly ActorsNode[], depth = 0): string[] {
  return nodes.flatMap((node) => ['  '.repeat(depth) + line(node), ...lines(childrenOf(node), depth + 1)]);
}

function line(node: ActorsNode): string {
  switch (node.type) {
    case 'group':
      return `[${Object.values(node.label).join('–')}] ${node.count}`;
    case 'actor':
      return `${node.actor.name} ${node.actor.mentions}${node.actor.registered ? '' : ' (new)'}`;
    case 'outlet':
      return `at ${node.outlet.outlet ?? '?'}`;
    case 'form':
      return `“${node.form.form}” ${node.form.count}`;
    case 'suggestion':
      return `${node.from.name} → ${node.into.name}: ${node.why}`;
  }
}

const suggestionsIn = (nodes: readonly ActorsNode[]): SuggestionNode[] =>
  nodes.flatMap((node) => (node.type === 'suggestion' ? [node] : node.type === 'group' ? suggestionsIn(node.children) : []));

const top = (nodes: readonly ActorsNode[]): string[] => lines(nodes).filter((text) => !/^ {4}|^ +at|^ +“/.test(text));

describe('Actors tree', () => {
  it('stands by kind, people and organisations first, with each outlet’s forms; suggestions are a group of their own', () => {
    assert.deepEqual(lines(actorsTree(input({ actors: [league, ada, port] }))), [
      '[person] 1',
      '  Ada Brook 4',
      '    at gazette',
      '      “Ada Brook” 2',
      '      “Brook” 1',
      '    at post',
      '      “A. Brook” 1',
      '[organisation] 1',
      '  Northern League 5',
      '    at gazette',
      '      “League” 5',
      '[place] 1',
      '  Port 1 (new)',
      '    at ?',
      '      “Port” 1',
      '[not-mentioned] 1',
      '  Lost Society 0',
    ]);
  });

  it('stands by frequency', () => {
    assert.deepEqual(top(actorsTree(input({ grouping: 'frequency' }))), [
      '[suggestions] 1',
      '  Adah Brook → Ada Brook: given-name-sounds',
      'Northern League 5',
      'Ada Brook 4',
      'Adah Brook 2 (new)',
      'Port 1 (new)',
      '[not-mentioned] 1',
      '  Lost Society 0',
    ]);
  });

  it('merges into the one of the registry, else into the more mentioned', () => {
    const other = actor('~person.adda-brook', 'Adda Brook', 'person', { post: { 'Adda Brook': 3 } });
    const suggestions = [
      { a: ada.id, b: adah.id, likeness: 0.8, why: 'x' },
      { a: adah.id, b: other.id, likeness: 0.7, why: 'y' },
    ];
    assert.deepEqual(top(actorsTree(input({ actors: [ada, adah, other], suggestions }))).slice(1, 3), [
      '  Adah Brook → Ada Brook: x',
      '  Adah Brook → Adda Brook: y',
    ]);
  });

  it('counts suggestions that wait, and keeps those that were set aside apart', () => {
    const roots = actorsTree(input());
    assert.equal(openSuggestions(roots), 1);
    const [group] = roots;
    const id = group?.type === 'group' ? (group.children[0]?.id ?? '') : '';
    const later = actorsTree(input({ later: new Set([id]) }));
    assert.equal(openSuggestions(later), 0);
    assert.deepEqual(lines(later).slice(0, 3), ['[suggestions] 0', '  [later] 1', '    Adah Brook → Ada Brook: given-name-sounds']);
  });

  it('does not suggest one who is said to be another than an entry that was merged into it', () => {
    const [first, ...others] = project.actors ?? [];
    assert.ok(first);
    const third = actor('bea-brook', 'Bea Brook', 'person', { post: { 'Bea Brook': 1 } });
    const told: Project = {
      ...project,
      actors: [{ ...first, replaces: ['adah'] }, ...others, { id: 'bea-brook', name: 'Bea Brook', kind: 'person', 'not-same-as': ['adah'] }],
    };
    const suggestions = [{ a: ada.id, b: third.id, likeness: 0.8, why: 'given-name-sounds' }];
    assert.equal(openSuggestions(actorsTree(input({ project: told, actors: [ada, third], suggestions }))), 0);
  });

  it('says whom its suggestions hold to be the same as an actor, those that were set aside last', () => {
    const third = actor('~person.ada-brooke', 'Ada Brooke', 'person', { post: { 'Ada Brooke': 1 } });
    const suggestions = [
      { a: adah.id, b: ada.id, likeness: 0.9, why: 'given-name-sounds' },
      { a: ada.id, b: third.id, likeness: 0.8, why: 'surname-sounds' },
    ];
    const tree = (later: readonly string[]): SuggestionNode[] =>
      suggestionsIn(actorsTree(input({ actors: [ada, adah, third], suggestions, later: new Set(later) })));
    const partners = (later: readonly string[], id: string): string[] => partnersOf(id, tree(later)).map((other) => `${other.id} ${other.why}`);
    assert.deepEqual(partners([], ada.id), ['~person.adah-brook given-name-sounds', '~person.ada-brooke surname-sounds']);
    assert.deepEqual(partners([], third.id), ['ada-brook surname-sounds']);
    assert.deepEqual(partners([], port.id), []);
    const [likest] = tree([]);
    assert.deepEqual(partners([likest?.id ?? ''], ada.id), ['~person.ada-brooke surname-sounds', '~person.adah-brook given-name-sounds']);
  });

  it('does not suggest what the registry tells apart since, nor those that were merged since', () => {
    const apart: Project = {
      ...project,
      actors: [...(project.actors ?? []), { id: 'adah-brook', name: 'Adah Brook', kind: 'person', 'not-same-as': ['ada-brook'] }],
    };
    const merged: Project = { ...project, actors: [{ id: 'ada-brook', name: 'Ada Brook', kind: 'person', aliases: ['Adah Brook'] }] };
    for (const changed of [apart, merged]) {
      const suggestions = [{ a: 'adah-brook', b: 'ada-brook', likeness: 1, why: 'x' }, ...input().suggestions];
      assert.equal(openSuggestions(actorsTree(input({ project: changed, suggestions }))), 0);
    }
  });

  it('shows what the registry says now, before every document is read again', () => {
    const changed: Project = {
      ...project,
      actors: [{ id: 'ada-brook', name: 'Ada Maria Brook', kind: 'group', aliases: ['Adah Brook'], replaces: ['northern-league'] }],
      'not-actors': ['PORT'],
    };
    assert.deepEqual(top(actorsTree(input({ project: changed }))), ['[group] 1', '  Ada Maria Brook 11']);
  });

  it('filters by letters of a name, alias or form, without regard to case and accents', () => {
    const shown = (text: string): string[] => top(actorsTree(input({ suggestions: [], filter: { text } }))).filter((row) => !row.startsWith('['));
    assert.deepEqual(shown('bröok'), ['  Ada Brook 4', '  Adah Brook 2 (new)']);
    assert.deepEqual(shown('league'), ['  Northern League 5']);
    assert.deepEqual(shown('a. b'), ['  Ada Brook 4']);
    assert.deepEqual(shown('lost'), ['  Lost Society 0']);
  });

  it('filters by outlet, and counts only what stands there', () => {
    const shown = (outlet: string | null): string[] => top(actorsTree(input({ suggestions: [], filter: { outlet } }))).filter((row) => !row.startsWith('['));
    assert.deepEqual(shown('post'), ['  Adah Brook 2 (new)', '  Ada Brook 1']);
    assert.deepEqual(shown(null), ['  Port 1 (new)']);
  });

  it('splits long lists, and its ids are unique and stay', () => {
    const many = Array.from({ length: bucketSize * 2 + 1 }, (_, n) => actor(`~person.${n}`, `Person ${n}`, 'person', { gazette: { [`P${n}`]: 1 } }));
    const roots = actorsTree(input({ actors: many, suggestions: [] }));
    assert.deepEqual(
      lines(roots)
        .filter((row) => row.includes('['))
        .slice(0, 4),
      ['[person] 601', '  [1–300] 300', '  [301–600] 300', '  [601–601] 1'],
    );
    const ids = (nodes: readonly ActorsNode[]): string[] => nodes.flatMap((node) => [node.id, ...ids(childrenOf(node))]);
    const all = ids(actorsTree(input()));
    assert.equal(new Set(all).size, all.length);
    const frequent = ids(actorsTree(input({ grouping: 'frequency', filter: { text: 'brook' } })));
    assert.deepEqual(
      frequent.filter((id) => !all.includes(id)),
      [],
    );
  });
});

describe('a refresh of the Actors tree', () => {
  it('draws anew only what changed, in the objects that VS Code knows', () => {
    const shown = actorsTree(input());
    const people = shown.find((node) => node.type === 'group' && 'kind' in node.label && node.label.kind === 'person');
    const [node] = people ? childrenOf(people) : [];
    assert.deepEqual(reconcile(shown, actorsTree(input())).changed, []);
    const more = actor('ada-brook', 'Ada Brook', 'person', { gazette: { 'Ada Brook': 3, Brook: 1 }, post: { 'A. Brook': 1 } });
    const { roots, changed } = reconcile(shown, actorsTree(input({ actors: [league, more, adah, port], suggestions: [] })));
    assert.equal(changed, undefined, 'a group has gone');
    assert.ok(roots.includes(people as ActorsNode));
    assert.ok(node?.type === 'actor' && node.actor.mentions === 5);
    const again = reconcile(roots, actorsTree(input({ actors: [league, ada, adah, port], suggestions: [] })));
    assert.deepEqual(again.changed, [node]);
  });

  it('draws a group anew whose members are others', () => {
    const { roots } = reconcile([], actorsTree(input({ suggestions: [] })));
    const { changed } = reconcile(roots, actorsTree(input({ actors: [league, ada, port], suggestions: [] })));
    assert.deepEqual(changed?.map(line), ['[person] 1']);
  });
});

describe('the card of an actor', () => {
  const mention: Mention = { start: 0, end: 5, text: 'Brook', kind: 'person', actor: 'ada-brook', provisional: false, name: 'Ada Brook', rule: 'surname' };
  const context = { t: english, locale: 'en', project, uri: 'file:///a.txt', metadata: { outlet: 'post' }, publication: undefined };
  const words = (markdown: string): string => markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

  it('names this document’s outlet first, then the others, with counts', () => {
    const here = [
      { form: 'A. Brook', count: 1, asides: 0 },
      { form: 'Brook', count: 2, asides: 1 },
    ];
    const card = words(actorCard({ mention, actor: project.actors?.[0], here, corpus: ada }, context));
    assert.match(card, /Here, 3 mentions: A\. Brook 1, Brook 2 \(1 set back\)/);
    assert.match(card, /In the corpus: 4 mentions in 2 documents\n\n- \*\*Post\*\*: A\. Brook 1\n- The Gazette: Ada Brook 2, Brook 1\n/);
  });

  it('says its forms once where it is the only document of its outlet', () => {
    const card = words(actorCard({ mention, actor: project.actors?.[0], here: [{ form: 'A. Brook', count: 1, asides: 0 }], corpus: ada }, context));
    assert.match(card, /Here, 1 mention · In the corpus: 4 mentions in 2 documents\n\n- \*\*Post\*\*: A\. Brook 1\n- The Gazette/);
  });

  it('quotes a line an outlet, cut where it is long, which leads to its place', () => {
    const corpus = {
      ...ada,
      statements: [
        { outlet: 'post', count: 1 },
        { outlet: undefined, count: 2 },
      ],
    };
    const said = [
      {
        outlet: 'post',
        uri: 'file:///a.txt',
        start: 7,
        end: 40,
        text: 'the wall\n\nwould fall',
        sentence: 'She said the wall\n\nwould fall.',
        cue: 'said',
        denied: false,
      },
      { outlet: undefined, uri: 'file:///b.txt', start: 0, end: 900, text: 'very', sentence: 'very '.repeat(180), denied: false },
    ];
    const card = words(actorCard({ mention, actor: project.actors?.[0], here: [], corpus, said }, context));
    assert.match(card, /Says, thinks, wants or denies, as reported: Post 1, .* 2/);
    const rows = card.split('\n').filter((row) => row.includes('command:pressmark.openWording'));
    assert.equal(rows.length, 2);
    assert.match(rows[0] ?? '', /^- Post: \[She said the wall would fall\.\]\(command:pressmark\.openWording\?/);
    assert.ok((/\[(.*)\]\(/.exec(rows[1] ?? '')?.[1] ?? '').length <= 121);
    const args = JSON.parse(decodeURIComponent(/openWording\?(\S+) /.exec(rows[0] ?? '')?.[1] ?? '')) as unknown;
    assert.deepEqual(args, ['file:///a.txt', 7, 40, 'the wall\n\nwould fall']);
    assert.ok(
      !words(actorCard({ mention, actor: undefined, here: [], corpus: undefined, said }, context)).includes('openWording'),
      'not before the index knows',
    );
  });

  it('puts the cue before what is denied, and before words that are shown without it', () => {
    const corpus = { ...ada, statements: [{ outlet: 'post', count: 3 }] };
    const line = { outlet: 'post', uri: 'file:///a.txt', start: 0, end: 9, text: 'that rain' };
    const said = [
      { ...line, sentence: 'Brook denied that rain had come in.', cue: 'denied', denied: true },
      { ...line, sentence: '“Rain has come in.', cue: 'said', denied: false },
      { ...line, sentence: 'Brook said that rain had come in.', cue: 'said', denied: false },
      { ...line, sentence: '“Rain has come in.', cue: '](command:x) *said*', denied: true },
    ];
    const card = words(actorCard({ mention, actor: undefined, here: [], corpus, said }, context));
    const rows = card.split('\n').filter((row) => row.includes('command:pressmark.openWording'));
    assert.deepEqual(
      rows.slice(0, 3).map((row) => row.slice(0, row.indexOf('['))),
      ['- Post, “denied”: ', '- Post, “said”: ', '- Post: '],
    );
    assert.equal(rows.length, 4);
    assert.ok(!actorCard({ mention, actor: undefined, here: [], corpus, said }, context).includes('](command:x)'), 'escaped');
  });

  it('says a statement with its sentence, at the place that the index knows', () => {
    const text = 'Snow fell.\n\nIt was cold. Ada Brook rejected the plan of the port. She left.';
    const from = text.indexOf('the plan');
    const character = from - text.indexOf('It was');
    const place = {
      path: 'a.txt',
      line: 2,
      character,
      endLine: 2,
      endCharacter: character + 'the plan of the port'.length,
      nested: false,
      denied: true,
      cueBefore: 9,
      cue: 'rejected',
    };
    assert.deepEqual(saidAt(text, place), {
      start: from,
      end: from + 'the plan of the port'.length,
      text: 'the plan of the port',
      sentence: 'Ada Brook rejected the plan of the port.',
      cue: 'rejected',
      denied: true,
    });
    assert.equal(saidAt('Snow fell.', place), undefined, 'the document was cut since');
  });

  it('says of a metonym what it stands for, and links to Wikidata only where a person gave an id', () => {
    const metonym: Mention = { ...mention, text: 'Rivertown', metonym: 'capital' };
    const card = words(actorCard({ mention: metonym, actor: project.actors?.[0], here: [], corpus: undefined }, context));
    assert.match(card, /“Rivertown” is a capital that stands for its government here\./);
    const seat: Mention = { ...mention, text: 'Kremlin', kind: 'organisation', metonym: 'seat' };
    assert.match(
      words(actorCard({ mention: seat, actor: undefined, here: [], corpus: undefined }, context)),
      /“Kremlin” is a seat of power: here it stands for those who govern from it\./,
    );
    assert.ok(!card.includes('wikidata'));
    const known = words(
      actorCard({ mention, actor: { id: 'ada-brook', name: 'Ada Brook', kind: 'person', wikidata: 'Q42' }, here: [], corpus: undefined }, context),
    );
    assert.ok(known.includes('[Wikidata Q42](https://www.wikidata.org/wiki/Q42)'));
  });

  it('names the coder and the day of a decision', () => {
    const decided = { by: 'Anna', at: '2026-03-01T10:00:00Z' };
    const card = words(actorCard({ mention: { ...mention, rule: 'coder' }, decided, actor: project.actors?.[0], here: [], corpus: undefined }, context));
    assert.match(card, /\*Anna said so, 1 Mar 2026/);
  });

  it('shows the role that began last of those held on the day of publication', () => {
    const roles = [{ title: 'Member' }, { title: 'Chair', from: '2020-03' }, { title: 'Deputy', from: '2019', to: '2021' }, { title: 'Envoy', from: '2022' }];
    const on = (day: string): string | undefined =>
      roleAt({ id: 'ada-brook', name: 'Ada Brook', kind: 'person', roles }, { start: day, end: day, basis: 'stated' });
    assert.deepEqual(['2018-05-01', '2019-05-01', '2020-05-01', '2022-01-01'].map(on), ['Member', 'Deputy', 'Chair', 'Envoy']);
  });

  it('keeps hostile names inert: nothing of them is Markdown, HTML or a command', () => {
    const hostile = '<img src=x onerror=alert(1)> [run](command:workbench.action.quit) ![i](http://e.example) $(warning) &copy;\n# x';
    const evil: ActorSummary = { ...actor('ada-brook', hostile, 'person', { [hostile]: { [hostile]: 1 } }) };
    const card = actorCard(
      {
        mention: { ...mention, text: hostile, name: hostile, title: hostile, actor: '")](command:evil) \'' },
        actor: { id: 'ada-brook', name: hostile, kind: 'person', roles: [{ title: hostile }] },
        here: [{ form: hostile, count: 1, asides: 0 }],
        corpus: { ...evil, statements: [{ outlet: hostile, count: 1 }] },
        said: [{ outlet: hostile, uri: hostile, start: 0, end: 9, text: hostile, sentence: hostile, cue: hostile, denied: true }],
      },
      { ...context, project: { ...project, outlets: [{ id: hostile, name: hostile }] } },
    );
    assert.doesNotMatch(card, /<img|!\[|\$\(|&copy;|\]\(http|command:(?!pressmark\.)/);
    assert.equal(card.match(/\]\(command:pressmark\./g)?.length, 7);
  });
});

describe('whom a list of others leaves out', () => {
  const washington: NamedActor = { id: '~person.washington', name: 'Washington', kind: 'person' };
  it('is the actor under an id from before, and no namesake of another kind', () => {
    assert.equal(isFormerSelf(washington, false, { id: 'washington', name: 'WASHINGTON', kind: 'person' }), true);
    assert.equal(isFormerSelf(washington, false, { id: '~place.washington', name: 'Washington', kind: 'place' }), false);
    assert.equal(
      isFormerSelf({ ...washington, id: 'washington' }, true, { id: '~place.washington', name: 'Washington', kind: 'place' }),
      true,
      'its kind was set',
    );
    assert.equal(isFormerSelf(washington, false, { id: '~person.washingtone', name: 'Washingtone', kind: 'person' }), false);
  });
});

describe('Wikidata ids', () => {
  it('are a Q and a number', () => {
    for (const good of ['Q1', 'Q42', 'Q123456789012345']) assert.ok(isWikidataId(good), good);
    for (const bad of ['', 'q1', 'Q0', 'Q01', 'Q', 'Q1 ', 'Q1/../x', 'P31', 'Q1234567890123456']) assert.ok(!isWikidataId(bad), bad);
    assert.equal(wikidataAddress('Q42'), 'https://www.wikidata.org/wiki/Q42');
  });
});
