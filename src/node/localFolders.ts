/**
 * Reading of folders where Node runs. The editor's own `readDirectory` costs a message to the window and back for each, and its `findFiles` takes in all that
 * it has found at once: ten thousand files held the host up for a tenth of a second.
 */
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** As VS Code's `FileType` has them. */
const [isFile, isFolder, isLink] = [1, 2, 64];

/**
 * Entries of a folder that are read at once: a millisecond. By Node's own 32 a busy host has a turn for each few; but where a system does not tell their types
 * Node asks for each of them in that one turn.
 */
const atOnce = 256;

export class LocalFolders {
  /** @param platform as Node names it */
  constructor(private readonly platform: string = process.platform) {}

  /**
   * Name and type of the regular files and folders in a folder, and of links to such, in no order. What else there may be is left out: who reads a pipe waits
   * for ever. Read some at once, where `readdir` makes a hundred thousand entries in one piece.
   * @returns undefined where it cannot be read; a folder that is gone is empty
   */
  async read(folder: string): Promise<[name: string, type: number][] | undefined> {
    const entries: [string, number][] = [];
    let opened = false;
    try {
      const found = await opendir(folder, { bufferSize: atOnce });
      opened = true;
      for await (const entry of found) {
        const name = this.asShown(entry.name);
        if (entry.isFile()) entries.push([name, isFile]);
        else if (entry.isDirectory()) entries.push([name, isFolder]);
        else if (entry.isSymbolicLink()) entries.push([name, isLink | (await typeBehind(join(folder, entry.name)))]);
      }
      return entries.filter(([, type]) => type !== isLink);
    } catch (error) {
      return !opened && isGone(error) ? [] : undefined;
    }
  }

  /** Where a folder lies once all links are followed, with `/` and none at its end; undefined where that cannot be known. */
  async real(folder: string): Promise<string | undefined> {
    try {
      return this.asShown((await realpath(folder)).replaceAll(sep, '/').replace(/\/$/, ''));
    } catch {
      return undefined;
    }
  }

  /** A Mac may keep a letter and its dots apart. The editor puts them together wherever it names files, and what it names is looked up by that. */
  private asShown(name: string): string {
    return this.platform === 'darwin' ? name.normalize('NFC') : name;
  }
}

/** What a link leads to; 0 for what is neither file nor folder, or is gone. What cannot be asked, as on a drive that is away, may be a folder. */
async function typeBehind(link: string): Promise<number> {
  try {
    const target = await stat(link);
    return target.isFile() ? isFile : target.isDirectory() ? isFolder : 0;
  } catch (error) {
    return isGone(error) ? 0 : isFolder;
  }
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}
