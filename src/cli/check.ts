/** `pressmark check`: every sidecar and project file below some paths, for people and for CI. */
import path from 'node:path';
import { partFileName, partNames, projectFileName } from '../core/project';
import { documentNameOf, inOrder, type SidecarFile, sidecarSuffix, together, unsignedSuffix } from '../core/sidecar';
import { decodeDocument } from '../core/text/canonical';
import { parseArguments } from './arguments';
import { type Beside, type CheckedFile, checkSidecar, type DocumentState, located, type LocatedProblem } from './checking';
import { filesBelow, kindOf, readBytes } from './files';
import { Breather, exitCodes, type ExitCode, type Host, InputError, type Output } from './host';
import { count, numeral, tell, visible } from './messages';
import { Progress } from './progress';
import { encodingOf, type LoadedProject, Projects } from './projects';
import { documentOf, readSidecar, Sidecars } from './sidecars';

const projectFileNames: ReadonlySet<string> = new Set([projectFileName, ...partNames.map(partFileName)]);

export async function check(argv: readonly string[], host: Host, output: Output): Promise<ExitCode | 'help'> {
  const { help, flags, options, operands } = parseArguments('check', argv, { flags: ['json'], options: ['coder'] });
  if (help) return 'help';
  const coders = options.coder?.split(',').map((name) => name.trim());
  return new Check(host, output, flags.json, coders).run(operands.length > 0 ? operands : ['.']);
}

/** Information is for people; everything else lets a check fail. */
function isFinding({ severity }: Pick<LocatedProblem, 'severity'>): boolean {
  return severity !== 'information';
}

class Check {
  private readonly projects = new Projects();
  private readonly sidecars = new Sidecars();
  private readonly seen = new Set<string>();
  private readonly told = new Set<string>();
  private readonly progress: Progress;
  private readonly breather: Breather;
  private files = 0;
  private faulty = 0;
  private findings = 0;
  private unread = 0;
  private hidden = false;

  constructor(
    private readonly host: Host,
    private readonly output: Output,
    private readonly json: boolean,
    /** Who may be told of: everybody where it is undefined. */
    private readonly coders: readonly string[] | undefined,
  ) {
    this.progress = new Progress(host);
    this.breather = new Breather(host.signal);
  }

  async run(paths: readonly string[]): Promise<ExitCode> {
    try {
      for (const given of paths) await this.path(given).catch((error: unknown) => this.failed(error));
    } finally {
      this.progress.end();
    }
    if (this.hidden) tell(this.host, 'What other coders wrote is checked too; only lines and codes of it are told.');
    tell(this.host, this.summary());
    return this.unread > 0 ? exitCodes.bad : this.findings > 0 ? exitCodes.findings : exitCodes.done;
  }

  private async path(given: string): Promise<void> {
    const kind = await kindOf(given);
    if (kind === 'nothing') throw new InputError(`${given} cannot be read: there is no such file or folder.`);
    if (kind === 'file') return this.file(given);
    const wanted = (name: string): boolean => projectFileNames.has(name) || documentNameOf(name) !== undefined;
    for await (const file of filesBelow(given, wanted, (sentence) => this.trouble(sentence))) {
      await this.file(file).catch((error: unknown) => this.failed(error));
      await this.breather.breathe();
    }
  }

  /** A sidecar, a project file, or a document, whose sidecars are meant. */
  private async file(file: string): Promise<void> {
    const name = path.basename(file);
    if (projectFileNames.has(name)) {
      const project = await this.projects.governing(path.dirname(file));
      if (project) await this.project(project);
    } else if (documentNameOf(name) !== undefined) await this.sidecar(file);
    else for (const sidecar of await this.sidecars.of(file)) await this.sidecar(sidecar);
  }

  private async project(project: LoadedProject): Promise<void> {
    for (const { path: file, text, problems } of project.sources) {
      if (this.isNew(file)) await this.report(file, { problems: located(text, problems), annotations: [], hidden: false }, problems.some(isFinding));
    }
  }

  private async sidecar(file: string): Promise<void> {
    if (!this.isNew(file)) return;
    const project = await this.governing(file);
    if (project) await this.project(project);
    const checked = await this.checked(file, project).catch((error: unknown): CheckedFile => {
      this.failed(error);
      return { problems: [{ line: 1, column: 1, severity: 'error', code: 'unreadable', message: (error as Error).message }], annotations: [], hidden: false };
    });
    await this.report(file, checked, true);
  }

  /** A project that cannot be read is said to be so once; what it governs is checked without it. */
  private async governing(sidecar: string): Promise<LoadedProject | undefined> {
    try {
      return await this.projects.governing(path.dirname(sidecar));
    } catch (error) {
      const { message } = error as Error;
      if (!this.told.has(message)) this.failed(error);
      this.told.add(message);
      return undefined;
    }
  }

  private async checked(sidecar: string, project: LoadedProject | undefined): Promise<CheckedFile> {
    const file = await readSidecar(sidecar);
    const beside = await this.beside(sidecar, file);
    const encoding = together(beside.map(({ value }) => value.value)).document?.encoding;
    const document = await this.document(sidecar, encoding, project);
    const checked = checkSidecar(file, document, project?.index, beside, (by) => this.hides(by), await this.isOthers(sidecar));
    this.hidden ||= checked.hidden;
    return checked;
  }

  /** Who asks for some coders may be one of them, and blind to the others. */
  private hides(by: string): boolean {
    return this.coders?.includes(by) === false;
  }

  /** By its name: neither the sidecar that is no coder's, nor one of those who are asked for. */
  private async isOthers(sidecar: string): Promise<boolean> {
    if (this.coders === undefined) return false;
    const name = path.basename(sidecar);
    const document = await documentOf(sidecar);
    return name !== path.basename(document ?? '') + unsignedSuffix && !this.coders.some((coder) => name.endsWith(sidecarSuffix(coder)));
  }

  /** All sidecars of the document, as the reader of one would take them. */
  private async beside(sidecar: string, file: SidecarFile): Promise<Beside> {
    const document = await documentOf(sidecar);
    const paths = document === undefined ? [] : await this.sidecars.of(document);
    // One that cannot be read is told of when its own turn comes.
    const read = (at: string): Promise<SidecarFile | undefined> =>
      path.resolve(at) === path.resolve(sidecar) ? Promise.resolve(file) : readSidecar(at).catch(() => undefined);
    const all = await Promise.all(
      paths.map(async (at) => ({ name: path.basename(at), suffix: path.basename(at).slice(path.basename(document ?? '').length), value: await read(at) })),
    );
    const readable = all.flatMap(({ value, ...rest }) => (value ? [{ ...rest, value }] : []));
    return readable.length ? inOrder(readable, unsignedSuffix) : [{ name: path.basename(sidecar), suffix: unsignedSuffix, value: file }];
  }

  private async document(sidecar: string, ownEncoding: string | undefined, project: LoadedProject | undefined): Promise<DocumentState> {
    const document = await documentOf(sidecar);
    if (document === undefined) return { problem: 'no-document' };
    const encoding = ownEncoding ?? encodingOf(project, document) ?? 'utf-8';
    try {
      const decoded = decodeDocument(await readBytes(document), encoding);
      return 'text' in decoded ? decoded : { problem: decoded.problem, about: encoding };
    } catch (error) {
      this.failed(error);
      return { problem: 'unreadable-document', about: (error as Error).message };
    }
  }

  private isNew(file: string): boolean {
    const key = path.resolve(file);
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  /** @param listed whether `--json` has a line for the file even if nothing is wrong with it */
  private async report(file: string, { problems, annotations }: CheckedFile, listed: boolean): Promise<void> {
    const findings = problems.filter(isFinding);
    this.files++;
    this.findings += findings.length;
    if (findings.length > 0) this.faulty++;
    this.progress.step();
    if (!this.json) {
      for (const { line, column, severity, code, message } of problems)
        await this.output.write(`${visible(`${file}:${line}:${column}: ${severity} ${code}: ${message}`)}\n`);
    } else if (listed) {
      const places = annotations.map(({ id, state, range, candidates }) => ({
        id,
        state,
        range: range && [range.start, range.end],
        candidates: candidates.map(({ start, end }) => [start, end]),
      }));
      await this.output.write(
        `${JSON.stringify({ path: file, problems: findings.map(({ line, code, message }) => ({ line, code, message })), annotations: places })}\n`,
      );
    }
  }

  /** @throws everything but input that cannot be read, which is said and counted */
  private failed(error: unknown): void {
    if (!(error instanceof InputError)) throw error;
    this.trouble(error.message);
  }

  private trouble(sentence: string): void {
    this.unread++;
    this.progress.end();
    tell(this.host, sentence);
  }

  private summary(): string {
    if (this.files === 0) return 'Nothing to check: there is no sidecar and no project file.';
    const found = this.findings === 0 ? 'no findings' : `${count(this.findings, 'finding')} in ${numeral(this.faulty)}`;
    return `${count(this.files, 'file')} checked, ${found}${this.unread > 0 ? `, ${numeral(this.unread)} that could not be read` : ''}.`;
  }
}
