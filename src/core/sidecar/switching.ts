/**
 * From one sidecar for all coders to one a coder, and back. Entries move with their text: a person's comments, quoting and
 * line breaks go along. A plan only: the files are rewritten by core/rewriting, what adds before what takes away, so that
 * an interrupted switch has every entry at least once. Readers count an entry that stands in two files once.
 */
import type { Problem } from '../problem';
import type { Rewrite } from '../rewriting';
import { sameData } from '../yaml/equal';
import type { YamlFile } from '../yaml/file';
import { sectionOf, type Data, type ListSection } from '../yaml/format';
import { sidecarFormat } from './format';
import { parseSidecar } from './index';
import { addEntries, blocksOf, type Block, withoutEntries } from './moving';
import { sidecarSuffix } from './names';
import type { Sidecar } from './schema';
import { unsignedSuffix } from './together';
import { writeValue } from '../yaml/write';

/** A document's sidecars as they stand. */
export interface SidecarsOf {
  /** Path of the document, relative to the project. */
  readonly document: string;
  readonly sidecars: readonly { readonly suffix: string; readonly text: string }[];
}

/** Why a switch cannot be made: each is to be settled by a person first. */
export interface Refusal {
  readonly path: string;
  /** A template with `{0}` … for `args`. */
  readonly message: string;
  readonly args: readonly string[];
}

export interface SwitchPlan {
  /** What adds, then what takes away. Nothing is to be done if any document is refused. */
  readonly rewrites: readonly Rewrite[];
  readonly refusals: readonly Refusal[];
}

export type CoderMode = 'shared' | 'separate';

/** @param isTaken whether a path is a document, or a file that is no sidecar of the document */
export function planSwitch(to: CoderMode, documents: readonly SidecarsOf[], isTaken: (path: string) => boolean): SwitchPlan {
  const plans = documents.map((document) => new Planner(document, isTaken).plan(to));
  return {
    rewrites: [...plans.flatMap(({ adding }) => adding), ...plans.flatMap(({ taking }) => taking)],
    refusals: plans.flatMap(({ refusals }) => refusals),
  };
}

interface Sided {
  readonly suffix: string;
  readonly path: string;
  readonly text: string;
  readonly file: YamlFile<Sidecar>;
}

class Planner {
  readonly refusals: Refusal[] = [];
  private readonly sides: readonly Sided[];

  constructor(
    private readonly of: SidecarsOf,
    private readonly isTaken: (path: string) => boolean,
  ) {
    this.sides = of.sidecars.map(({ suffix, text }) => ({ suffix, text, path: of.document + suffix, file: parseSidecar(text) }));
  }

  plan(to: CoderMode): { readonly adding: readonly Rewrite[]; readonly taking: readonly Rewrite[]; readonly refusals: readonly Refusal[] } {
    for (const { path, file } of this.sides) {
      if (file.writable !== true) this.refuse(path, 'It cannot be read in full: {0}', sentence(file.writable.reason));
    }
    const planned = this.refusals.length > 0 ? { adding: [], taking: [] } : to === 'separate' ? this.separate() : this.join();
    const changes = ({ before, after }: Rewrite): boolean => before !== after;
    return { adding: planned.adding.filter(changes), taking: planned.taking.filter(changes), refusals: this.refusals };
  }

  private separate(): Planned {
    const shared = this.sides.find(({ suffix }) => suffix === unsignedSuffix);
    if (shared === undefined) return { adding: [], taking: [] };
    const blocks = blocksOf(shared.file);
    const coders = [...new Set(blocks.map(({ entry }) => String(entry['by'])))];
    this.checkNames(coders);
    const adding = coders.map((coder): Rewrite => {
      const suffix = sidecarSuffix(coder);
      const target = this.sides.find((side) => side.suffix === suffix);
      const text = shared.file.value.document?.text;
      const start = target?.text ?? freshSidecar(text, lineEnd(shared.text));
      const own = blocks.filter(({ entry }) => entry['by'] === coder);
      return { path: this.of.document + suffix, before: target?.text, after: this.with(start, own, this.of.document + suffix) };
    });
    return { adding, taking: [{ path: shared.path, before: shared.text, after: withoutEntries(shared.file) }] };
  }

  private join(): Planned {
    const shared = this.sides.find(({ suffix }) => suffix === unsignedSuffix);
    const others = this.sides.filter((side) => side !== shared);
    if (others.length === 0) return { adding: [], taking: [] };
    const path = this.of.document + unsignedSuffix;
    let text = shared?.text ?? '';
    text = this.withMetadata(text, [...(shared ? [shared] : []), ...others]);
    for (const side of others) {
      text = this.with(text, blocksOf(side.file), path);
      text = this.withRest(text, side);
    }
    return { adding: [{ path, before: shared?.text, after: text }], taking: others.map((side) => ({ path: side.path, before: side.text, after: undefined })) };
  }

  /** The text with the entries in it; one that is there already must be the same. */
  private with(text: string, blocks: readonly Block[], path: string): string {
    const file = parseSidecar(text);
    const fresh = blocks.filter(({ section, entry }) => {
      const list = sectionOf(sidecarFormat, section) as ListSection;
      const there = ((file.value as unknown as Data)[section] as readonly Data[] | undefined)?.find((other) => list.key(other) === list.key(entry));
      if (there !== undefined && !sameData(there, entry))
        this.refuse(path, 'The entry “{0}” in “{1}” stands there already and says something else.', list.key(entry), section);
      return there === undefined;
    });
    return addEntries(file, fresh);
  }

  /** What is said of the document, from all that say it; where they differ, a person has to agree with themselves first. */
  private withMetadata(text: string, sides: readonly Sided[]): string {
    const document: Record<string, unknown> = {};
    for (const { path, file } of sides) {
      for (const [field, value] of Object.entries(file.value.document ?? {})) {
        if (document[field] === undefined) document[field] = value;
        else if (field !== 'text' && !sameData(document[field], value))
          this.refuse(path, 'It says something else about the document in “{0}” than another sidecar of it.', field);
      }
    }
    // Positions that belong to several texts have no one hash.
    const texts = new Set(sides.map(({ file }) => file.value.document?.text).filter((hash) => hash !== undefined));
    if (texts.size > 1) delete document['text'];
    const file = parseSidecar(text);
    const target: Sidecar = { ...file.value, document: document };
    const written = writeValue(file, sidecarFormat, Object.keys(document).length === 0 ? file.value : target, '\n');
    if ('blocked' in written) this.refuse(this.of.document + unsignedSuffix, 'It cannot be written: {0}', sentence(written.blocked));
    return 'blocked' in written ? text : written.text;
  }

  /** Comments that stand by no entry, and what a newer or another program wrote. */
  private withRest(text: string, { file, path }: Sided): string {
    const rest = withoutEntries(parseSidecar(withoutDocument(file)));
    if (rest === undefined) return text;
    const kept = parseSidecar(rest);
    if (kept.problems.some(({ code }) => code === 'unknown-key')) {
      this.refuse(path, 'It holds a section that Pressmark does not know. Move it by hand first.');
      return text;
    }
    const eol = lineEnd(text);
    const comments = rest.split(/\r?\n/).filter((line) => /^\s*#/.test(line));
    return comments.length === 0 ? text : `${text}${text.endsWith('\n') || text === '' ? '' : eol}${comments.map((line) => line.trim() + eol).join('')}`;
  }

  /** Names that differ only in what a file system may not tell apart would overwrite each other. */
  private checkNames(coders: readonly string[]): void {
    const byName = new Map<string, string>();
    for (const coder of coders) {
      const suffix = sidecarSuffix(coder);
      const folded = suffix.toLowerCase();
      const other = byName.get(folded);
      if (other !== undefined)
        this.refuse(this.of.document + unsignedSuffix, '“{0}” and “{1}” would share one file name on some computers. Change one of the names.', other, coder);
      byName.set(folded, coder);
      const path = this.of.document + suffix;
      const known = this.sides.some((side) => side.suffix === suffix);
      if (!known && (this.isTaken(path) || this.isTaken(path.slice(0, -unsignedSuffix.length))))
        this.refuse(path, 'The name for the sidecar of {0} is taken by another file.', coder);
    }
  }

  private refuse(path: string, message: string, ...args: readonly string[]): void {
    this.refusals.push({ path, message, args });
  }
}

interface Planned {
  readonly adding: readonly Rewrite[];
  readonly taking: readonly Rewrite[];
}

function freshSidecar(hash: string | undefined, eol: string): string {
  return [`pressmark: ${sidecarFormat.version}`, ...(hash === undefined ? [] : ['document:', `  text: ${hash}`]), ''].join(eol);
}

function withoutDocument(file: YamlFile<Sidecar>): string {
  const value = { ...file.value };
  delete value.document;
  const written = writeValue(file, sidecarFormat, value, '\n');
  return 'blocked' in written ? file.text : written.text;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** For a refusal's argument; translated sentences do not nest. */
function sentence({ message, args }: Problem): string {
  return message.replace(/\{(\d+)\}/g, (_, index: string) => args[Number(index)] ?? '');
}
