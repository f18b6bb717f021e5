/** Which stretches between marks are speech, to stand as one token, and which are words that a sentence of the outlet's borrows. */
import type { Stretch } from './marks';
import { Kind, type Token } from './tokens';
import { Form, Takes } from './verbs';
import { W } from './words';

/** @param resumes whether speech stands before it in the same sentence: "“A,” she told us, “and B.”" */
export function isSpeech(tokens: readonly Token[], stretch: Stretch, startsSentence: boolean, resumes: boolean): boolean {
  const words = wordsIn(tokens, stretch);
  if (words === 0) return false;
  if (stretch.headless) return true;
  const before = startsSentence ? undefined : tokens[stretch.from - 1];
  const after = tokens[stretch.to + 1];
  const first = tokens[stretch.from + 1];
  const last = tokens[stretch.open ? stretch.to : stretch.to - 1];
  const punctuated = last?.kind === Kind.Comma || last?.kind === Kind.Stop || last?.kind === Kind.Dash;
  const ended = punctuated || after === undefined || after.kind === Kind.Stop || after.kind === Kind.Comma || after.kind === Kind.Dash;
  if (before === undefined || before.kind === Kind.Stop || before.kind === Kind.Quotation) {
    return punctuated || (ended && words >= 3) || saysNext(tokens, stretch.to + 1) || (stretch.open && words >= 3);
  }
  if (before.kind === Kind.Colon) return ended || words >= 3;
  const beforeComma = tokens[stretch.from - 2];
  if (before.kind === Kind.Comma || before.kind === Kind.Dash) {
    if (before.kind === Kind.Comma && beforeComma !== undefined && quotes(beforeComma)) return words >= 2 || ended;
    if (resumes && punctuated && words >= 2) return true;
    return ended && words >= 3 && (first?.capital === true || first?.kind === Kind.Stop || (punctuated && words >= 5));
  }
  if (quotes(before)) return ended && first?.capital === true && words >= 2 && !(before.word.bits & W.AlsoNoun && before.word.forms & Form.Base);
  return stretch.open && first?.capital === true && words >= 6;
}

function wordsIn(tokens: readonly Token[], { from, to }: Stretch): number {
  let words = 0;
  for (let i = from; i <= to && words < 8; i++) if (tokens[i]?.kind === Kind.Word || tokens[i]?.kind === Kind.Number) words++;
  return words;
}

/** A verb of attribution that takes quotations. */
function quotes({ word }: Token): boolean {
  return word.verbs.some(({ verbClass }) => (verbClass.takes & Takes.Quote) !== 0);
}

/** "“…” said", "“…” she says", within a few words. */
function saysNext(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < at + 5; i++) {
    const token = tokens[i];
    if (!token || token.kind === Kind.Stop) return false;
    if (token.word.verbs.length > 0 && quotes(token) && token.word.forms & (Form.Past | Form.Third)) return true;
  }
  return false;
}
