/** One block alone: tokens, candidates, and what the block itself says of each. */
import { isFamilyFirst } from './eastern';
import { chunk, type Candidate, type Chunker } from './chunks';
import { best, type Evidence } from './evidence';
import { readMetonym } from './metonyms';
import type { Gazetteer } from './gazetteer';
import { type Institution, institutionAt, institutionIn, isCommon, isStateKind } from './institutions';
import type { RegistryIndex } from './registry';
import { has, plain, type Setting, settingOf } from './setting';
import { isPaired, splitPairs } from './pairs';
import { isHousehold, readSeat } from './seats';
import { contests } from './sports';
import { fold, Shape, tokenize, WordTable, type Token } from './tokens';
import type { MetonymReading, RecognisedMention, Weights } from './types';
import { isChamber } from './own';
import { weigh } from './weigh';
import { generations, Lexicon as L, shortParties } from './words';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The lexicon, with the registry's own words marked. */
export function wordTable(gazetteer: Gazetteer, registry: RegistryIndex): WordTable {
  const { lexicon, names } = gazetteer;
  const { forms } = registry;
  return new WordTable((key, shape) => {
    let bits = lexicon.get(key) ?? 0;
    if (names.starts(key)) bits |= L.Starts;
    if (forms.starts(key)) bits |= shape !== Shape.Lower && shape !== Shape.Number && forms.has(key) ? L.StartsRegistered | L.Registered : L.StartsRegistered;
    if (bits !== 0) return bits;
    return shape === Shape.Capital && (ofPlace(key, lexicon) || ofTwo(key, lexicon)) ? L.NoName : ofOffice(key, lexicon);
  });
}

/** Siberian, Himalayan, Chicagoan: an adjective or inhabitant of a known place, as the demonyms of states are. */
function ofPlace(key: string, lexicon: ReadonlyMap<string, number>): boolean {
  const stem = inhabitant.exec(key)?.[1];
  if (stem === undefined || stem.length < 5) return false;
  return placeEndings.some((ending) => ((lexicon.get(stem + ending) ?? 0) & (L.Place | L.State)) !== 0);
}
/** Franco-German, Afro-Caribbean: an adjective whose last part is a demonym. */
function ofTwo(key: string, lexicon: ReadonlyMap<string, number>): boolean {
  const hyphen = key.lastIndexOf('-');
  return hyphen > 0 && ((lexicon.get(key.slice(hyphen + 1)) ?? 0) & (L.Demonym | L.People | L.NoName)) !== 0;
}
/** Ex-president, Then-Defence, Vice-Chancellor, Mayor-elect: what its parts are without the hyphen, where one says how somebody stands to the other. */
function ofOffice(key: string, lexicon: ReadonlyMap<string, number>): number {
  const hyphen = key.indexOf('-');
  if (hyphen < 1) return 0;
  const bits = lexicon.get(key.slice(hyphen + 1)) ?? 0;
  if (past.has(key.slice(0, hyphen))) return bits & (offices | L.Word | L.Everyday);
  if (besides.has(key.slice(0, hyphen))) return bits & offices;
  const last = key.lastIndexOf('-');
  return coming.has(key.slice(last + 1)) ? (lexicon.get(key.slice(0, last)) ?? 0) & (L.Title | L.Word) : 0;
}
const past = new Set('ex then former now'.split(' '));
const besides = new Set('co vice deputy acting interim lieutenant under sub assistant'.split(' '));
const coming = new Set('elect designate general nominate'.split(' '));
const offices = L.Title | L.TitleModifier | L.Role | L.Kin;
const inhabitant = /^([a-z]+?)(?:ians?|ans?|ese|eans?|ites?)$/;
const placeEndings = ['', 'a', 'as', 'ia', 'ea', 'i', 'o', 'y'];

/** @param evidence any, whatever it was used for before: making one takes as long as a short block */
export function recogniseBlock(block: string, chunker: Chunker, evidence: Evidence): readonly RecognisedMention[] {
  const tokens = splitPairs(block, tokenize(block, chunker.words), chunker.words);
  const shouting = new Set<number>();
  markLines(tokens, shouting);
  const out: RecognisedMention[] = [];
  for (const candidate of chunk(tokens, (at) => shouting.has(at), chunker)) {
    const mention = describe(block, tokens, candidate, shouting.has(candidate.from), chunker, evidence);
    if (mention !== undefined) out.push(mention);
  }
  return out;
}

/**
 * A line without a lower-case word of weight is written in capitals; a line whose words are nearly all capitalised is a
 * headline in title case. In neither do capitals tell a name: its ordinary words are set to begin sentences.
 */
function markLines(tokens: readonly Token[], shouting: Set<number>): void {
  let from = 0;
  while (from < tokens.length) {
    let to = from + 1;
    while (to < tokens.length && tokens[to]?.gap !== 2) to++;
    markLine(tokens, from, to, shouting);
    from = to;
  }
}

function markLine(tokens: readonly Token[], from: number, to: number, shouting: Set<number>): void {
  let upper = 0;
  let lower = 0;
  let capital = 0;
  for (let i = from; i < to; i++) {
    const t = tokens[i] as Token;
    if (t.shape === Shape.Upper) upper++;
    else if (t.shape === Shape.Capital) capital++;
    else if (t.shape === Shape.Lower && (t.bits & L.Function) === 0 && !(t.gap === 0 && t.key === 's')) lower++;
  }
  if (upper >= 3 && lower === 0 && capital * 3 <= upper) {
    for (let i = from; i < to; i++) {
      const t = tokens[i] as Token;
      shouting.add(i);
      // "FLOODS HIT CHILE AS PERU WAITS": the small words join and begin no names; US does.
      if (t.shape === Shape.Upper && (t.bits & L.Function) !== 0 && (t.bits & L.State) === 0) t.shape = Shape.Lower;
    }
  }
  const last = tokens[to - 1];
  const titled = capital >= 4 && lower <= (capital + lower) * 0.12 && last?.text.endsWith('.') !== true && to - from < 30;
  if (titled || (upper >= 3 && lower === 0)) for (let i = from; i < to; i++) if (plain(tokens[i])) (tokens[i] as Token).first = true;
}

function describe(
  block: string,
  tokens: readonly Token[],
  candidate: Candidate,
  shout: boolean,
  chunker: Chunker,
  evidence: Evidence,
): RecognisedMention | undefined {
  const setting = settingOf(tokens, candidate, shout);
  const { first, last } = setting;
  // A word's own string is shared by all its mentions, and its look-ups with it.
  const text = first === last ? first.text : block.slice(first.start, last.end);
  if (chunker.registry.never.size > 0 && isRefused(block, tokens, candidate, text, chunker)) return undefined;
  weigh(setting, evidence);
  const weights: Writable<Weights> = evidence.weights;
  const reading = best(weights);
  const side = evidence.rule('organisation') === 'sports-side';
  const seat = side || candidate.title !== undefined ? undefined : metonymOf(tokens, candidate, chunker);
  // Clearly a work, an event, a date: nothing another block says will make it an actor. What a vessel is called says it of the name elsewhere too.
  if (candidate.actors === undefined && weights.none >= 5 && reading === 'none' && evidence.rule('none') !== 'thing-called') return undefined;
  // A town that speaks for a government is a person's name only where a title or a full name says so.
  if (seat !== undefined) weights.person = Math.min(0, weights.person);
  const title = candidate.title === undefined ? undefined : tokens[candidate.title];
  const institution = weights.organisation > 0 && !side ? institutionOf(text, tokens, candidate, chunker.gazetteer) : undefined;
  // All of one shape, whatever is known: what links a document asks each of its mentions some thirty times.
  return {
    start: first.start,
    end: last.end,
    text,
    weights,
    rule: evidence.rule(reading),
    actors: candidate.actors,
    weak: !side && isWeak(setting, shout, chunker) ? true : undefined,
    metonym: seat,
    title: title && block.slice(title.start, (tokens[candidate.from - 1] as Token).end),
    titled: title && block.slice(title.start, last.end),
    alias: aliasOf(block, tokens, candidate),
    institution,
    common: institution === undefined && weights.organisation > 0 && !side && isUnowned(text, tokens, candidate, chunker.gazetteer) ? true : undefined,
    shout: shout ? true : undefined,
    side: side ? true : undefined,
    joined: joins(tokens, candidate) ? true : undefined,
  };
}

/** Whose institution it is; what there is one of only stays that one, and a company is nobody's institution ("Bank of America"). */
function institutionOf(text: string, tokens: readonly Token[], { from, to, entry }: Candidate, gazetteer: Gazetteer): Institution | undefined {
  const party = isParty(tokens, from, to);
  if (entry?.type === 'organisation' && !party) return undefined;
  let [head, owned] = [false, has(tokens[from], L.Starts | L.Demonym)];
  for (let i = from; i <= to; i++) {
    head ||= has(tokens[i], L.OrganisationHead | L.NationalHead);
    owned ||= (tokens[i] as Token).key === 'of';
  }
  if (!head) return undefined;
  const own = entry?.type === 'power' ? entry.of : undefined;
  const common = entry === undefined || party || (entry.type === 'power' && own === undefined);
  const institution = institutionAt(text, tokens, from, to, gazetteer) ?? (common && owned && from < to ? institutionIn(text, gazetteer) : undefined);
  return own !== undefined && own === institution?.state.code ? undefined : institution;
}

/** "Labour Party", "Communist Party of …": a party's name in ordinary words is borne in several countries, though lists have it as one. */
function isParty(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if (tokens[i]?.key === 'party' && (i === to || tokens[i + 1]?.key === 'of')) return true;
  return false;
}

function isUnowned(text: string, tokens: readonly Token[], { from, to, entry }: Candidate, gazetteer: Gazetteer): boolean {
  if (from === to && shortParties.has((tokens[from] as Token).key)) return true;
  return (entry === undefined || (entry.type === 'organisation' && isParty(tokens, from, to))) && isStateKind(tokens, from, to) && isCommon(text, gazetteer);
}

/** A form that a reader has refused: the name, or the name with its title, as a mention of a registered person shows it. */
function isRefused(block: string, tokens: readonly Token[], candidate: Candidate, text: string, { registry: { never } }: Chunker): boolean {
  if (never.has(fold(text))) return true;
  const title = candidate.title === undefined ? undefined : tokens[candidate.title];
  return title !== undefined && never.has(fold(block.slice(title.start, (tokens[candidate.to] as Token).end)));
}

const foreign = /[^\p{Script=Latin}\p{P}\p{N}]/u;

/** An ordinary word where anything is capitalised: it needs the document to say that it is a name. */
function isWeak(s: Setting, shout: boolean, chunker: Chunker): boolean {
  const { first, length, candidate } = s;
  if (candidate.title !== undefined) return false;
  if (isChamber(s) || isPaired(s)) return false;
  // "Trump Jr. smiled".
  if (length === 2 && generations.has(s.last.key)) return false;
  if (candidate.entry !== undefined) return isCommonWord(s);
  const ordinary = (first.bits & (L.Word | L.Everyday | L.Function)) !== 0 && !(length > 1 && (first.bits & L.Given) !== 0 && !plain(s.last));
  if (shout) return plain(first);
  // "James I followed", "Apple Inc. said".
  if (length > 1 && (s.last.text === 'I' || has(s.last, L.OrganisationSuffix))) return false;
  if (isFamilyFirst(s.tokens, candidate.from, candidate.to)) return false;
  if (length > 1 && (first.key === 'bin' || first.key === 'von')) return false;
  // "Mount Kenya", "Prophet Muhammad".
  if (length === 2 && (has(first, L.PlacePrefix) || first.key === 'prophet') && !plain(s.last)) return false;
  if (length === 1 && (first.bits & L.Calendar) !== 0) return true;
  // "Macron said": a family name that is a word few have heard.
  if (length === 1 && has(first, L.Surname) && !has(first, L.Everyday | L.Function) && s.after?.shape === Shape.Lower && has(s.after, L.Saying)) return false;
  if (
    first.first &&
    length === 1 &&
    (first.bits & ~(L.Starts | L.StartsRegistered)) === 0 &&
    (s.after === undefined || !s.possessive) &&
    inflected(first.key, chunker)
  )
    return true;
  // Whether a word of another script is a name or begins a sentence, English word lists cannot say.
  if (first.first && length === 1 && (first.bits & ~(L.Starts | L.StartsRegistered)) === 0 && foreign.test(first.text)) return true;
  // "Health Ministry officials": only the first word is capitalised by the sentence.
  if (length === 2 && s.last.shape === Shape.Capital && !s.last.first && ministries.has(s.last.key)) return false;
  return first.first && ordinary && (length === 1 || candidate.to - candidate.from < 2) && first.shape !== Shape.Upper;
}

const ministries = new Set('ministry department parliament embassy army navy'.split(' '));

/** "Senators rejected it", "Pirates have hijacked": a club's or firm's name that begins a sentence as an ordinary word does. */
function isCommonWord({ first, length, candidate, after, after2, possessive }: Setting): boolean {
  if (candidate.entry?.type !== 'organisation' || length > 1 || !first.first || first.shape !== Shape.Capital || possessive || after?.shape === Shape.Number)
    return false;
  // "Apple and Google's plan".
  if (after?.key === 'and' && has(after2, L.Organisation) && after2?.shape === Shape.Capital) return false;
  return (
    (first.bits & L.Word) !== 0 &&
    (first.key.endsWith('s') || after === undefined || (after.bits & L.Saying) === 0) &&
    !(after !== undefined && contests.has(after.key))
  );
}

/** Hydropower, Agribusiness: what makes a new word of another. */
const compounding =
  /^(?:hydro|geo|bio|agri|agro|micro|macro|nano|thermo|electro|cyber|crypto|eco|neuro|psycho|socio|photo|astro|multi|super|hyper|counter|infra|ultra|auto|mega)-?([a-z]{4,})$/;

/** Gunbattles, Blizzards, Seismologists: an ordinary word's form, or two in one, that no list holds. */
function inflected(key: string, chunker: Chunker): boolean {
  if (/(?:ed|ing|ists|isms|men|women)$/.test(key)) return true;
  const rest = compounding.exec(key)?.[1];
  if (rest !== undefined && ((chunker.gazetteer.lexicon.get(rest) ?? 0) & L.Word) !== 0) return true;
  // Family names and towns are made of two that are words too, but seldom with a plural's ending.
  const others = key.endsWith('s') && !key.endsWith('ss') ? 0 : L.Given | L.Surname | L.Place;
  const word = (part: string): boolean => {
    const bits = chunker.gazetteer.lexicon.get(part) ?? 0;
    return (bits & L.Word) !== 0 && (bits & others) === 0;
  };
  const known = (part: string): boolean => word(part) || (part.endsWith('s') && (word(part.slice(0, -1)) || (part.endsWith('es') && word(part.slice(0, -2)))));
  if (key.endsWith('s') && known(key)) return true;
  for (let cut = 3; cut <= key.length - 4; cut++) if (word(key.slice(0, cut)) && known(key.slice(cut))) return true;
  return false;
}

function metonymOf(tokens: readonly Token[], candidate: Candidate, chunker: Chunker): MetonymReading | undefined {
  const { from, to, entry } = candidate;
  if (entry?.type === 'power' && entry.housed === true) {
    const reading = readSeat(tokens, from, to);
    return reading === undefined ? undefined : { type: 'seat', of: entry.name, name: entry.name, reading };
  }
  if (candidate.actors === undefined && (entry === undefined || entry.type === 'place') && isHousehold(tokens, from, to)) {
    const name = tokens.slice(from, to + 1).reduce((all, t) => all + (all === '' ? '' : ' ') + t.text, '');
    return { type: 'seat', of: name, name, reading: 'actor' };
  }
  // No seat has more than three words.
  if (to - from > 2 || (to > from && !chunker.gazetteer.seatStarts.has((tokens[from] as Token).key))) return undefined;
  let key = (tokens[from] as Token).key;
  for (let i = from + 1; i <= to; i++) key += ` ${(tokens[i] as Token).key}`;
  const seat = chunker.gazetteer.seats.get(key);
  if (seat === undefined) return undefined;
  const { reading } = readMetonym(tokens, from, to);
  return { type: seat.type, of: seat.of, name: seat.name, reading };
}

/** "European Union (EU)", "IAEA (International Atomic Energy Agency)": initials that fit. */
function aliasOf(block: string, tokens: readonly Token[], candidate: Candidate): string | undefined {
  if (candidate.to === candidate.from || tokens[candidate.to + 1]?.text !== '(') return undefined;
  const inner = tokens[candidate.to + 2];
  if (inner?.shape !== Shape.Upper || tokens[candidate.to + 3]?.text !== ')') return undefined;
  const name = block.slice((tokens[candidate.from] as Token).start, (tokens[candidate.to] as Token).end);
  return initialsFit(name, inner.text) || isForeignAcronym(tokens, candidate, inner.text) ? inner.text : undefined;
}

/** "Social Democratic Party (SPD)": by the words of another language. It stands for the party where it is said again (see `shortforms.ts`). */
function isForeignAcronym(tokens: readonly Token[], { from, to }: Candidate, acronym: string): boolean {
  if (acronym.length < 2 || acronym.length > 6 || !/^\p{Lu}+$/u.test(acronym) || agencies.has(acronym)) return false;
  return ofForeignName.has(tokens[to]?.key ?? '') || ofForeignName.has(tokens[from]?.key ?? '');
}

const ofForeignName = new Set(
  'party union front movement alliance league coalition democrats socialists greens liberals communists confederation federation association service agency office institute'.split(
    ' ',
  ),
);
/** They stand in parentheses for who reports. */
const agencies = new Set('AP AFP UPI CNN BBC NPR ABC NBC CBS PBS TASS DPA EFE ANSA PTI ANI IANS KCNA RIA MTI PAP CTK AAP RT US UK EU UN'.split(' '));

/** Whether the letters of an acronym come in order from the words of a name, the first from its first word. */
export function initialsFit(name: string, acronym: string): boolean {
  const letters = acronym.replace(/[^\p{L}]/gu, '').toLowerCase();
  const words = fold(name)
    .split(/[^\p{L}]+/u)
    .filter((w) => w !== '');
  if (letters.length < 2 || words.length < 2 || words[0]?.[0] !== letters[0]) return false;
  let at = 0;
  for (const word of words) {
    if (at < letters.length && word[0] === letters[at]) at++;
    else if (at < letters.length && word.length > 3 && !['and', 'for', 'the', 'with'].includes(word) && at > 0 && word.includes(letters[at] ?? '')) at++;
  }
  return at === letters.length;
}

function joins(tokens: readonly Token[], candidate: Candidate): boolean {
  const next = tokens[candidate.to + 1];
  const after = tokens[candidate.to + 2];
  return (
    (next?.text === ',' || next?.key === 'and' || next?.key === 'or') &&
    after !== undefined &&
    (after.shape === Shape.Capital || after.shape === Shape.Upper || after.key === 'and')
  );
}
