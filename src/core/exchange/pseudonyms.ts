/**
 * Names of persons taken out of an export: of reader commenters, and of actors that were chosen. Each has one pseudonym in the
 * whole export; who is who is written nowhere, and another export deals the numbers out anew.
 */
import { selectorFor } from '../annotations/selector';
import { indexProject } from '../project';
import type { Project, Tag } from '../project/schema';
import type { Annotation, StanceEntry } from '../sidecar/schema';
import { blocksOf } from '../text/blocks';
import { commentsOf } from '../text/comments';
import type { Range } from '../text/range';
import type { ExchangeDocument, ExchangeProject, Loss } from './types';

export interface Hiding {
  readonly commenters: boolean;
  /** Ids of actors. */
  readonly actors: readonly string[];
  /** Decides who gets which number; to be drawn anew for each export. */
  readonly seed: string;
}

export interface Pseudonymised {
  readonly documents: readonly ExchangeDocument[];
  readonly project: ExchangeProject;
  readonly losses: readonly Loss[];
}

interface Pseudonym {
  readonly id: string;
  readonly name: string;
}

/** Addresses lead to the article, and the article to the names. */
const addressFields = ['url', 'archived'] as const;

/** @param documents with their mentions: a name is known by them, and by its registered forms */
export function pseudonymised(documents: readonly ExchangeDocument[], project: ExchangeProject, hiding: Hiding): Pseudonymised {
  const names = new Names(documents, project, hiding);
  const hidden = documents.map((document) => hiddenIn(document, names));
  const losses: readonly Loss[] = [
    { message: 'Names are replaced where they were recognised, or stand as they are registered. Read the files through before you pass them on.', args: [] },
    { message: 'Addresses of the articles are left out, for they lead to the names. Paths of documents stay.', args: [] },
  ];
  const standing = names.among(idsOf(hidden, project));
  const warned: readonly Loss[] =
    standing.length === 0 ? [] : [{ message: 'A name that is to be hidden stands in ids or paths, which stay: {0}.', args: [standing.join(', ')] }];
  const whole = { name: names.inWords(project.name), index: indexProject(names.inProject(project.index.project)) };
  return { documents: hidden, project: whole, losses: [...losses, ...warned] };
}

/** Everything that names something in an export and is not rewritten, for other files lead to it. */
function idsOf(documents: readonly ExchangeDocument[], { index }: ExchangeProject): readonly string[] {
  const { stance = [], events = [], outlets = [] } = index.project;
  const decided = documents.flatMap(({ path, metadata, passages, unplaced, stance: entries, read }) => [
    path,
    ...[metadata.outlet, metadata.publisher, metadata.genre, metadata['copy-of'], ...(metadata.via ?? []), ...(metadata.events ?? [])].filter(
      (id) => id !== undefined,
    ),
    ...[...passages.map(({ annotation }) => annotation), ...unplaced].flatMap(({ id, by, tags }) => [id, by, ...tags]),
    ...entries.flatMap(({ question, position, by }) => [question, position, by]),
    ...read.map(({ by }) => by),
  ]);
  const known = [...index.tags.map(({ tag }) => tag), ...stance.flatMap((asked) => [asked, ...asked.positions]), ...events, ...outlets];
  return [...decided, ...known.map(({ id }) => id)];
}

class Names {
  private readonly actors: ReadonlyMap<string, Pseudonym>;
  private readonly byForm = new Map<string, string>();
  private readonly commenters = new Map<string, string>();
  private readonly forms: RegExp | undefined;
  private readonly inComments: RegExp | undefined;

  constructor(documents: readonly ExchangeDocument[], { index }: ExchangeProject, { commenters, actors, seed }: Hiding) {
    const chosen = [...new Set(actors.map((id) => index.actor(id)?.id ?? id))].sort(
      (a, b) => hashOf(`${seed} ${a}`) - hashOf(`${seed} ${b}`) || (a < b ? -1 : 1),
    );
    this.actors = new Map(chosen.map((id, at) => [id, { id: `actor-${at + 1}`, name: `Actor ${at + 1}` }] as const));
    const add = (form: string, name: string): void => {
      // Headlines are set in capitals.
      for (const own of [form.trim(), form.trim().toUpperCase()]) if (own !== '' && !this.byForm.has(own)) this.byForm.set(own, name);
    };
    for (const id of chosen) {
      const { name = '', aliases = [] } = index.actor(id) ?? {};
      for (const form of [name, ...aliases]) add(form, this.actors.get(id)?.name ?? '');
    }
    for (const { text, mentions } of documents) {
      for (const { actor, start, end, name } of mentions) {
        const pseudonym = this.actors.get(actor);
        if (pseudonym) for (const form of [text.slice(start, end), name]) add(form, pseudonym.name);
      }
    }
    const authors = commenters ? [...new Set(documents.flatMap(({ text }) => authorsIn(text)))] : [];
    authors.sort((a, b) => hashOf(`${seed} ${a}`) - hashOf(`${seed} ${b}`) || (a < b ? -1 : 1));
    for (const [at, author] of authors.entries()) {
      // "Otto Reader (otto_r)" is known by either.
      const [, name = '', handle = ''] = /^(.+?) \(([^()]+)\)$/.exec(author) ?? [];
      for (const form of [author, name, handle]) if (form !== '' && !this.commenters.has(form)) this.commenters.set(form, `Commenter ${at + 1}`);
    }
    this.forms = pattern([...this.byForm.keys()]);
    this.inComments = pattern([...this.commenters.keys()]);
  }

  actor(id: string): Pseudonym | undefined {
    return this.actors.get(id);
  }

  /** What is to be replaced in a text, in order, without overlap. Commenters' names are looked for among the comments only: many are ordinary words. */
  replacements(document: ExchangeDocument): readonly (Range & { readonly by: string })[] {
    const { text, mentions } = document;
    const found: (Range & { readonly by: string })[] = mentions.flatMap(({ start, end, actor }) => {
      const pseudonym = this.actors.get(actor);
      return pseudonym ? [{ start, end, by: pseudonym.name }] : [];
    });
    for (const match of this.forms ? text.matchAll(this.forms) : []) found.push({ ...rangeOf(match), by: this.byForm.get(match[0]) ?? '' });
    if (this.inComments) {
      for (const { start, end } of commentsOf(text, blocksOf(text))) {
        for (const match of text.slice(start, end).matchAll(this.inComments)) {
          const range = rangeOf(match);
          found.push({ start: start + range.start, end: start + range.end, by: this.commenters.get(match[0]) ?? '' });
        }
      }
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end);
    const kept: (Range & { readonly by: string })[] = [];
    for (const one of found) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
    return kept;
  }

  /** In what people wrote themselves: notes, reasons, titles. */
  inWords(words: string): string {
    const without = this.forms ? words.replace(this.forms, (form) => this.byForm.get(form) ?? '') : words;
    return this.inComments ? without.replace(this.inComments, (form) => this.commenters.get(form) ?? '') : without;
  }

  /** Of the ids and paths those in which a hidden name stands, however it is spelt there. */
  among(ids: readonly string[]): readonly string[] {
    const words = (text: string): string =>
      ` ${text
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean)
        .join(' ')} `;
    const forms = [...this.actors.keys(), ...this.byForm.keys(), ...this.commenters.keys()].map(words).filter((form) => form.trim() !== '');
    return [...new Set(ids)].filter((id) => forms.some((form) => words(id).includes(form)));
  }

  inProject(project: Project): Project {
    const { tags, stance, events, outlets } = project;
    const said = (text: string | undefined): string | undefined => (text === undefined ? undefined : this.inWords(text));
    const described = <T extends { readonly description?: string | undefined }>(one: T): T => ({
      ...one,
      ...(one.description !== undefined && { description: said(one.description) }),
    });
    return {
      ...project,
      ...(tags && { tags: this.inTags(tags) }),
      ...(stance && {
        stance: stance.map((asked) => ({
          ...asked,
          question: this.inWords(asked.question),
          positions: asked.positions.map((position) => ({ ...described(position), label: this.inWords(position.label) })),
        })),
      }),
      ...(events && { events: events.map((event) => ({ ...described(event), name: this.inWords(event.name) })) }),
      ...(outlets && { outlets: outlets.map((outlet) => ({ ...outlet, name: this.inWords(outlet.name) })) }),
    };
  }

  private inTags(tags: readonly Tag[]): Tag[] {
    const inTag = (tag: Tag): Tag => {
      const said = (['label', 'description', 'include', 'exclude', 'example'] as const).flatMap((key) =>
        tag[key] === undefined ? [] : [[key, this.inWords(tag[key])] as const],
      );
      return { ...tag, ...Object.fromEntries(said), ...(tag.children && { children: tag.children.map(inTag) }) };
    };
    return tags.map(inTag);
  }
}

function hiddenIn(document: ExchangeDocument, names: Names): ExchangeDocument {
  const replacements = names.replacements(document);
  const { text, move } = replaced(document.text, replacements);
  const annotation = (one: Annotation): Annotation => {
    const { speaker, note } = one;
    return {
      ...one,
      ...(speaker !== undefined && { speaker: names.actor(speaker)?.id ?? speaker }),
      ...(note !== undefined && { note: names.inWords(note) }),
    };
  };
  const metadata = Object.fromEntries(
    Object.entries(document.metadata).flatMap(([key, value]) => {
      if ((addressFields as readonly string[]).includes(key)) return [];
      if (key === 'title' || key === 'published-why') return [[key, names.inWords(String(value))]];
      return key === 'authors' && Array.isArray(value) ? [[key, value.map((author) => names.inWords(author))]] : [[key, value]];
    }),
  );
  return {
    ...document,
    text,
    metadata,
    stance: document.stance.map((entry): StanceEntry => ({ ...entry, ...(entry.because !== undefined && { because: names.inWords(entry.because) }) })),
    passages: document.passages.map(({ annotation: own, start, end, ...rest }) => {
      const range = move({ start, end });
      const selector = selectorFor(text, range);
      const quoted = own.quote === undefined ? {} : { quote: selector.quote, before: selector.before, after: selector.after };
      return { ...rest, ...range, annotation: { ...annotation(own), ...quoted, position: [range.start, range.end] } };
    }),
    unplaced: document.unplaced.map((own) => {
      const words = (['quote', 'before', 'after'] as const).flatMap((key) => (own[key] === undefined ? [] : [[key, names.inWords(own[key])] as const]));
      return { ...annotation(own), ...Object.fromEntries(words) };
    }),
    mentions: document.mentions.map((mention) => {
      const pseudonym = names.actor(mention.actor);
      return { ...mention, ...move(mention), ...(pseudonym ? { actor: pseudonym.id, name: pseudonym.name } : { name: names.inWords(mention.name) }) };
    }),
    dates: document.dates.map((date) => ({ ...date, ...move(date) })),
  };
}

/** The text with its replacements, and where a range of the old text is in the new one: whoever cuts a name in two has all of it. */
function replaced(text: string, replacements: readonly (Range & { readonly by: string })[]): { readonly text: string; readonly move: (range: Range) => Range } {
  let result = '';
  let from = 0;
  const moved: { readonly start: number; readonly end: number; readonly to: Range }[] = [];
  for (const { start, end, by } of replacements) {
    result += text.slice(from, start);
    moved.push({ start, end, to: { start: result.length, end: result.length + by.length } });
    result += by;
    from = end;
  }
  result += text.slice(from);
  const offset = (at: number, side: 'start' | 'end'): number => {
    let shift = 0;
    for (const { start, end, to } of moved) {
      if (at <= start) break;
      if (at < end) return to[side];
      shift = to.end - end;
    }
    return at + shift;
  };
  return { text: result, move: ({ start, end }) => ({ start: offset(start, 'start'), end: offset(end, 'end') }) };
}

function authorsIn(text: string): readonly string[] {
  return commentsOf(text, blocksOf(text)).flatMap(({ author }) => (author ? [text.slice(author.start, author.end).trim()] : []));
}

/** Any of the forms, the longest first, where no word goes on. */
function pattern(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined;
  const escaped = [...forms].sort((a, b) => b.length - a.length).map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

function rangeOf(match: RegExpExecArray): Range {
  return { start: match.index, end: match.index + match[0].length };
}

/** 32 bits of FNV-1a: an order that nobody can tell without the seed. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
