import type { FileError } from '../../core/ports';
import type { Problem } from '../../core/problem';
import type { StoreState } from '../../core/yaml/store';

export type Failure = FileError | Problem;

/** Why decisions cannot reach a file; undefined while they can. */
export function failureOf(state: StoreState): Failure | undefined {
  return state.kind === 'failed' ? state.error : state.kind === 'blocked' ? state.problem : undefined;
}
