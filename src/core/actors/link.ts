/**
 * The document level: what the mentions of all blocks say together. Surname to full name, title and surname, acronym to
 * expansion, one kind for one name, and which actor of the registry each is; overlaps resolved.
 */
import type { Stages } from '../stages';
import type { BlockKind } from '../text/block';
import { contradict } from './addressed';
import { best, readings, sum } from './evidence';
import type { Institution } from './institutions';
import { actorIdentity, type Identity, initialsOf, type Known, type ToldPersons } from './identity';
import type { Name } from './known';
import { compatibleGiven, honorifics, type NameParts } from './names';
import { Namesakes } from './namesakes';
import { initialsFit } from './recognise';
import { fold } from './tokens';
import type { Mention, RecognisedMention, Weights } from './types';

export interface LinkBlock {
  /** Offset of the block in the document. */
  readonly start: number;
  readonly text: string;
  readonly kind: BlockKind;
  readonly mentions: readonly RecognisedMention[];
}

/** A mention on its way through the document. */
interface Draft {
  readonly m: RecognisedMention;
  readonly start: number;
  readonly name: Name;
  readonly key: string;
  readonly words: number;
  /** The title before it, folded. */
  readonly title: string | undefined;
  weights: Weights;
  rule: string;
  /** Full form in this document that this shorter one stands for. */
  full: Draft | undefined;
  institution: Institution | undefined;
  /** The text itself says what this short form stands for. */
  defined: boolean;
}

/** Mentions that are gone through in one stage: some milliseconds. A document of a million characters has some ten thousand. */
const stageLength = 2_000;

export function* linkDocument(blocks: readonly LinkBlock[], known: Known): Stages<readonly Mention[]> {
  const drafts: Draft[] = [];
  for (const block of blocks) {
    for (const m of block.mentions) {
      const name = known.names.of(m.text);
      drafts.push({
        m,
        start: block.start + m.start,
        name,
        key: name.key,
        words: name.words,
        title: m.title === undefined ? undefined : titleKey(known.names.of(m.title)),
        weights: m.weights,
        rule: m.rule,
        full: undefined,
        institution: undefined,
        defined: false,
      });
    }
  }
  pool(drafts);
  spreadLists(drafts);
  const isLong = drafts.length > stageLength;
  if (isLong) yield;
  const people = new People(drafts, known);
  for (const draft of drafts) people.attach(draft);
  if (isLong) yield;
  attachAcronyms(drafts);
  attachShortened(drafts);
  if (isLong) yield;
  attachHeads(drafts);
  attachOwners(drafts);
  const firm = new Set(drafts.filter((d) => d.m.weak !== true).map((d) => d.key));
  const identity = actorIdentity(
    known,
    drafts.flatMap((d) => (d.m.actors?.length === 1 ? d.m.actors : [])),
    people.told(),
  );
  const out: Mention[] = [];
  for (const [i, draft] of drafts.entries()) {
    if (i % stageLength === stageLength - 1) yield;
    if (draft.m.weak === true && draft.m.actors === undefined && draft.full === undefined && !firm.has(draft.key)) continue;
    const mention = resolve(draft, identity);
    if (mention !== undefined) out.push(mention);
  }
  return withoutOverlaps(out);
}

/** One name, one kind: the evidence of all its mentions counts for each. */
function pool(drafts: readonly Draft[]): void {
  const sums = new Map<string, Weights>();
  for (const d of drafts) {
    if (d.m.side === true) continue;
    const before = sums.get(d.key);
    sums.set(d.key, before === undefined ? d.weights : sum(before, d.weights));
  }
  for (const d of drafts) {
    if (d.m.side !== true) d.weights = sums.get(d.key) ?? d.weights;
  }
}

/** Neighbours joined by "and" or a comma are of one kind when one of them is sure and the other is not. */
function spreadLists(drafts: readonly Draft[]): void {
  for (let i = 0; i + 1 < drafts.length; i++) {
    const a = drafts[i];
    const b = drafts[i + 1];
    if (a === undefined || b === undefined || a.m.joined !== true || b.start - (a.start + a.m.text.length) > 7) continue;
    const [kindA, kindB] = [best(a.weights), best(b.weights)];
    if (kindA === kindB) continue;
    if (margin(a.weights) < 1.5 && margin(b.weights) >= 2.5 && kindB !== 'none') a.weights = { ...a.weights, [kindB]: a.weights[kindB] + 2 };
    else if (margin(b.weights) < 1.5 && margin(a.weights) >= 2.5 && kindA !== 'none') b.weights = { ...b.weights, [kindA]: b.weights[kindA] + 2 };
  }
}

function margin(w: Weights): number {
  const top = best(w);
  let second = -Infinity;
  for (const r of readings) if (r !== top && w[r] > second) second = w[r];
  return w[top] - second;
}

interface FullName {
  readonly draft: Draft;
  readonly parts: NameParts;
  /** How often the document has it, and where. */
  count: number;
  readonly starts: number[];
  /** Titles that it bears somewhere, folded. */
  readonly titles: Set<string>;
}

/** Full names of persons in the document, by family name and by first name. */
class People {
  readonly #bySurname = new Map<string, FullName[]>();
  readonly #byGiven = new Map<string, FullName[]>();
  readonly #namesakes = new Map<readonly FullName[], readonly Namesake[]>();

  constructor(
    drafts: readonly Draft[],
    private readonly known: Known,
  ) {
    const seen = new Map<string, FullName>();
    for (const draft of drafts) {
      if (draft.words < 2 || best(draft.weights) !== 'person') continue;
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
      const bare = parts.surname.split(' ').pop() ?? '';
      if (bare !== parts.surname) add(this.#bySurname, known.names.of(bare).whole, person);
      const given = parts.given[0];
      if (given !== undefined && given.length > 1) add(this.#byGiven, given, person);
    }
  }

  /** Whom middle names tell apart here, and who has the one initial that a provisional id leaves out. */
  told(): ToldPersons {
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
    if (draft.words > 2) return;
    if (draft.words === 2 && draft.name.parts.given.length > 0) return;
    const text = draft.key;
    const bySurname = this.meant(this.#bySurname.get(draft.name.whole), draft);
    const found = bySurname ?? this.meant(this.#byGiven.get(text), draft);
    if (found === undefined || found.draft === draft) return;
    const state = this.known.gazetteer.states.has(text);
    const other = draft.weights.state + draft.weights.place;
    if (state && draft.weights.person < 2) return;
    if (other > draft.weights.person + 6) return;
    if (draft.weights.organisation > draft.weights.person + 7) return;
    draft.full = found.draft;
    const rule = bySurname === undefined ? 'first-name' : draft.m.title === undefined ? 'surname' : 'title-surname';
    draft.rule = found.by === undefined ? rule : `${rule}-${found.by}`;
    draft.weights = { ...draft.weights, person: Math.max(draft.weights.person, best(draft.weights) === 'person' ? 0 : maxOf(draft.weights)) + 5 };
  }

  /** The persons behind full names, spellings of one name together. Made once a name: a document may have a hundred thousand mentions of it. */
  private namesakes(found: readonly FullName[]): readonly Namesake[] {
    const known = this.#namesakes.get(found);
    if (known !== undefined) return known;
    const persons: Namesake[] = [];
    for (const f of found) {
      const same = persons.find((p) => compatibleGiven(p.parts.given, f.parts.given));
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

const maxOf = (w: Weights): number => Math.max(...readings.map((r) => w[r]));

const titleKey = ({ key }: Name): string => (key.includes('.') ? key.replace(/\./g, '') : key).trim();

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
  return ascending[low - 1];
}

/** Namesakes kept for one name; more than these no reader could tell apart, and the list stays short. */
const namesakes = 40;

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.length < namesakes) list.push(value);
}

/** An acronym stands for the name that the text gives it, else for the only name in the document whose initials it has. */
function attachAcronyms(drafts: readonly Draft[]): void {
  const defined = new Map<string, Draft>();
  for (const d of drafts) if (d.m.alias !== undefined && !defined.has(d.m.alias)) defined.set(d.m.alias, d);
  let long: ReadonlyMap<string, Draft | undefined> | undefined;
  for (const d of drafts) {
    if (d.words !== 1 || !/^[\p{Lu}\d.&]{2,8}$/u.test(d.m.text)) continue;
    let full = defined.get(d.m.text);
    if (full === undefined) full = (long ??= byInitials(drafts)).get(d.m.text.replace(/\./g, ''));
    else if (!initialsFit(full.m.text, d.m.text)) full = undefined;
    if (full === undefined || full === d) continue;
    d.full = full;
    d.defined = defined.get(d.m.text) === full;
    d.rule = 'acronym';
    const kind = best(full.weights);
    if (d.weights.state < 8) d.weights = { ...d.weights, [kind]: maxOf(d.weights) + 3 };
  }
}

/** The organisations' names of several words by their initials; undefined where two have the same. */
function byInitials(drafts: readonly Draft[]): ReadonlyMap<string, Draft | undefined> {
  const byKey = new Map<string, Draft>();
  for (const d of drafts) if (d.words >= 2 && best(d.weights) === 'organisation') byKey.set(d.key, d);
  const found = new Map<string, Draft | undefined>();
  for (const d of [...byKey.values()].slice(0, namesCompared)) {
    const initials = initialsOf(d.m.text);
    found.set(initials, found.has(initials) ? undefined : d);
  }
  return found;
}

/** Names whose initials are made; more no article has. */
const namesCompared = 400;

/** "Lakeside Ports" after Lakeside Ports Ltd.: the company's name without its suffix, even where it may be ordinary words. */
function attachShortened(drafts: readonly Draft[]): void {
  const long = new Map<string, Draft>();
  for (const d of drafts) {
    if (d.words < 2 || best(d.weights) !== 'organisation') continue;
    const short = d.name.plain;
    if (short !== d.key && short !== '' && !long.has(short)) long.set(short, d);
  }
  if (long.size === 0) return;
  for (const d of drafts) {
    const full = d.full === undefined ? long.get(d.key) : undefined;
    if (full === undefined || full.key === d.key || d.weights.person >= 4 || d.weights.state >= 5) continue;
    d.full = full;
    d.rule = 'shortened';
    d.weights = { ...d.weights, organisation: maxOf(d.weights) + 3 };
  }
}

/** "the Ministry" after one Ministry of Finance: a head noun alone, when only one name before it has that head. */
function attachHeads(drafts: readonly Draft[]): void {
  const heads = new Map<string, Set<string>>();
  const lastOf = new Map<string, Draft>();
  for (const d of drafts) {
    if (d.words === 1) {
      const names = heads.get(d.key);
      const full = lastOf.get(d.key);
      if (
        names?.size === 1 &&
        full !== undefined &&
        d.full === undefined &&
        d.m.rule !== 'state' &&
        d.weights.organisation > 0 &&
        d.weights.place < 3 &&
        d.weights.state < 5 &&
        d.weights.person < 3
      ) {
        d.full = full;
        d.rule = 'head-noun';
        d.weights = { ...d.weights, organisation: maxOf(d.weights) + 2 };
      }
      continue;
    }
    if (best(d.weights) !== 'organisation') continue;
    const words = d.key.split(' ');
    for (const word of new Set([words[0] ?? '', words[words.length - 1] ?? ''])) {
      const names = heads.get(word);
      if (names === undefined) heads.set(word, new Set([d.key]));
      else names.add(d.key);
      lastOf.set(word, d);
    }
  }
}

/** "the Foreign Ministry" in an article that names one state's. */
function attachOwners(drafts: readonly Draft[]): void {
  const owners = new Map<string, Institution | undefined>();
  for (const { m } of drafts) {
    if (m.institution === undefined) continue;
    const key = fold(m.institution.name);
    const known = owners.get(key);
    owners.set(key, owners.has(key) && known?.state !== m.institution.state ? undefined : m.institution);
  }
  for (const d of drafts) d.institution = d.m.institution ?? owners.get(d.key);
}

function resolve(draft: Draft, identity: Identity): Mention | undefined {
  const { m, start } = draft;
  const found = identity.of({
    name: draft.name,
    kind: best(draft.weights),
    actors: m.actors,
    metonym: m.metonym,
    full: draft.full === undefined ? undefined : { name: draft.full.name, actors: draft.full.m.actors },
    defined: draft.defined,
    title: draft.title,
    institution: draft.institution,
  });
  if (found === undefined) return undefined;
  const titled =
    m.titleStart !== undefined && !found.provisional && found.kind === 'person' && draft.words === 1 && !honorifics.has(fold(m.title ?? '').replace('.', ''));
  const mention: Writable<Mention> = {
    start: titled ? start - (m.start - (m.titleStart ?? m.start)) : start,
    end: start + (m.end - m.start),
    text: titled ? `${m.title ?? ''} ${m.text}` : m.text,
    kind: found.kind,
    actor: found.actor,
    provisional: found.provisional,
    name: found.name,
    rule: found.rule ?? draft.rule,
  };
  if (found.metonym !== undefined) mention.metonym = found.metonym;
  if (m.title !== undefined) mention.title = m.title;
  if (found.told !== undefined) mention.told = found.told;
  if (titled) mention.nameStart = start;
  return mention;
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Longest first, then the registry's, then the earlier; the result is sorted. */
function withoutOverlaps(mentions: Mention[]): readonly Mention[] {
  mentions.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.provisional) - Number(b.provisional));
  const out: Mention[] = [];
  for (const m of mentions) {
    const last = out[out.length - 1];
    if (last === undefined || m.start >= last.end) out.push(m);
    else if (m.end - m.start > last.end - last.start) out[out.length - 1] = m;
  }
  return out;
}
