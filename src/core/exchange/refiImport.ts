/** Reading REFI-QDA: texts with their codings, and codebooks. */
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { strFromU8, unzipSync } from 'fflate';
import type { Tag } from '../project/schema';
import type { Imported, ImportedDocument, ImportedPassage, ImportedTag, Loss } from './types';

/** Bytes of a part of an archive, unpacked, beyond which it is not opened: no text is as long, and a bomb is. */
const maxPart = 64 * 1024 * 1024;
/** Bytes of all parts together, unpacked: beyond them the rest stays packed, however many parts there are. */
const maxArchive = 512 * 1024 * 1024;

/** Codes nested deeper are left out: no tool makes them, and nobody would find them. */
const deepestCode = 100;

const ownVariable = /^(?:Outlet|Published|Address|Stance: .+)$/;

/** A `.qdpx` file. Sources that are no texts are told as losses. */
export function fromQdpx(archive: Uint8Array): Imported {
  let parts: Readonly<Record<string, Uint8Array>>;
  try {
    let unpacked = 0;
    // Pictures and sound are nothing to us; where a text stays packed, its passages are told as having no place.
    const wanted = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }): boolean =>
      /\.(qde|txt)$/i.test(name) && originalSize <= maxPart && (unpacked += originalSize) <= maxArchive;
    parts = unzipSync(archive, { filter: wanted });
  } catch (error) {
    return failed(`The file is no zip archive: ${(error as Error).message}`);
  }
  const name = Object.keys(parts).find((part) => /(^|\/)[^/]+\.qde$/i.test(part));
  const project = name === undefined ? undefined : parts[name];
  if (!project) return failed('The archive has no project.qde in it.');
  const root = rootOf(strFromU8(project), 'Project');
  if (!(root instanceof XmlElement)) return { documents: [], losses: [root] };
  const codes = codesBelow(child(child(root, 'CodeBook'), 'Codes'));
  const users = new Map(all(root, 'User').map((user) => [guid(user), user.attributes['name'] ?? user.attributes['id'] ?? ''] as const));
  const notes = new Map(
    all(root, 'Note').map((note) => [guid(note), textIn(note, 'PlainTextContent') ?? internal(note.attributes['plainTextPath'], parts) ?? ''] as const),
  );
  const sources = child(root, 'Sources')?.children.filter(isElement) ?? [];
  const documents: ImportedDocument[] = [];
  let others = 0;
  for (const source of sources) {
    if (source.name !== 'TextSource') others++;
    else
      documents.push({
        source: source.attributes['name'] ?? guid(source),
        text: (textIn(source, 'PlainTextContent') ?? internal(source.attributes['plainTextPath'], parts))?.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'),
        passages: children(source, 'PlainTextSelection').flatMap((selection) => passageOf(selection, codes, users, notes)),
      });
  }
  const losses: Loss[] = others === 0 ? [] : [{ message: '{0} sources are no texts and are left out.', args: [others] }];
  const whole = sources.filter(({ name }) => name === 'TextSource').reduce((sum, source) => sum + children(source, 'Coding').length, 0);
  if (whole > 0) losses.push({ message: '{0} codings of whole documents are left out: a passage is words.', args: [whole] });
  // Those that an export of ours writes stand in the document's own sidecar.
  const foreign = new Set(all(root, 'Variable').flatMap((variable) => (ownVariable.test(variable.attributes['name'] ?? '') ? [] : [guid(variable)])));
  const values = all(root, 'VariableValue').filter((value) => foreign.has(target(child(value, 'VariableRef')))).length;
  if (values > 0)
    losses.push({
      message: '{0} values of variables are left out: what is said of a document is kept in its sidecar, and stances are coded there.',
      args: [values],
    });
  const sets = all(root, 'Set').length + all(root, 'Case').length;
  if (sets > 0) losses.push({ message: '{0} sets and cases are left out.', args: [sets] });
  if (all(root, 'Graph').length + all(root, 'Link').length > 0) losses.push({ message: 'Links and graphs are left out.', args: [] });
  return { documents, losses };
}

function failed(message: string): Imported {
  return { documents: [], losses: [{ message: '{0}', args: [message] }] };
}

function passageOf(
  selection: XmlElement,
  codes: ReadonlyMap<string, ImportedTag>,
  users: ReadonlyMap<string, string>,
  notes: ReadonlyMap<string, string>,
): readonly ImportedPassage[] {
  const [start, end] = [Number(selection.attributes['startPosition'] ?? NaN), Number(selection.attributes['endPosition'] ?? NaN)];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return [];
  const codings = children(selection, 'Coding');
  const by = selection.attributes['creatingUser'] ?? codings[0]?.attributes['creatingUser'];
  const refs = [...children(selection, 'NoteRef'), ...codings.flatMap((coding) => children(coding, 'NoteRef'))];
  const { id, ...remarks } = readRemarks(
    [textIn(selection, 'Description'), ...refs.map((ref) => notes.get(target(ref)))].filter((text) => text !== undefined && text !== '').join('\n\n'),
  );
  return [
    {
      id: id ?? guid(selection),
      tags: codings.flatMap((coding) => codes.get(target(child(coding, 'CodeRef'))) ?? []),
      codePoints: [start, end],
      ...remarks,
      by: by === undefined ? undefined : users.get(by.toLowerCase().replace(/[{}]/g, '')),
      created: selection.attributes['creationDateTime'] ?? codings[0]?.attributes['creationDateTime'],
      updated: selection.attributes['modifiedDateTime'],
    },
  ];
}

/** Codes by their guids, with the names from the top down: two may have one name. */
function codesBelow(codebook: XmlElement | undefined): ReadonlyMap<string, ImportedTag> {
  const found = new Map<string, ImportedTag>();
  const waiting = children(codebook, 'Code').map((code) => ({ code, above: [] as readonly string[] }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const path = [...next.above, next.code.attributes['name'] ?? ''];
    found.set(guid(next.code), { guid: guid(next.code), path });
    // Whose path grows without end was made to.
    if (path.length <= deepestCode) for (const code of children(next.code, 'Code')) waiting.push({ code, above: path });
  }
  return found;
}

/** Voice, speaker, what is settled, and an id that is no guid stand in their own paragraphs behind a note, where this program wrote it. */
function readRemarks(text: string): Pick<ImportedPassage, 'id' | 'note' | 'voice' | 'speaker' | 'adjudicates'> {
  const paragraphs = text.split('\n\n');
  const last = (name: string, words = '[\\p{L}\\p{N}_-]+'): string | undefined => {
    const value = new RegExp(`^${name}: (${words})$`, 'u').exec(paragraphs.at(-1) ?? '')?.[1];
    if (value !== undefined) paragraphs.pop();
    return value;
  };
  const id = last('Id', '[\\w-]+');
  const adjudicates = last('Adjudicates', '[\\w -]+')?.split(' ');
  const speaker = last('Speaker');
  const voice = last('Voice');
  // What a person wrote is told from those by a backslash.
  const own = paragraphs.pop()?.replace(/^\\(?=\\*(?:Voice|Speaker|Adjudicates|Id): )/, '');
  const note = [...paragraphs, ...(own === undefined ? [] : [own])].join('\n\n');
  return { note: note === '' ? undefined : note, voice, speaker, adjudicates, id };
}

export interface ImportedCodebook {
  readonly tags: readonly Tag[];
  readonly losses: readonly Loss[];
  /** Why nothing of it is read. */
  readonly problem?: Loss;
}

/** A `.qdc` file. Ids are made from the names; sets are told as losses. */
export function fromQdc(text: string): ImportedCodebook {
  const root = rootOf(text, 'CodeBook');
  if (!(root instanceof XmlElement)) return { tags: [], losses: [root], problem: root };
  const taken = new Set<string>();
  let tooDeep = 0;
  const tagOf = (code: XmlElement, depth: number): Tag => {
    const label = code.attributes['name'] ?? '';
    const color = code.attributes['color'];
    const below = depth < deepestCode ? children(code, 'Code') : [];
    if (depth >= deepestCode) tooDeep += children(code, 'Code').length;
    return {
      id: freeId(label, taken),
      label,
      ...(color !== undefined && colorOf(color)),
      ...described(textIn(code, 'Description')),
      ...(below.length > 0 && { children: below.map((inner) => tagOf(inner, depth + 1)) }),
    };
  };
  const tags = children(child(root, 'Codes'), 'Code').map((code) => tagOf(code, 0));
  const losses: readonly Loss[] = [
    ...(all(root, 'Set').length > 0 ? [{ message: 'Sets of codes are left out.', args: [] }] : []),
    ...(tooDeep > 0 ? [{ message: '{0} codes are nested too deep and are left out.', args: [tooDeep] }] : []),
  ];
  return { tags, losses };
}

/** `#rgb` is `#rrggbb` written short. */
function colorOf(color: string): Pick<Tag, 'color'> {
  if (/^#[0-9a-f]{6}$/i.test(color)) return { color };
  return /^#[0-9a-f]{3}$/i.test(color) ? { color: `#${[...color.slice(1)].map((digit) => digit + digit).join('')}` } : {};
}

function freeId(label: string, taken: Set<string>): string {
  const plain =
    label
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 100) || 'tag';
  let id = plain;
  for (let i = 2; taken.has(id); i++) id = `${plain}-${i}`;
  taken.add(id);
  return id;
}

/** A description's paragraphs, with those that this program names taken apart again. */
function described(text: string | undefined): Pick<Tag, 'description' | 'include' | 'exclude' | 'example'> {
  if (text === undefined || text === '') return {};
  const found: { description?: string; include?: string; exclude?: string; example?: string } = {};
  const rest: string[] = [];
  for (const paragraph of text.split('\n\n')) {
    const [, name, value] = /^(Include|Exclude|Example): ([^]*)$/.exec(paragraph) ?? [];
    const key = name?.toLowerCase() as 'include' | 'exclude' | 'example' | undefined;
    if (key !== undefined && value !== undefined && found[key] === undefined) found[key] = value;
    else rest.push(paragraph);
  }
  return rest.length === 0 ? found : { description: rest.join('\n\n'), ...found };
}

/** The root element, or what is wrong. Entities of a document type are not read: they could be a bomb. */
function rootOf(text: string, name: string): XmlElement | Loss {
  try {
    const root = parseXml(text.replace(/^\ufeff/, '')).root;
    if (root?.name === name) return root;
    return { message: 'The file has no {0} in it.', args: [name] };
  } catch (error) {
    return { message: 'The file is not well-formed XML: {0}', args: [(error as Error).message.split('\n', 1)[0] ?? ''] };
  }
}

function isElement(node: unknown): node is XmlElement {
  return node instanceof XmlElement;
}

function children(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.children.filter(isElement).filter((node) => node.name === name) ?? [];
}

function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(parent, name)[0];
}

/** Elements of a name anywhere below. */
function all(root: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.name === name) found.push(node);
    for (const inner of node.children) if (isElement(inner)) waiting.push(inner);
  }
  return found.reverse();
}

function guid(node: XmlElement): string {
  return (node.attributes['guid'] ?? '').toLowerCase().replace(/[{}]/g, '');
}

function target(node: XmlElement | undefined): string {
  return (node?.attributes['targetGUID'] ?? '').toLowerCase().replace(/[{}]/g, '');
}

function textIn(parent: XmlElement, name: string): string | undefined {
  return child(parent, name)?.text;
}

function internal(path: string | undefined, parts: Readonly<Record<string, Uint8Array>>): string | undefined {
  if (path?.startsWith('internal://') !== true) return undefined;
  const wanted = path.slice('internal://'.length).toLowerCase();
  const name = Object.keys(parts).find((part) => part.toLowerCase() === `sources/${wanted}`);
  const bytes = name === undefined ? undefined : parts[name];
  return bytes && new TextDecoder().decode(bytes);
}
