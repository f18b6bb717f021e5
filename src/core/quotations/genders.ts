/**
 * Which of a document's persons "he" cannot mean, and which "she" cannot, as far as the text tells: by a title, by what a person is called beside the
 * name ("his wife Leyla Example"), or else by a given name that is women's or men's alone. Where two of these speak against each other, nothing is told.
 */
import { givenTo } from '../actors/addressed';
import { fold } from '../actors/characters';
import type { Mention } from '../actors/types';
import { beginsClause } from './persons';
import type { Scene } from './scene';

type Gender = 'women' | 'men';

const mens = /\b(?:Mr|Sir|Lord|King|Prince|spokesman|chairman|congressman|businessman|Pope)\b/i;
const womens = /\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|spokeswoman|chairwoman|congresswoman|businesswoman)\b/i;

/** One instance a document. */
export class Genders {
  private readonly told: ReadonlyMap<string, Gender>;

  constructor(scene: Scene) {
    const titles = new Evidence();
    const names = new Map<string, Gender>();
    const seen = new Map<string, string>();
    const unnamed = new Set<string>();
    for (const { title = '', text, name, actor, kind } of scene.mentions) {
      if (kind !== 'person') continue;
      const words = title === '' ? text : `${title} ${text}`;
      if (seen.get(words) === actor) continue;
      seen.set(words, actor);
      if (mens.test(words)) titles.add(actor, 'men');
      if (womens.test(words)) titles.add(actor, 'women');
      const space = name.indexOf(' ');
      const whose = space > 0 ? givenTo(fold(name.slice(0, space))) : undefined;
      if (whose) names.set(actor, whose);
      else unnamed.add(actor);
    }
    const told = new Map([...names, ...besideNames(scene, unnamed).certain(), ...titles.certain()]);
    for (const actor of titles.doubtful) told.delete(actor);
    this.told = told;
  }

  /** Whether "he" (or else "she") may mean this actor. */
  mayBe(actor: string, masculine: boolean): boolean {
    return this.told.get(actor) !== (masculine ? 'women' : 'men');
  }
}

/** What speaks for whom. */
class Evidence {
  private readonly found = new Map<string, Gender>();
  readonly doubtful = new Set<string>();

  add(actor: string, gender: Gender): void {
    const known = this.found.get(actor);
    if (known && known !== gender) this.doubtful.add(actor);
    this.found.set(actor, gender);
  }

  certain(): readonly (readonly [actor: string, gender: Gender])[] {
    return [...this.found].filter(([actor]) => !this.doubtful.has(actor));
  }
}

/** What those whose given names say nothing are called beside their names. */
function besideNames(scene: Scene, actors: ReadonlySet<string>): Evidence {
  const evidence = new Evidence();
  if (actors.size === 0) return evidence;
  for (const mention of scene.mentions) {
    if (mention.kind !== 'person' || !actors.has(mention.actor)) continue;
    const gender = beforeName(scene.text, mention) ?? behindName(scene.text, mention);
    if (gender) evidence.add(mention.actor, gender);
    const owner = gender && ownerOf(scene, mention);
    if (owner && actors.has(owner.actor)) evidence.add(owner.actor, owner.gender);
  }
  const first = firstPerson(scene);
  if (first && actors.has(first.actor)) evidence.add(first.actor, first.gender);
  return evidence;
}

const kin = {
  women: new Set('wife widow mother daughter sister grandmother granddaughter aunt niece stepmother stepdaughter girlfriend fiancée'.split(' ')),
  men: new Set('husband widower father son brother grandfather grandson uncle nephew stepfather stepson boyfriend fiancé'.split(' ')),
};
/** "Chairman" and "actor" are said of women as well; "the man Example" begins a relative clause as often as not. */
const offices = {
  women: new Set('actress spokeswoman chairwoman congresswoman businesswoman councilwoman policewoman queen princess duchess countess baroness'.split(' ')),
  men: new Set('spokesman congressman businessman councilman policeman king prince duke count baron'.split(' ')),
};
const people = { women: new Set('woman lady girl'.split(' ')), men: new Set('man gentleman boy'.split(' ')) };

function genderOf(word: string, ...lists: readonly { readonly women: ReadonlySet<string>; readonly men: ReadonlySet<string> }[]): Gender | undefined {
  return lists.some(({ women }) => women.has(word)) ? 'women' : lists.some(({ men }) => men.has(word)) ? 'men' : undefined;
}

const calledBefore = /(\p{L}+)\s(?:(?:late|former|first|second|elder|younger|older|eldest|youngest|twin)\s)?(\p{L}+)(,?)\s$/u;

/** "his wife Leyla Example", "his wife, Leyla Example, who", "the actress Leyla Example" */
function beforeName(text: string, { start, end }: Mention): Gender | undefined {
  const found = calledBefore.exec(text.slice(Math.max(0, start - 40), start));
  const [, left = '', word = '', comma] = found ?? [];
  // "According to his wife, Example left": whoever left is somebody else. "His wife, Example, and their son": who is what, a list does not tell.
  if (!found || (comma === ',' && !/^,\s(?!(?:and|or)\s)/.test(text.slice(end, end + 5)))) return undefined;
  return /^(?:his|her|their|s)$/i.test(left) ? genderOf(word, kin) : genderOf(word, offices);
}

/** Blocks before a name in which nobody else may be meant by "his". */
const ownerReach = 2;
/** And in a text without paragraphs, characters. */
const maxOwnerReach = 2000;

/** "Deniz Example came with his wife Leyla": the one person before, if it is only one, by whose "his" it is. */
function ownerOf(scene: Scene, { start }: Mention): { readonly actor: string; readonly gender: Gender } | undefined {
  const [, whose = ''] = calledBefore.exec(scene.text.slice(Math.max(0, start - 40), start)) ?? [];
  if (whose !== 'his' && whose !== 'her') return undefined;
  const before = { start: Math.max(scene.blockStart(scene.indexAt(start), ownerReach), start - maxOwnerReach), end: start };
  const [first, ...others] = scene.mentionsIn(before).filter(({ kind }) => kind === 'person');
  if (!first || others.some(({ actor }) => actor !== first.actor)) return undefined;
  // "came with his wife" is a description of its own, of the one who is named behind it.
  if (scene.describedIn(before.start, start - 1 - whose.length, 2).length > 1 || !beginsClause(scene.text, first.start)) return undefined;
  return { actor: first.actor, gender: whose === 'his' ? 'men' : 'women' };
}

/** Between the article and the noun: no preposition, and no second noun phrase. */
const between = "(?:(?!(?:of|for|to|by|with|at|in|from|on|and|or|who|that|whose|the|an?|his|her|their)\\s)[\\p{L}’'-]+\\s){0,4}?";
const apposition = new RegExp(
  `^,\\s(?:\\d{1,3},\\s)?(?:(?:an?|the)\\s${between}(\\p{L}+)(?=,\\s(?!and\\s|or\\s)|[.;)]|\\s(?:of|from|for|at|in|who)\\s)|(\\p{L}+)\\sof\\s)`,
  'u',
);
const family = /^\sand\s(his|her)\s(?:husband|wife|partner|sons?|daughters?|children|family|brothers?|sisters?|mother|father|parents)(?!\p{L})/u;

/** "Leyla Example, an actress", "Leyla Example, 34, mother of two", "Leyla Example herself", and where it begins the clause, "Leyla Example and her husband" */
function behindName(text: string, { start, end }: Mention): Gender | undefined {
  const behind = text.slice(end, end + 90);
  if (behind.startsWith(',')) {
    const [, noun, parent] = apposition.exec(behind) ?? [];
    return noun !== undefined ? genderOf(noun, kin, offices, people) : parent !== undefined ? genderOf(parent, kin) : undefined;
  }
  const self = /^\s(him|her)self(?!\p{L})/u.exec(behind)?.[1];
  if (self) return self === 'him' ? 'men' : 'women';
  const whose = family.exec(behind)?.[1];
  return whose && beginsClause(text, start) ? (whose === 'his' ? 'men' : 'women') : undefined;
}

/** So far behind the name, in characters, the first "he" or "she" of a text is looked for. */
const firstReach = 600;

/** The first person of a text, where the first "he" or "she" comes before anybody else, and outside of speech: it can mean nobody else. */
function firstPerson(scene: Scene): { readonly actor: string; readonly gender: Gender } | undefined {
  const { text, mentions } = scene;
  const first = mentions.find(({ kind }) => kind === 'person');
  if (!first) return undefined;
  const pronouns = /(?<![\p{L}’'-])(?:[Hh]e|[Ss]he|[Hh]is|[Hh]im|[Hh]ers?)(?![\p{L}’'-])/gu;
  const found = pronouns.exec(text.slice(0, first.end + firstReach));
  if (!found || found.index < first.end) return undefined;
  const at = found.index;
  if (!/^s?he$/i.test(found[0]) || scene.isSpoken({ start: at, end: at }) || scene.isSpoken(first)) return undefined;
  if (mentions.some(({ kind, actor, start }) => start < at && kind === 'person' && actor !== first.actor) || scene.describedIn(0, at, 1).length > 0)
    return undefined;
  // Somebody whose name is not known for one would be in capitals too.
  if (!beginsClause(text, first.start) || /\p{Lu}/u.test(text.slice(first.end, at))) return undefined;
  return { actor: first.actor, gender: /^s/i.test(found[0]) ? 'women' : 'men' };
}
