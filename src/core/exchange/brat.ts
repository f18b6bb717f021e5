/**
 * The standoff format of brat (https://brat.nlplab.org/standoff.html): a text file with LF line ends and an `.ann` file
 * beside it. Offsets are code points. Tags become entity types, voices and speakers attributes, notes AnnotatorNotes.
 */
import type { Range } from '../text/range';
import { codePointsOf } from './codePoints';
import { codebookLosses, lossesOf } from './losses';
import type { ExchangeDocument, ExchangeProject, Exported, ExportedFile, Imported, ImportedPassage, Loss } from './types';

/** A line of an `.ann` file. What has no meaning here is kept as it is, so that a file can be written again unchanged. */
export type AnnLine = AnnContent & {
  /** It is the file's last, and no line's end stands behind it. */
  readonly open?: true;
};

type AnnContent =
  | { readonly kind: 'entity'; readonly id: string; readonly type: string; readonly spans: readonly (readonly [number, number])[]; readonly text: string }
  | { readonly kind: 'attribute'; readonly id: string; readonly name: string; readonly target: string; readonly value?: string }
  | { readonly kind: 'note'; readonly id: string; readonly type: string; readonly target: string; readonly text: string }
  | { readonly kind: 'other'; readonly line: string };

/** Reads an `.ann` file. Lines of other kinds (relations, events, equivalences), and lines that break the format, are `other`. */
export function parseAnn(text: string): readonly AnnLine[] {
  const lines = text.split('\n');
  const isOpen = lines.at(-1) !== '';
  if (!isOpen) lines.pop();
  return lines.map((line, at) => (isOpen && at === lines.length - 1 ? { ...parsed(line), open: true } : parsed(line)));
}

/** The file that {@link parseAnn} reads as these lines. */
export function printAnn(lines: readonly AnnLine[]): string {
  return lines.map((line) => (line.open ? printed(line) : `${printed(line)}\n`)).join('');
}

function parsed(line: string): AnnContent {
  const read = understood(line);
  // Whatever would be written differently stays a line.
  return read && printed(read) === line ? read : { kind: 'other', line };
}

function understood(line: string): AnnContent | undefined {
  const [id = '', middle = '', ...rest] = line.split('\t');
  const words = middle.split(' ');
  switch (id[0]) {
    case 'T': {
      const [type = '', ...offsets] = words;
      const spans = offsets
        .join(' ')
        .split(';')
        .map((span) => span.split(' ').map(Number));
      if (type === '' || rest.length === 0 || !spans.every((span) => span.length === 2 && span.every(Number.isSafeInteger))) return undefined;
      return { kind: 'entity', id, type, spans: spans as unknown as readonly (readonly [number, number])[], text: rest.join('\t') };
    }
    case 'A':
    case 'M': {
      const [name = '', target = '', value, ...more] = words;
      if (name === '' || target === '' || more.length > 0 || rest.length > 0) return undefined;
      return value === undefined ? { kind: 'attribute', id, name, target } : { kind: 'attribute', id, name, target, value };
    }
    case '#': {
      const [type = '', target = '', ...more] = words;
      if (type === '' || target === '' || more.length > 0 || rest.length === 0) return undefined;
      return { kind: 'note', id, type, target, text: rest.join('\t') };
    }
    default:
      return undefined;
  }
}

function printed(line: AnnLine): string {
  switch (line.kind) {
    case 'entity':
      return `${line.id}\t${line.type} ${line.spans.map((span) => span.join(' ')).join(';')}\t${line.text}`;
    case 'attribute':
      return `${line.id}\t${line.name} ${line.target}${line.value === undefined ? '' : ` ${line.value}`}`;
    case 'note':
      return `${line.id}\t${line.type} ${line.target}\t${line.text}`;
    case 'other':
      return line.line;
  }
}

export function toBrat(documents: readonly ExchangeDocument[], project: ExchangeProject): Exported {
  const files: ExportedFile[] = [];
  const losses: Loss[] = [];
  const types = new Map<string, string>();
  for (const document of documents) {
    if (!document.quotes) {
      losses.push({ message: '{0} keeps no quotes and is left out: brat needs the text.', args: [document.path] });
      continue;
    }
    const base = document.path.replace(/\.txt$/i, '');
    files.push({ path: `${base}.txt`, content: document.text }, { path: `${base}.ann`, content: printAnn(annLines(document, types)) });
  }
  files.push({ path: 'annotation.conf', content: configuration(project, types) });
  const kept = documents.filter(({ quotes }) => quotes);
  const lost = ['unplaced', 'none', 'adjudicates', 'together', 'noteLines', 'spaces', 'times', 'ids', 'stances', 'read'] as const;
  losses.push(...lossesOf(kept, lost, []), ...codebookLosses(project));
  return { files, losses };
}

function annLines(document: ExchangeDocument, types: Map<string, string>): readonly AnnLine[] {
  const points = codePointsOf(document.text);
  const lines: AnnLine[] = [];
  let entity = 0;
  let attribute = 0;
  let note = 0;
  for (const { annotation, start, end } of document.passages) {
    const spans = withinLines(document.text, { start, end });
    for (const tag of annotation.tags) {
      const id = `T${++entity}`;
      lines.push({
        kind: 'entity',
        id,
        type: typeOf(tag, types),
        spans: spans.map((span) => [points.fromUnits(span.start), points.fromUnits(span.end)] as const),
        text: spans.map((span) => document.text.slice(span.start, span.end)).join(' '),
      });
      for (const [name, value] of [
        ['Voice', annotation.voice],
        ['Speaker', annotation.speaker],
        ['Coder', annotation.by],
      ] as const) {
        if (value !== undefined) lines.push({ kind: 'attribute', id: `A${++attribute}`, name, target: id, value: value.replace(/\s+/g, '_') });
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

/** Types are letters, digits, "-" and "_"; a tag with others gets a type of its own. */
function typeOf(tag: string, types: Map<string, string>): string {
  const known = types.get(tag);
  if (known !== undefined) return known;
  const taken = new Set(types.values());
  const plain = /^[A-Za-z][A-Za-z0-9_-]*$/.test(tag) ? tag : `tag-${tag.normalize('NFKD').replace(/[^A-Za-z0-9_-]+/g, '-')}`;
  let type = plain;
  for (let i = 2; taken.has(type); i++) type = `${plain}-${i}`;
  types.set(tag, type);
  return type;
}

function configuration({ index }: ExchangeProject, types: Map<string, string>): string {
  const entities = index.tags.map(({ tag, depth }) => `${'\t'.repeat(depth)}${typeOf(tag.id, types)}`);
  const known = new Set(index.tags.map(({ tag }) => tag.id));
  for (const [tag, type] of types) if (!known.has(tag)) entities.push(type);
  return `[entities]\n${entities.join('\n')}\n\n[relations]\n\n[events]\n\n[attributes]\nVoice\tArg:<ENTITY>, Value:outlet|quoted|paraphrased|comment|caption\nSpeaker\tArg:<ENTITY>, Value:.*\nCoder\tArg:<ENTITY>, Value:.*\n`;
}

/** @param source the document, by its path or name */
export function fromBrat(source: string, text: string | undefined, ann: string): Imported {
  const lines = parseAnn(ann);
  const attributes = new Map<string, Map<string, string>>();
  const notes = new Map<string, string>();
  let unread = 0;
  for (const line of lines) {
    if (line.kind === 'attribute') attributes.set(line.target, (attributes.get(line.target) ?? new Map<string, string>()).set(line.name, line.value ?? 'true'));
    else if (line.kind === 'note') notes.set(line.target, line.text);
    else if (line.kind === 'other' && line.line.trim() !== '') unread++;
  }
  const passages = lines.flatMap((line): readonly ImportedPassage[] => {
    if (line.kind !== 'entity') return [];
    const [first, last] = [line.spans[0], line.spans.at(-1)];
    if (!first || !last) return [];
    const known = attributes.get(line.id);
    return [
      {
        tags: [line.type],
        quote: line.spans.length === 1 ? line.text : undefined,
        codePoints: [first[0], last[1]],
        voice: known?.get('Voice'),
        speaker: known?.get('Speaker'),
        by: known?.get('Coder'),
        note: notes.get(line.id),
      },
    ];
  });
  const pieces = lines.filter((line) => line.kind === 'entity' && line.spans.length > 1 && !isBrokenByLines(line.spans, text)).length;
  const losses: readonly Loss[] = [
    ...(pieces === 0
      ? []
      : [{ message: '{0} entities of {1} are in several pieces, and become one passage with what is between them.', args: [String(pieces), source] }]),
    ...(unread === 0 ? [] : [{ message: '{0} lines of {1} are no entities, attributes or notes and are left out.', args: [String(unread), source] }]),
  ];
  return { documents: [{ source, text, passages }], losses };
}

/** Whether the pieces are one stretch but for line ends, which brat cuts at. */
function isBrokenByLines(spans: readonly (readonly [number, number])[], text: string | undefined): boolean {
  if (text === undefined) return false;
  const points = codePointsOf(text);
  return spans.every(
    ([start], at) => at === 0 || /^\n*$/.test(text.slice(points.toUnits((spans[at - 1] as readonly [number, number])[1]), points.toUnits(start))),
  );
}
