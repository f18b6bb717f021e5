/** Attribution by marks alone: "Example: “…”", "“…” — Example". */
import type { Found } from './rules';
import type { Sentence } from './sentence';
import { phraseFrom } from './subject';
import { Kind } from './tokens';
import { verbGroupAt } from './verb-group';

/** A speaker's name with a title; longer beginnings are sentences of their own. */
const maxSpeaker = 12;

export function colonSpeaker(s: Sentence, at: number): Found | undefined {
  if (!s.is(at, Kind.Colon) || !s.quotation(at + 1) || at - s.from > maxSpeaker || at === s.from) return undefined;
  for (let k = s.from; k < at; k++) if (s.finite(k) || verbGroupAt(s, k)?.use === 'finite') return undefined;
  const source = phraseFrom(s, s.from);
  if (!source) return undefined;
  return { rule: 'speaker-colon', manner: 'says', cue: [at, at + 1], source: { from: s.from, to: Math.min(at, source.to) }, content: [[at + 1, at + 2]] };
}

export function dashSpeaker(s: Sentence, at: number): Found | undefined {
  if (!s.is(at, Kind.Dash) || !s.quotation(at - 1)) return undefined;
  const source = phraseFrom(s, at + 1);
  if (!source || !(s.at(at + 1)?.capital ?? false) || !(s.ends(source.to) || s.is(source.to, Kind.Comma))) return undefined;
  return { rule: 'quote-dash-speaker', manner: 'says', cue: [at, at + 1], source, content: [[at - 1, at]] };
}
