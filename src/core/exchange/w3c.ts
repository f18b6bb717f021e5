/**
 * The W3C Web Annotation Data Model (Recommendation of 23 February 2017), as an AnnotationCollection with one page of
 * JSON-LD. Offsets of its TextPositionSelector are code points (section 4.2.5).
 */
import { validate } from 'uuid';
import { codePointsOf } from './codePoints';
import { codebookLosses, lossesOf } from './losses';
import { withoutQuotes } from './tables';
import type { ExchangeDocument, ExchangeProject, Exported, Imported, ImportedDocument, ImportedPassage, Loss } from './types';

const context = 'http://www.w3.org/ns/anno.jsonld';
/** For what the model has no word for. */
const ownContext = { pressmark: 'urn:pressmark:1:' };

export function toW3c(documents: readonly ExchangeDocument[], project: ExchangeProject): Exported {
  const items = documents.flatMap((document) => passagesOf(document, project));
  const page = { type: 'AnnotationPage', startIndex: 0, items };
  const collection = {
    '@context': [context, ownContext],
    id: 'urn:pressmark:collection',
    type: 'AnnotationCollection',
    label: project.name,
    total: items.length,
    first: { id: 'urn:pressmark:page', ...page },
  };
  const losses: readonly Loss[] = [
    ...withoutQuotes(documents),
    ...lossesOf(documents, ['unplaced', 'suggested', 'stances', 'marks', 'read'], ['url']),
    ...codebookLosses(project),
  ];
  return { files: [{ path: 'annotations.jsonld', content: `${JSON.stringify(collection, null, 2)}\n` }], losses };
}

function passagesOf(document: ExchangeDocument, { index }: ExchangeProject): readonly object[] {
  const points = codePointsOf(document.text);
  return document.passages.map(({ annotation, start, end }) => {
    const position = { type: 'TextPositionSelector', start: points.fromUnits(start), end: points.fromUnits(end) };
    const quote = { type: 'TextQuoteSelector', exact: annotation.quote ?? '', prefix: annotation.before ?? '', suffix: annotation.after ?? '' };
    return {
      id: iriOf(annotation.id),
      type: 'Annotation',
      motivation: 'tagging',
      creator: { type: 'Person', name: annotation.by },
      created: annotation.created,
      ...(annotation.updated !== undefined && { modified: annotation.updated }),
      body: [
        ...annotation.tags.map((tag) => ({ type: 'TextualBody', purpose: 'tagging', value: tag, 'pressmark:label': index.tag(tag)?.tag.label ?? tag })),
        ...(annotation.note === undefined ? [] : [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: annotation.note }]),
      ],
      ...(annotation.voice !== undefined && { 'pressmark:voice': annotation.voice }),
      ...(annotation.speaker !== undefined && { 'pressmark:speaker': annotation.speaker }),
      ...(annotation.adjudicates !== undefined && { 'pressmark:adjudicates': annotation.adjudicates.map(iriOf) }),
      target: {
        source: sourceOf(document),
        'pressmark:document': document.path,
        selector: document.quotes && annotation.quote !== undefined ? [quote, position] : [position],
      },
    };
  });
}

/** Ids of annotations are UUIDs, but for those that a person made up. */
const ownIds = 'urn:pressmark:annotation:';

function iriOf(id: string): string {
  return validate(id) ? `urn:uuid:${id}` : ownIds + id;
}

function idOf(iri: string | undefined): string | undefined {
  return iri?.startsWith(ownIds) === true ? iri.slice(ownIds.length) : iri?.replace(/^urn:uuid:/, '');
}

/**
 * The text that the selectors count in, which is ours: in the page that it was taken from they would lead to other words. The page is what the text derives
 * from (`dcterms`, a prefix of the model's own context). An address alone is read as well.
 */
function sourceOf({ path, metadata: { url } }: ExchangeDocument): object {
  return { id: addressOf(path), type: 'Text', format: 'text/plain', ...(url !== undefined && { 'dcterms:source': url }) };
}

/** A relative IRI. */
function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The path that a relative IRI, or one of a file, leads to; any other address is as it was. What is no encoding was written by somebody who wrote a plain name. */
function pathOf(address: string): string {
  if (/^(?!file:)[a-z][a-z\d+.-]*:/i.test(address)) return address;
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Annotations of the model, alone, in a list, a page or a collection. What is no passage of a text is told as a loss. */
export function fromW3c(text: string): Imported {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { documents: [], losses: [{ message: 'The file is no JSON: {0}', args: [(error as Error).message] }] };
  }
  const missing = pagesElsewhere(value);
  const { documents, losses } = imported(annotationsIn(value), w3cPassages);
  return {
    documents,
    losses:
      missing.length === 0
        ? losses
        : [
            ...losses,
            { message: '{0} pages of annotations lie in other files and are not read: {1}.', args: [missing.length, missing.slice(0, 3).join(', ')] },
          ],
  };
}

/** What the Hypothesis service exports: rows of its search API. */
export function fromHypothesis(text: string): Imported {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { documents: [], losses: [{ message: 'The file is no JSON: {0}', args: [(error as Error).message] }] };
  }
  const rows = Array.isArray(value)
    ? value
    : isObject(value) && Array.isArray(value['rows'])
      ? value['rows']
      : isObject(value) && Array.isArray(value['annotations'])
        ? value['annotations']
        : [];
  return imported(rows.filter(isObject), (row) => {
    const found = hypothesisPassage(row);
    return { passages: found ? [found] : [], unread: found ? 0 : 1 };
  });
}

interface Sourced {
  readonly source: string;
  readonly passage: ImportedPassage;
}

interface ReadTargets {
  readonly passages: readonly Sourced[];
  /** Targets that are no passage. */
  readonly unread: number;
}

function imported(items: readonly Json[], read: (item: Json) => ReadTargets): Imported {
  const documents = new Map<string, ImportedPassage[]>();
  let unread = 0;
  for (const item of items) {
    const found = read(item);
    unread += found.unread;
    for (const { source, passage } of found.passages) {
      const own = documents.get(source);
      if (own) own.push(passage);
      else documents.set(source, [passage]);
    }
  }
  const losses: readonly Loss[] = [...(unread === 0 ? [] : [{ message: '{0} annotations are on no passage of a text and are left out.', args: [unread] }])];
  return { documents: [...documents].map(([source, passages]): ImportedDocument => ({ source, passages })), losses };
}

function annotationsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(annotationsIn);
  if (!isObject(value)) return [];
  const types = listOf(value['type']);
  if (types.includes('AnnotationCollection')) return [...annotationsIn(value['items']), ...annotationsIn(value['first'])];
  if (types.includes('AnnotationPage')) return pagesFrom(value).flatMap((page) => annotationsIn(page['items']));
  return types.includes('Annotation') ? [value] : annotationsIn(value['@graph']);
}

/** A page and those that follow it within the file; a loop, for a file may have very many. */
function pagesFrom(first: Json): readonly Json[] {
  const pages: Json[] = [];
  for (let page: unknown = first; isObject(page); page = page['next']) pages.push(page);
  return pages;
}

/** Pages that are named by their address and stand nowhere in the file. */
function pagesElsewhere(value: unknown): readonly string[] {
  const here = new Set<unknown>();
  const named = new Set<string>();
  for (const top of listOf(value).flatMap((one) => (isObject(one) ? [one, ...listOf(one['@graph']).filter(isObject)] : []))) {
    const types = listOf(top['type']);
    const collected = types.includes('AnnotationCollection');
    if (!collected && !types.includes('AnnotationPage')) continue;
    const first = collected ? top['first'] : top;
    for (const page of isObject(first) ? pagesFrom(first) : []) {
      here.add(page['id']);
      if (typeof page['next'] === 'string') named.add(page['next']);
    }
    if (typeof first === 'string') named.add(first);
    // Of what has no further pages, the last is one of those that are read.
    const last = textOf(top['last']);
    if (collected && last !== undefined) named.add(last);
  }
  return [...named].filter((page) => !here.has(page));
}

/** A passage has one place: an annotation of several targets becomes one for each. */
function w3cPassages(annotation: Json): ReadTargets {
  const targets = listOf(annotation['target']);
  const passages = targets.flatMap((target, at) => w3cPassage(annotation, target, at) ?? []);
  return { passages, unread: Math.max(1, targets.length) - passages.length };
}

function w3cPassage(annotation: Json, target: unknown, at: number): Sourced | undefined {
  if (!isObject(target)) return undefined;
  const address = textOf(target['source']) ?? (isObject(target['source']) ? textOf(target['source']['id']) : undefined);
  const source = textOf(target['pressmark:document']) ?? (address === undefined ? undefined : pathOf(address));
  const selectors = selectorsOf(target['selector']);
  if (source === undefined || selectors === undefined) return undefined;
  const bodies = listOf(annotation['body'] ?? annotation['bodyValue']);
  const purposes = (purpose: string): readonly string[] =>
    bodies.filter(isObject).flatMap((body) => (textOf(body['purpose']) === purpose ? (textOf(body['value']) ?? []) : []));
  const comment = [
    ...bodies.filter((body) => typeof body === 'string'),
    ...bodies.filter(isObject).flatMap((body) => (['tagging', 'classifying'].includes(textOf(body['purpose']) ?? '') ? [] : (textOf(body['value']) ?? []))),
  ];
  const creator = listOf(annotation['creator'])[0];
  const id = idOf(textOf(annotation['id']));
  return {
    source,
    passage: {
      ...selectors,
      id: at === 0 ? id : id === undefined ? undefined : `${id}#${at + 1}`,
      tags: [...purposes('tagging'), ...purposes('classifying')],
      note: comment.length === 0 ? undefined : comment.join('\n\n'),
      voice: textOf(annotation['pressmark:voice']),
      speaker: textOf(annotation['pressmark:speaker']),
      adjudicates: listOf(annotation['pressmark:adjudicates']).flatMap((id) => idOf(textOf(id)) ?? []),
      by: isObject(creator) ? (textOf(creator['name']) ?? textOf(creator['id'])) : textOf(creator),
      created: textOf(annotation['created']),
      updated: textOf(annotation['modified']),
    },
  };
}

function hypothesisPassage(row: Json): Sourced | undefined {
  const target = listOf(row['target'])[0];
  const source = textOf(row['uri']);
  const selectors = isObject(target) ? selectorsOf(target['selector']) : undefined;
  if (source === undefined || selectors === undefined) return undefined;
  const note = textOf(row['text']);
  return {
    source,
    passage: {
      ...selectors,
      id: textOf(row['id']),
      tags: listOf(row['tags']).filter((tag) => typeof tag === 'string'),
      note: note === '' ? undefined : note,
      by: textOf(row['user'])?.replace(/^acct:([^@]+)@.*$/, '$1'),
      created: textOf(row['created']),
      updated: textOf(row['updated']),
    },
  };
}

/** Quote and context; a position only beside a quote cannot be trusted in another rendering of the text, so it is a hint. */
function selectorsOf(value: unknown): Pick<ImportedPassage, 'quote' | 'before' | 'after' | 'codePoints'> | undefined {
  const selectors = listOf(value).filter(isObject);
  const quote = selectors.find((selector) => selector['type'] === 'TextQuoteSelector');
  const position = selectors.find((selector) => selector['type'] === 'TextPositionSelector');
  const [start, end] = [position?.['start'], position?.['end']];
  const codePoints =
    typeof start === 'number' && typeof end === 'number' && Number.isSafeInteger(start) && Number.isSafeInteger(end) ? ([start, end] as const) : undefined;
  const exact = textOf(quote?.['exact']);
  if (exact === undefined && codePoints === undefined) return undefined;
  return { quote: exact, before: textOf(quote?.['prefix']), after: textOf(quote?.['suffix']), codePoints };
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
