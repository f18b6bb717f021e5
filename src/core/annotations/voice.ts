import type { Voice } from '../sidecar/schema';
import type { Block } from '../text/block';
import type { Range } from '../text/range';
export interface SuggestedVoice {
  readonly voice: Voice;
  readonly speaker?: Range;
}
export function suggestVoice(_text: string, _blocks: readonly Block[], _range: Range): SuggestedVoice {
  return { voice: 'outlet' };
}
