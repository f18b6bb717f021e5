/** Names of project files. Apart from the reading of them, because a name is asked for long before there is anything to read. */
import type { PartName } from './format';

/** The name of the project file at the root of the folder it governs. */
export const projectFileName = 'pressmark.yaml';

/** `pressmark.actors.yaml` and its kind. */
export function partFileName(part: PartName): string {
  return `pressmark.${part}.yaml`;
}

/** Folders that are not looked into: those of tools, where nobody keeps articles, and those at the root of a drive that are the system's own, and mostly not to be read. */
export const passedOver: ReadonlySet<string> = new Set([
  ...['node_modules', '.git', '.hg', '.svn'],
  ...['lost+found', '$RECYCLE.BIN', 'System Volume Information', '.Trashes', '.Spotlight-V100', '.fseventsd', '.DocumentRevisions-V100', '.TemporaryItems'],
]);
