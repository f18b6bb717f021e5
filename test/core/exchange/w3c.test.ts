/** What is written is valid by the Web Annotation Data Model (W3C Recommendation of 23 February 2017); the sections are its own. */
import assert from 'node:assert/strict';
import { exported, fromW3c } from '../../../src/core/exchange';
import { probe, project, text } from './sample';

type Json = Readonly<Record<string, unknown>>;

/** 3.3.5 and 3.2.5: the motivations of the vocabulary, which purposes are taken from too. */
const motivations = new Set(
  'assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging'.split(' '),
);

/** The model's rules as far as anything that we write could break them. Returns what is broken, with its section. */
function broken(collection: unknown): readonly string[] {
  const found: string[] = [];
  const want = (holds: boolean, section: string, rule: string): void => {
    if (!holds) found.push(`${section}: ${rule}`);
  };
  const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
  const list = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  const isIri = (value: unknown): boolean => typeof value === 'string' && /^[^\s<>"{}|\\^`]+$/.test(value);
  const isTime = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const ids = new Set<unknown>();
  const root = object(collection);

  const contexts = list(root['@context']);
  want(contexts.includes('http://www.w3.org/ns/anno.jsonld'), '3.1', 'the context is there');
  const prefixes = contexts.flatMap((context) => Object.keys(object(context)));
  want(isIri(root['id']), '5.1', 'a collection has one IRI');
  want(list(root['type']).includes('AnnotationCollection'), '5.1', 'its type');
  want(Number.isSafeInteger(root['total']) && (root['total'] as number) >= 0, '5.1', 'total is a non-negative integer');
  const page = object(root['first']);
  want(isIri(page['id']) && list(page['type']).includes('AnnotationPage'), '5.2', 'a page has an IRI and its type');
  want(page['startIndex'] === 0, '5.2', 'the first page begins at 0');
  want(Array.isArray(page['items']) && page['items'].length === root['total'], '5.2', 'as many items as the collection has in total');

  const selector = (value: unknown): void => {
    const { type, exact, prefix, suffix, start, end } = object(value);
    if (type === 'TextQuoteSelector') {
      want(typeof exact === 'string' && exact !== '', '4.2.4', 'one exact text');
      for (const side of [prefix, suffix]) want(side === undefined || typeof side === 'string', '4.2.4', 'prefix and suffix are text');
    } else if (type === 'TextPositionSelector') {
      want(
        Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= (start as number) && (start as number) <= (end as number),
        '4.2.5',
        'start and end',
      );
    } else want(false, '4.2', `no selector of the model: ${String(type)}`);
  };
  const body = (value: unknown): void => {
    const { type, value: content, purpose, format } = object(value);
    want(list(type).includes('TextualBody') && typeof content === 'string', '3.2.4', 'a textual body has one value');
    want(purpose === undefined || (typeof purpose === 'string' && motivations.has(purpose)), '3.2.5', 'the purpose is of the vocabulary');
    want(format === undefined || (typeof format === 'string' && /^\w+\/[\w.+-]+$/.test(format)), '3.2.4', 'the format is a media type');
  };
  for (const item of list(page['items'])) {
    const annotation = object(item);
    want(isIri(annotation['id']) && !ids.has(annotation['id']), '3.1', 'an annotation has one IRI, its own');
    ids.add(annotation['id']);
    want(list(annotation['type']).includes('Annotation'), '3.1', 'its type');
    list(annotation['body']).forEach(body);
    want(list(annotation['target']).length > 0, '3.1', 'at least one target');
    for (const one of list(annotation['motivation'])) want(motivations.has(String(one)), '3.3.5', 'the motivation is of the vocabulary');
    for (const key of ['created', 'modified']) want(annotation[key] === undefined || isTime(annotation[key]), '3.3.1', `${key} is a time with its zone`);
    for (const creator of list(annotation['creator'])) {
      const { type, name } = object(creator);
      want(['Person', 'Organization', 'Software'].includes(String(type)) && typeof name === 'string', '3.3.2', 'an agent with its name');
    }
    for (const target of list(annotation['target'])) {
      const { source } = object(target);
      if (typeof source === 'string') want(isIri(source), '4', 'a specific resource has one source');
      else {
        const { id, type, format } = object(source);
        want(isIri(id), '4', 'a specific resource has one source');
        want(['Dataset', 'Image', 'Video', 'Sound', 'Text'].includes(String(type)), '3.2.2', 'its class is of the vocabulary');
        want(typeof format === 'string' && /^\w+\/[\w.+-]+$/.test(format), '3.2.1', 'its format is a media type');
      }
      list(object(target)['selector']).forEach(selector);
    }
    const known = 'id type motivation creator created modified body target'.split(' ');
    for (const key of Object.keys(annotation)) want(known.includes(key) || prefixes.includes(key.split(':')[0] ?? ''), '3.1', `${key} is of a context`);
  }
  return found;
}

const written = (): string => exported('w3c', [probe()], project).files[0]?.content as string;

describe('W3C Web Annotations', () => {
  it('are valid by the model', () => {
    assert.deepEqual(broken(JSON.parse(written())), []);
    assert.deepEqual(broken(JSON.parse(exported('w3c', [probe(false)], project).files[0]?.content as string)), []);
    assert.deepEqual(broken(JSON.parse(exported('w3c', [], project).files[0]?.content as string)), []);
  });

  it('whose rules do find what is broken', () => {
    const spoilt = (change: (annotation: Record<string, unknown>) => void): readonly string[] => {
      const collection = JSON.parse(written()) as { first: { items: Record<string, unknown>[] } };
      const [first] = collection.first.items;
      assert.ok(first);
      change(first);
      return broken(collection).map((rule) => rule.split(':')[0] ?? '');
    };
    assert.deepEqual(
      spoilt((annotation) => (annotation['motivation'] = 'guessing')),
      ['3.3.5'],
    );
    assert.deepEqual(
      spoilt((annotation) => (annotation['id'] = 'two words')),
      ['3.1'],
    );
    assert.deepEqual(
      spoilt((annotation) => delete annotation['target']),
      ['3.1'],
    );
    assert.deepEqual(
      spoilt((annotation) => (annotation['created'] = '21 November')),
      ['3.3.1'],
    );
    assert.deepEqual(
      spoilt((annotation) => (annotation['voice'] = 'quoted')),
      ['3.1'],
    );
    assert.deepEqual(
      spoilt((annotation) => (annotation['target'] = { source: 'a', selector: { type: 'TextPositionSelector', start: 3, end: 2 } })),
      ['4.2.5'],
    );
  });

  it('are on the text that their offsets count in, which derives from the page; on the page alone, as it was written once, they are read too', () => {
    const collection = JSON.parse(written()) as { first: { items: { target: Record<string, unknown> }[] } };
    const [first] = collection.first.items;
    assert.deepEqual(first?.target['source'], {
      id: 'press/a%20b.txt',
      type: 'Text',
      format: 'text/plain',
      'dcterms:source': 'https://example.org/ada-vane',
    });
    const sources = (from: object): readonly string[] => fromW3c(JSON.stringify(from)).documents.map(({ source }) => source);
    assert.deepEqual(sources(collection), ['press/a b.txt']);
    for (const { target } of collection.first.items) target['source'] = 'https://example.org/ada-vane';
    assert.deepEqual(sources(collection), ['press/a b.txt']);
    for (const { target } of collection.first.items) delete target['pressmark:document'];
    assert.deepEqual(sources(collection), ['https://example.org/ada-vane']);
  });

  it('are on a document that a relative address leads to, as it is written in one', () => {
    const selector = { type: 'TextQuoteSelector', exact: 'Ada' };
    const found = (source: unknown): string | undefined => fromW3c(JSON.stringify({ type: 'Annotation', target: { source, selector } })).documents[0]?.source;
    assert.equal(found({ id: 'press/a%20b.txt' }), 'press/a b.txt');
    assert.equal(found('a%2520b.txt'), 'a%20b.txt');
    assert.equal(found('file:///corpus/%C3%A9.txt'), 'file:///corpus/é.txt');
    assert.equal(found('100 % sure.txt'), '100 % sure.txt', 'a plain name that is no encoding');
    assert.equal(found('https://example.org/a%20b'), 'https://example.org/a%20b');
  });

  it('count code points (4.2.5), and bring back ids that are no UUIDs', () => {
    const [first] = (JSON.parse(written()) as { first: { items: { target: { selector: { type: string; start: number; end: number }[] } }[] } }).first.items;
    const position = first?.target.selector.find(({ type }) => type === 'TextPositionSelector');
    assert.equal([...text].slice(position?.start, position?.end).join(''), '😀 Orlo');
    const passages = fromW3c(written()).documents.flatMap((document) => document.passages);
    assert.deepEqual(
      passages.map(({ id }) => id),
      probe().passages.map(({ annotation }) => annotation.id),
    );
    assert.deepEqual(
      passages.flatMap(({ adjudicates = [] }) => adjudicates),
      ['handmade-2'],
    );
  });

  it('are read from every page in the file, and the pages elsewhere are told', () => {
    const one = (exact: string): object => ({ type: 'Annotation', body: [], target: { source: 'a.txt', selector: { type: 'TextQuoteSelector', exact } } });
    const page = (id: string, exact: string, next?: unknown): object => ({ id, type: 'AnnotationPage', items: [one(exact)], next });
    const quotes = (value: unknown): readonly (string | undefined)[] =>
      fromW3c(JSON.stringify(value)).documents.flatMap(({ passages }) => passages.map(({ quote }) => quote));
    const told = (value: unknown): readonly (string | number)[] => fromW3c(JSON.stringify(value)).losses.flatMap(({ args }) => args);
    const nested = { type: 'AnnotationCollection', first: page('p1', 'one', page('p2', 'two', page('p3', 'three'))), last: 'p3' };
    assert.deepEqual([quotes(nested), told(nested)], [['one', 'two', 'three'], []]);
    const beside = [{ type: 'AnnotationCollection', first: 'p1', last: 'p2' }, page('p1', 'one', 'p2'), page('p2', 'two')];
    for (const value of [beside, { '@graph': beside }]) assert.deepEqual([quotes(value), told(value)], [['one', 'two'], []]);
    const cut = { type: 'AnnotationCollection', first: page('p1', 'one', 'https://example.org/p2'), last: 'https://example.org/p9' };
    assert.deepEqual([quotes(cut), told(cut)], [['one'], [2, 'https://example.org/p2, https://example.org/p9']]);
    assert.deepEqual(told({ type: 'AnnotationCollection', first: 'https://example.org/p1' }), [1, 'https://example.org/p1']);
  });

  it('become a passage for each target that is one', () => {
    const target = (source: string, exact: string): object => ({ source, selector: { type: 'TextQuoteSelector', exact } });
    const annotation = {
      id: 'urn:uuid:5',
      type: 'Annotation',
      body: [],
      target: [target('a.txt', 'one'), 'https://example.org/whole', target('b.txt', 'two')],
    };
    const { documents, losses } = fromW3c(JSON.stringify(annotation));
    assert.deepEqual(
      documents.map(({ source, passages }) => [source, passages.map(({ id, quote }) => [id, quote])]),
      [
        ['a.txt', [['5', 'one']]],
        ['b.txt', [['5#3', 'two']]],
      ],
    );
    assert.deepEqual(
      losses.map(({ args }) => args),
      [[1]],
    );
  });
});
