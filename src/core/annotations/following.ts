/**
 * The selectors of a document's sidecar in the text that is shown: placed in the saved text, followed through edits, and,
 * where the saved text is another than they were made on, found again and left for a person to accept.
 */
import { textHash } from '../sidecar/hash';
import type { Annotation, MentionDecision, Sidecar } from '../sidecar/schema';
import type { Range } from '../text/range';
import { anchorAll } from './anchor';
import type { AnchoredPassage } from './anchored';
import type { AnchoredDecision } from './decided';
import { hashMatches } from './hash';
import { Tracker } from './tracking';
import type { Anchor, AnchorState, Selector, Splice } from './types';

/** What a sidecar says of places. */
export interface Entries {
  readonly annotations: readonly Annotation[];
  readonly mentions: readonly MentionDecision[];
  /** Of the text that the positions belong to. */
  readonly textHash: string | undefined;
}

/** A passage as the text shows it now. */
export interface ShownPassage {
  readonly annotation: Annotation;
  readonly state: AnchorState;
  /** In the text as it is now; null for ambiguous and orphaned ones. */
  readonly range: Range | null;
  /** In the text as it is now. */
  readonly candidates: readonly Range[];
}

/** A decision about a mark whose place a person has to look at: until then it decides nothing, or holds where it was found. */
export interface ShownDecision extends Pick<ShownPassage, 'state' | 'range' | 'candidates'> {
  readonly decision: MentionDecision;
}

/** An entry whose selector is to be written anew, with its place in the saved text. */
export interface Rebased {
  readonly section: 'annotations' | 'mentions';
  readonly entry: Selector & { readonly id: string };
  readonly range: Range;
}

interface Placed {
  readonly section: 'annotations' | 'mentions';
  readonly entry: Annotation | MentionDecision;
  readonly anchor: Anchor;
  /** Its text was deleted here, and saved so: what it was before. Undo brings it back before that is saved. */
  readonly lost?: AnchorState | undefined;
}

/** What a document's sidecars say of places, hidden entries too: they follow edits as well. */
export function entriesOf(sidecar: Sidecar | undefined): Entries {
  return { annotations: sidecar?.annotations ?? [], mentions: sidecar?.mentions ?? [], textHash: sidecar?.document?.text };
}

const nothing: Entries = { annotations: [], mentions: [], textHash: undefined };
/** Old texts that are kept in memory; a text is at most as large as an open document. */
const maxOldTexts = 3;
/** Units on each side: two lines. */
const formerContext = 160;

export class Following {
  private entries = nothing;
  private placed: readonly Placed[] = [];
  private savedText: string;
  private savedHash: string | undefined;
  /** Texts that the document had, by their hashes. */
  private readonly oldTexts = new Map<string, string>();
  /** What was saved before the text was last replaced outside. */
  private before: string | undefined;
  private readonly tracker = new Tracker();

  /** @param saved where it is another than the text as it is now: what differs counts as typed and not saved */
  constructor(
    private current: string,
    saved = current,
  ) {
    this.savedText = saved;
    // Text may be tagged and typed before the sidecar is read.
    this.tracker.reset(saved, current, []);
  }

  /** Canonical text as it is now. */
  get text(): string {
    return this.current;
  }

  /** Canonical text as saved, which the sidecar's positions should belong to. */
  get saved(): string {
    return this.savedText;
  }

  get passages(): readonly ShownPassage[] {
    return this.placed.flatMap((one) => (one.section === 'annotations' ? [{ annotation: one.entry as Annotation, ...this.shown(one) }] : []));
  }

  /** Decisions about marks that have drifted, as {@link passages} do. */
  get driftedDecisions(): readonly ShownDecision[] {
    return this.placed
      .flatMap((one) => (one.section === 'mentions' ? [{ decision: one.entry as MentionDecision, ...this.shown(one) }] : []))
      .filter(({ state }) => state !== 'exact');
  }

  private shown({ entry, anchor, lost }: Placed): Pick<ShownPassage, 'state' | 'range' | 'candidates'> {
    const regained = lost && this.tracker.regained(entry.id);
    if (regained) return { state: lost, range: regained, candidates: [] };
    const range = anchor.range ? this.tracker.current(entry.id) : null;
    // Its text was deleted: undo brings it back, saving makes it an orphan.
    const candidates = anchor.candidates.flatMap((candidate) => this.tracker.toCurrent(candidate) ?? []);
    return { state: anchor.range && !range ? 'orphan' : anchor.state, range, candidates };
  }

  /** Decisions about marks hold only where their text stands surely: a decision without its place decides nothing. */
  get decisions(): readonly AnchoredDecision[] {
    return this.placed.flatMap(({ section, entry, anchor, lost }) => {
      if (section !== 'mentions') return [];
      // Found elsewhere while its text was gone: where undo has brought that back, it is about that.
      const range = (lost && this.tracker.regained(entry.id)) ?? (anchor.range && this.tracker.current(entry.id));
      return range ? [{ decision: entry as MentionDecision, range }] : [];
    });
  }

  /** The passages where they are in the saved text. */
  get anchored(): readonly AnchoredPassage[] {
    return this.placed.flatMap(({ section, entry, anchor }) => (section === 'annotations' ? [{ annotation: entry as Annotation, anchor }] : []));
  }

  /** Whether a person has something to look at. */
  get isDrifted(): boolean {
    return this.placed.some(({ anchor }) => anchor.state !== 'exact');
  }

  /** The hash of the text that the selectors were made on, where knowing that text would help to find them; undefined where it would not, or is known. */
  get missing(): string | undefined {
    const { textHash: hash } = this.entries;
    return hash !== undefined && this.isDrifted && !this.oldTexts.has(hash) && hash !== this.hashOfSaved() ? hash : undefined;
  }

  /** Whether the positions are said to belong to the saved text. */
  get isCurrent(): boolean {
    return this.entries.textHash === this.hashOfSaved();
  }

  hashOfSaved(): string {
    return (this.savedHash ??= textHash(this.savedText));
  }

  /** Takes what the sidecar says now. Passages that were followed through edits keep their places. */
  take(entries: Entries): void {
    this.entries = entries;
    this.place();
  }

  /** A text that the document had. Taken only if its hash says that the selectors were made on it. @returns whether it was taken */
  learn(text: string): boolean {
    const hash = textHash(text);
    if (hash !== this.entries.textHash) return false;
    this.remember(hash, text);
    this.place();
    return true;
  }

  /** Follows the edits of one change event, in the coordinates before it, ascending. `text` is the text after it. */
  edit(splices: readonly Splice[], text: string): void {
    this.current = text;
    this.tracker.edit(splices, text);
  }

  /** The text as it is now came from outside: what moved with it waits for a person. */
  replaced(): void {
    if (this.current === this.savedText) return;
    this.before = this.savedText;
    this.remember(this.hashOfSaved(), this.savedText);
    this.setSaved(this.current);
    this.place();
  }

  /** The edits were given up: the text is the saved one again. */
  reverted(): void {
    this.place();
  }

  /**
   * The text as it is now was saved. Edits made here are a person's own: what moved with them is to be written without asking.
   * What waited before still waits; what was deleted keeps its entry.
   * @returns the entries to write anew, and whether the hash of the text may follow
   */
  save(): { readonly rebased: readonly Rebased[]; readonly current: boolean } {
    const wasCurrent = this.isCurrent;
    const before = this.savedText;
    this.setSaved(this.current);
    const rebased = this.placed.flatMap(({ section, entry, anchor, lost }): Rebased[] => {
      const range = lost === 'exact' ? this.tracker.regained(entry.id) : anchor.state === 'exact' ? this.tracker.current(entry.id) : null;
      return range && this.differs(entry, range, before) ? [{ section, entry, range }] : [];
    });
    const current = this.entries.textHash !== undefined && (wasCurrent || !this.isDrifted) && !this.isCurrent;
    this.carryOver();
    return { rebased, current };
  }

  /**
   * A person accepts places: for each entry's id a range of the saved text, or undefined for the place where it was found.
   * With passages go decisions about marks whose words surely stand elsewhere.
   * @returns the entries to write anew, and whether the hash of the text may follow: nothing is left to look at
   */
  accept(choices: ReadonlyMap<string, Range | undefined>): { readonly rebased: readonly Rebased[]; readonly current: boolean } {
    const passages = this.placed.some(({ section, entry }) => section === 'annotations' && choices.has(entry.id));
    const rebased = this.placed.flatMap(({ section, entry, anchor }): Rebased[] => {
      const along = section === 'mentions' && passages && anchor.state === 'moved';
      const range = choices.has(entry.id) ? (choices.get(entry.id) ?? anchor.range) : along ? anchor.range : null;
      return range ? [{ section, entry, range }] : [];
    });
    const accepted = new Set(rebased.map(({ entry }) => entry.id));
    if (![...choices.keys()].some((id) => accepted.has(id))) return { rebased: [], current: false };
    return { rebased, current: this.isSettledWithout(accepted) };
  }

  /** Whether nothing would be left to look at, and the hash of the text should follow, once these entries are in place or gone. */
  isSettledWithout(ids: ReadonlySet<string>): boolean {
    const left = this.placed.some(({ entry, anchor }) => anchor.state !== 'exact' && !ids.has(entry.id));
    return this.entries.textHash !== undefined && !this.isCurrent && !left;
  }

  /** The passage with its surroundings as they were when it was tagged, as far as they are known. */
  former({ quote, before = '', after = '', position: [start, end] }: Selector): {
    readonly before: string;
    readonly quote: string | undefined;
    readonly after: string;
  } {
    const hash = this.entries.textHash;
    const oldText = hash === undefined ? undefined : this.oldTexts.get(hash);
    if (oldText === undefined || end > oldText.length || (quote !== undefined && !oldText.startsWith(quote, start))) return { before, quote, after };
    return {
      before: oldText.slice(Math.max(0, start - formerContext), start),
      quote: oldText.slice(start, end),
      after: oldText.slice(end, end + formerContext),
    };
  }

  /** A range of the current text in the saved one; null if it or its edges touch unsaved edits. */
  toSaved(range: Range): Range | null {
    return this.tracker.toSaved(range);
  }

  /**
   * The place in the saved text of a range that somebody was shown.
   * @param words what they were shown there; undefined where the range is as fresh as the text
   * @returns null where other words stand there by now, or where it or its edges touch unsaved edits
   */
  chosen(range: Range, words: string | undefined): Range | null {
    if (range.end > this.current.length || (words !== undefined && this.current.slice(range.start, range.end) !== words)) return null;
    return this.tracker.toSaved(range);
  }

  /** @param before the text that was saved before: what its surroundings never said there, nobody has changed now */
  private differs(selector: Selector, range: Range, before: string): boolean {
    const { position, quote, 'quote-hash': hash } = selector;
    const [start, end] = position;
    if (range.start !== start || range.end !== end) return true;
    // Short words are told from others by their surroundings: these have to be the present ones.
    if (standsIn(before, selector) && !standsIn(this.savedText, selector)) return true;
    const words = this.savedText.slice(start, end);
    return quote !== undefined ? words !== quote : hash !== undefined && !hashMatches(hash, words);
  }

  private place(): void {
    const { annotations, mentions, textHash: hash } = this.entries;
    const all = [
      ...annotations.map((entry) => ({ section: 'annotations' as const, entry })),
      ...mentions.map((entry) => ({ section: 'mentions' as const, entry })),
    ];
    const oldText = (hash !== undefined ? this.oldTexts.get(hash) : undefined) ?? this.before;
    const anchors = anchorAll(
      this.savedText,
      all.map(({ entry }) => entry),
      { oldText },
    );
    const lost = new Map(this.placed.flatMap((one) => (one.lost ? [[one.entry.id, one.lost] as const] : [])));
    this.placed = all.flatMap(({ section, entry }, index): Placed[] => {
      const anchor = anchors[index];
      if (!anchor) return [];
      // It has a place again, given to it by a person.
      if (anchor.state === 'exact') this.tracker.forget(entry.id);
      return [{ section, entry, anchor, lost: anchor.state === 'exact' ? undefined : lost.get(entry.id) }];
    });
    const places = this.placed.flatMap(({ entry, anchor }) => (anchor.range ? [{ id: entry.id, range: anchor.range }] : []));
    this.tracker.reset(this.savedText, this.current, places);
  }

  /** Until the entries say so too, what is known of places is brought into the saved text: it may be asked for, and edited, before. */
  private carryOver(): void {
    this.placed = this.placed.map(({ section, entry, anchor, lost }): Placed => {
      const regained = lost && this.tracker.regained(entry.id);
      if (regained) return { section, entry, anchor: { ...anchor, state: lost, range: regained, candidates: [] } };
      const candidates = anchor.candidates.flatMap((candidate) => this.tracker.toCurrent(candidate) ?? []);
      const range = anchor.range && this.tracker.current(entry.id);
      if (!anchor.range || range) return { section, entry, anchor: { ...anchor, range, candidates }, lost };
      // Of one that was lost before, what was found in its stead is gone now: it is the former place that undo brings back.
      if (!lost) this.tracker.lose(entry.id);
      return { section, entry, anchor: { ...anchor, state: 'orphan', range: null, candidates }, lost: lost ?? anchor.state };
    });
    this.tracker.save();
  }

  private setSaved(text: string): void {
    if (text === this.savedText) return;
    this.savedText = text;
    this.savedHash = undefined;
  }

  private remember(hash: string, text: string): void {
    this.oldTexts.delete(hash);
    this.oldTexts.set(hash, text);
    const [oldest] = this.oldTexts.keys();
    if (oldest !== undefined && this.oldTexts.size > maxOldTexts) this.oldTexts.delete(oldest);
  }
}

/** Whether a text has, around the passage's position, what its selector says. */
function standsIn(text: string, { position: [start, end], before = '', after = '' }: Selector): boolean {
  return text.startsWith(before, start - before.length) && text.startsWith(after, end);
}
