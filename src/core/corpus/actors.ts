/** What a corpus is asked about its actors besides counts: who fits a few letters, and who may be one. */
import { type MergeSuggestion, suggestMerges } from '../actors/likeness';
import type { Mention } from '../actors/types';
import type { ProjectIndex } from '../project/lookup';
import type { ActorSummary, FoundActor, Place } from './types';

/** Suggestions are looked for among so many, most mentioned first: among 20,000 it takes two seconds, and nobody answers 40,000 questions. */
const mostCompared = 5000;
/** Forms beyond this many say nothing more about likeness. */
const mostForms = 12;

type PlacedMention = Mention & { readonly place: Place };

export function findActors(mentions: readonly PlacedMention[], query: string, most: number): readonly FoundActor[] {
  const letters = query.toLowerCase().replace(/\s+/g, '');
  const found = new Map<string, { first: PlacedMention; form: string | undefined; mentions: number } | undefined>();
  const fits = new Map<string, boolean>();
  const fitting = (text: string): boolean => {
    let known = fits.get(text);
    if (known === undefined) fits.set(text, (known = holds(text.toLowerCase(), letters)));
    return known;
  };
  for (const mention of mentions) {
    const entry = found.get(mention.actor) ?? { first: mention, form: undefined, mentions: 0 };
    found.set(mention.actor, entry);
    entry.mentions++;
    if (entry.first.aside === true && mention.aside !== true) entry.first = mention;
    if (entry.form === undefined && mention.text !== mention.name && !fitting(mention.name) && fitting(mention.text)) entry.form = mention.text;
  }
  return [...found]
    .flatMap(([id, entry]) => (entry && (entry.form !== undefined || fitting(entry.first.name)) ? [{ id, ...entry }] : []))
    .sort((a, b) => b.mentions - a.mentions)
    .slice(0, most)
    .map(({ id, first, form, mentions: count }) => ({ id, name: first.name, kind: first.kind, form, mentions: count, place: first.place }));
}

/** Whether a text holds letters in their order, with others between them. */
function holds(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/**
 * The surface forms of an actor are not compared, only its name and the registry's aliases: a bare surname is many people's, and that it
 * is this one's was told from its document.
 */
export function suggestionsAmong(actors: readonly ActorSummary[], project: ProjectIndex): readonly MergeSuggestion[] {
  const compared = actors.slice(0, mostCompared);
  const named = compared.map(({ id, name, kind }) => {
    const entry = project.actor(id);
    const full = kind === 'person' ? (entry?.aliases ?? []).filter((alias) => alias.trim().includes(' ')) : (entry?.aliases ?? []);
    return { id, name, kind, forms: full.slice(0, mostForms), notSameAs: (entry?.['not-same-as'] ?? []).map((other) => project.actor(other)?.id ?? other) };
  });
  const mentions = new Map(compared.map((actor) => [actor.id, actor.mentions] as const));
  return suggestMerges(named).filter(({ a, b }) => (mentions.get(a) ?? 0) + (mentions.get(b) ?? 0) > 0);
}
