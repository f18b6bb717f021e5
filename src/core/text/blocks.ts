/**
 * The blocks of a document: its paragraphs, each with the kind of thing it is. Paragraphs are cut locally
 * (`paragraphs.ts`); what a paragraph's own words say of its kind is `looks.ts`; which kind it has needs the document in view, because a
 * headline is one by its place and a comment by what stands above it. Rules name what they look for; the first that claims a paragraph keeps it.
 */
import { finished, type Stages } from '../stages';
import type { Block, BlockKind } from './block';
import { claimComments } from './comments';
export { blockAt } from './block';
import { Looks } from './looks';
import { paragraphsOf } from './paragraphs';
import type { Range } from './range';
import { mainScriptOf, type Script } from './script';

/** A paragraph on its way to becoming a block. */
export interface Draft<Known extends Looks = Looks> extends Range {
  readonly looks: Known;
  /** Whether it reads as running text: long, or a sentence with its end, in the document's own script. */
  readonly runs: boolean;
  kind: BlockKind | undefined;
  comment: number | undefined;
}

/** A document-level rule: claims drafts that no rule before it has claimed. */
type Claim = (drafts: readonly Draft[], text: string, mainScript: Script | undefined) => void;

/** In order of certainty; a comment section swallows what follows, so it comes first. Each row is a stage. */
const claims: readonly (readonly Claim[])[] = [
  [claimComments],
  [claimCaptions, claimFurniture, claimForeignScript],
  [claimContacts, claimBreadcrumbs, claimHeadlines, claimSectionHeadings],
];

/** Characters whose paragraphs are looked up in one stage: some milliseconds the first time, when what does it is being compiled. */
const stageLength = 2_000;

/** The blocks of `text` (canonical), in order, without overlap, without surrounding white space; everything but white space is in one. Linear. */
export function blocksOf(text: string): readonly Block[] {
  return finished(draftsOf(text, (paragraph) => new Looks(paragraph))).map(blockOf);
}

export function blockOf({ start, end, kind = 'body', comment }: Draft): Block {
  return comment === undefined ? { start, end, kind } : { start, end, kind, comment };
}

/**
 * The paragraphs of `text`, all of them claimed but for the body's.
 * @param looksOf what is known of a paragraph by its text; who reads a text again and again remembers it
 */
export function* draftsOf<Known extends Looks>(text: string, looksOf: (paragraph: string) => Known): Stages<readonly Draft<Known>[]> {
  const mainScript = mainScriptOf(text);
  const drafts: Draft<Known>[] = [];
  let read = 0;
  for (const { start, end } of paragraphsOf(text)) {
    const looks = looksOf(text.slice(start, end));
    const runs = looks.isSentence && (mainScript === undefined || looks.script === mainScript || looks.script === undefined);
    drafts.push({ start, end, looks, runs, kind: undefined, comment: undefined });
    if (end - read < stageLength) continue;
    read = end;
    yield;
  }
  for (const stage of claims) {
    for (const claim of stage) claim(drafts, text, mainScript);
    yield;
  }
  return drafts;
}

/** Photo captions: a credit line, bullets among which a credit stands, or a caption with its credit behind it. */
function claimCaptions(drafts: readonly Draft[]): void {
  for (let i = 0; i < drafts.length; i++) {
    const to = endOfBullets(drafts, i);
    if (to === i) continue;
    const run = drafts.slice(i, to);
    const credits = run.filter(({ looks }) => looks.isBulletCredit).length;
    // A gallery has a caption, an agency and a photographer for each picture; a list of facts has no credit at all.
    if (credits > 0 && run.length <= 4 * credits) for (const draft of run) draft.kind = 'caption';
    i = to - 1;
  }
  drafts.forEach((draft, i) => {
    const { line } = draft.looks;
    if (draft.kind || line === undefined) return;
    if (draft.looks.isCredit && (line.length <= 120 || !draft.runs || !/[.!?]$/.test(line))) draft.kind = 'caption';
    const above = drafts[i - 1];
    if (
      draft.kind &&
      above &&
      !above.kind &&
      above.looks.line !== undefined &&
      !above.runs &&
      !above.looks.isBullet &&
      drafts.slice(Math.max(0, i - 4), i).some((d) => d.runs)
    ) {
      above.kind = 'caption';
    }
  });
}

/** Where the bullets end that begin at `from`; `from` itself where there are none. */
function endOfBullets(drafts: readonly Draft[], from: number): number {
  let to = from;
  for (let draft = drafts[to]; draft && !draft.kind && draft.looks.isBullet; draft = drafts[to]) to++;
  return to;
}

function claimFurniture(drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    if (!draft.kind && draft.looks.furniture !== '') draft.kind = 'furniture';
  }
}

/** Lines of a site's interface in another language than the article's, before or after the article's text. */
function claimForeignScript(drafts: readonly Draft[], _text: string, main: Script | undefined): void {
  if (main === undefined) return;
  const { first, last } = bodyOf(drafts);
  drafts.forEach((draft, i) => {
    const outside = i < first || i > last;
    const script = draft.kind || draft.looks.line === undefined || !outside ? undefined : draft.looks.script;
    if (script !== undefined && script !== main) draft.kind = 'furniture';
  });
}

/** The names, posts and numbers at the end of a press release. */
function claimContacts(drafts: readonly Draft[]): void {
  const isContactLine = (draft: Draft | undefined): boolean => draft !== undefined && !draft.kind && draft.looks.isContact;
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
  const { line = '' } = draft.looks;
  return !/\d/.test(line) && !line.includes('@');
}

function isNameLike(draft: Draft | undefined): boolean {
  return draft !== undefined && !draft.kind && !draft.runs && draft.looks.isNameLike;
}

/** "Title / News / Agency": the page's own title or its place in the site, around the article. */
function claimBreadcrumbs(drafts: readonly Draft[]): void {
  const { first, last } = bodyOf(drafts);
  const titles = new Set(drafts.slice(0, Math.max(first, 0)).map(({ looks }) => looks.titleKey));
  titles.delete('');
  drafts.forEach((draft, i) => {
    const { looks } = draft;
    if (draft.kind || looks.line === undefined || draft.runs || (i >= first && i <= last)) return;
    if (looks.isTrail || titles.has(looks.beginning)) draft.kind = 'furniture';
  });
}

/** What stands above the article's first running text and is nothing else. */
function claimHeadlines(drafts: readonly Draft[]): void {
  const { first } = bodyOf(drafts);
  const titles = new Set<string>();
  let longest = 0;
  for (const draft of drafts.slice(0, first)) {
    if (draft.kind || draft.looks.line === undefined) continue;
    draft.kind = 'headline';
    titles.add(draft.looks.titleKey);
    longest = Math.max(longest, draft.looks.titleKey.length);
  }
  titles.delete('');
  const initials = new Set([...titles].map((key) => key.charCodeAt(0)));
  // A title that the page repeats further down is a headline there too.
  for (const draft of drafts) {
    const { line } = draft.looks;
    if (draft.kind || line === undefined || line.length > maxSpread * longest || !mayBegin(line, initials)) continue;
    if (titles.has(draft.looks.titleKey)) draft.kind = 'headline';
  }
}

/** A line has at most so many characters for each letter and digit: the key of a longer one need not be made. */
const maxSpread = 3;

/** Whether the key of a line may begin with one of some characters. Where it begins with a plain letter that is told without making the key. */
function mayBegin(line: string, initials: ReadonlySet<number>): boolean {
  const small = line.charCodeAt(0) | 0x20;
  return (small - 0x61) >>> 0 >= 26 || initials.has(small);
}

/** A short line without a sentence's end, alone between paragraphs of running text. */
function claimSectionHeadings(drafts: readonly Draft[]): void {
  drafts.forEach((draft, i) => {
    const next = drafts[i + 1];
    if (!draft.kind && !draft.runs && next?.runs && !next.kind && draft.looks.isHeadingLike) draft.kind = 'headline';
  });
}

/** First and last paragraph of unclaimed running text, as indices; where there is none, `first` is the end and `last` is -1. */
function bodyOf(drafts: readonly Draft[]): { readonly first: number; readonly last: number } {
  const isBody = (draft: Draft): boolean => draft.runs && draft.kind === undefined;
  const first = drafts.findIndex(isBody);
  let last = drafts.length - 1;
  while (last >= 0 && !isBody(drafts[last] as Draft)) last--;
  return { first: first === -1 ? drafts.length : first, last };
}
