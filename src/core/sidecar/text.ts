import { writeValue } from '../yaml/write';
import { sidecarFormat } from './format';
import { parseSidecar } from './index';
import type { Sidecar } from './schema';

/** A new sidecar file that says just this. */
export function sidecarText(sidecar: Sidecar): string {
  const written = writeValue(parseSidecar(''), sidecarFormat, sidecar, '\n');
  if ('blocked' in written) throw new Error(`An empty file cannot be written: ${written.blocked.message}`);
  return written.text;
}
