/** Names of project files. Apart from the reading of them, because a name is asked for long before there is anything to read. */
import type { PartName } from './format';

/** The name of the project file at the root of the folder it governs. */
export const projectFileName = 'pressmark.yaml';

/** `pressmark.actors.yaml` and its kind. */
export function partFileName(part: PartName): string {
  return `pressmark.${part}.yaml`;
}
