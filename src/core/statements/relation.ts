/** What became of a statement's wording from one document to the other. */
import { nearLength } from './features';
import type { Prepared, Stretch } from './prepare';

/**
 * How the second wording relates to the first: word for word; in other words; with less, or more, than the first says;
 * one sentence made two, or two made one; or a part of each. Nothing is said of which came first.
 */
export type Relation = 'verbatim' | 'reworded' | 'shortened' | 'extended' | 'split' | 'merged' | 'overlap';

const mirrors: Readonly<Record<Relation, Relation>> = {
  verbatim: 'verbatim',
  reworded: 'reworded',
  shortened: 'extended',
  extended: 'shortened',
  split: 'merged',
  merged: 'split',
  overlap: 'overlap',
};

/** The relation with the documents exchanged. */
export function mirrored(relation: Relation): Relation {
  return mirrors[relation];
}

/** Share of a side that the other has, from which that side says nothing of its own worth the name. */
const allSaid = 0.85;
/** Below this the other side leaves a part of it out. */
const partSaid = 0.7;
/** Below this, where both sides have something of their own, they are a part of each rather than two wordings of one. */
const halfSaid = 0.55;
/** A sentence has a part in a passage from so many of its words on. */
const minPart = 3;

export function relationOf(a: Prepared, x: Stretch, b: Prepared, y: Stretch): Relation {
  if (isVerbatim(a, x, b, y)) return cutOf(a, x, b, y) ?? 'verbatim';
  const [sentencesA, sentencesB] = [sentencesIn(a, x), sentencesIn(b, y)];
  if (sentencesA === 1 && sentencesB > 1) return 'split';
  if (sentencesA > 1 && sentencesB === 1) return 'merged';
  const [saidA, saidB] = [said(a, x, b, y), said(b, y, a, x)];
  if (saidA < partSaid && saidB >= allSaid) return 'shortened';
  if (saidB < partSaid && saidA >= allSaid) return 'extended';
  if (Math.min(saidA, saidB) < halfSaid) return 'overlap';
  return cutOf(a, x, b, y) ?? 'reworded';
}

function isVerbatim(a: Prepared, x: Stretch, b: Prepared, y: Stretch): boolean {
  if (x.last - x.first !== y.last - y.first) return false;
  for (let i = 0; i < x.last - x.first; i++) if (a.words[x.first + i]?.lexeme.folded !== b.words[y.first + i]?.lexeme.folded) return false;
  return true;
}

/** Whether one of the documents goes on, in the sentence or quotation that the passage stands in, where the other stops. */
function cutOf(a: Prepared, x: Stretch, b: Prepared, y: Stretch): Relation | undefined {
  const [wholeA, wholeB] = [extent(a, x), extent(b, y)];
  const [restA, restB] = [wholeA - (x.last - x.first), wholeB - (y.last - y.first)];
  if (restA >= maxRest && restB < maxRest && restA > (x.last - x.first) / 3) return 'shortened';
  if (restB >= maxRest && restA < maxRest && restB > (y.last - y.first) / 3) return 'extended';
  return undefined;
}

/** Words that a sentence may have around a passage, a cue for instance, and still be given whole. */
const maxRest = 6;

/** Words of the sentences in which the passage stands, as far as they belong to the same unit of speech. */
function extent({ sentences, units }: Prepared, { first, last }: Stretch): number {
  let count = 0;
  for (const sentence of sentences) {
    if (sentence.last <= first || sentence.first >= last) continue;
    for (let i = sentence.first; i < sentence.last; i++) if (units[i] === units[first] || units[i] === units[last - 1]) count++;
  }
  return count;
}

function sentencesIn({ sentences }: Prepared, { first, last }: Stretch): number {
  return Math.max(1, sentences.filter((sentence) => Math.min(last, sentence.last) - Math.max(first, sentence.first) >= minPart).length);
}

/** Share of the passage's weight that the other passage has in some form. */
function said(document: Prepared, { first, last }: Stretch, other: Prepared, { first: from, last: to }: Stretch): number {
  const known = new Set<string>();
  for (let i = from; i < to; i++) {
    const lexeme = other.words[i]?.lexeme;
    if (!lexeme) continue;
    known.add(lexeme.group).add(lexeme.key.slice(0, nearLength));
    const mark = other.marks.get(i);
    if (mark !== undefined) known.add(mark);
  }
  let total = 0;
  let common = 0;
  for (let i = first; i < last; i++) {
    const lexeme = document.words[i]?.lexeme;
    if (!lexeme?.content) continue;
    total += lexeme.weight;
    if (known.has(lexeme.group) || known.has(document.marks.get(i) ?? '') || (lexeme.key.length >= nearLength && known.has(lexeme.key.slice(0, nearLength))))
      common += lexeme.weight;
  }
  return total === 0 ? 1 : common / total;
}
