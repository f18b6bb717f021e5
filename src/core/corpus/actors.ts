/** What a corpus is asked about its actors besides counts: who fits a few letters, and who may be one. */
import { type MergeSuggestion, suggestMerges } from '../actors/likeness';
import type { ProjectIndex } from '../project/lookup';
import { type KeptMention, placeOfMark } from './marks';
import type { ActorSummary, FoundActor } from './types';

/** Suggestions are looked for among so many, most mentioned first: among 20,000 it takes two seconds, and nobody answers 40,000 questions. */
const mostCompared = 5000;
/** Forms beyond this many say nothing more about likeness. */
const mostForms = 12;

/** @param documents the mentions of each, in the order of its text */
export function findActors(
  documents: Iterable<{ readonly path: string; readonly mentions: readonly KeptMention[] }>,
  query: string,
  most: number,
): readonly FoundActor[] {
  const letters = query.toLowerCase().replace(/\s+/g, '');
  const found = new Map<string, { path: string; first: KeptMention; form: string | undefined; mentions: number }>();
  const fits = new Map<string, boolean>();
  const fitting = (text: string): boolean => {
    let known = fits.get(text);
    if (known === undefined) fits.set(text, (known = holds(text.toLowerCase(), letters)));
    return known;
  };
  for (const { path, mentions } of documents) {
    for (const mention of mentions) {
      const { actor, form } = mention;
      let entry = found.get(actor.id);
      if (!entry) found.set(actor.id, (entry = { path, first: mention, form: undefined, mentions: 0 }));
      entry.mentions++;
      if (entry.first.aside && !mention.aside) {
        entry.path = path;
        entry.first = mention;
      }
      if (entry.form === undefined && form !== actor.name && !fitting(actor.name) && fitting(form)) entry.form = form;
    }
  }
  return [...found]
    .filter(([, entry]) => entry.form !== undefined || fitting(entry.first.actor.name))
    .sort(([, a], [, b]) => b.mentions - a.mentions)
    .slice(0, most)
    .map(([id, { path, first, form, mentions }]) => ({
      id,
      name: first.actor.name,
      kind: first.actor.kind,
      form,
      mentions,
      place: placeOfMark(path, first, first.form),
    }));
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
