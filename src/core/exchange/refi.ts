/**
 * REFI-QDA 1.5 (2019), what NVivo, MAXQDA, ATLAS.ti and QualCoder exchange: `.qdpx`, a zip of `project.qde` and the texts,
 * and `.qdc`, a codebook. Positions are code points, 0-based, end exclusive; notes are sources of their own.
 */
import { strToU8, zipSync } from 'fflate';
import { stanceState } from '../corpus/coverage';
import type { FlatTag } from '../project';
import type { Tag } from '../project/schema';
import { codePointsOf } from './codePoints';
import { guidNamed, guidOf } from './guids';
import { lossesOf } from './losses';
import { withoutQuotes } from './tables';
import { writtenNames } from './tagNames';
import type { ExchangeDocument, ExchangeProject, Exported, Loss } from './types';
import { container, element, printXml, type XmlElement } from './xml';

/** The palette in sRGB (Okabe and Ito 2008), for tools that want numbers. */
const palette: Readonly<Record<string, string>> = {
  blue: '#0072B2',
  orange: '#E69F00',
  green: '#009E73',
  purple: '#CC79A7',
  yellow: '#F0E442',
  red: '#D55E00',
  cyan: '#56B4E9',
  gray: '#808080',
};

/**
 * Nested codes. Include, exclude and example stand in the description, under their names.
 * @param names of tags, by id, where they are not to go by their labels
 */
function codesOf(tags: readonly FlatTag[], names: ReadonlyMap<string, string> = new Map()): readonly XmlElement[] {
  const code = (tag: Tag): XmlElement =>
    element(
      'Code',
      {
        guid: guidOf('tag', tag.id),
        name: names.get(tag.id) ?? tag.label,
        isCodable: 'true',
        color: tag.color === undefined ? undefined : (palette[tag.color] ?? tag.color),
      },
      descriptionOf(tag),
      ...(tag.children ?? []).map(code),
    );
  return tags.filter(({ depth }) => depth === 0).map(({ tag }) => code(tag));
}

const parts = [
  ['include', 'Include'],
  ['exclude', 'Exclude'],
  ['example', 'Example'],
] as const;

function descriptionOf(tag: Tag): XmlElement | undefined {
  const lines = [tag.description, ...parts.map(([key, name]) => (tag[key] === undefined ? undefined : `${name}: ${tag[key]}`))].filter(
    (line) => line !== undefined,
  );
  return lines.length === 0 ? undefined : element('Description', {}, lines.join('\n\n'));
}

/** The codebook, `.qdc`. */
export function toQdc({ index }: ExchangeProject): Exported {
  const root = element('CodeBook', { xmlns: 'urn:QDA-XML:codebook:1.0', origin: 'Pressmark' }, container('Codes', codesOf(index.tags)));
  const losses: readonly Loss[] = [{ message: 'The ids, keys and revision dates of tags are left out: the format has no place for them.', args: [] }];
  return { files: [{ path: 'codebook.qdc', content: printXml(root) }], losses };
}

/** The project, `.qdpx`: codebook, texts, codings, notes, outlets and stances as variables of the texts. */
export function toQdpx(documents: readonly ExchangeDocument[], project: ExchangeProject): Exported {
  const users = new Map<string, string>();
  const user = (name: string): string => {
    const guid = guidOf('coder', name);
    users.set(name, guid);
    return guid;
  };
  const notes: XmlElement[] = [];
  const note = (id: string, text: string, by: string, created: string): XmlElement => {
    const guid = guidNamed(`note:${id}`);
    notes.push(
      element(
        'Note',
        { guid, name: text.split('\n', 1)[0]?.slice(0, 60), creatingUser: user(by), creationDateTime: created },
        element('PlainTextContent', {}, text),
      ),
    );
    return element('NoteRef', { targetGUID: guid });
  };
  const kept = documents.filter(({ quotes }) => quotes);
  const variables = variablesOf(project);
  const sources = kept.map((document) => sourceOf(document, { user, note, variables }));
  const stray = [...new Set(kept.flatMap(({ passages }) => passages.flatMap(({ annotation }) => annotation.tags)))].filter(
    (tag) => project.index.tag(tag) === undefined,
  );
  // QualCoder, for one, has no two codes of one name.
  const names = writtenNames(project.index.tags, stray);
  const codes = [...codesOf(project.index.tags, names), ...stray.map((tag) => element('Code', { guid: guidOf('tag', tag), name: tag, isCodable: 'true' }))];
  const root = element(
    'Project',
    { xmlns: 'urn:QDA-XML:project:1.0', name: project.name, origin: 'Pressmark' },
    // The order of the schema's sequence. Users are known once everything else is made.
    container(
      'Users',
      [...users].map(([name, guid]) => element('User', { guid, name })),
    ),
    codes.length === 0 ? undefined : element('CodeBook', {}, container('Codes', codes)),
    container(
      'Variables',
      [...variables.values()].map(({ guid, name, type, description }) =>
        element('Variable', { guid, name, typeOfVariable: type }, description === undefined ? undefined : element('Description', {}, description)),
      ),
    ),
    container('Sources', sources),
    container('Notes', notes),
  );
  const entries: Record<string, Uint8Array> = { 'project.qde': strToU8(printXml(root)) };
  for (const document of kept) entries[`sources/${guidOf('document', document.path)}.txt`] = strToU8(document.text);
  const losses: Loss[] = [...withoutQuotes(documents)];
  losses.push(...lossesOf(kept, ['unplaced', 'suggested', 'because', 'confidence', 'evidence', 'judges', 'marks', 'read'], ['outlet', 'published', 'url']));
  const open = kept.reduce((sum, document) => sum + [...questionsOf(document)].filter((question) => heldPosition(document, question) === undefined).length, 0);
  if (open > 0)
    losses.push({ message: '{0} stances are left out: a document has one position there, and coders disagree, or have a draft only.', args: [open] });
  if (kept.some(({ passages }) => passages.some(({ annotation: { voice, speaker } }) => voice !== undefined || speaker !== undefined)))
    losses.push({ message: 'Voices and speakers stand in the notes.', args: [] });
  const renamed = project.index.tags.filter(({ tag }) => names.get(tag.id) !== tag.label).length;
  if (renamed > 0) losses.push({ message: '{0} tags share their label with another and have those above them in their name.', args: [renamed] });
  // A fixed time: the same project gives the same bytes.
  return { files: [{ path: `${fileName(project.name)}.qdpx`, content: zipSync(entries, { mtime: new Date(1980, 0, 1) }) }], losses };
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N} _-]+/gu, '-').trim() || 'project';
}

function questionsOf({ stance }: ExchangeDocument): ReadonlySet<string> {
  return new Set(stance.map(({ question }) => question));
}

/** What the coders agree in, or an adjudicator has settled: a variable has one value, and a draft is no judgement. */
function heldPosition({ stance }: ExchangeDocument, question: string): string | undefined {
  const state = stanceState(stance, question);
  return state.kind === 'coded' ? state.position : undefined;
}

interface Variable {
  readonly guid: string;
  readonly name: string;
  readonly type: 'Text' | 'Date';
  readonly description?: string;
}

function variablesOf({ index }: ExchangeProject): ReadonlyMap<string, Variable> {
  const text = (id: string, name: string, description?: string): readonly [string, Variable] => [
    id,
    { guid: guidOf('variable', id), name, type: 'Text', ...(description !== undefined && { description }) },
  ];
  return new Map([
    text('outlet', 'Outlet'),
    text('published', 'Published'),
    text('url', 'Address'),
    ...(index.project.stance ?? []).map(({ id, question }) => text(`stance:${id}`, `Stance: ${id}`, question)),
  ]);
}

/** The last paragraph of a note that reads as one of the fields behind it: it has a backslash before it, which the import takes away again. */
function ownWords(note: string): string {
  const paragraphs = note.split('\n\n');
  const last = paragraphs.pop() ?? '';
  return [...paragraphs, last.replace(/^(?=\\*(?:Voice|Speaker|Adjudicates|Id): )/, '\\')].join('\n\n');
}

interface Making {
  readonly user: (name: string) => string;
  readonly note: (id: string, text: string, by: string, created: string) => XmlElement;
  readonly variables: ReadonlyMap<string, Variable>;
}

function sourceOf(document: ExchangeDocument, { user, note, variables }: Making): XmlElement {
  const points = codePointsOf(document.text);
  const source = guidOf('document', document.path);
  const selections = document.passages.map(({ annotation, start, end }) => {
    const audit = { creatingUser: user(annotation.by), creationDateTime: annotation.created };
    const guid = guidOf('annotation', annotation.id);
    const remarks = [
      annotation.note === undefined ? undefined : ownWords(annotation.note),
      annotation.voice && `Voice: ${annotation.voice}`,
      annotation.speaker && `Speaker: ${annotation.speaker}`,
      annotation.adjudicates && `Adjudicates: ${annotation.adjudicates.join(' ')}`,
      // A guid stands for it there, from which nobody tells the id.
      guid !== annotation.id && `Id: ${annotation.id}`,
    ].filter((line) => line);
    return element(
      'PlainTextSelection',
      {
        guid,
        name: document.text
          .slice(start, end)
          .replace(/\s+/g, ' ')
          .slice(0, 60)
          .replace(/[\ud800-\udbff]$/, ''),
        startPosition: points.fromUnits(start),
        endPosition: points.fromUnits(end),
        ...audit,
        modifiedDateTime: annotation.updated,
      },
      ...annotation.tags.map((tag) =>
        element('Coding', { guid: guidNamed(`${annotation.id} ${tag}`), ...audit }, element('CodeRef', { targetGUID: guidOf('tag', tag) })),
      ),
      remarks.length === 0 ? undefined : note(annotation.id, remarks.join('\n\n'), annotation.by, annotation.created),
    );
  });
  const values = new Map<string, string | undefined>([
    ['outlet', document.metadata.outlet],
    ['published', document.metadata.published],
    ['url', document.metadata.url],
    ...[...questionsOf(document)].map((question) => [`stance:${question}`, heldPosition(document, question)] as const),
  ]);
  const variableValues = [...values].flatMap(([id, value]) => {
    const variable = variables.get(id);
    return value === undefined || !variable
      ? []
      : [element('VariableValue', {}, element('VariableRef', { targetGUID: variable.guid }), element('TextValue', {}, value))];
  });
  return element('TextSource', { guid: source, name: document.path, plainTextPath: `internal://${source}.txt` }, ...selections, ...variableValues);
}
