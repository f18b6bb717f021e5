/**
 * The blocks of a document: its paragraphs, each with the kind of thing it is. Paragraphs are cut locally
 * (`paragraphs.ts`); kinds need the document in view, because a headline is one by its place and a comment by
 * what stands above it. Rules name what they look for; the first that claims a paragraph keeps it.
 */
import type { Block, BlockKind } from './block';
import { claimComments } from './comments';
export { blockAt } from './block';
import { contactRules, creditRules, furnitureRules, matching, maxRuledLength } from './line-rules';
import { paragraphsOf } from './paragraphs';
import type { Range } from './range';
import { mainScriptOf, type Script, scriptOf } from './script';

/** A paragraph on its way to becoming a block. */
export interface Draft extends Range {
  readonly apart: boolean;
  /** The paragraph on one line, or undefined when it is too long for any rule. */
  readonly line: string | undefined;
  /** Whether it reads as running text: long, or a sentence with its end, in the document's own script. */
  readonly runs: boolean;
  kind?: BlockKind;
  comment?: number;
}

/** A document-level rule: claims drafts that no rule before it has claimed. */
type Claim = (drafts: readonly Draft[], text: string, mainScript: Script | undefined) => void;

/** In order of certainty; a comment section swallows what follows, so it comes first. */
const claims: readonly Claim[] = [
  claimComments,
  claimCaptions,
  claimFurniture,
  claimForeignScript,
  claimContacts,
  claimBreadcrumbs,
  claimHeadlines,
  claimSectionHeadings,
];

/** The blocks of `text` (canonical), in order, without overlap, without surrounding white space; everything but white space is in one. Linear. */
export function blocksOf(text: string): readonly Block[] {
  const mainScript = mainScriptOf(text);
  const drafts = draftsOf(text, mainScript);
  for (const claim of claims) claim(drafts, text, mainScript);
  return drafts.map(({ start, end, kind = 'body', comment }) => (comment === undefined ? { start, end, kind } : { start, end, kind, comment }));
}

function draftsOf(text: string, mainScript: Script | undefined): Draft[] {
  return paragraphsOf(text).map(({ start, end, apart }) => {
    const line = end - start > maxRuledLength ? undefined : text.slice(start, end).replace(/\s+/g, ' ');
    const runs = line === undefined || (endsSentence(line) && line.split(' ', minSentenceWords).length === minSentenceWords);
    return { start, end, apart, line, runs: runs && (mainScript === undefined || [mainScript, undefined].includes(scriptOf(text, start, end))) };
  });
}

/** "Rate it.", "Subscribe now!" are no article text; the shortest paragraphs of news prose have about five words. */
const minSentenceWords = 5;

/** Ends with a full stop or its like, behind closing quotation marks or brackets, or announces something with a colon. */
function endsSentence(line: string): boolean {
  return /[.!?…:;。！？]["'”’»)\]]{0,4}$/u.test(line);
}

/** Photo captions: a credit line, bullets among which a credit stands, or a caption with its credit behind it. */
function claimCaptions(drafts: readonly Draft[]): void {
  for (let i = 0; i < drafts.length; i++) {
    const run = bulletRun(drafts, i);
    const credits = run.filter((draft) => matching(creditRules, bulletText(draft))).length;
    // A gallery has a caption, an agency and a photographer for each picture; a list of facts has no credit at all.
    if (credits > 0 && run.length <= 4 * credits) for (const draft of run) draft.kind = 'caption';
    i += Math.max(0, run.length - 1);
  }
  drafts.forEach((draft, i) => {
    if (draft.kind || draft.line === undefined) return;
    if (matching(creditRules, draft.line) && (draft.line.length <= 120 || !draft.runs || !/[.!?]$/.test(draft.line))) draft.kind = 'caption';
    const above = drafts[i - 1];
    if (
      draft.kind &&
      above &&
      !above.kind &&
      above.line !== undefined &&
      !above.runs &&
      !bullet.test(above.line) &&
      drafts.slice(Math.max(0, i - 4), i).some((d) => d.runs)
    ) {
      above.kind = 'caption';
    }
  });
}

const bullet = /^[•·▪●◦‣*–-] ?(?=\S)/u;

function bulletText(draft: Draft): string {
  return (draft.line ?? '').replace(bullet, '');
}

function bulletRun(drafts: readonly Draft[], from: number): readonly Draft[] {
  let to = from;
  while (bullet.test(drafts[to]?.line ?? '') && !drafts[to]?.kind) to++;
  return drafts.slice(from, to);
}

function claimFurniture(drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    if (!draft.kind && draft.line !== undefined && matching(furnitureRules, draft.line)) draft.kind = 'furniture';
  }
}

/** Lines of a site's interface in another language than the article's, before or after the article's text. */
function claimForeignScript(drafts: readonly Draft[], text: string, main: Script | undefined): void {
  if (main === undefined) return;
  const { first, last } = bodyOf(drafts);
  drafts.forEach((draft, i) => {
    const outside = i < first || i > last;
    const script = draft.kind || draft.line === undefined || !outside ? undefined : scriptOf(text, draft.start, draft.end);
    if (script !== undefined && script !== main) draft.kind = 'furniture';
  });
}

/** The names, posts and numbers at the end of a press release. */
function claimContacts(drafts: readonly Draft[]): void {
  const isContactLine = (draft: Draft | undefined): boolean => draft?.line !== undefined && !draft.kind && matching(contactRules, draft.line) !== undefined;
  const first = drafts.findIndex((draft) => draft.runs);
  if (first === -1) return;
  for (let i = first + 1; i < drafts.length; i++) {
    const draft = drafts[i];
    if (!draft || !isContactLine(draft)) continue;
    draft.kind = 'contact';
    // Name, post and department above a number or an address; below a label, until text begins again.
    for (let above = i - 1; above > first && above >= i - maxContactLines && isNameLike(drafts[above]); above--) setKind(drafts[above], 'contact');
    if (!labelsContact(draft)) continue;
    for (let below = i + 1; below <= i + maxContactLines && isNameLike(drafts[below]) && !isContactLine(drafts[below]); below++)
      setKind(drafts[below], 'contact');
  }
}

/** Name, post, department: press releases give no more lines than that to one person. */
const maxContactLines = 3;

function setKind(draft: Draft | undefined, kind: BlockKind): void {
  if (draft) draft.kind = kind;
}

function labelsContact(draft: Draft): boolean {
  return !/\d/.test(draft.line ?? '') && !(draft.line ?? '').includes('@');
}

function isNameLike(draft: Draft | undefined): boolean {
  return draft?.line !== undefined && !draft.kind && !draft.runs && draft.line.length <= 100 && /^[\p{Lu}\d]/u.test(draft.line) && !endsSentence(draft.line);
}

/** "Title / News / Agency": the page's own title or its place in the site, around the article. */
function claimBreadcrumbs(drafts: readonly Draft[]): void {
  const { first, last } = bodyOf(drafts);
  const titles = new Set(drafts.slice(0, Math.max(first, 0)).map((draft) => titleKey(draft.line ?? '')));
  drafts.forEach((draft, i) => {
    if (draft.kind || draft.line === undefined || draft.runs || (i >= first && i <= last)) return;
    const parts = draft.line.split(/ (?:\/|\||>|»|›|::|→|—|–|-) /);
    const beginning = titleKey(parts[0] ?? '');
    const isTrail = draft.line.split(/ (?:\/|\||>|»|›|::|→) /).length >= 3;
    if (isTrail || (parts.length > 1 && beginning !== '' && titles.has(beginning))) draft.kind = 'furniture';
  });
}

/** What stands above the article's first running text and is nothing else. */
function claimHeadlines(drafts: readonly Draft[]): void {
  const { first } = bodyOf(drafts);
  const titles = new Set<string>();
  for (const draft of drafts.slice(0, first)) {
    if (draft.kind || draft.line === undefined) continue;
    draft.kind = 'headline';
    titles.add(titleKey(draft.line));
  }
  titles.delete('');
  const longest = Math.max(0, ...[...titles].map(({ length }) => length));
  // A title that the page repeats further down is a headline there too.
  for (const draft of drafts) {
    const { kind, line } = draft;
    if (!kind && line !== undefined && line.length <= maxSpread * longest && titles.has(titleKey(line))) draft.kind = 'headline';
  }
}

/** A line has at most so many characters for each letter and digit: the key of a longer one need not be made. */
const maxSpread = 3;

/** A short line without a sentence's end, alone between paragraphs of running text. */
function claimSectionHeadings(drafts: readonly Draft[]): void {
  drafts.forEach((draft, i) => {
    const { line } = draft;
    const next = drafts[i + 1];
    if (draft.kind || draft.runs || line === undefined || line.length > maxHeadingLength || !next?.runs || next.kind) return;
    if (/^["'“‘«]?[\p{Lu}\p{Lo}\d]/u.test(line) && /[\p{L}\p{N}?!%)]["'”’»]?$/u.test(line) && !bullet.test(line) && !/^["'“‘«].*["'”’»]$/u.test(line))
      draft.kind = 'headline';
  });
}

/** Cross-heads are a few words; 80 leaves room for German ones. */
const maxHeadingLength = 80;

/** First and last paragraph of unclaimed running text, as indices; where there is none, `first` is the end and `last` is -1. */
function bodyOf(drafts: readonly Draft[]): { readonly first: number; readonly last: number } {
  const isBody = (draft: Draft): boolean => draft.runs && draft.kind === undefined;
  const first = drafts.findIndex(isBody);
  let last = drafts.length - 1;
  while (last >= 0 && !isBody(drafts[last] as Draft)) last--;
  return { first: first === -1 ? drafts.length : first, last };
}

/** Titles are compared by their letters and digits. */
function titleKey(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
