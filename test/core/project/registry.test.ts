/** Each act of curating, held against the text of a project file: what it changes, what it leaves, and that undoing gives the bytes back. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyProjectDecision, invertProjectDecision, parseProject, spliceProjectDecisions, type ProjectDecision } from '../../../src/core/project';
import { formsAsText, formsFromText } from '../../../src/core/project/formList';
import { freeId, isName, type NamedActor, RegistryDraft, tidyName } from '../../../src/core/project/registry';
import type { Actor, Project } from '../../../src/core/project/schema';
import { applySplices } from '../../../src/core/yaml/splices';

const file = `pressmark: 1
# who is who
actors:
  - id: ada-brook     # the minister, not the judge
    name: Ada Brook
    kind: person
    aliases:   [Brook, "Minister Brook"]   # as they write it
    roles:
      - { title: Minister, from: 2019-05 }  # checked
  - { id: northern-league, name: Northern League, kind: organisation, wikidata: Q42 }
  # seen once
  - { id: adah-brook, name: Adah Brook, kind: person, aliases: [A. Brook], not-same-as: [ada-brook], roles: [{ title: Judge }] }
not-actors: [Sun]
`;
const ada: NamedActor = { id: 'ada-brook', name: 'Ada Brook', kind: 'person' };
const adah: NamedActor = { id: 'adah-brook', name: 'Adah Brook', kind: 'person' };
const league: NamedActor = { id: 'northern-league', name: 'Northern League', kind: 'organisation' };
const stranger: NamedActor = { id: '~person.ida-brooke', name: 'Ida Brooke', kind: 'person' };

interface Written {
  readonly text: string;
  readonly project: Project;
}

/** Writes an act into the file, and checks that taking it back gives the same project and, but for `rough` acts, the same bytes. */
function act(change: (draft: RegistryDraft) => void, text = file, rough = false): Written {
  const before = parseProject(text);
  assert.deepEqual(
    before.problems.filter(({ code }) => code !== 'shared-form'),
    [],
  );
  const draft = new RegistryDraft(before.value);
  change(draft);
  const decisions = draft.decisions();
  const written = spliceProjectDecisions(before, decisions, '\n');
  assert.ok(!('blocked' in written));
  const after = parseProject(written.text);
  assert.deepEqual(
    after.problems.filter(({ code }) => code !== 'shared-form'),
    [],
  );
  const byId = (actors: Iterable<Actor>): Actor[] => [...actors].sort((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(byId(after.value.actors ?? []), byId(draft.all()), 'the file says what the draft does');
  assert.equal(applySplices(text, written.splices), written.text);
  const inverse = inverseOf(before.value, decisions);
  assert.deepEqual(inverse.reduce(applyProjectDecision, after.value), before.value);
  const back = spliceProjectDecisions(written.file, inverse, '\n');
  assert.ok(!('blocked' in back));
  if (!rough) assert.equal(back.text, text);
  return { text: written.text, project: after.value };
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

/** The lines that differ, as a diff would show them. */
function diff(text: string): string[] {
  const [was, now] = [file.split('\n'), text.split('\n')];
  return [...was.filter((line) => !now.includes(line)).map((line) => `-${line}`), ...now.filter((line) => !was.includes(line)).map((line) => `+${line}`)];
}

describe('curating the registry', () => {
  it('adds an actor that only the recogniser knew, with the form it was known by', () => {
    assert.deepEqual(diff(act((draft) => draft.register(stranger, 'Ida Brooke-Lee')).text), [
      '+  - id: ida-brooke-lee',
      '+    name: Ida Brooke-Lee',
      '+    aliases: [Ida Brooke]',
    ]);
  });

  it('renames, and the former name stays a form; the comments stay', () => {
    assert.deepEqual(diff(act((draft) => draft.rename(ada, 'Ada M. Brook')).text), [
      '-    name: Ada Brook',
      '-    aliases:   [Brook, "Minister Brook"]   # as they write it',
      '+    name: Ada M. Brook',
      '+    aliases:   [Brook, "Minister Brook", Ada Brook]   # as they write it',
    ]);
  });

  it('takes a form that becomes the name out of a list of lines with the comment on its line', () => {
    const lines = (...forms: string[]): string =>
      `pressmark: 1\nactors:\n  - id: adah-brook\n    name: Adah Brook\n    kind: person\n    aliases:\n${forms.map((form) => `      - ${form}\n`).join('')}    wikidata: Q7\n`;
    const renamed = (...forms: string[]): string => act((draft) => draft.rename(adah, 'Addie Brook'), lines(...forms)).text;
    const want = (...forms: string[]): string => lines(...forms).replace('name: Adah', 'name: Addie');
    assert.equal(renamed('Addie Brook # by RT'), want('Adah Brook'));
    assert.equal(renamed('A. Brook # short', 'Addie Brook # by RT'), want('A. Brook # short', 'Adah Brook'));
    assert.equal(renamed('Addie Brook # by RT', 'A. Brook # short'), want('A. Brook # short', 'Adah Brook'));
  });

  it('takes the new name out of the aliases when it was one', () => {
    const { project } = act((draft) => draft.rename(ada, 'Minister Brook'));
    assert.deepEqual(project.actors?.[0]?.aliases, ['Brook', 'Ada Brook']);
  });

  it('sets the kind of several', () => {
    const { text } = act((draft) => [ada, league].forEach((actor) => draft.setKind(actor, 'group')));
    assert.deepEqual(diff(text), [
      '-    kind: person',
      '-  - { id: northern-league, name: Northern League, kind: organisation, wikidata: Q42 }',
      '+    kind: group',
      '+  - { id: northern-league, name: Northern League, kind: group, wikidata: Q42 }',
    ]);
  });

  it('puts a role among the others by when it began', () => {
    const { text, project } = act((draft) => {
      draft.addRole(ada, { title: 'Chancellor', from: '2022-01' });
      draft.addRole(ada, { title: 'Mayor', from: '2015', to: '2019' });
    });
    assert.deepEqual(
      project.actors?.[0]?.roles?.map(({ title }) => title),
      ['Mayor', 'Minister', 'Chancellor'],
    );
    assert.ok(text.includes('{ title: Minister, from: 2019-05 }  # checked'));
    assert.equal(act((draft) => draft.addRole(ada, { title: 'Minister', from: '2019-05' })).text, file, 'a role that is there');
  });

  it('sets a Wikidata id and takes it away', () => {
    assert.deepEqual(diff(act((draft) => draft.setWikidata(ada, 'Q7')).text), ['+    wikidata: Q7']);
    assert.equal(act((draft) => draft.setWikidata(league, undefined)).project.actors?.[1]?.wikidata, undefined);
  });

  it('says whose Wikidata id a merge would leave out', () => {
    const left = (q: readonly (string | undefined)[], others: readonly NamedActor[]): readonly string[] => {
      let found: readonly string[] = [];
      act((draft) => {
        [ada, adah, league].forEach((actor, i) => draft.setWikidata(actor, q[i]));
        found = draft.leftOut(ada, others).map(({ id, wikidata }) => `${id} ${String(wikidata)}`);
      });
      return found;
    };
    assert.deepEqual(left(['Q1', 'Q2', 'Q3'], [adah, league, stranger]), ['adah-brook Q2', 'northern-league Q3']);
    assert.deepEqual(left([undefined, 'Q2', 'Q3'], [adah, league]), ['northern-league Q3'], 'the first that has one gives it');
    assert.deepEqual(left(['Q2', 'Q2', undefined], [adah, league]), [], 'the same is not lost');
  });

  it('merges: forms, roles and ids go over, and the two are no longer told apart', () => {
    const { text, project } = act((draft) => draft.merge(ada, [adah, stranger]));
    assert.deepEqual(project.actors?.[0], {
      id: 'ada-brook',
      name: 'Ada Brook',
      kind: 'person',
      aliases: ['Brook', 'Minister Brook', 'Adah Brook', 'A. Brook', 'Ida Brooke'],
      roles: [{ title: 'Minister', from: '2019-05' }, { title: 'Judge' }],
      replaces: ['adah-brook'],
    });
    assert.equal(project.actors?.length, 2);
    assert.ok(text.includes('# the minister, not the judge') && text.includes('# as they write it') && text.includes('# checked'));
    assert.ok(!text.includes('# seen once'), 'nor stands what was said of it over another');
  });

  it('puts the roles of a merged entry among the others by when they began', () => {
    const text = file
      .replace('{ title: Minister, from: 2019-05 }', '{ title: Chair, from: 2020 }')
      .replace('[{ title: Judge }]', '[{ title: Member, from: 2010, to: 2015 }]');
    const { project } = act((draft) => draft.merge(ada, [adah]), text);
    assert.deepEqual(
      project.actors?.[0]?.roles?.map(({ title }) => title),
      ['Member', 'Chair'],
    );
  });

  it('merges into an actor that is not in the registry yet, and through chains of mergers', () => {
    const first = act((draft) => draft.merge(stranger, [adah]));
    const entry = first.project.actors?.find(({ id }) => id === 'ida-brooke');
    assert.deepEqual(entry?.replaces, ['adah-brook']);
    assert.equal(entry?.['not-same-as']?.[0], 'ada-brook', 'who was told apart stays so');
    const second = act((draft) => draft.merge(league, [{ ...stranger, id: 'ida-brooke' }]), first.text);
    assert.deepEqual(second.project.actors?.find(({ id }) => id === 'northern-league')?.replaces, ['ida-brooke', 'adah-brook']);
  });

  it('gives a merged id to nobody else', () => {
    const { text } = act((draft) => draft.merge(ada, [adah]));
    const { project } = act((draft) => draft.register({ id: '~person.adah-brook', name: 'Adah Brook', kind: 'person' }), text);
    assert.equal(project.actors?.at(-1)?.id, 'adah-brook-2');
  });

  it('splits a form off into an actor of its own, apart from the first', () => {
    const { project } = act((draft) => draft.split(ada, 'minister brook', { id: '', name: 'Minister Brook', kind: 'person' }));
    assert.deepEqual(project.actors?.[0]?.aliases, ['Brook']);
    assert.deepEqual(project.actors?.at(-1), { id: 'minister-brook', name: 'Minister Brook', kind: 'person', 'not-same-as': ['ada-brook'] });
  });

  it('splits a form off into an actor that exists', () => {
    const { project } = act((draft) => draft.split(ada, 'Brook', league));
    assert.deepEqual(project.actors?.[0]?.aliases, ['Minister Brook']);
    assert.deepEqual(project.actors?.[1]?.aliases, ['Brook']);
  });

  it('does not split the name itself off', () => {
    const draft = new RegistryDraft(parseProject(file).value);
    assert.equal(draft.split(ada, 'ADA BROOK', stranger), undefined);
    assert.deepEqual(draft.decisions(), []);
  });

  it('keeps two apart once, from either side, adding those that the registry does not know', () => {
    assert.equal(act((draft) => draft.apart(ada, adah)).text, file);
    const { project } = act((draft) => draft.apart(ada, stranger));
    assert.deepEqual(project.actors?.[0]?.['not-same-as'], ['ida-brooke']);
    assert.equal(project.actors?.at(-1)?.id, 'ida-brooke');
  });

  it('removes, and never marks forms again, each once', () => {
    const { text } = act((draft) => {
      draft.remove(adah);
      draft.neverActors(['Adah Brook', 'Sun', 'Adah Brook']);
    });
    assert.match(text, /not-actors: \[Sun, Adah Brook\]/);
    assert.ok(!text.includes('id: adah-brook') && text.includes('# the minister'));
  });

  it('marks a form again that somebody is given', () => {
    const { text } = act((draft) => draft.register({ id: '', name: 'sun', kind: 'organisation' }));
    assert.ok(!text.includes('not-actors: [Sun]') && text.includes('name: sun'));
  });

  it('gives a form that is marked again back to its place, with its comment, when that is taken back', () => {
    const marked = (list: string): string => {
      const { text } = act((draft) => draft.register({ id: '', name: 'Sun', kind: 'organisation' }), file.replace('not-actors: [Sun]\n', list));
      return text.slice(text.indexOf('not-actors')).trimEnd();
    };
    assert.equal(marked('not-actors:\n  - Sun   # the star\n  - Moon  # as well\n  - Mars\n'), 'not-actors:\n  - Moon  # as well\n  - Mars');
    assert.equal(marked('not-actors:\n  - Moon  # as well\n  - Sun   # the star\n'), 'not-actors:\n  - Moon  # as well');
    assert.ok(!marked('not-actors: [ Sun ]  # the star\n').includes('Sun ]'));
  });

  it('takes the comment directly above an entry along with it, and brings both back', () => {
    const block = (id: string, above: string): string => `${above}  - id: ${id}\n    name: ${id}\n    kind: person # sure\n`;
    const of = (...entries: string[]): string => `pressmark: 1\nactors:\n${entries.join('')}events: []\n`;
    const gone: NamedActor = { id: 'gone', name: 'gone', kind: 'person' };
    const merged = (text: string, others = [gone]): string => act((draft) => draft.merge({ id: 'one', name: 'one', kind: 'person' }, others), text).text;
    const kept = (...entries: string[]): string =>
      of(...entries).replace('kind: person # sure', 'kind: person # sure\n    aliases: [gone]\n    replaces: [gone]');
    const one = block('one', '');
    const two = block('two', '  # next\n');
    const seen = '  # seen once\n  # in May\n';
    assert.equal(merged(of(one, block('gone', seen), two)), kept(one, two), 'between two');
    assert.equal(merged(of(one, block('gone', seen))), kept(one), 'the last');
    assert.equal(merged(of(one, `\n${block('gone', seen)}`, `\n${two}`)), kept(one, `\n${two}`), 'set apart by blank lines');
    assert.equal(merged(of(one, `\n${block('gone', seen)}`, two)), kept(one, `\n${two}`), 'set apart from the one before');
    assert.equal(merged(of(one, block('gone', seen), `\n${two}`)), kept(one, `\n${two}`), 'set apart from the one behind');
    assert.equal(merged(of(one, block('gone', `# others\n\n${seen}`), two)), kept(one, `# others\n\n${two}`), 'under a heading');
    const also: NamedActor = { id: 'also', name: 'also', kind: 'person' };
    assert.ok(!merged(of(one, block('gone', seen), block('also', '  # too\n'), two), [gone, also]).includes('# too'), 'two in a row');
  });

  it('splits a form off a recognised actor: both come into the registry, apart', () => {
    const sergei: NamedActor = { id: '~person.sergei-lavrov', name: 'Sergei Lavrov', kind: 'person' };
    const { project } = act((draft) => draft.split(sergei, 'Sergey Lavrov', { id: '', name: 'Sergey Lavrov', kind: 'person' }));
    assert.deepEqual(project.actors?.slice(3), [
      { id: 'sergei-lavrov', name: 'Sergei Lavrov', kind: 'person' },
      { id: 'sergey-lavrov', name: 'Sergey Lavrov', kind: 'person', 'not-same-as': ['sergei-lavrov'] },
    ]);
    const draft = new RegistryDraft(parseProject(file).value);
    assert.equal(draft.split(sergei, 'Sergei Lavrov', ada), undefined, 'its own name');
    assert.deepEqual(draft.decisions(), []);
  });

  it('knows a recognised actor whom the registry has by now, where a row or card is of a moment before', () => {
    const before: NamedActor = { id: '~person.adah-brook', name: 'ADAH BROOK', kind: 'person' };
    const draft = new RegistryDraft(parseProject(file).value);
    assert.equal(draft.register(before).id, 'adah-brook');
    assert.deepEqual(draft.decisions(), []);
    assert.equal(draft.register({ ...before, id: '', name: 'Adah Brook' }).id, 'adah-brook-2', 'who says that it is a new one means that');
    const other = new RegistryDraft(parseProject(file).value);
    assert.equal(other.register({ ...before, kind: 'place' }).id, 'adah-brook-2', 'a namesake of another kind');
    const twice = parseProject(`pressmark: 1\nactors:\n  - { id: ann-1, name: Ann, kind: person }\n  - { id: ann-2, name: Ann, kind: person }\n`).value;
    assert.equal(new RegistryDraft(twice).register({ id: '~person.ann', name: 'Ann', kind: 'person' }).id, 'ann', 'of two, none is meant for sure');
    const { project } = act((own) => own.merge(ada, [before]));
    assert.deepEqual(
      project.actors?.map(({ id, replaces }) => [id, replaces]),
      [
        ['ada-brook', ['adah-brook']],
        ['northern-league', undefined],
      ],
    );
  });

  it('splits a form off that goes over the end of a line as the name that it is', () => {
    const { project } = act((draft) => draft.split(ada, 'Minister\n  Brook', league));
    assert.deepEqual([project.actors?.[0]?.aliases, project.actors?.[1]?.aliases], [['Brook'], ['Minister Brook']]);
  });

  it('registers a recognised actor once, however many acts name it', () => {
    const [one, two, three] = ['Ida Brooke', 'Ina Brooke', 'Ira Brooke'].map((name, n): NamedActor => ({ id: `~person.${n}`, name, kind: 'person' }));
    assert.ok(one && two && three);
    const apart = act((draft) => [[one, two] as const, [one, three] as const, [two, three] as const].forEach(([a, b]) => draft.apart(a, b))).project;
    assert.deepEqual(
      apart.actors?.slice(3).map(({ id, 'not-same-as': not }) => [id, not]),
      [
        ['ida-brooke', ['ina-brooke', 'ira-brooke']],
        ['ina-brooke', ['ira-brooke']],
        ['ira-brooke', undefined],
      ],
    );
    const merged = act((draft) => [two, three].forEach((other) => draft.merge(one, [other]))).project;
    assert.deepEqual(merged.actors?.slice(3), [{ id: 'ida-brooke', name: 'Ida Brooke', kind: 'person', aliases: ['Ina Brooke', 'Ira Brooke'] }]);
    const chained = act((draft) => {
      draft.merge(one, [two]);
      draft.merge(three, [two]);
    }).project;
    assert.deepEqual(
      chained.actors?.slice(3).map(({ name, aliases }) => [name, aliases]),
      [['Ira Brooke', ['Ida Brooke', 'Ina Brooke']]],
    );
  });

  it('removes what others say of an entry with it, and gives its id to nobody while it is used', () => {
    const text = `${file}events: []\n`.replace('wikidata: Q42', 'member-of: [ada-brook, adah-brook]');
    const { project } = act((draft) => draft.remove(ada), text, true);
    assert.deepEqual(project.actors, [
      { id: 'northern-league', name: 'Northern League', kind: 'organisation', 'member-of': ['adah-brook'] },
      { id: 'adah-brook', name: 'Adah Brook', kind: 'person', aliases: ['A. Brook'], roles: [{ title: 'Judge' }] },
    ]);
    const draft = new RegistryDraft(project, (id) => id === 'ada-brook');
    assert.equal(draft.register({ id: '', name: 'Ada Brook', kind: 'person' }).id, 'ada-brook-2');
  });

  it('keeps what a merged entry is a member of, each once', () => {
    const groups = (one: string, other: string): unknown => {
      const text = `pressmark: 1\nactors:\n  - { id: ann, name: Ann Orr, kind: person${one} }\n  - { id: anna, name: Anna Orr, kind: person${other} }\n  - { id: league, name: League, kind: organisation }\n  - { id: club, name: Club, kind: organisation }\n`;
      const { project } = act(
        (draft) => draft.merge({ id: 'ann', name: 'Ann Orr', kind: 'person' }, [{ id: 'anna', name: 'Anna Orr', kind: 'person' }]),
        text,
        true,
      );
      return project.actors?.[0]?.['member-of'];
    };
    assert.deepEqual(groups('', ', member-of: league'), 'league');
    assert.deepEqual(groups(', member-of: league', ''), 'league');
    assert.deepEqual(groups(', member-of: league', ', member-of: [league, club]'), ['league', 'club']);
    assert.deepEqual(groups(', member-of: [anna]', ', member-of: [club]'), 'club');
    assert.deepEqual(groups(', member-of: [anna]', ''), undefined);
  });

  it('says nothing where nothing changes', () => {
    const draft = new RegistryDraft(parseProject(file).value);
    draft.register(ada);
    draft.rename(ada, 'Ada Brook');
    draft.setKind(ada, 'person');
    draft.merge(ada, [ada]);
    draft.neverActors(['Sun']);
    assert.deepEqual(draft.decisions(), []);
  });

  it('leads to what the draft says, whatever the order of the acts, and back again', () => {
    const actor = fc.constantFrom(ada, adah, league, stranger);
    const step = fc.oneof(
      fc.record({ do: fc.constant('rename' as const), actor, to: fc.constantFrom('New Name', 'Brook', 'Ada Brook') }),
      fc.record({ do: fc.constant('merge' as const), actor, to: actor }),
      fc.record({ do: fc.constant('apart' as const), actor, to: actor }),
      fc.record({ do: fc.constant('remove' as const), actor }),
      fc.record({ do: fc.constant('split' as const), actor, to: actor }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        act(
          (draft) => {
            for (const one of steps) {
              if (one.do === 'rename') draft.rename(one.actor, one.to);
              else if (one.do === 'merge') draft.merge(one.actor, [one.to]);
              else if (one.do === 'apart') draft.apart(one.actor, one.to);
              else if (one.do === 'remove') draft.remove(one.actor);
              else draft.split(one.actor, 'Brook', one.to);
            }
          },
          file,
          true,
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('forms on one line', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'B', 'é', ' ', ';', '"', "'", ',', '\\'), maxLength: 8 });

  it('are the same forms when they are read again, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (names) => {
        const forms = names.map(tidyName).filter((form) => form !== '');
        assert.deepEqual(formsFromText(formsAsText(forms)), forms);
      }),
    );
  });

  it('are told apart by semicolons, but for those in quotation marks', () => {
    assert.equal(
      formsAsText(['Mrs Stone', 'Stone; Ida', '"Flint" Stone', 'Ida "Flint" Stone']),
      'Mrs Stone; "Stone; Ida"; """Flint"" Stone"; Ida "Flint" Stone',
    );
    assert.deepEqual(formsFromText(' Mrs  Stone ;; Stone, Ida;'), ['Mrs Stone', 'Stone, Ida']);
    assert.deepEqual(formsFromText(''), []);
    assert.deepEqual(formsFromText('Mrs Stone; I. Stone', ['Mrs  Stone']), ['Mrs  Stone', 'I. Stone'], 'as the file has it');
    for (const open of ['"Mrs Stone', '"Mrs" Stone; Ida', 'Ida; "']) assert.equal(formsFromText(open), undefined, open);
  });
});

describe('names and ids', () => {
  it('are one line, in one form', () => {
    assert.equal(tidyName('  Jose\u0301 \n Brook '), 'José Brook');
    for (const bad of ['', 'a\u202eb', 'a\u0000b', 'x'.repeat(201)]) assert.ok(!isName(bad), JSON.stringify(bad));
    assert.ok(isName('<b>O’Neil</b> [x](command:y)'), 'strange is not forbidden');
  });

  it('are whole letters, also where a long name has some beyond the first plane', () => {
    const id = freeId(`a${'\u{10330}'.repeat(150)}`, () => false);
    const draft = new RegistryDraft(parseProject(file).value);
    assert.equal(draft.register({ id: '', name: `a${'\u{10330}'.repeat(95)}`, kind: 'person' }).id, id.slice(0, 191));
    const written = spliceProjectDecisions(parseProject(file), draft.decisions(), '\n');
    assert.ok(!('blocked' in written) && parseProject(written.text).writable === true);
    assert.equal([...id].length, 100);
  });

  it('make ids of letters and digits, never one that is taken', () => {
    assert.equal(
      freeId('José  Brook!', () => false),
      'jose-brook',
    );
    assert.equal(
      freeId('José', (id) => id === 'jose' || id === 'jose-2'),
      'jose-3',
    );
    assert.equal(
      freeId('](command:x) "*"', () => false),
      'command-x',
    );
    assert.equal(
      freeId('!!!', () => false),
      'entry',
    );
  });
});
