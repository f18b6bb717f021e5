/** Documents on disk, read as their project and their sidecars say, and analysed. */
import path from 'node:path';
import { emptyGazetteer, type Gazetteer, parseGazetteer } from '../core/actors';
import type { Analyser, Analysis } from '../core/analysis';
import { anchorDecisions } from '../core/annotations/anchored';
import { analyserFor } from '../core/corpus/analyser';
import type { Publication } from '../core/dates/types';
import { outletsNow } from '../core/project/outlets';
import { indexProject } from '../core/project/lookup';
import { eventsOf, statedPublication } from '../core/sidecar/publication';
import { together } from '../core/sidecar';
import type { DocumentMetadata } from '../core/sidecar/schema';
import type { QuotationReader } from '../core/quotations';
import { forPassing } from '../core/text/blockCache';
import { decodeDocument } from '../core/text/canonical';
import { readBytes } from './files';
import { type Host, InputError } from './host';
import { count, fault, systemReason, tell } from './messages';
import { errorLine, recordLine } from './record';
import { encodingOf, type LoadedProject, type Projects } from './projects';
import { readSidecar, Sidecars } from './sidecars';

/** The list of names that is delivered with the command; without it, with a word about it, none. */
export async function loadGazetteer(host: Host): Promise<Gazetteer> {
  try {
    return parseGazetteer(Buffer.from(await readBytes(host.gazetteerPath)).toString('utf8'));
  } catch (error) {
    tell(
      host,
      `The list of names is missing, so that actors are found by the project and their context alone; install pressmark again to have it. ${systemReason(error)}`,
    );
    return emptyGazetteer;
  }
}

/** Analysers by project. A project's problems are said once: what could not be read has no part in the analysis. */
export class Analysers {
  private readonly kept = new Map<LoadedProject | undefined, Analyser>();

  constructor(
    private readonly host: Host,
    private readonly gazetteer: Gazetteer,
  ) {}

  of(project: LoadedProject | undefined): Analyser {
    const known = this.kept.get(project);
    if (known) return known;
    for (const { path: file, problems } of project?.sources ?? []) warnOfProblems(this.host, file, problems);
    const analyser = analyserFor(project?.value ?? { pressmark: 1 }, this.gazetteer, forPassing);
    // Files come folder by folder; two projects at a time are enough, and many would fill the memory.
    for (const oldest of [...this.kept.keys()].slice(0, -1)) this.kept.delete(oldest);
    this.kept.set(project, analyser);
    return analyser;
  }
}

function warnOfProblems(host: Host, file: string, problems: readonly { readonly severity: string }[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) tell(host, `${file} is not read in full: it has ${count(errors, 'mistake')}. “pressmark check ${file}” says where.`);
}

export interface AnalysedDocument {
  /** Canonical. */
  readonly text: string;
  readonly analysis: Analysis;
  readonly metadata: DocumentMetadata;
}

/** Whose decisions about marks count. Where coders are separate, nobody's do until it is said: they would tell one coder of another's. */
export interface Whose {
  readonly coders: readonly string[] | undefined;
  readonly reveal: boolean;
}

export function whoseFrom(coder: string | undefined, reveal: boolean): Whose {
  return { coders: coder?.split(',').map((name) => name.trim()), reveal };
}

/** Reads documents one after another. */
export class Documents {
  private readonly toldOf = new Set<LoadedProject>();
  private readonly sidecars = new Sidecars();

  /** @param project for all of them; each one's own where it is undefined */
  constructor(
    private readonly host: Host,
    private readonly projects: Projects,
    private readonly project: LoadedProject | undefined,
    private readonly published: Publication | undefined,
    private readonly analysers: Analysers,
    private readonly whose: Whose,
  ) {}

  /** @throws InputError */
  async read(file: string): Promise<AnalysedDocument> {
    const project = this.project ?? (await this.projects.governing(path.dirname(file)));
    const paths = await this.sidecars.of(file);
    const read = await Promise.all(paths.map(readSidecar));
    read.forEach(({ problems }, index) => warnOfProblems(this.host, paths[index] ?? '', problems));
    const { document = {}, mentions: decided = [] } = together(read.map(({ value }) => value));
    const mentions = this.counting(project, decided);
    const encoding = document.encoding ?? encodingOf(project, file);
    const decoded = decodeDocument(await readBytes(file), encoding);
    if ('problem' in decoded) throw new InputError(undecodable(file, decoded.problem, encoding));
    const { text } = decoded;
    const index = indexProject(project?.value ?? { pressmark: 1 });
    const analysis = this.analysers.of(project).analyse(text, {
      publication: this.published ?? statedPublication(document),
      fileName: path.basename(file),
      url: document.url,
      events: eventsOf(index, document),
      decisions: anchorDecisions(text, mentions),
    });
    return { text, analysis, metadata: outletsNow(document, index) };
  }

  private counting<Decision extends { readonly by: string }>(project: LoadedProject | undefined, decided: readonly Decision[]): readonly Decision[] {
    const { coders, reveal } = this.whose;
    if (coders) return decided.filter(({ by }) => coders.includes(by));
    if (reveal || project?.value.coders !== 'separate' || decided.length === 0) return decided;
    if (!this.toldOf.has(project))
      tell(
        this.host,
        'Coders are separate in this project, and what they decided about marks is left out: say whose counts with --coder=NAME, or --reveal for everybody’s.',
      );
    this.toldOf.add(project);
    return [];
  }
}

function undecodable(file: string, problem: 'undecodable' | 'unknown-encoding', encoding = 'utf-8'): string {
  if (problem === 'unknown-encoding') return `${file} cannot be read: there is no encoding “${encoding}”.`;
  return `${file} cannot be read: it is not valid ${encoding}. Set “encoding:” in pressmark.yaml or in the sidecar to what it is.`;
}

/** A file's line of output, and what a person is to be told where it is none of an analysis. */
export async function fileLine(documents: Documents, reader: QuotationReader, file: string): Promise<{ readonly line: string; readonly problem?: string }> {
  try {
    const { text, analysis, metadata } = await documents.read(file);
    const outlet = metadata.outlet === undefined ? undefined : { id: metadata.outlet, basis: 'sidecar' as const };
    return { line: recordLine(file, analysis, reader.read(text, analysis.blocks, analysis.mentions), outlet) };
  } catch (error) {
    const problem = error instanceof InputError ? error.message : `${file} cannot be analysed. ${fault(error)}`;
    return { line: errorLine(file, problem), problem };
  }
}
