import { commentHeaderRules, commentSectionRules, contactRules, creditRules, furnitureRules, type HeaderRule, maxRuledLength } from './line-rules';
import { type Script, scriptOf } from './script';

/**
 * What the words of one paragraph say of its kind, whatever stands around it: a function of its text. Each question is answered when it is first asked, and
 * the answer is kept, so that a long text of which one paragraph has changed is cut into blocks by looking at that paragraph alone.
 */
export class Looks {
  /** The paragraph on one line, or undefined when it is too long for any rule. */
  readonly line: string | undefined;
  private lower_: string | undefined;
  private script_: Script | 'none' | undefined;
  private sentence: boolean | undefined;
  private header_: HeaderRule['strength'] | '' | undefined;
  private section: boolean | undefined;
  private furniture_: string | undefined;
  private credit: boolean | undefined;
  private bulletCredit: boolean | undefined;
  private bullet: boolean | undefined;
  private contact: boolean | undefined;
  private titleKey_: string | undefined;

  constructor(readonly text: string) {
    // Nearly every paragraph is one line, and is its own.
    this.line = text.length > maxRuledLength ? undefined : unevenSpace.test(text) ? text.replace(/\s+/g, ' ') : text;
  }

  /** The line in lower case, which each table of rules goes by. */
  private get lower(): string {
    return (this.lower_ ??= this.line?.toLowerCase() ?? '');
  }

  /** The writing system of nearly all its letters. */
  get script(): Script | undefined {
    const script = (this.script_ ??= scriptOf(this.text) ?? 'none');
    return script === 'none' ? undefined : script;
  }

  /** Whether it reads as running text, but for its script: long, or a sentence with its end. */
  get isSentence(): boolean {
    return (this.sentence ??= this.line === undefined || (this.isEnded && hasWords(this.line)));
  }

  /** Ends with a full stop or its like, behind closing quotation marks or brackets, or announces something with a colon. */
  get isEnded(): boolean {
    const line = this.line ?? this.text;
    // As most paragraphs do.
    if (line.endsWith('.')) return true;
    // Of its end alone: a pattern tries every place of what it is given.
    return /[.!?…:;。！？]["'”’»)\]]{0,4}$/u.test(line.slice(-5));
  }

  /** The head of a reader's comment; '' for none. */
  get header(): HeaderRule['strength'] | '' {
    const { line } = this;
    return (this.header_ ??=
      line === undefined || line.length > maxHeaderLength || publicationLine.test(line) ? '' : (commentHeaderRules.matching(line, this.lower)?.strength ?? ''));
  }

  /** The heading of a comment section. */
  get isSectionHeading(): boolean {
    return (this.section ??= this.line !== undefined && commentSectionRules.matching(this.line, this.lower) !== undefined);
  }

  /** The rule by which it is a page's furniture; '' for none. */
  get furniture(): string {
    return (this.furniture_ ??= this.line === undefined ? '' : (furnitureRules.matching(this.line, this.lower)?.name ?? ''));
  }

  get isBullet(): boolean {
    return (this.bullet ??= this.line !== undefined && bullet.test(this.line));
  }

  /** Says whose picture stood there. */
  get isCredit(): boolean {
    return (this.credit ??= this.line !== undefined && creditRules.matching(this.line, this.lower) !== undefined);
  }

  /** The same behind its bullet. */
  get isBulletCredit(): boolean {
    return (this.bulletCredit ??= this.line !== undefined && creditRules.matching(this.line.replace(bullet, '')) !== undefined);
  }

  get isContact(): boolean {
    return (this.contact ??= this.line !== undefined && contactRules.matching(this.line, this.lower) !== undefined);
  }

  /** A name, a post, a department. */
  get isNameLike(): boolean {
    return this.line !== undefined && this.line.length <= 100 && /^[\p{Lu}\d]/u.test(this.line) && !this.isEnded;
  }

  /** Has the shape of a heading within a text: a short line without a sentence's end. */
  get isHeadingLike(): boolean {
    const { line } = this;
    if (line === undefined || line.length > maxHeadingLength) return false;
    return /^["'“‘«]?[\p{Lu}\p{Lo}\d]/u.test(line) && /[\p{L}\p{N}?!%)]["'”’»]?$/u.test(line) && !this.isBullet && !/^["'“‘«].*["'”’»]$/u.test(line);
  }

  /** What titles are compared by: letters and digits. */
  get titleKey(): string {
    return (this.titleKey_ ??= this.line === undefined ? '' : titleKey(this.line));
  }

  /** "Title / News / Agency": the place of a page in its site. */
  get isTrail(): boolean {
    return this.line !== undefined && this.line.split(/ (?:\/|\||>|»|›|::|→) /).length >= 3;
  }

  /** "Title – Agency": the key of what stands first; '' where it is all. */
  get beginning(): string {
    const parts = (this.line ?? '').split(/ (?:\/|\||>|»|›|::|→|—|–|-) /);
    return parts.length > 1 ? titleKey(parts[0] ?? '') : '';
  }
}

/** White space that is not the single space between two words. */
const unevenSpace = /[^\S ]| {2}/;

/** "Rate it.", "Subscribe now!" are no article text; the shortest paragraphs of news prose have about five words. */
const minSentenceWords = 5;

function hasWords(line: string): boolean {
  let words = 1;
  for (let at = line.indexOf(' '); at >= 0 && words < minSentenceWords; at = line.indexOf(' ', at + 1)) words++;
  return words >= minSentenceWords;
}

const bullet = /^[•·▪●◦‣*–-] ?(?=\S)/u;

/** Heads are names and times. */
export const maxHeaderLength = 120;

/** "Published on 5 January 2022 at 11:05" has the shape of a comment's head. */
const publicationLine = /^(first |last )?(published|updated|posted|modified|created|by|written)\b/iu;

/** Cross-heads are a few words; 80 leaves room for German ones. */
const maxHeadingLength = 80;

function titleKey(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
