/** Entries of sidecars as text that can be carried from file to file, each with the comment lines right above it. */
import { applyOperation } from '../yaml/apply';
import { sameData } from '../yaml/equal';
import type { YamlFile } from '../yaml/file';
import { sectionOf, type Data } from '../yaml/format';
import type { Piece } from '../yaml/pieces';
import { writeValue } from '../yaml/write';
import { sidecarFormat } from './format';
import { parseSidecar } from './index';
import type { Sidecar } from './schema';

export interface Block {
  readonly section: string;
  readonly entry: Data;
  /** The entry's lines with its comments, without the last line end; undefined where it stands in a list on one line. */
  readonly raw: string | undefined;
}

/** The signed entries of a file, in its order. */
export function blocksOf(file: YamlFile<Sidecar>): readonly Block[] {
  const blocks: Block[] = [];
  file.pieces.forEach((piece, index) => {
    const section = sectionOf(sidecarFormat, piece.section);
    if (section?.kind !== 'list' || piece.value === undefined) return;
    if (piece.kind === 'item') {
      const raw = commentAbove(file, index) + file.text.slice(piece.start, piece.end);
      blocks.push({ section: section.name, entry: piece.value as Data, raw: raw.replace(/(?:\r?\n)+$/, '') });
    } else if (piece.kind === 'whole') for (const entry of piece.value as readonly Data[]) blocks.push({ section: section.name, entry, raw: undefined });
  });
  return blocks;
}

/** The comment lines that stand right above an entry, no blank line between. */
function commentAbove(file: YamlFile<Sidecar>, index: number): string {
  const gap = file.pieces[index - 1];
  if (gap?.kind !== 'gap') return '';
  const text = file.text.slice(gap.start, gap.end);
  return text.slice(text.length - (/(?:^|(?<=\n))(?:[ \t]*#[^\n]*\n)+$/.exec(text)?.[0].length ?? 0));
}

/** The file without its signed entries and the comments that belong to them; undefined if nothing is left that anybody wrote. */
export function withoutEntries(file: YamlFile<Sidecar>): string | undefined {
  const kept = file.pieces.map((piece, index): string => {
    const text = file.text.slice(piece.start, piece.end);
    if (sectionOf(sidecarFormat, piece.section)?.kind !== 'list') return text;
    if (piece.kind === 'gap') {
      const next = file.pieces[index + 1];
      const rest = next?.kind === 'item' ? text.slice(0, text.length - commentAbove(file, index + 1).length) : text;
      return rest.trim() === '' ? '' : rest;
    }
    if (piece.kind === 'stray') return text;
    // What is remarked on a section's own line goes on as a line of its own.
    const remark = piece.kind === 'header' ? /#.*/.exec(text)?.[0] : undefined;
    return remark === undefined ? '' : `${remark.trimEnd()}\n`;
  });
  const bom = file.text.startsWith('\ufeff') ? '\ufeff' : '';
  const text = bom + kept.join('');
  return saysSomething(text) ? text : undefined;
}

function saysSomething(text: string): boolean {
  const { value, problems } = parseSidecar(text);
  const { text: hash, ...document } = value.document ?? {};
  void hash;
  return Object.keys(document).length > 0 || /^\s*#/m.test(text) || problems.some(({ code }) => code === 'unknown-key');
}

/** The file with entries added at their places, as they were written where they come from. */
export function addEntries(file: YamlFile<Sidecar>, blocks: readonly Block[]): string {
  const target = blocks.reduce((value, { section, entry }) => applyOperation(sidecarFormat, value, { type: 'add', section, entry }), file.value);
  const written = writeValue(file, sidecarFormat, target, '\n');
  if ('blocked' in written) throw new Error(`A file that can be read in full cannot be written: ${written.blocked.message}`);
  const asWritten = rawInstead(written.file, blocks);
  const check = parseSidecar(asWritten);
  // Where their own text does not fit in, the entries stand as Pressmark writes them.
  return check.writable === true && sameData(check.value, target) ? asWritten : written.text;
}

function rawInstead(file: YamlFile<Sidecar>, blocks: readonly Block[]): string {
  const raws = new Map(blocks.map(({ section, entry, raw }) => [keyOf(section, entry), raw] as const));
  let text = '';
  let at = 0;
  for (const piece of file.pieces) {
    const raw = piece.kind === 'item' && isEntry(piece) ? raws.get(keyOf(piece.section, piece.value as Data)) : undefined;
    if (raw === undefined) continue;
    const old = file.text.slice(piece.start, piece.end);
    const eol = /\r?\n$/.exec(old)?.[0] ?? '';
    text += file.text.slice(at, piece.start) + indented(raw, indentOf(old), file.text.includes('\r\n') ? '\r\n' : '\n') + eol;
    at = piece.end;
  }
  return text + file.text.slice(at);
}

function isEntry({ section, value }: Piece): boolean {
  return value !== undefined && sectionOf(sidecarFormat, section)?.kind === 'list';
}

function keyOf(name: string, entry: Data): string {
  const section = sectionOf(sidecarFormat, name);
  return `${name} ${section?.kind === 'list' ? section.key(entry) : ''}`;
}

/** The lines at another indentation of the dash, all moved alike: what stands below what stays so. */
function indented(raw: string, indent: number, eol: string): string {
  const lines = raw.split(/\r?\n/);
  const dash = lines.find((line) => /^\s*-/.test(line)) ?? '';
  const by = indent - indentOf(dash);
  return lines.map((line) => (line.trim() === '' ? line : by >= 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, indentOf(line))))).join(eol);
}

function indentOf(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}
