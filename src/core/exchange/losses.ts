/** What of a project a format has no place for, counted in what is exported. */
import type { DocumentMetadata } from '../sidecar/schema';
import type { ExchangeDocument, Loss, Passage } from './types';

/** A loss without its count, which goes into `{0}`. */
interface Field extends Loss {
  readonly count: (document: ExchangeDocument) => number;
}

const passages = (holds: (passage: Passage['annotation']) => boolean): Field['count'] => {
  return (document) => document.passages.filter(({ annotation }) => holds(annotation)).length;
};
const stances = (holds: (entry: ExchangeDocument['stance'][number]) => boolean): Field['count'] => {
  return (document) => document.stance.filter(holds).length;
};

/** Everything that people decide about a document, but for what is said of the document itself. */
const fields = {
  // Another program takes a place for where the words stand.
  suggested: {
    message: '{0} passages were found again in changed words; their place is a suggestion that nobody has accepted.',
    args: [],
    count: ({ passages: all }) => all.filter(({ isSuggested }) => isSuggested === true).length,
  },
  unplaced: { message: '{0} passages without a place in their text are left out.', args: [], count: ({ unplaced }) => unplaced.length },
  none: {
    message: '{0} settlements that no passage holds are left out.',
    args: [],
    count: passages(({ tags, adjudicates }) => tags.length === 0 && adjudicates !== undefined),
  },
  untagged: {
    message: '{0} passages without a tag are left out.',
    args: [],
    count: passages(({ tags, adjudicates }) => tags.length === 0 && adjudicates === undefined),
  },
  adjudicates: {
    message: '{0} passages do not say what they settle.',
    args: [],
    count: passages(({ adjudicates, tags }) => adjudicates !== undefined && tags.length > 0),
  },
  blank: {
    message: '{0} passages of line ends alone are left out.',
    args: [],
    count: ({ passages: all, text }) => all.filter(({ start, end }) => /^\n*$/.test(text.slice(start, end))).length,
  },
  notes: { message: '{0} notes are left out.', args: [], count: passages(({ note }) => note !== undefined) },
  noteLines: { message: '{0} notes lose their line breaks.', args: [], count: passages(({ note }) => note !== undefined && /\s{2}|[\n\t]/.test(note.trim())) },
  voices: { message: '{0} voices are left out.', args: [], count: passages(({ voice }) => voice !== undefined) },
  speakers: { message: '{0} speakers are left out.', args: [], count: passages(({ speaker }) => speaker !== undefined) },
  coders: { message: 'Who coded is left out, of {0} passages.', args: [], count: passages(() => true) },
  times: { message: 'When it was coded is left out, of {0} passages.', args: [], count: passages(() => true) },
  ids: { message: 'Ids are left out, of {0} passages.', args: [], count: passages(() => true) },
  stances: { message: '{0} stances are left out; the table “stance” has them.', args: [], count: stances(() => true) },
  because: { message: '{0} reasons of stances are left out.', args: [], count: stances(({ because }) => because !== undefined) },
  confidence: { message: '{0} stances do not say how sure their coder was.', args: [], count: stances(({ confidence }) => confidence !== undefined) },
  evidence: { message: '{0} stances do not say on which passages they rest.', args: [], count: stances(({ evidence }) => (evidence ?? []).length > 0) },
  judges: { message: 'Whose they are and of when is left out, of {0} stances.', args: [], count: stances(() => true) },
  marks: { message: '{0} decisions about actors and dates are not told as such.', args: [], count: ({ decisions }) => decisions.length },
  // A table has the words, which a reader of it finds nowhere.
  nowhere: {
    message: '{0} passages have no place in their text: they go without one, and no import can place them.',
    args: [],
    count: ({ unplaced }) => unplaced.length,
  },
  read: { message: '{0} marks “read, nothing to code” are left out.', args: [], count: ({ read }) => read.length },
} as const satisfies Readonly<Record<string, Field>>;

export type LosableField = keyof typeof fields;

/**
 * A sentence for every field that is there and cannot be carried.
 * @param lost the fields that the format has no place for
 * @param carried what it keeps of what is said of a document
 */
export function lossesOf(documents: readonly ExchangeDocument[], lost: readonly LosableField[], carried: readonly (keyof DocumentMetadata)[]): readonly Loss[] {
  const found = counted(documents, lost);
  const said = documents.flatMap(({ metadata }) => Object.entries(metadata).flatMap(([key, value]) => (value === undefined ? [] : [key])));
  // What belongs to the file is no judgement that anybody would look for elsewhere.
  const own: readonly string[] = [...carried, 'text', 'encoding'];
  const gone = [...new Set(said)].filter((key) => !own.includes(key)).sort();
  return gone.length === 0 ? found : [...found, { message: 'Of the documents, these fields are left out: {0}.', args: [gone.join(', ')] }];
}

/** For tables, which carry everything else that their kind has a column for. */
export function tableFields(documents: readonly ExchangeDocument[], wanted: readonly string[]): readonly Loss[] {
  return counted(documents, [...(wanted.includes('passages') ? (['suggested', 'nowhere'] as const) : []), 'marks']);
}

function counted(documents: readonly ExchangeDocument[], names: readonly LosableField[]): readonly Loss[] {
  return names.flatMap((name): readonly Loss[] => {
    const { message, count } = fields[name];
    const total = documents.reduce((sum, document) => sum + count(document), 0);
    return total === 0 ? [] : [{ message, args: [total] }];
  });
}

/** A codebook's own words, where only its names go. */
export function codebookLosses(project: { readonly index: { readonly tags: readonly { readonly tag: object }[] } }): readonly Loss[] {
  const words = ['description', 'include', 'exclude', 'example', 'color', 'pin', 'revised', 'replaces'];
  const used = words.filter((word) => project.index.tags.some(({ tag }) => word in tag));
  return used.length === 0 ? [] : [{ message: 'Of the tags, these fields are left out: {0}.', args: [used.join(', ')] }];
}
