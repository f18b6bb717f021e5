/** Persons of a document: the full names, and whom a bare family name, a first name or a title means. */
import { contradict } from './addressed';
import { type Draft, maxOf } from './drafts';
import { best, reweighed } from './evidence';
import type { Known, ToldPersons } from './identity';
import { compatibleGiven, type NameParts } from './names';
import { Namesakes } from './namesakes';
import { isBehindTown } from './provinces';

/** "Wagner fighters" are the Wagner Group's, whoever else bears the name. */
const fighters = /^\s+(?:fighters?|mercenar(?:y|ies)|troops|forces|boss|chief|commanders?|convoys?|employees|shares)\b/;

/** By how much a mention's own words must speak for a place before a person: "lives in Sydney" does, and "faith in Austin" does not. */
const placeAhead = 5;

/** The same for a town that speaks for nobody, where it is only somebody's first name: "in Orlando", in an article about Orlando Bloom. */
const placeAheadOfFirstName = 2.5;

/** "Houston police", "the Jackson mayor's office": what a town has, and a person has not. */
const ofTowns =
  /^\s+(?:police|sheriff|firefighters|mayor|mayoral|airport|suburbs?|neighborhoods?|neighbourhoods?|residents|commuters|metro|metropolitan|zoo)\b/;

/** "Flew to Austin, Texas", "lives in Sydney": a place, whoever in the document bears its name. */
const isPlaceHere = ({ m: { weights, end, title, actors, metonym }, block }: Draft, isFirstName: boolean): boolean => {
  if (title !== undefined || actors !== undefined || weights.state > 0 || weights.place === 0) return false;
  if (ofTowns.test(block.text.slice(end, end + 20))) return true;
  if (weights.place <= weights.person) return false;
  const ahead = weights.place - weights.person >= (isFirstName && metonym === undefined ? placeAheadOfFirstName : placeAhead);
  return isBehindTown(block.text, end) || (ahead && !isOwner(block.text, end));
};

/** "They trust in Virginia's plan". */
const isOwner = (text: string, end: number): boolean => text[end] === "'" || text[end] === '’';

const suffixed = (surname: string, suffix: string): string => `${surname}, ${suffix}`;

interface FullName {
  readonly draft: Draft;
  readonly parts: NameParts;
  /** How often the document has it, and where. */
  count: number;
  readonly starts: number[];
  /** Titles that it bears somewhere, folded. */
  readonly titles: Set<string>;
}

const nobodyTold: ToldPersons = { shared: new Set(), forms: new Map() };

/** Full names of persons in the document, by family name and by first name. */
export class People {
  readonly #bySurname = new Map<string, FullName[]>();
  readonly #byGiven = new Map<string, FullName[]>();
  /** First words of the organisations' names. */
  readonly #bodies = new Set<string>();
  readonly #namesakes = new Map<readonly FullName[], readonly Namesake[]>();
  #hasMiddleNames = false;

  constructor(drafts: readonly Draft[], known: Known) {
    const seen = new Map<string, FullName>();
    for (const draft of drafts) {
      if (draft.words < 2) continue;
      const kind = best(draft.weights);
      if (kind === 'organisation') this.#bodies.add(draft.key.slice(0, draft.key.indexOf(' ')));
      if (kind !== 'person') continue;
      const before = seen.get(draft.key);
      const { title } = draft;
      if (before !== undefined) {
        before.count++;
        before.starts.push(draft.start);
        if (title !== undefined) before.titles.add(title);
        continue;
      }
      const { parts, surname } = draft.name;
      const person: FullName = { draft, parts, count: 1, starts: [draft.start], titles: new Set(title === undefined ? [] : [title]) };
      seen.set(draft.key, person);
      add(this.#bySurname, surname, person);
      const space = parts.surname.lastIndexOf(' ');
      if (space >= 0) add(this.#bySurname, known.names.of(parts.surname.slice(space + 1)).whole, person);
      if (parts.suffix !== undefined && parts.given.length > 0) add(this.#bySurname, suffixed(surname, parts.suffix), person);
      const given = parts.given[0];
      if (given !== undefined && given.length > 1) add(this.#byGiven, given, person);
      if (draft.name.middle !== undefined) this.#hasMiddleNames = true;
    }
  }

  /** Whom middle names tell apart here, and who has the one initial that a provisional id leaves out. */
  told(): ToldPersons {
    if (!this.#hasMiddleNames) return nobodyTold;
    const namesakes = new Namesakes();
    const forms = new Map<string, string>();
    for (const { draft } of new Set([...this.#bySurname.values()].flat())) {
      const names = draft.name.middle;
      if (names === undefined) continue;
      namesakes.count(names, 1);
      if (names.middle.length === 1 && names.middle[0]?.length === 1 && !forms.has(names.base)) forms.set(names.base, draft.m.text);
    }
    return { shared: namesakes.apart, forms };
  }

  /** A bare family name, or a first name, of somebody named in full. */
  attach(draft: Draft): void {
    if (this.#bySurname.size === 0) return;
    // "Von der Leyen" is a family name of three words.
    if (draft.words > 2 && draft.name.parts.given.length + Number(draft.name.parts.suffix !== undefined) > 0) return;
    const { given, suffix } = draft.name.parts;
    // "Trump Jr.", but Charles III is his full name.
    const son = draft.words === 2 && given.length === 0 && suffix !== undefined && (suffix === 'jr' || suffix === 'sr');
    if (draft.words === 2 && !son && (given.length > 0 || suffix !== undefined)) return;
    const text = draft.key;
    if (this.#bodies.has(text) && fighters.test(draft.block.text.slice(draft.m.end, draft.m.end + 20))) return;
    const bySurname = this.meant(this.#bySurname.get(son ? suffixed(draft.name.surname, suffix) : draft.name.whole), draft);
    const found = bySurname ?? this.meant(this.#byGiven.get(text), draft);
    if (found === undefined || found.draft === draft) return;
    if (isPlaceHere(draft, bySurname === undefined)) {
      const { weights } = draft.m;
      draft.weights = reweighed(weights, 'place', Math.max(weights.place, weights.person + 1));
      return;
    }
    const state = draft.name.state !== undefined;
    const other = draft.weights.state + draft.weights.place;
    if (state && draft.weights.person < 2) return;
    // "Michael Jordan left. Jordan said …" is he, unless something is in Jordan or comes from it.
    if (other > draft.weights.person + 6 && !(state && bySurname !== undefined && draft.weights.place === 0)) return;
    if (draft.weights.organisation > draft.weights.person + 7) return;
    draft.full = found.draft;
    const rule = bySurname === undefined ? 'first-name' : draft.m.title === undefined ? 'surname' : 'title-surname';
    draft.rule = found.by === undefined ? rule : `${rule}-${found.by}`;
    draft.weights = reweighed(draft.weights, 'person', Math.max(draft.weights.person, best(draft.weights) === 'person' ? 0 : maxOf(draft.weights)) + 5);
  }

  /** The persons behind full names, spellings of one name together. Made once a name: a document may have a hundred thousand mentions of it. */
  private namesakes(found: readonly FullName[]): readonly Namesake[] {
    const known = this.#namesakes.get(found);
    if (known !== undefined) return known;
    const persons: Namesake[] = [];
    // "von der Leyen" is whoever is named in full.
    const full = found.filter(({ parts }) => parts.given.length > 0 || parts.suffix !== undefined);
    for (const f of full.length > 0 ? full : found) {
      const same = persons.find((p) => p.parts.suffix === f.parts.suffix && compatibleGiven(p.parts.given, f.parts.given));
      if (same === undefined) persons.push({ ...f, starts: [...f.starts], titles: new Set(f.titles) });
      else {
        same.count += f.count;
        for (const start of f.starts) same.starts.push(start);
        for (const title of f.titles) same.titles.add(title);
      }
    }
    for (const person of persons) person.starts.sort((a, b) => a - b);
    this.#namesakes.set(found, persons);
    return persons;
  }

  /**
   * Who is meant by a name that one or more persons of the document share. A title that one of them bears says it; with any
   * other title, the namesake named in full last before it, for a title is how a writer tells two apart. A bare name
   * is the one most often named in full, of equals the one named last before it: in families and couples the article's
   * subject is named more than the others. Nobody is meant whose titles speak against it (Mrs. and Mr.).
   */
  private meant(found: readonly FullName[] | undefined, draft: Draft): Meant | undefined {
    if (found === undefined) return undefined;
    const persons = this.namesakes(found);
    const { title } = draft;
    const possible = title === undefined ? persons : persons.filter((p) => !contradict(title, { titles: p.titles, given: p.parts.given[0] }));
    const [first, ...rest] = possible;
    if (first === undefined) return undefined;
    if (persons.length === 1) return { draft: first.draft, by: undefined };
    if (rest.length === 0) return { draft: first.draft, by: 'by-title' };
    if (title !== undefined) {
      const bearing = possible.filter((p) => p.titles.has(title));
      if (bearing[0] !== undefined && bearing.length === 1) return { draft: bearing[0].draft, by: 'by-title' };
      const near = nearest(bearing.length > 0 ? bearing : possible, draft.start);
      if (near !== undefined) return { draft: near.draft, by: 'last-named' };
    }
    const most = Math.max(...possible.map((p) => p.count));
    const leading = possible.filter((p) => p.count === most);
    if (leading.length > 1) return { draft: (nearest(leading, draft.start) ?? first).draft, by: 'last-named' };
    return { draft: (leading[0] ?? first).draft, by: 'most-named' };
  }
}

interface Meant {
  readonly draft: Draft;
  /** How one of several namesakes was chosen; undefined where nobody else bears the name. */
  readonly by: string | undefined;
}

interface Namesake {
  readonly parts: NameParts;
  readonly draft: Draft;
  readonly starts: number[];
  readonly titles: Set<string>;
  count: number;
}

/** The namesake whose full name stands last before a place. */
function nearest(persons: readonly Namesake[], before: number): Namesake | undefined {
  let found: Namesake | undefined;
  let at = -1;
  for (const person of persons) {
    const start = lastBelow(person.starts, before);
    if (start !== undefined && start > at) [found, at] = [person, start];
  }
  return found;
}

/** The last of ascending numbers that is below a limit. */
function lastBelow(ascending: readonly number[], limit: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : ascending[low - 1];
}

/** Namesakes kept for one name; more than these no reader could tell apart, and the list stays short. */
const namesakes = 40;

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.length < namesakes) list.push(value);
}
