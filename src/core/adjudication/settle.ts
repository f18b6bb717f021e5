/** From an adjudicator's choice to entries of their own; nobody else's is touched. */
import { type Decision, keyOfStance } from '../sidecar/decision';
import type { Annotation, StanceEntry } from '../sidecar/schema';
import type { Range } from '../text/range';
import type { Case, PassageCase, StanceCase } from './index';
import { lastTouched } from './marks';

export type Choice =
  /** What this coder said holds. */
  | { readonly take: 'one'; readonly coder: string }
  /** Of passages only: each holds. Where the stretch is the same, as one passage with all tags. */
  | { readonly take: 'both' }
  /** Of passages only: none holds. */
  | { readonly take: 'neither' }
  | { readonly take: 'anew'; readonly range: Range; readonly tags: readonly string[] }
  | { readonly take: 'position'; readonly position: string; readonly because?: string | undefined };

export interface Settling {
  readonly by: string;
  readonly at: string;
  readonly newId: () => string;
  /** The selector of a stretch of the text, as new annotations have it. */
  readonly selector: (range: Range) => Pick<Annotation, 'quote' | 'quote-hash' | 'before' | 'after' | 'position'>;
}

/**
 * The decisions that settle a case, and take back what the same adjudicator had said of it before.
 * @returns undefined where the choice does not fit the case: a coder who said nothing, both of two positions, anything where no coder's entry
 * is left: what was settled can only be opened again
 */
export function settlement(found: Case, choice: Choice, settling: Settling): readonly Decision[] | undefined {
  if (isEmpty(found)) return undefined;
  return found.about === 'stance' ? settledStance(found, choice, settling) : settledPassage(found, choice, settling);
}

/** Whether no coder's entry is left in it: what was settled is gone. */
export function isEmpty(found: Case): boolean {
  return (found.about === 'stance' ? found.entries : found.marks).length === 0;
}

/** The decisions that take back everything that adjudicators have said of a case: it is open again. What they said of others holds. */
export function reopening(found: Case): readonly Decision[] {
  if (found.about === 'stance') return found.settlements.map((one) => ({ type: 'remove', section: 'stance', key: keyOfStance(one) }));
  return found.settlements.map((one) => released(one, found));
}

/**
 * Takes a settlement out of a case. Where it speaks of passages that stand in another by now, it goes on settling those, or that case would
 * open again; what is gone stays named with them, or that case would be settled without anybody having looked at it.
 */
function released({ id, adjudicates = [] }: Annotation, { elsewhere, marks }: PassageCase): Decision {
  if (!adjudicates.some((one) => elsewhere.includes(one))) return { type: 'remove', section: 'annotations', key: id };
  const own = new Set(marks.flatMap(({ annotations }) => annotations.map((one) => one.id)));
  const others = adjudicates.filter((one) => !own.has(one));
  return { type: 'change', section: 'annotations', key: id, changes: { adjudicates: others } };
}

/**
 * When a settlement is made: now, but not before what it settles, nor in the same second as what another adjudicator said of it. A coder's
 * clock may be ahead, and what was decided after a settlement opens its case again: one that is never the later would settle nothing.
 */
function settledAt(now: string, settled: readonly number[], overruled: readonly number[]): string {
  const latest = Math.max(...settled, ...overruled.map((time) => time + 1000));
  return latest > Date.parse(now) ? `${new Date(Math.ceil(latest / 1000) * 1000).toISOString().slice(0, 19)}Z` : now;
}

function settledStance({ question, entries, settlements }: StanceCase, choice: Choice, { by, at: now }: Settling): readonly Decision[] | undefined {
  const taken = choice.take === 'one' ? entries.find((entry) => entry.by === choice.coder) : undefined;
  const position = choice.take === 'position' ? choice.position : taken?.position;
  if (position === undefined) return undefined;
  const because = choice.take === 'position' ? choice.because : undefined;
  const theirs = settlements.filter((one) => one.by !== by).map((one) => Date.parse(one.at));
  const at = settledAt(
    now,
    entries.map((one) => Date.parse(one.at)),
    theirs,
  );
  const entry: StanceEntry = {
    question,
    position,
    status: 'final',
    ...(because !== undefined && { because }),
    ...(taken?.evidence !== undefined && { evidence: taken.evidence }),
    adjudicates: entries.map((one) => one.by),
    by,
    at,
  };
  const before = settlements.filter((one) => one.by === by).map((one): Decision => ({ type: 'remove', section: 'stance', key: keyOfStance(one) }));
  return [...before, { type: 'add', section: 'stance', entry }];
}

function settledPassage(found: PassageCase, choice: Choice, settling: Settling): readonly Decision[] | undefined {
  const passages = passagesFor(found, choice);
  if (passages === undefined) return undefined;
  const { by, newId, selector } = settling;
  const annotations = found.marks.flatMap((mark) => mark.annotations);
  const adjudicates = annotations.map(({ id }) => id).sort();
  const theirs = found.settlements.filter((one) => one.by !== by).map(lastTouched);
  const at = settledAt(settling.at, annotations.map(lastTouched), theirs);
  const before = found.settlements.filter((one) => one.by === by).map((one) => released(one, found));
  const made = passages.map(({ range, tags, voice, speaker }): Decision => {
    const entry: Annotation = {
      id: newId(),
      tags: [...tags],
      ...selector(range),
      ...(voice !== undefined && { voice }),
      ...(speaker !== undefined && { speaker }),
      adjudicates,
      by,
      created: at,
    };
    return { type: 'add', section: 'annotations', entry };
  });
  return [...before, ...made];
}

interface Settled extends Pick<Annotation, 'voice' | 'speaker'> {
  readonly range: Range;
  readonly tags: readonly string[];
}

function passagesFor({ kind, marks, range }: PassageCase, choice: Choice): readonly Settled[] | undefined {
  const settled = marks.map(({ coder, range: own, tags, annotations }) => ({ coder, range: own, tags, ...commonVoice(annotations) }));
  switch (choice.take) {
    case 'one': {
      const taken = settled.filter(({ coder }) => coder === choice.coder);
      return taken.length === 0 ? undefined : taken;
    }
    case 'both':
      return kind === 'agreed' ? settled.slice(0, 1).map((passage) => ({ ...passage, ...commonVoice(settled) })) : merged(settled);
    case 'neither':
      return [{ range, tags: [] }];
    case 'anew':
      return choice.tags.length === 0 || choice.range.start >= choice.range.end ? undefined : [{ range: choice.range, tags: choice.tags }];
    case 'position':
      return undefined;
    default:
      return choice satisfies never;
  }
}

/** Passages of one stretch become one; the voice stays where nobody says another. */
function merged(passages: readonly Settled[]): readonly Settled[] {
  const byRange = new Map<string, Settled>();
  for (const passage of passages) {
    const key = `${passage.range.start} ${passage.range.end}`;
    const before = byRange.get(key);
    if (before === undefined) byRange.set(key, passage);
    else byRange.set(key, { range: passage.range, tags: [...new Set([...before.tags, ...passage.tags])], ...commonVoice([before, passage]) });
  }
  return [...byRange.values()];
}

/** Undefined where somebody says another. */
function commonVoice(passages: readonly Pick<Annotation, 'voice' | 'speaker'>[]): Pick<Annotation, 'voice' | 'speaker'> {
  const [first] = passages;
  const same = <K extends 'voice' | 'speaker'>(key: K): Annotation[K] | undefined =>
    passages.every((passage) => passage[key] === first?.[key]) ? first?.[key] : undefined;
  return { voice: same('voice'), speaker: same('speaker') };
}
