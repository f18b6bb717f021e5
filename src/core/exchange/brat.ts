/**
 * The standoff format of brat (https://brat.nlplab.org/standoff.html): a text file with LF line ends and an `.ann` file
 * beside it. Offsets are code points. Tags become entity types, voices, speakers, coders and ids attributes, notes AnnotatorNotes.
 */
import type { Range } from '../text/range';
import { type AnnLine, parseAnn, printAnn } from './ann';
import { idOfType, typeOfId, unspaced, valueOf } from './bratNames';
import { codePointsOf } from './codePoints';
import { codebookLosses, lossesOf } from './losses';
import type { ExchangeDocument, ExchangeProject, Exported, ExportedFile, Imported, ImportedPassage, Loss } from './types';

export function toBrat(documents: readonly ExchangeDocument[], project: ExchangeProject): Exported {
  const files: ExportedFile[] = [];
  const losses: Loss[] = [];
  const used = new Set<string>();
  const bases = basesOf(documents.filter(({ quotes }) => quotes).map(({ path }) => path));
  for (const document of documents) {
    if (!document.quotes) {
      losses.push({ message: '{0} keeps no quotes and is left out: brat needs the text.', args: [document.path] });
      continue;
    }
    const base = bases.get(document.path) ?? document.path;
    if (base !== baseOf(document.path))
      losses.push({ message: '{0} goes as {1}: another document’s files have its name.', args: [document.path, `${base}.txt`] });
    files.push({ path: `${base}.txt`, content: document.text }, { path: `${base}.ann`, content: printAnn(annLines(document, used)) });
  }
  files.push({ path: 'annotation.conf', content: configuration(project, used) });
  const kept = documents.filter(({ quotes }) => quotes);
  const lost = ['unplaced', 'suggested', 'none', 'untagged', 'blank', 'adjudicates', 'noteLines', 'times', 'stances', 'marks', 'read'] as const;
  losses.push(...lossesOf(kept, lost, []), ...codebookLosses(project));
  return { files, losses };
}

function baseOf(path: string): string {
  return path.replace(/\.txt$/i, '');
}

/**
 * The name of every document's two files, without their endings. No two are the same, also where a file system makes no difference of case or of composed
 * letters; nor is one the folder of another. Of several, the document whose own name it is keeps it: an import finds the document by it.
 */
function basesOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const folded = (name: string): string => name.normalize('NFC').toLowerCase();
  const taken = new Set(paths.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => folded(path.slice(0, index)))));
  const isOwn = (path: string): boolean => path === `${baseOf(path)}.txt`;
  const bases = new Map<string, string>();
  for (const path of [...paths].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || (a < b ? -1 : 1))) {
    let base = baseOf(path);
    const files = (): readonly string[] => ['.txt', '.ann'].map((ending) => folded(base + ending));
    for (let nth = 2; files().some((file) => taken.has(file)); nth++) base = `${baseOf(path)}-${nth}`;
    for (const file of files()) taken.add(file);
    bases.set(path, base);
  }
  return bases;
}

function annLines(document: ExchangeDocument, used: Set<string>): readonly AnnLine[] {
  const points = codePointsOf(document.text);
  const lines: AnnLine[] = [];
  let entity = 0;
  let attribute = 0;
  let note = 0;
  for (const { annotation, start, end } of document.passages) {
    const spans = withinLines(document.text, { start, end });
    if (spans.length === 0) continue;
    for (const tag of annotation.tags) {
      const id = `T${++entity}`;
      used.add(tag);
      lines.push({
        kind: 'entity',
        id,
        type: typeOfId(tag),
        spans: spans.map((span) => [points.fromUnits(span.start), points.fromUnits(span.end)] as const),
        text: spans.map((span) => document.text.slice(span.start, span.end)).join(' '),
      });
      for (const [name, value] of [
        ['Voice', annotation.voice],
        ['Speaker', annotation.speaker],
        ['Coder', annotation.by],
        ['Id', annotation.id],
      ] as const) {
        if (value !== undefined) lines.push({ kind: 'attribute', id: `A${++attribute}`, name, target: id, value: unspaced(value) });
      }
      if (annotation.note !== undefined)
        lines.push({ kind: 'note', id: `#${++note}`, type: 'AnnotatorNotes', target: id, text: annotation.note.replace(/\s+/g, ' ').trim() });
    }
  }
  return lines;
}

/** A span of brat's does not run over a line's end: each line's part is a fragment of its own. */
function withinLines(text: string, { start, end }: Range): readonly Range[] {
  const spans: Range[] = [];
  for (let from = start; from < end;) {
    const line = text.indexOf('\n', from);
    const to = line === -1 ? end : Math.min(line, end);
    if (to > from) spans.push({ start: from, end: to });
    from = to + 1;
  }
  return spans;
}

function configuration({ index }: ExchangeProject, used: ReadonlySet<string>): string {
  const known = new Set(index.tags.map(({ tag }) => tag.id));
  const tags = [...index.tags.map(({ tag, depth }) => ({ id: tag.id, depth })), ...[...used].filter((id) => !known.has(id)).map((id) => ({ id, depth: 0 }))];
  const entities = tags.map(({ id, depth }) => `${'\t'.repeat(depth)}${typeOfId(id)}`);
  // Whoever reads the types should not have to decode them.
  const spelt = tags.flatMap(({ id }) => (typeOfId(id) === id ? [] : [`# ${typeOfId(id)} = ${id}`]));
  return [
    ...spelt,
    '[entities]',
    ...entities,
    '',
    '[relations]',
    '',
    '[events]',
    '',
    '[attributes]',
    'Voice\tArg:<ENTITY>, Value:outlet|quoted|paraphrased|comment|caption',
    ...['Speaker', 'Coder', 'Id'].map((name) => `${name}\tArg:<ENTITY>, Value:.*`),
    '',
  ].join('\n');
}

/** What {@link annLines} writes; brat's own projects have others. */
const ownAttributes: readonly string[] = ['Voice', 'Speaker', 'Coder', 'Id'];

/** @param source the document, by its path or name */
export function fromBrat(source: string, text: string | undefined, ann: string): Imported {
  const lines = parseAnn(ann);
  const attributes = new Map<string, Map<string, string>>();
  const notes = new Map<string, string>();
  let unread = 0;
  const strange = new Set<string>();
  for (const line of lines) {
    if (line.kind === 'attribute' && !ownAttributes.includes(line.name)) strange.add(line.name);
    else if (line.kind === 'attribute')
      attributes.set(line.target, (attributes.get(line.target) ?? new Map<string, string>()).set(line.name, line.value ?? 'true'));
    else if (line.kind === 'note') notes.set(line.target, [...(notes.get(line.target)?.split('\n\n') ?? []), line.text].join('\n\n'));
    else if (line.kind === 'other' && line.line.trim() !== '') unread++;
  }
  const entities = lines.filter((line) => line.kind === 'entity');
  const { canonical, place } = withLineFeeds(text, entities);
  const passages = entities.flatMap((line): readonly ImportedPassage[] => {
    const [first, last] = [line.spans[0], line.spans.at(-1)];
    if (!first || !last) return [];
    const known = (name: string): string | undefined => valueOf(attributes.get(line.id)?.get(name));
    return [
      {
        id: known('Id'),
        tags: [idOfType(line.type)],
        quote: line.spans.length === 1 ? line.text : undefined,
        codePoints: [place(first[0]), place(last[1])],
        voice: known('Voice'),
        speaker: known('Speaker'),
        by: known('Coder'),
        note: notes.get(line.id),
      },
    ];
  });
  const pieces = entities.filter((line) => line.spans.length > 1 && !isBrokenByLines(line.spans, text)).length;
  const losses: readonly Loss[] = [
    ...(pieces === 0
      ? []
      : [{ message: '{0} entities of {1} are in several pieces, and become one passage with what is between them.', args: [pieces, source] }]),
    ...(strange.size === 0
      ? []
      : [{ message: 'Attributes of {0} that have no place here are left out: {1}.', args: [source, [...strange].sort().join(', ')] }]),
    ...(unread === 0 ? [] : [{ message: '{0} lines of {1} are no entities, attributes or notes and are left out.', args: [unread, source] }]),
  ];
  return { documents: [{ source, text: canonical, passages: joined(passages) }], losses };
}

/** A passage of several tags is written as one entity a tag: those of one id that say the same are one again. */
function joined(passages: readonly ImportedPassage[]): readonly ImportedPassage[] {
  const found = new Map<string, ImportedPassage>();
  const taken = new Set<string>();
  for (const [at, passage] of passages.entries()) {
    const { id, tags, ...rest } = passage;
    if (id === undefined) {
      found.set(String(at), passage);
      continue;
    }
    const key = JSON.stringify([id, rest]);
    const same = found.get(key);
    // What somebody moved or changed in brat is a passage of its own.
    if (!same && taken.has(id)) found.set(String(at), { tags, ...rest });
    else found.set(key, same ? { ...same, tags: [...same.tags, ...tags] } : passage);
    taken.add(id);
  }
  return [...found.values()];
}

/**
 * The text with LF line ends, and where an offset of the file is in it. Where it has CR and LF, tools differ in whether both count:
 * whichever puts more entities on their words is taken.
 */
function withLineFeeds(text: string | undefined, entities: readonly Extract<AnnLine, { readonly kind: 'entity' }>[]) {
  const same = (offset: number): number => offset;
  const canonical = text?.replace(/\r\n?/g, '\n');
  if (text === undefined || canonical === undefined || canonical === text) return { canonical, place: same };
  const returns = [...text].flatMap((character, at, all) => (character === '\r' && all[at + 1] === '\n' ? [at] : []));
  const without = (offset: number): number => offset - returns.filter((at) => at < offset).length;
  const characters = [...canonical];
  const fitting = (place: (offset: number) => number): number =>
    entities.filter(({ spans: [span], text: words }) => span !== undefined && words.startsWith(characters.slice(place(span[0]), place(span[1])).join('')))
      .length;
  return { canonical, place: fitting(without) > fitting(same) ? without : same };
}

/** Whether the pieces are one stretch but for line ends, which brat cuts at. */
function isBrokenByLines(spans: readonly (readonly [number, number])[], text: string | undefined): boolean {
  if (text === undefined) return false;
  const points = codePointsOf(text);
  return spans.every(
    ([start], at) => at === 0 || /^[\r\n]*$/.test(text.slice(points.toUnits((spans[at - 1] as readonly [number, number])[1]), points.toUnits(start))),
  );
}
