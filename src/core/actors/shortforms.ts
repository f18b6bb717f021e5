/** Short forms in a document: acronyms, companies without their suffix, the head of a name alone. */
import { type Draft, maxOf } from './drafts';
import { best, reweighed } from './evidence';
import { initialsFit } from './recognise';

/** An acronym stands for the name that the text gave it last before, or gives it first; else for the only name in the document whose initials it has. */
export function attachAcronyms(drafts: readonly Draft[]): void {
  const defined = new Map<string, Draft>();
  for (const d of drafts) if (d.m.alias !== undefined && !defined.has(d.m.alias)) defined.set(d.m.alias, d);
  const repeated = defined.size === 0 ? new Set<string>() : repeatedOf(drafts);
  let long: ReadonlyMap<string, Draft | undefined> | undefined;
  for (const d of drafts) {
    if (d.m.alias !== undefined) defined.set(d.m.alias, d);
    if (d.words !== 1 || !isAcronym(d.m.text)) continue;
    let full = defined.get(d.m.text);
    if (full === undefined) full = (long ??= byInitials(drafts)).get(d.m.text.replace(/\./g, ''));
    // In another language's letters only where the text goes on to use them.
    else if (!initialsFit(full.m.text, d.m.text) && !repeated.has(d.m.text)) full = undefined;
    if (full === undefined || full === d) continue;
    // A state's initials are also what is no name: SA is a company's suffix.
    if (best(full.weights) === 'state' && (d.weights.none > 2 || d.m.actors !== undefined)) continue;
    d.full = full;
    d.defined = defined.get(d.m.text) === full;
    d.rule = 'acronym';
    const kind = best(full.weights);
    if (d.weights.state < 8) d.weights = reweighed(d.weights, kind, maxOf(d.weights) + 3);
  }
}

/** Names that stand twice and more. */
function repeatedOf(drafts: readonly Draft[]): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const { m } of drafts) (once.has(m.text) ? twice : once).add(m.text);
  return twice;
}

/** Most names of one word are told from an acronym by their second letter: no pattern is tried on them. */
function isAcronym(text: string): boolean {
  const second = text.charCodeAt(1);
  return !(second >= 0x61 && second <= 0x7a) && text.length <= longestAcronym && /^[\p{Lu}\d.&]{2,8}$/u.test(text);
}

/** Eight characters, of two units at most. */
const longestAcronym = 16;

/** What a state's name in full says that it is: by its initials the Russian Federation is known, and South Korea is not. */
const polity = /(?:^|\s)(?:federation|republic|kingdom|emirates|states|union|commonwealth)(?:\s|$)/;

/** Names of several words, of organisations and of states in full, by their initials; undefined where two have the same. */
function byInitials(drafts: readonly Draft[]): ReadonlyMap<string, Draft | undefined> {
  const byKey = new Map<string, Draft>();
  for (const d of drafts) {
    if (d.words < 2) continue;
    const kind = best(d.weights);
    if (kind === 'organisation' || (kind === 'state' && polity.test(d.key))) byKey.set(d.name.plain, d);
  }
  const found = new Map<string, Draft | undefined>();
  for (const d of [...byKey.values()].slice(0, namesCompared)) {
    const { initials } = d.name;
    found.set(initials, found.has(initials) ? undefined : d);
  }
  return found;
}

/** Names whose initials are made; more no article has. */
const namesCompared = 400;

/** "Lakeside Ports" after Lakeside Ports Ltd.: the company's name without its suffix, even where it may be ordinary words. */
export function attachShortened(drafts: readonly Draft[]): void {
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
    d.weights = reweighed(d.weights, 'organisation', maxOf(d.weights) + 3);
  }
}

/** "the Ministry" after one Ministry of Finance: a head noun alone, when only one name before it has that head. */
export function attachHeads(drafts: readonly Draft[]): void {
  const heads = new Map<string, Head>();
  for (const d of drafts) {
    if (d.words === 1) {
      const head = heads.get(d.key);
      const full = head?.last;
      if (
        head?.isShared === false &&
        full !== undefined &&
        d.full === undefined &&
        d.m.rule !== 'state' &&
        d.weights.organisation > 0 &&
        d.weights.place < 3 &&
        d.weights.state < 5 &&
        (d.weights.person < 3 || d.weights.organisation > d.weights.person)
      ) {
        d.full = full;
        d.rule = 'head-noun';
        d.weights = reweighed(d.weights, 'organisation', maxOf(d.weights) + 2);
      }
      continue;
    }
    if (best(d.weights) !== 'organisation') continue;
    const { key } = d;
    const [first, last] = [key.slice(0, key.indexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)];
    // "the House" is no committee of it, and not the White House.
    if (first !== 'house' || key.startsWith('house of ')) heads.set(first, headOf(heads.get(first), d));
    if (last !== first && last !== 'house') heads.set(last, headOf(heads.get(last), d));
  }
}

/** A word with which names begin or end. */
interface Head {
  readonly last: Draft;
  /** Several names have it. */
  readonly isShared: boolean;
}

function headOf(before: Head | undefined, last: Draft): Head {
  return { last, isShared: before !== undefined && (before.isShared || before.last.key !== last.key) };
}
