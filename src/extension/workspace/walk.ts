/**
 * The files of a folder and all below it, where the file system cannot be searched. What is not reached, because there is too much of it, or because a folder
 * cannot be read now, is told: nothing may be taken for gone that nobody has looked for. Pure.
 */

/** Folders nobody keeps articles in. */
export const excludedNames: readonly string[] = ['node_modules', '.git', '.hg', '.svn'];
const excluded = new Set(excludedNames);

/** As VS Code's `FileType` has them. */
const [isFolder, isLink] = [2, 64];

/** Trees deeper or larger than this are given up on. */
const limits = { depth: 16, files: 200_000 };

/** @returns name and type of what is in a folder; undefined where it cannot be read. A folder that is gone is empty. */
export type ReadFolder = (folder: string) => Promise<readonly (readonly [name: string, type: number])[] | undefined>;

export class Walked {
  /** Paths with `/`, relative to the folder. */
  readonly files: string[] = [];
  readonly unread = new Set<string>();

  /** Whether a path lies where nobody has looked. */
  isUnread(path: string): boolean {
    if (this.unread.size === 0) return false;
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) if (this.unread.has(path.slice(0, end))) return true;
    return this.unread.has('');
  }
}

/** Breadth first. Folders are given as their paths; '' is the one that it begins with. */
export async function walk(read: ReadFolder, isCancelled = (): boolean => false, most = limits): Promise<Walked> {
  const walked = new Walked();
  const { files, unread } = walked;
  let folders = [''];
  for (let depth = 0; folders.length > 0; depth++) {
    const below: string[] = [];
    for (const folder of folders) {
      const isTooMuch = depth >= most.depth || files.length >= most.files || isCancelled();
      const entries = isTooMuch ? undefined : await read(folder);
      if (!entries) unread.add(folder);
      for (const [name, type] of entries ?? []) {
        const path = folder === '' ? name : `${folder}/${name}`;
        // A linked folder may lead back up: do not follow.
        if (!(type & isFolder)) files.push(path);
        else if (!(type & isLink) && !excluded.has(name)) below.push(path);
      }
    }
    folders = below;
  }
  return walked;
}
