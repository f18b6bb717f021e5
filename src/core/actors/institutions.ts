/**
 * Institutions that every state has one of: "Russia's Foreign Ministry", "the Russian Foreign Ministry" and "the Foreign
 * Ministry of Russia" are one actor, and China's is another, whatever both are called at home.
 */
import type { Gazetteer, GazetteerState } from './gazetteer';
import { plainKey } from './names';
import { tokenAt } from './setting';
import { fold, type Token } from './tokens';
import { Lexicon as L } from './words';

export interface Institution {
  /** What it is called without its state ("Foreign Ministry"). */
  readonly name: string;
  readonly state: GazetteerState;
}

/** The institution and the state that a name holds both of: "Russian Foreign Ministry", "US Supreme Court", "Central Bank of Peru". */
export function institutionIn(name: string, gazetteer: Gazetteer): Institution | undefined {
  const words = name.split(' ');
  for (let n = Math.min(3, words.length - 1); n > 0; n--) {
    const owner = fold(words.slice(0, n).join(' '));
    const state = gazetteer.demonyms.get(owner) ?? gazetteer.states.get(owner);
    if (state !== undefined) return ofState(words.slice(n).join(' '), state, gazetteer);
  }
  const of = name.lastIndexOf(' of ');
  const state = of < 0 ? undefined : gazetteer.states.get(fold(name.slice(of + 4)).replace(/^the /, ''));
  return state === undefined ? undefined : ofState(name.slice(0, of), state, gazetteer);
}

/** The institution that a name is, of the state beside it: "Peru's | Central Bank", "the Security Council | of Russia". */
export function institutionAt(name: string, tokens: readonly Token[], from: number, to: number, gazetteer: Gazetteer): Institution | undefined {
  const state = ownerBefore(tokens, from, gazetteer) ?? ownerAfter(tokens, to, gazetteer);
  return state === undefined ? undefined : ofState(name, state, gazetteer);
}

/** The state beside a name of ordinary words: "Peru's | Central Bank", "Labour Party | of Norway". */
export function ownerAt(
  tokens: readonly Token[],
  from: number,
  to: number,
  gazetteer: Gazetteer,
): { readonly state: GazetteerState; readonly behind: boolean } | undefined {
  const behind = ownerAfter(tokens, to, gazetteer);
  const state = behind ?? ownerBefore(tokens, from, gazetteer);
  return state === undefined || !isCommon(joined(tokens, from, to), gazetteer) ? undefined : { state, behind: behind !== undefined };
}

/** The key that all names of one state's institution share. */
export const institutionKey = ({ name, state }: Institution): string => `${plainKey(name)} of ${state.code}`;

/** Its name in full. */
export const institutionName = ({ name, state }: Institution): string => `${name} of ${withArticle.test(state.name) ? 'the ' : ''}${state.name}`;

/** "the United States", "the Netherlands", but Wales, Belarus, Cyprus. */
const withArticle = /^United |^Soviet | (?:Republic|Empire|Islands|Territories)$|^(?:Bahamas|Comoros|Maldives|Netherlands|Philippines|Seychelles|Vatican)$/;

function ofState(name: string, state: GazetteerState, gazetteer: Gazetteer): Institution | undefined {
  // The Duma, the State Department: there is one, whoever's it is said to be.
  return isCommon(name, gazetteer) ? { name, state } : undefined;
}

const inner = L.Word | L.Everyday | L.Function | L.Title | L.TitleModifier | L.OrganisationHead | L.NationalHead;

/** Made of ordinary words, with the head of an institution: a name that says what it is and not which. */
export function isCommon(name: string, { lexicon }: Gazetteer): boolean {
  const words = fold(name).split(' ');
  const bits = words.map((word) => lexicon.get(word) ?? 0);
  if (bits.length > 6 || !bits.every((b) => (b & inner) !== 0)) return false;
  return words.length === 1 ? ((bits[0] ?? 0) & L.NationalHead) !== 0 : bits.some((b) => (b & (L.OrganisationHead | L.NationalHead)) !== 0);
}

/** What every state has, and parties: newspapers, clubs and companies of common names, and most councils and committees, are known by them alone. */
const stateKinds = new Set(
  'ministry parliament cabinet government congress senate assembly court police army navy forces treasury commission party'.split(' '),
);

/** Whether a name begins or ends with the head of such an institution. */
export const isStateKind = (tokens: readonly Token[], from: number, to: number): boolean =>
  stateKinds.has(tokens[to]?.key ?? '') || stateKinds.has(tokens[from]?.key ?? '') || (tokens[to]?.key === 'bank' && tokens[to - 1]?.key === 'central');

/** "Russia's |", "the United States' |". */
function ownerBefore(tokens: readonly Token[], from: number, { states }: Gazetteer): GazetteerState | undefined {
  const before = tokenAt(tokens, from - 1);
  const s = before?.key === 's' && before.gap === 0 ? 2 : 1;
  const mark = tokenAt(tokens, from - s);
  if (tokens[from]?.gap !== 1 || mark === undefined || mark.gap !== 0 || (mark.text !== "'" && mark.text !== '’')) return undefined;
  const last = from - s - 1;
  for (let n = 3, end = last; n > 0; n--) {
    const start = end - n + 1;
    const state = start < 0 ? undefined : states.get(joined(tokens, start, end));
    if (state !== undefined) return state;
  }
  return undefined;
}

/** "| of Russia", "| of the Russian Federation". */
function ownerAfter(tokens: readonly Token[], to: number, { states }: Gazetteer): GazetteerState | undefined {
  if (tokens[to + 1]?.key !== 'of' || tokens[to + 1]?.gap !== 1) return undefined;
  const start = tokens[to + 2]?.key === 'the' ? to + 3 : to + 2;
  for (let n = 3; n > 0; n--) {
    const state = tokens[start + n - 1] === undefined ? undefined : states.get(joined(tokens, start, start + n - 1));
    if (state !== undefined) return state;
  }
  return undefined;
}

function joined(tokens: readonly Token[], from: number, to: number): string {
  let key = tokens[from]?.key ?? '';
  for (let i = from + 1; i <= to; i++) key += ` ${tokens[i]?.key ?? ''}`;
  return key;
}
