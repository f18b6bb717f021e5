/**
 * The files of a folder and all below it. What is not reached, because there is too much of it, or because a folder cannot be read now, is told: nothing may be
 * taken for gone that nobody has looked for. Pure.
 */
import { passedOver } from '../../core/project/names';
import { eachInSteps } from './breathe';

/** As VS Code's `FileType` has them. */
const [isFolder, isLink] = [2, 64];

export interface Folders {
  /** @returns name and type of what is in a folder; undefined where it cannot be read. A folder that is gone is empty. */
  read(folder: string): Promise<readonly (readonly [name: string, type: number])[] | undefined>;
  /** Where a folder lies once all links are followed, with `/` and none at its end; undefined where that cannot be known. Without this, links to folders are not followed. */
  real?(folder: string): Promise<string | undefined>;
}

export interface Limits {
  /** Folders one within the other. */
  readonly depth: number;
  /** Files, and folders too: links to each other can make more folders than there are files. */
  readonly files: number;
  /** Folders that are read at once. */
  readonly atOnce: number;
}

/** Where each folder may be an answer of a server's. */
export const remote: Limits = { depth: 16, files: 200_000, atOnce: 16 };
/** More than any archive has. Node has four threads for files: one is left for what is decided while a drive does not answer. */
export const local: Limits = { depth: 64, files: 2_000_000, atOnce: 3 };

export class Walked {
  /** Paths with `/`, relative to the folder, in no order. */
  readonly files: string[] = [];
  /** Folders that were not searched, by their paths. */
  readonly unread = new Set<string>();

  /** Whether a path lies where nobody has looked: what is there is not known. */
  isUnread(path: string): boolean {
    if (this.unread.size === 0) return false;
    // A link to a file, too, may lead to where nobody can look.
    if (this.unread.has(path)) return true;
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) if (this.unread.has(path.slice(0, end))) return true;
    return this.unread.has('');
  }
}

/** The folder that the walk began with, or one that a link has led to. */
interface Base {
  readonly path: string;
  readonly real: string;
  /** The real folders of the links on the way to it. */
  readonly left: readonly string[];
}

interface Step {
  readonly path: string;
  /** Undefined where links are not followed. */
  readonly base: Base | undefined;
}

/** The files for which `wanted` holds, breadth first. Folders are given as their paths; '' is the one that it begins with. */
export async function walk(folders: Folders, wanted: (path: string) => boolean, most: Limits): Promise<Walked> {
  const walked = new Walked();
  const { files, unread } = walked;
  const real = await folders.real?.('');
  let level: Step[] = [{ path: '', base: real === undefined ? undefined : { path: '', real, left: [] } }];
  let seen = 0;
  let entered = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const isTooMuch = (): boolean => depth >= most.depth || seen >= most.files || entered >= most.files;
    const below: Step[] = [];
    for (let from = 0; from < level.length; from += most.atOnce) {
      const steps = level.slice(from, from + most.atOnce);
      const read = isTooMuch() ? [] : await Promise.all(steps.map(({ path }) => folders.read(path)));
      for (const [at, step] of steps.entries()) {
        const entries = isTooMuch() ? undefined : read[at];
        if (!entries) {
          unread.add(step.path);
          continue;
        }
        entered++;
        const links: string[] = [];
        await eachInSteps(entries, ([name, type]) => {
          const path = step.path === '' ? name : `${step.path}/${name}`;
          if (!(type & isFolder)) {
            seen++;
            if (wanted(path)) files.push(path);
          } else if (!passedOver.has(name)) {
            if (!(type & isLink)) below.push({ path, base: step.base });
            else links.push(path);
          }
        });
        for (const path of links) {
          const base = await behind(path, step, folders);
          if (base) below.push({ path, base });
          else if (base === undefined) unread.add(path);
        }
      }
    }
    level = below;
  }
  return walked;
}

/** @returns null for a link that leads in a circle, to where it stands or above that, or is not to be followed; undefined where it leads is not known */
async function behind(path: string, { path: folder, base }: Step, folders: Folders): Promise<Base | null | undefined> {
  if (!base) return folders.real ? undefined : null;
  const target = await folders.real?.(path);
  if (target === undefined) return undefined;
  const left = [...base.left, folder === base.path ? base.real : `${base.real}/${folder.slice(base.path === '' ? 0 : base.path.length + 1)}`];
  return left.some((from) => from === target || from.startsWith(`${target}/`)) ? null : { path, real: target, left };
}
