/**
 * Whose institution it is that a document calls by its common name: "the Foreign Ministry", "the Labour Party". The text may say it elsewhere,
 * or be of one country throughout; else nobody knows, and documents of two countries do not mean one.
 */
import type { BlockKind } from '../text/block';
import { WordMemory } from '../text/wordMemory';
import type { Gazetteer, GazetteerState } from './gazetteer';
import type { Institution } from './institutions';
import { fold } from './tokens';
import type { RecognisedMention } from './types';
import { shortParties } from './words';

/** What is asked of a mention on its way through the document. */
export interface Owned {
  readonly m: RecognisedMention;
  readonly key: string;
  readonly name: { readonly state: GazetteerState | undefined };
  readonly block: { readonly kind: BlockKind };
  readonly full: unknown;
  /** The text says whose it is. */
  institution: Institution | undefined;
  /** Nothing but the document's country says whose it is: a registered actor of the bare name goes before. */
  home: Institution | undefined;
  /** The country that the document is most of: no other document's institution of this name is meant. */
  within: GazetteerState | undefined;
}

/** The state that a word, or two, as they are written are the demonym of. */
export type Demonyms = WordMemory<GazetteerState | undefined>;

/** Words of which that is remembered. */
const remembered = 20_000;

export function demonymsOf({ demonyms }: Gazetteer): Demonyms {
  return new WordMemory((word) => demonyms.get(fold(word).replace(/\s/, ' ')), remembered);
}

interface Known {
  readonly gazetteer: Gazetteer;
  readonly demonyms: Demonyms;
}

interface Block {
  readonly text: string;
  readonly mentions: readonly RecognisedMention[];
}

export function attachOwners(drafts: readonly Owned[], blocks: readonly Block[], { gazetteer, demonyms }: Known): void {
  const owners = new Map<string, Institution | undefined>();
  for (const { m } of drafts) {
    if (m.institution === undefined) continue;
    const key = fold(m.institution.name);
    const known = owners.get(key);
    owners.set(key, owners.has(key) && known?.state !== m.institution.state ? undefined : m.institution);
  }
  let country: Country | undefined;
  const introduced = new Map<string, boolean>();
  for (const d of drafts) {
    if (d.m.institution === undefined && d.m.common !== true && (owners.size === 0 || !owners.has(d.key))) continue;
    // "Labour" is the Labour Party of whichever country.
    const party = d.m.common === true ? shortParties.get(d.key) : undefined;
    const own = d.m.institution ?? owners.get(party === undefined ? d.key : fold(party));
    // What is first named without its state is the reader's own country's, and not the one whose state is said later; a headline says nothing of it.
    const key = d.m.institution !== undefined ? fold(d.m.institution.name) : party === undefined ? d.key : fold(party);
    if (!introduced.has(key) && d.block.kind !== 'headline') introduced.set(key, d.m.institution !== undefined);
    if (d.m.institution !== undefined || introduced.get(key) !== false) {
      d.institution = own;
      continue;
    }
    if (own === undefined && (d.m.common !== true || d.full !== undefined)) continue;
    country ??= countryOf(drafts, blocks, gazetteer, demonyms);
    if (own !== undefined && own.state === country.state) d.institution = own;
    if (d.institution !== undefined || d.m.common !== true || d.full !== undefined) continue;
    d.home = country.alone && country.state !== undefined ? { name: party ?? d.m.text, state: country.state } : undefined;
    d.within = d.home === undefined ? country.state : undefined;
  }
}

interface Country {
  /** The state that the document names at least twice as often as any other; undefined where none is. */
  readonly state: GazetteerState | undefined;
  /** It names no other, and this one more than in passing. */
  readonly alone: boolean;
}

/** How often a document has to name a state to be of it, and to be of it alone. */
const [often, throughout] = [2, 3];

function countryOf(drafts: readonly Owned[], blocks: readonly Block[], gazetteer: Gazetteer, demonyms: Demonyms): Country {
  const counts = new Map<GazetteerState, number>();
  const count = (state: GazetteerState | undefined): void => {
    if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1);
  };
  for (const { m, name } of drafts) count(m.metonym?.type === 'capital' ? gazetteer.states.get(fold(m.metonym.name)) : name.state);
  for (const { text, mentions } of blocks) countDemonyms(text, mentions, demonyms, count);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < often || (second !== undefined && first[1] < 2 * second[1])) return { state: undefined, alone: false };
  return { state: first[0], alone: second === undefined && first[1] >= throughout };
}

/** Counts "British", "South Korean" in no name's words. Read by its characters: a pattern over the whole of a document was a tenth of linking. */
function countDemonyms(text: string, mentions: readonly RecognisedMention[], demonyms: Demonyms, count: (state: GazetteerState | undefined) => void): void {
  let at = 0;
  let [lastStart, lastEnd] = [0, -1];
  for (let i = 0; i < text.length; i++) {
    // Small letters and spaces are nearly all of a text.
    const code = text.charCodeAt(i);
    if ((code >= 0x61 && code <= 0x7a) || code === 0x20 || !isCapital(text, i)) continue;
    const start = i;
    do i++;
    while (i < text.length && isOfWord(text, i));
    // "A", and what is left where a word ends: a single letter is no demonym's, and nothing is behind it that begins one.
    if (i === start + 1) continue;
    while ((mentions[at]?.end ?? Infinity) <= start) at++;
    const [before, isBeside] = [lastStart, lastEnd === start - 1];
    [lastStart, lastEnd] = [start, i];
    // Most words with a capital are part of a name: nothing is looked up for them.
    if ((mentions[at]?.start ?? Infinity) <= start) continue;
    const both = isBeside ? demonyms.at(text, before, i) : undefined;
    count(both ?? demonyms.at(text, start, i));
  }
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 ? code >= 0x41 && code <= 0x5a : capital.test(characterAt(text, at));
}

/** A letter, an apostrophe or a hyphen. */
function isOfWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return ((code | 0x20) - 0x61) >>> 0 < 26 || code === 0x27 || code === 0x2d;
  return letter.test(characterAt(text, at));
}

/** The character at a place, whole where it is half of a pair. */
function characterAt(text: string, at: number): string {
  const half = text.charCodeAt(at) & 0xfc00;
  return half === 0xd800 ? text.slice(at, at + 2) : half === 0xdc00 ? text.slice(Math.max(0, at - 1), at + 1) : text.charAt(at);
}

const capital = /\p{Lu}/u;
const letter = /[\p{L}’]/u;
