/** Finding and reading the project that governs a file. Each is read once. */
import path from 'node:path';
import {
  documentSelector,
  type DocumentSelector,
  indexProject,
  parseProject,
  partFileName,
  type PartName,
  partNames,
  projectFileName,
  type ProjectIndex,
} from '../core/project';
import type { Project } from '../core/project/schema';
import type { Problem } from '../core/problem';
import { InputError } from './host';
import { kindOf, readBytes, readBytesIfThere, yamlText } from './files';

/** One file of a project: `pressmark.yaml` or a part. */
export interface ProjectSource {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

export interface LoadedProject {
  /** Absolute path of the folder that it governs. */
  readonly root: string;
  readonly value: Project;
  readonly index: ProjectIndex;
  readonly selector: DocumentSelector;
  readonly sources: readonly ProjectSource[];
}

export const notUtf8: Problem = {
  code: 'not-utf-8',
  severity: 'error',
  message: 'This file is not UTF-8 and is not read. Save it as UTF-8.',
  args: [],
  start: 0,
  end: 0,
};

export class Projects {
  private readonly byRoot = new Map<string, Promise<LoadedProject>>();
  /** By absolute folder: the root that governs it. */
  private readonly roots = new Map<string, string | undefined>();

  /** @param name a project file, or a folder with a `pressmark.yaml` @throws InputError where there is none */
  async at(name: string): Promise<LoadedProject> {
    const kind = await kindOf(name);
    if (kind === 'file') return this.load(path.dirname(name), path.basename(name));
    if (kind === 'folder' && (await kindOf(path.join(name, projectFileName))) === 'file') return this.load(name);
    throw new InputError(kind === 'folder' ? `${name} has no ${projectFileName}.` : `${name} cannot be read: there is no such file or folder.`);
  }

  /** The project of the nearest `pressmark.yaml` in or above a folder. @throws InputError if that cannot be read */
  async governing(folder: string): Promise<LoadedProject | undefined> {
    const passed: string[] = [];
    let root: string | undefined;
    for (let at = path.resolve(folder); ; at = path.dirname(at)) {
      if (this.roots.has(at)) root = this.roots.get(at);
      else if ((await kindOf(path.join(at, projectFileName))) === 'file') root = at;
      passed.push(at);
      if (root !== undefined || this.roots.has(at) || path.dirname(at) === at) break;
    }
    for (const at of passed) this.roots.set(at, root);
    if (root === undefined) return undefined;
    return this.load(path.isAbsolute(folder) ? root : path.relative('', root));
  }

  /** Whether a file is one of a project's documents: by its `documents:` and `exclude:`, and in no project within it, which governs its own. */
  async holds(project: LoadedProject, document: string): Promise<boolean> {
    return project.selector(projectPath(project, document)) !== undefined && (await this.governing(path.dirname(document))) === project;
  }

  private load(folder: string, fileName: string = projectFileName): Promise<LoadedProject> {
    const key = path.resolve(folder, fileName);
    const known = this.byRoot.get(key);
    if (known) return known;
    const loading = loadProject(folder, fileName);
    this.byRoot.set(key, loading);
    return loading;
  }
}

/** A file's path as the project names it: from its folder, with `/`. */
export function projectPath({ root }: Pick<LoadedProject, 'root'>, file: string): string {
  return path.relative(root, path.resolve(file)).split(path.sep).join('/');
}

/** How a document of the project is to be read, by its path. */
export function encodingOf(project: LoadedProject | undefined, document: string): string | undefined {
  if (!project) return undefined;
  return project.selector(projectPath(project, document))?.encoding ?? project.value.encoding;
}

async function loadProject(folder: string, fileName: string): Promise<LoadedProject> {
  const mainPath = path.join(folder, fileName);
  const mainText = yamlText(await readBytes(mainPath));
  const parts: { [P in PartName]?: string } = {};
  const unreadable: ProjectSource[] = [];
  for (const part of partNames) {
    const partPath = path.join(folder, partFileName(part));
    const bytes = await readBytesIfThere(partPath);
    const text = bytes && yamlText(bytes);
    if (text !== undefined) parts[part] = text;
    else if (bytes) unreadable.push({ path: partPath, text: '', problems: [notUtf8] });
  }
  const file = parseProject(mainText ?? '', parts);
  const sources: ProjectSource[] = [{ path: mainPath, text: file.text, problems: mainText === undefined ? [notUtf8] : file.problems }];
  for (const part of partNames) {
    const partFile = file.parts[part];
    if (partFile) sources.push({ path: path.join(folder, partFileName(part)), text: partFile.text, problems: partFile.problems });
  }
  return {
    root: path.resolve(folder),
    value: file.value,
    index: indexProject(file.value),
    selector: documentSelector(file.value),
    sources: [...sources, ...unreadable],
  };
}
