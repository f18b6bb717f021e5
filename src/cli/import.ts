/** `pressmark import`: what was coded in other tools, into sidecars and the codebook. */
import path from 'node:path';
import { v4 } from 'uuid';
import {
  bySidecar,
  documentNamed,
  fromQdc,
  type Imported,
  type ImportedDocument,
  type ImportPlan,
  importFormats,
  type Loss,
  type PassageFormat,
  planImport,
  readPassages,
  standingWith,
} from '../core/exchange';
import { partFileName, projectFileName, projectStoreFormat } from '../core/project';
import { importTags, planCodebook } from '../core/project/codebookImport';
import { parseSidecar, sidecarName, spliceDecisions, together } from '../core/sidecar';
import type { Decision } from '../core/sidecar/decision';
import { decodeDocument } from '../core/text/canonical';
import { atomicFiles } from '../node/atomicFiles';
import { parseArguments } from './arguments';
import { filesBelow, kindOf, readBytes, readBytesIfThere, yamlText } from './files';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output, UsageError } from './host';
import { count, numeral, sentenceOf, systemReason, tell } from './messages';
import { encodingOf, type LoadedProject, Projects } from './projects';
import { readSidecar, Sidecars } from './sidecars';

export async function importFrom(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, flags, options, operands } = parseArguments('import', argv, { flags: ['dry-run', 'reveal'], options: ['from', 'coder', 'project'] });
  if (help) return 'help';
  const format = importFormats.find((name) => name === options.from);
  if (format === undefined) throw new UsageError(`Say what to import from: --from=${importFormats.join('|')}.`, 'import');
  if (operands.length === 0) throw new UsageError('Name the files to import.', 'import');
  const projects = new Projects();
  const project = options.project === undefined ? await projects.governing('.') : await projects.at(options.project);
  if (!project) throw new InputError(`This folder belongs to no project: name one with --project.`);
  if (format === 'qdc') return importCodebook(operands, project, flags['dry-run'], host);
  const coder = options.coder?.trim();
  if (coder === undefined || coder === '') throw new UsageError('Say whose passages they are where the file does not: --coder=NAME.', 'import');
  const blind = project.value.coders === 'separate' && !flags.reveal;
  const run = new ImportRun(projects, project, { coder, blind, dry: flags['dry-run'] }, host);
  for (const file of operands) await run.file(file, await read(format, file));
  await output.flush();
  return run.end();
}

async function read(format: PassageFormat, file: string): Promise<Imported> {
  const imported = await readPassages(format, { name: file, bytes: await readBytes(file), textBeside: readBytesIfThere });
  if (!imported) throw new InputError(`${file} cannot be read: it is not UTF-8.`);
  return imported;
}

interface Settings {
  /** Whose passages they are where the file does not say. */
  readonly coder: string;
  /** Others' coding is hidden from the coder. */
  readonly blind: boolean;
  /** Nothing is written. */
  readonly dry: boolean;
}

/** Imports files into a project's sidecars. Each sidecar is written once, whole, and only if it is what was read. */
class ImportRun {
  private readonly sidecars = new Sidecars();
  private readonly unknownTags = new Set<string>();
  /** By document: what is taken may not be written, or stand in a file that was not there when its folder was listed. */
  private readonly taken = new Map<string, readonly Decision[]>();
  private documents: Promise<ReadonlyMap<string, string>> | undefined;
  private readonly added = { annotations: 0, stance: 0, read: 0, document: 0 };
  private settlements = 0;
  private known = 0;
  private others = false;
  private refused = 0;

  constructor(
    private readonly projects: Projects,
    private readonly project: LoadedProject,
    private readonly settings: Settings,
    private readonly host: Host,
  ) {}

  async file(file: string, { documents, losses }: Imported): Promise<void> {
    for (const loss of losses) this.lost(file, loss);
    const breather = new Breather(this.host.signal);
    for (const document of documents) {
      await this.document(file, document);
      await breather.breathe();
    }
  }

  end(): ExitCode {
    const { dry } = this.settings;
    if (this.others)
      tell(this.host, 'Coders are separate in this project: --reveal takes what others signed into their sidecars, and tells of what stands there.');
    if (this.unknownTags.size > 0)
      tell(
        this.host,
        `The codebook has no “${[...this.unknownTags].sort().join('”, “')}”. Add them to ${projectFileName} and import again: what is there stays.`,
      );
    if (this.settlements > 0)
      tell(this.host, `${count(this.settlements, 'settlement')} among what ${dry ? 'would be' : 'is'} imported: what others coded is settled by it.`);
    tell(
      this.host,
      `${this.words()} ${dry ? 'would be imported' : 'imported'}, ${numeral(this.known)} already there, ${count(this.refused, 'thing')} left out.`,
    );
    return this.refused > 0 ? exitCodes.findings : exitCodes.done;
  }

  private words(): string {
    const { annotations, stance, read, document } = this.added;
    const also = [
      ...(stance > 0 ? [count(stance, 'stance')] : []),
      ...(read > 0 ? [count(read, 'mark “read”', 'marks “read”')] : []),
      ...(document > 0 ? [`what is said of ${count(document, 'document')}`] : []),
    ];
    return [count(annotations, 'passage'), ...also].join(', ');
  }

  private lost(about: string, loss: Loss): void {
    this.refused++;
    tell(this.host, `${about}: ${sentenceOf(loss)}`);
  }

  private async document(file: string, imported: ImportedDocument): Promise<void> {
    const found = await this.find(imported.source);
    if (found === undefined) return this.lost(file, { message: 'The project has no document “{0}”, or more than one.', args: [imported.source] });
    const paths = await this.sidecars.of(found);
    const read = await Promise.all(paths.map(readSidecar));
    const before = this.taken.get(found) ?? [];
    const all = standingWith(together(read.map(({ value }) => value)), before);
    const encoding = all.document?.encoding ?? encodingOf(this.project, found);
    const decoded = decodeDocument(await readBytes(found), encoding);
    if ('problem' in decoded) throw new InputError(`${found} is not valid ${encoding ?? 'utf-8'}.`);
    const relative = path.relative(this.project.root, path.resolve(found)).split(path.sep).join('/');
    const plan = planImport(imported, {
      text: decoded.text,
      standing: all,
      project: this.project.index,
      coder: this.settings.coder,
      blind: this.settings.blind,
      now: `${new Date().toISOString().slice(0, 19)}Z`,
      path: relative,
      salt: this.project.selector(relative)?.quotes === 'none' ? () => v4().replaceAll('-', '').slice(-16) : undefined,
    });
    for (const loss of plan.losses) this.lost(found, loss);
    for (const tag of plan.unknownTags) this.unknownTags.add(tag);
    this.known += plan.known;
    this.others ||=
      this.settings.blind &&
      [imported.passages, imported.stance ?? [], imported.read ?? []].flat().some(({ by }) => by !== undefined && by !== this.settings.coder);
    this.settlements += plan.settlements;
    await this.write(found, plan);
    this.taken.set(found, [...before, ...plan.decisions]);
  }

  private async find(source: string): Promise<string | undefined> {
    const byPath = await (this.documents ??= this.list());
    const found = await documentNamed(source, [...byPath.keys()], async (address) => {
      const at: string[] = [];
      for (const [relative, file] of byPath) {
        const { document } = together((await Promise.all((await this.sidecars.of(file)).map(readSidecar))).map(({ value }) => value));
        if (document?.url === address) at.push(relative);
      }
      return at;
    });
    return found === undefined ? undefined : byPath.get(found);
  }

  /** The project's documents by their paths within it. */
  private async list(): Promise<ReadonlyMap<string, string>> {
    const files = new Map<string, string>();
    for await (const file of filesBelow(
      this.project.root,
      () => true,
      (sentence) => tell(this.host, sentence),
    )) {
      const relative = path.relative(this.project.root, path.resolve(file)).split(path.sep).join('/');
      if (this.project.selector(relative) && (await this.projects.governing(path.dirname(file)))?.root === this.project.root) files.set(relative, file);
    }
    return files;
  }

  private async write(document: string, { decisions }: ImportPlan): Promise<void> {
    if (decisions.length === 0) return;
    for (const [coder, own] of bySidecar(decisions, this.settings.coder, this.project.value.coders === 'separate')) {
      const file = path.join(path.dirname(document), sidecarName(path.basename(document), coder));
      const bytes = await readBytesIfThere(file);
      const text = bytes === undefined ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      const written = spliceDecisions(parseSidecar(text ?? ''), own, '\n');
      if ('blocked' in written) throw new InputError(`${file} is not written: ${sentenceOf(written.blocked)}`);
      await replace(file, text, written.text, this.settings.dry);
      for (const decision of own) {
        const section = decision.type === 'document' ? 'document' : decision.section;
        if (section !== 'mentions') this.added[section]++;
      }
    }
  }
}

/** Codes as tags: those that the codebook has, by label, stay as they are. */
async function importCodebook(files: readonly string[], project: LoadedProject, dry: boolean, host: Host): Promise<ExitCode> {
  let added = 0;
  let refused = 0;
  for (const file of files) {
    const text = yamlText(await readBytes(file));
    if (text === undefined) throw new InputError(`${file} cannot be read: it is not UTF-8.`);
    const { tags, losses } = fromQdc(text);
    for (const loss of losses) {
      refused++;
      tell(host, `${file}: ${sentenceOf(loss)}`);
    }
    // The codebook stands in its own file where there is one.
    const part = path.join(project.root, partFileName('tags'));
    const own = (await kindOf(part)) === 'file';
    const target = own ? part : path.join(project.root, projectFileName);
    const current = yamlText(await readBytes(target)) ?? '';
    const plan = planCodebook(project.value, tags, false);
    const fresh = new Set(plan.listed.filter(({ into }) => into === undefined).map(({ index }) => index));
    const decisions = importTags(project.value, plan, fresh, `${new Date().toISOString().slice(0, 19)}Z`);
    const format = projectStoreFormat(own ? 'tags' : undefined);
    const written = format.write(format.read(current), decisions, '\n');
    if ('blocked' in written) throw new InputError(`${target} is not written: ${sentenceOf(written.blocked)}`);
    await replace(target, current, written.text, dry);
    added += decisions.length;
  }
  tell(host, `${count(added, 'tag')} ${dry ? 'would be imported' : 'imported'}, ${count(refused, 'thing')} left out.`);
  return refused > 0 ? exitCodes.findings : exitCodes.done;
}

async function replace(file: string, expected: string | undefined, text: string, dry: boolean): Promise<void> {
  if (dry) return;
  let done: boolean;
  try {
    done = await atomicFiles.replace(file, expected, text);
  } catch (error) {
    throw new InputError(`${file} cannot be written: ${systemReason(error)}.`);
  }
  if (!done) throw new InputError(`${file} was changed by somebody else meanwhile. Import again: what is there stays.`);
}
