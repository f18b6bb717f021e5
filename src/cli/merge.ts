/** `pressmark merge`: two versions of a sidecar or project file into one, as git asks a merge driver to. */
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { partFileName, type PartName, partNames, projectFileName } from '../core/project';
import { mergeProjects } from '../core/project/merge';
import { documentNameOf } from '../core/sidecar';
import { mergeSidecars } from '../core/sidecar/merge';
import { parseArguments } from './arguments';
import { located } from './checking';
import { readBytes } from './files';
import { exitCodes, type ExitCode, type Host, InputError, UsageError } from './host';
import { count, systemReason, tell } from './messages';

type FileKind = 'sidecar' | 'project' | PartName;

export async function merge(argv: readonly string[], host: Host): Promise<ExitCode | 'help'> {
  const { help, options, operands } = parseArguments('merge', argv, { options: ['path'] });
  if (help) return 'help';
  const [basePath, oursPath, theirsPath, ...more] = operands;
  if (basePath === undefined || oursPath === undefined || theirsPath === undefined || more.length > 0)
    throw new UsageError('Give three files: BASE, OURS and THEIRS.', 'merge');
  const paths = { base: basePath, ours: oursPath, theirs: theirsPath };
  const [base, ours, theirs] = [await wholeText(basePath), await wholeText(oursPath), await wholeText(theirsPath)];
  const kind = [options.path, oursPath, theirsPath, basePath].map((name) => name && kindByName(name)).find(Boolean) || kindByContent([ours, theirs, base]);
  const eol = /\r?\n/.exec(`${ours}${theirs}\n`)?.[0];
  const merged = kind === 'sidecar' ? mergeSidecars(base, ours, theirs, eol) : mergeProjects(base, ours, theirs, kind === 'project' ? undefined : kind, eol);
  const name = options.path ?? oursPath;
  if (!merged.ok) {
    const [first] = located(
      merged.file.text,
      merged.file.problems.filter(({ severity }) => severity === 'error'),
    );
    if (first === undefined)
      throw new InputError(`${name} is not merged, because no text was found in which either version could be kept; nothing is changed. Merge it by hand.`);
    const where = `${paths[merged.side]}:${first.line}:${first.column}: ${first.message}`;
    throw new InputError(`${name} is not merged, because one version of it cannot be read in full; nothing is changed. ${where}`);
  }
  if (merged.text !== ours) await replace(oursPath, merged.text);
  if (merged.conflicts === 0) return exitCodes.done;
  tell(
    host,
    `${name}: ${count(merged.conflicts, 'entry', 'entries')} changed on both sides. Keep one version of each and delete the marker lines (<<<<<<<, =======, >>>>>>>).`,
  );
  return exitCodes.findings;
}

/** The text with its byte order mark, if it has one: what is not changed stays as it is. */
async function wholeText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readBytes(file));
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${file} cannot be read: it is not UTF-8.`);
  }
}

function kindByName(file: string): FileKind | undefined {
  const name = path.basename(file);
  if (name === projectFileName) return 'project';
  return partNames.find((part) => name === partFileName(part)) ?? (documentNameOf(name) === undefined ? undefined : 'sidecar');
}

const projectKeys = /^(?:documents|exclude|encoding|coders|unit|events|outlets|tags|actors|not-actors):/m;
const sidecarKeys = /^(?:document|read|annotations|mentions):/m;

/** Git names its temporary files after nothing: then the keys at the left margin tell what is merged. A part reads as a project that says little. */
function kindByContent(texts: readonly string[]): FileKind {
  const isProject = texts.some((text) => projectKeys.test(text)) && !texts.some((text) => sidecarKeys.test(text));
  return isProject ? 'project' : 'sidecar';
}

/** Whole or not at all: a new file in the place of the old one. @throws InputError */
async function replace(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'wx', (await stat(file)).mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new InputError(`${file} cannot be written: ${systemReason(error)}.`);
  }
}
