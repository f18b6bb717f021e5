/**
 * Looser likeness: names that may be one actor's and are never merged without a person's word. Phonetic keys and small
 * edits unite too much to act on, but enough to ask about.
 */
import { type MiddleNames, middleNamesOf } from './namesakes';
import { compatibleGiven, looseKey, namePartsOf, plainKey, sameActorName, sameGiven, surnameKey, type NameParts } from './names';
import type { ActorKind } from './types';

export interface NamedActor {
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  /** Other forms that were seen or registered. */
  readonly forms?: readonly string[];
  /** Ids that a person has said are others. */
  readonly notSameAs?: readonly string[];
}

export interface MergeSuggestion {
  /** Ids of the two actors, in the order given. */
  readonly a: string;
  readonly b: string;
  /** 0 to 1, for ordering only. */
  readonly likeness: number;
  /** `transliteration`, `middle-name`, `given-name-sounds`, `surname-sounds`, `acronym`, `surname-only`, `spelling`. */
  readonly why: string;
}

/** Pairs of one kind that look like one actor, likest first. Grouped by sound, so that it is near linear in the number of names. */
export function suggestMerges(actors: readonly NamedActor[]): readonly MergeSuggestion[] {
  const groups = new Map<string, number[]>();
  const forms = actors.map((actor) => [actor.name, ...(actor.forms ?? [])].slice(0, 12));
  actors.forEach((actor, i) => {
    for (const form of forms[i] ?? []) for (const key of bucketKeys(form, actor.kind)) add(groups, `${actor.kind} ${key}`, i);
  });
  const middles = actors.map(({ kind }, i) => (kind === 'person' ? (forms[i] ?? []).map(middleNamesOf).filter((names) => names !== undefined) : []));
  const best = new Map<string, MergeSuggestion>();
  for (const members of groups.values()) {
    // A group of hundreds is a common family name: its pairs would drown the rest.
    if (members.length > 60) continue;
    for (let x = 0; x < members.length; x++) {
      for (let y = x + 1; y < members.length; y++) consider({ actors, forms, middles }, members[x] ?? 0, members[y] ?? 0, best);
    }
  }
  return [...best.values()].sort((p, q) => q.likeness - p.likeness || (p.a < q.a ? -1 : p.a > q.a ? 1 : p.b < q.b ? -1 : 1));
}

interface Compared {
  readonly actors: readonly NamedActor[];
  /** Of each actor: its name and other forms, and those with middle names, taken apart. */
  readonly forms: readonly (readonly string[])[];
  readonly middles: readonly (readonly MiddleNames[])[];
}

function consider({ actors, forms, middles }: Compared, i: number, j: number, best: Map<string, MergeSuggestion>): void {
  const [first, second] = i < j ? [i, j] : [j, i];
  const a = actors[first];
  const b = actors[second];
  if (a === undefined || b === undefined || a.id === b.id) return;
  if (a.notSameAs?.includes(b.id) === true || b.notSameAs?.includes(a.id) === true) return;
  if (haveOtherMiddles(middles[first] ?? [], middles[second] ?? [])) return;
  for (const x of forms[first] ?? []) {
    for (const y of forms[second] ?? []) {
      const like = likeness(x, y, a.kind);
      if (like === undefined) continue;
      const key = `${a.id}\n${b.id}`;
      const known = best.get(key);
      if (known === undefined || known.likeness < like.likeness) best.set(key, { a: a.id, b: b.id, ...like });
    }
  }
}

/** Whether forms of two persons give one name other middle names: then a form without them makes the two no liker. */
function haveOtherMiddles(a: readonly MiddleNames[], b: readonly MiddleNames[]): boolean {
  return a.some((one) => b.some((other) => one.base === other.base && !compatibleGiven(['', ...one.middle], ['', ...other.middle])));
}

/** How like two names of one kind are, or undefined when no one would ask. */
export function likeness(a: string, b: string, kind: ActorKind): { readonly likeness: number; readonly why: string } | undefined {
  if (sameActorName(a, b, kind)) {
    const one = kind !== 'person' || namePartsOf(a).given.length === namePartsOf(b).given.length;
    return { likeness: 0.95, why: one ? 'transliteration' : 'middle-name' };
  }
  return kind === 'person' ? personLikeness(namePartsOf(a), namePartsOf(b)) : otherLikeness(a, b);
}

function personLikeness(a: NameParts, b: NameParts): { readonly likeness: number; readonly why: string } | undefined {
  const sameSurname = surnameKey(a.surname) === surnameKey(b.surname);
  const [givenA, givenB] = [a.given[0], b.given[0]];
  // Charles II and Charles III, Jr. and Sr.: said to be two.
  if (a.suffix !== b.suffix && a.suffix !== undefined && b.suffix !== undefined) return undefined;
  if (sameSurname) {
    if (givenA === undefined || givenB === undefined) return { likeness: 0.6, why: 'surname-only' };
    // Father and son, or one man with and without his suffix: worth a question, no more.
    if (a.suffix !== b.suffix) return compatibleGiven(a.given, b.given) ? { likeness: 0.6, why: 'spelling' } : undefined;
    if (a.given.length > 1 && b.given.length > 1 && sameGiven(givenA, givenB) && !compatibleGiven(a.given, b.given)) return undefined;
    if (sound(givenA) === sound(givenB) || near(givenA, givenB) || sameSkeleton(givenA, givenB)) return { likeness: 0.8, why: 'given-name-sounds' };
    return undefined;
  }
  const surnamesSound = sound(a.surname) === sound(b.surname) && Math.abs(a.surname.length - b.surname.length) <= 3 && distance(a.surname, b.surname) <= 3;
  const surnamesNear = a.surname.length >= 5 && b.surname.length >= 5 && distance(a.surname, b.surname) <= 1;
  if (givenA !== undefined && givenB !== undefined && looseKey(a.surname) === looseKey(b.surname) && compatibleGiven(a.given, b.given))
    return { likeness: 0.75, why: 'spelling' };
  if (!surnamesSound && !surnamesNear) return undefined;
  if (givenA === undefined || givenB === undefined) return givenA === givenB && surnamesSound ? { likeness: 0.5, why: 'surname-sounds' } : undefined;
  if (compatibleGiven(a.given, b.given) || sound(givenA) === sound(givenB))
    return { likeness: surnamesSound ? 0.7 : 0.6, why: surnamesSound ? 'surname-sounds' : 'spelling' };
  return undefined;
}

function otherLikeness(a: string, b: string): { readonly likeness: number; readonly why: string } | undefined {
  const [x, y] = [plainKey(a), plainKey(b)];
  const initials = (s: string): string =>
    s
      .split(/[\s-]+/)
      .filter((w) => !small.has(w))
      .map((w) => w[0] ?? '')
      .join('');
  if (x.length <= 6 && y.includes(' ') && initials(y) === x) return { likeness: 0.7, why: 'acronym' };
  if (y.length <= 6 && x.includes(' ') && initials(x) === y) return { likeness: 0.7, why: 'acronym' };
  if (Math.min(x.length, y.length) >= 7 && distance(x, y) <= 2 && !/\d/.test(x + y)) return { likeness: 0.6, why: 'spelling' };
  const [wx, wy] = [
    x
      .split(' ')
      .filter((w) => w !== 'of' && w !== 'the')
      .sort(),
    y
      .split(' ')
      .filter((w) => w !== 'of' && w !== 'the')
      .sort(),
  ];
  if (wx.length > 1 && wx.join(' ') === wy.join(' ')) return { likeness: 0.75, why: 'word-order' };
  return undefined;
}

/** Words that acronyms pass over. */
const small = new Set(['of', 'the', 'and', 'for', 'in', 'on']);

function bucketKeys(form: string, kind: ActorKind): string[] {
  if (kind === 'person') {
    const parts = namePartsOf(form);
    return [...new Set([`=${looseKey(parts.surname)}`, `~${sound(parts.surname)}`])];
  }
  const key = plainKey(form);
  const words = key.split(/[\s-]+/).filter((w) => !small.has(w));
  const initials = words.map((w) => w[0] ?? '').join('');
  return [
    ...new Set([
      `~${sound(key.replace(/ /g, ''))}`,
      `w${[...words].sort().join(' ')}`,
      words.length > 1 ? `i${initials}` : key.length <= 6 ? `i${key}` : `~${sound(key)}`,
    ]),
  ];
}

function add(map: Map<string, number[]>, key: string, i: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [i]);
  else if (list[list.length - 1] !== i && !list.includes(i)) list.push(i);
}

/** Sound classes after Soundex (Russell and Odell 1918), with the first letter coded too and romanised digraphs joined. */
export function sound(word: string): string {
  const joined = word
    .replace(/[^a-z]/g, '')
    .replace(/sch|sh|ch|zh|cz|sz|tsch/g, 's')
    .replace(/ph/g, 'f')
    .replace(/kh|gh|ck|q|x/g, 'k')
    .replace(/th|dh/g, 't')
    .replace(/w/g, 'v')
    .replace(/^(?:y|j)(?=[aeiou])/g, '');
  let out = '';
  let last = '';
  for (const c of joined) {
    const code = classes[c] ?? '';
    if (code !== '' && code !== last) out += code;
    last = code === '' && 'hwy'.includes(c) ? last : code;
  }
  return (/^[aeiou]/.test(joined) ? 'a' : '') + out.slice(0, 6);
}
const classes: Readonly<Record<string, string>> = Object.fromEntries(
  ['bp', 'fv', 'ckg', 'szj', 'dt', 'l', 'mn', 'r'].flatMap((letters, i) => [...letters].map((letter) => [letter, String(i + 1)] as const)),
);

/** Consonants alone, one of which may be missing: Antony and Etoni, heard through another language. */
function sameSkeleton(a: string, b: string): boolean {
  const [x, y] = [a, b].map((s) => s.replace(/[^a-z]|[aeiouy]/g, '')).sort((p, q) => p.length - q.length);
  if (x === undefined || y === undefined || x.length < 2 || y.length - x.length > 1) return false;
  let at = 0;
  for (const c of y) if (c === x[at]) at++;
  return at === x.length;
}

const near = (a: string, b: string): boolean => Math.min(a.length, b.length) >= 4 && distance(a, b) <= (Math.max(a.length, b.length) > 6 ? 2 : 1);

/** Levenshtein distance, for words; quadratic in lengths that are capped at 60. */
export function distance(a: string, b: string): number {
  const [x, y] = [a.slice(0, 60), b.slice(0, 60)];
  let row = Array.from({ length: y.length + 1 }, (_, i) => i);
  for (let i = 1; i <= x.length; i++) {
    const next = [i];
    for (let j = 1; j <= y.length; j++) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (x[i - 1] === y[j - 1] ? 0 : 1));
    row = next;
  }
  return row[y.length] ?? 0;
}
