/**
 * The gazetteer: what the names of the world look like, before any registry. Its text is an asset that a port
 * reads (media/gazetteer.txt, made by media/gazetteer/build.mjs); this file only parses it.
 */
import { finished, type Stages } from '../stages';
import { PhraseIndex } from './phrases';
import { fold } from './tokens';
import { closedClasses, Lexicon } from './words';

export interface GazetteerState {
  readonly type: 'state';
  /** ISO 3166 code, or a code of our own for states that are no more. */
  readonly code: string;
  readonly name: string;
}
export interface GazetteerBody {
  readonly type: 'body' | 'power';
  readonly name: string;
  /** Code of the state whose it is, where there is one only ("Duma"). */
  readonly of?: string;
  /** It is called by the building, street or hill where it sits ("Kremlin"). */
  readonly housed?: boolean;
}
export interface GazetteerName {
  readonly type: 'place' | 'organisation' | 'other' | 'demonym' | 'people';
}
export type GazetteerEntry = GazetteerState | GazetteerBody | GazetteerName;

/** A town that may speak for another actor. */
export interface Seat {
  readonly type: 'capital' | 'seat';
  readonly of: string;
  readonly name: string;
}

export interface Gazetteer {
  /** Bits of `Lexicon` by folded single word. */
  readonly lexicon: ReadonlyMap<string, number>;
  readonly names: PhraseIndex<GazetteerEntry>;
  /** By folded name of the town. */
  readonly seats: ReadonlyMap<string, Seat>;
  /** First words of the towns among them that have several. */
  readonly seatStarts: ReadonlySet<string>;
  /** Every name of a state, folded, with the state's canonical name. */
  readonly states: ReadonlyMap<string, GazetteerState>;
  /** Adjectives of states, folded; without those of two ("Congolese"). */
  readonly demonyms: ReadonlyMap<string, GazetteerState>;
  /** Names as written of each state (by code) and body (by canonical name). */
  readonly forms: ReadonlyMap<string, readonly string[]>;
  /** Every name of an international body, folded, with its canonical name. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Code of the state whose a body is, by the body's canonical name, where there is one only ("State Department"). */
  readonly owners: ReadonlyMap<string, string>;
}

/** Abbreviations of American states as news agencies use them; those that are also words are left out. */
export const abbreviatedStates: ReadonlyMap<string, string> = new Map(
  `ala:Alabama ariz:Arizona ark:Arkansas calif:California colo:Colorado conn:Connecticut fla:Florida ky:Kentucky mich:Michigan minn:Minnesota neb:Nebraska nev:Nevada okla:Oklahoma ore:Oregon tenn:Tennessee tex:Texas va:Virginia vt:Vermont
   wis:Wisconsin wyo:Wyoming`
    .split(/\s+/)
    .map((pair) => {
      const [short = '', long = ''] = pair.split(':');
      return [`${short}.`, long] as const;
    }),
);

const header = 'pressmark-gazetteer 2';
const sectionNames = ['states', 'bodies', 'everyday', 'words', 'roles', 'given', 'surnames', 'places', 'organisations', 'others'] as const;
type Section = (typeof sectionNames)[number];

/** More specific readings of one name win over vaguer ones. */
const rank: Record<GazetteerEntry['type'], number> = { state: 6, body: 5, power: 5, demonym: 4, people: 4, organisation: 3, place: 2, other: 1 };

/**
 * Parses the asset. Linear in its length; about 0.1 s for the list that ships.
 * @throws Error with the line's reason when the text is not a gazetteer of this version.
 */
export function parseGazetteer(text: string): Gazetteer {
  return finished(gazetteerInStages(text));
}

/** Entries of a list from stage to stage, some 2 ms. */
const entriesAtOnce = 1000;

/** As {@link parseGazetteer}, for a host that has something else to do meanwhile. */
export function* gazetteerInStages(text: string): Stages<Gazetteer> {
  const sections = split(text);
  const builder = new Builder();
  for (const short of abbreviatedStates.keys()) builder.word(short, Lexicon.Place);
  for (const line of sections.states) builder.state(line);
  yield;
  for (const line of sections.bodies) builder.body(line);
  const lists: readonly (readonly [Section, (entry: string) => void])[] = [
    ['everyday', (word) => builder.word(word, Lexicon.Everyday | Lexicon.Word)],
    ['words', (word) => builder.word(word, Lexicon.Word)],
    ['roles', (word) => builder.word(word, Lexicon.Role)],
    ['given', (word) => builder.word(word, Lexicon.Given)],
    ['surnames', (word) => builder.word(word, Lexicon.Surname)],
    ['places', (name) => builder.name(name, 'place')],
    ['organisations', (name) => builder.name(name, 'organisation')],
    ['others', (name) => builder.name(name, 'other')],
  ];
  let count = 0;
  for (const [section, add] of lists)
    for (const entry of unfront(sections[section].join(''), section)) {
      add(entry);
      if (++count % entriesAtOnce === 0) yield;
    }
  return builder.gazetteer;
}

function split(text: string): Record<Section, string[]> {
  const lines = text.split('\n');
  if (lines[0]?.trim() !== header) throw new Error(`The gazetteer does not begin with "${header}"; reinstall the extension or rebuild the asset.`);
  const sections: Partial<Record<Section, string[]>> = {};
  let current: string[] | undefined;
  for (const raw of lines.slice(1)) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') continue;
    if (line.startsWith('[') && line.endsWith(']')) {
      const name = sectionNames.find((s) => s === line.slice(1, -1));
      if (name === undefined) throw new Error(`The gazetteer has an unknown section ${line}.`);
      current = sections[name] = [];
    } else if (current === undefined) throw new Error('The gazetteer has lines before its first section.');
    else current.push(line);
  }
  const missing = sectionNames.filter((s) => sections[s] === undefined);
  if (missing.length > 0) throw new Error(`The gazetteer lacks the section ${missing.join(', ')}; it may be cut short.`);
  return sections as Record<Section, string[]>;
}

/** What begins a name, by how many first characters it shares with the one before: none of these is in any name. */
const shares = '|!"#$%*:;<=>?@\\^_`{}~';

/** Front coding: a name is the character for what it shares with the one before it, then the rest. One character, not a digit and a bar, makes the package a hundredth smaller. */
function* unfront(coded: string, section: string): Generator<string> {
  const begins = new Uint8Array(128);
  for (let i = 0; i < shares.length; i++) begins[shares.charCodeAt(i)] = 1;
  let previous = '';
  let at = 0;
  while (at < coded.length) {
    const shared = shares.indexOf(coded[at] ?? '');
    let end = at + 1;
    while (end < coded.length && begins[coded.charCodeAt(end)] !== 1) end++;
    if (shared < 0 || shared > previous.length)
      throw new Error(`The gazetteer's section ${section} is damaged at "${coded.slice(at, Math.min(end, at + 20))}".`);
    previous = previous.slice(0, shared) + coded.slice(at + 1, end);
    yield previous;
    at = end;
  }
}

/** Names that are known by nothing but their type; one object serves tens of thousands. */
const ofType: Record<GazetteerName['type'], GazetteerName> = {
  place: { type: 'place' },
  organisation: { type: 'organisation' },
  other: { type: 'other' },
  demonym: { type: 'demonym' },
  people: { type: 'people' },
};

class Builder {
  readonly #lexicon = closedClasses();
  readonly #names = new PhraseIndex<GazetteerEntry>((a, b) => (rank[b.type] > rank[a.type] ? b : a));
  readonly #seats = new Map<string, Seat>();
  readonly #seatStarts = new Set<string>();
  readonly #states = new Map<string, GazetteerState>();
  readonly #bodies = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #demonyms = new Map<string, GazetteerState>();
  readonly #shared = new Set<string>();
  readonly #forms = new Map<string, readonly string[]>();
  readonly gazetteer: Gazetteer = {
    lexicon: this.#lexicon,
    names: this.#names,
    seats: this.#seats,
    seatStarts: this.#seatStarts,
    states: this.#states,
    bodies: this.#bodies,
    owners: this.#owners,
    demonyms: this.#demonyms,
    forms: this.#forms,
  };

  word(key: string, bits: number): void {
    this.#lexicon.set(key, (this.#lexicon.get(key) ?? 0) | bits);
  }

  name(name: string, type: GazetteerName['type']): void {
    if (name.includes(' ') || name.includes('&')) this.#names.add(name, ofType[type]);
    else if (type === 'organisation') {
      this.#names.add(name, ofType[type]);
      this.word(fold(name), Lexicon.Organisation);
    } else if (type === 'place') this.word(fold(name), Lexicon.Place);
  }

  state(line: string): void {
    const [code, name, aliases, capitals, adjectives, people] = line.split('|');
    if (!code || !name) throw new Error(`The gazetteer has a state without code or name: "${line.slice(0, 40)}".`);
    const state: GazetteerState = { type: 'state', code, name };
    this.#forms.set(code, [name, ...items(aliases)]);
    for (const form of [name, ...items(aliases)]) {
      const bare = form.startsWith('the ') ? form.slice(4) : form;
      this.#names.add(bare, state);
      this.#states.set(fold(bare), state);
      if (!bare.includes(' ')) this.word(fold(bare), Lexicon.State);
    }
    for (const town of items(capitals)) this.#seat(town, this.#seats.get(fold(town)) ?? { type: 'capital', of: code, name });
    for (const form of items(adjectives)) {
      this.#say(form, 'demonym', Lexicon.Demonym);
      const key = fold(form);
      if (this.#demonyms.has(key)) this.#shared.add(key);
      if (this.#shared.has(key)) this.#demonyms.delete(key);
      else this.#demonyms.set(key, state);
    }
    for (const form of items(people)) this.#say(form, 'people', Lexicon.People);
  }

  #seat(town: string, seat: Seat): void {
    const key = fold(town);
    this.#seats.set(key, seat);
    const space = key.indexOf(' ');
    if (space > 0) this.#seatStarts.add(key.slice(0, space));
  }

  #say(form: string, type: 'demonym' | 'people', bits: number): void {
    if (form.includes(' ')) this.#names.add(form, ofType[type]);
    else this.word(fold(form), bits);
  }

  body(line: string): void {
    const [kind, name, aliases, place] = line.split('|');
    const housed = kind === 'house';
    const type = housed ? 'power' : kind;
    if ((type !== 'body' && type !== 'power') || !name) throw new Error(`The gazetteer has a body without type or name: "${line.slice(0, 40)}".`);
    this.#forms.set(name, [name, ...items(aliases)]);
    if (type === 'power' && place) this.#owners.set(name, place);
    for (const form of [name, ...items(aliases)]) {
      this.#names.add(form, { type, name, ...(type === 'power' && place && { of: place }), ...(housed && { housed }) });
      this.#bodies.set(fold(form), name);
      if (!form.includes(' ')) this.word(fold(form), Lexicon.Organisation);
    }
    if (type === 'body') for (const town of items(place)) this.#seat(town, { type: 'seat', of: name, name });
  }
}

const items = (field: string | undefined): string[] => (field ?? '').split(';').filter((s) => s !== '');

/** No names at all: the rules still know the closed classes of English. For tests and before the asset is loaded. */
export const emptyGazetteer: Gazetteer = parseGazetteer(`${header}\n${sectionNames.map((s) => `[${s}]`).join('\n')}\n`);
