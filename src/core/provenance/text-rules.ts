/** What the running text says of where it comes from: credits, who reports, to whom somebody spoke, whose the pictures are. */
import { isAside } from '../text/block';
import { mediumAtEnd, mediumAtStart, mediumNamed, run, tidy } from './names';
import { all, credit, found, longestLine, mediaOf, placed, type Rule } from './rule';
import type { Found } from './types';

const datelineBrackets = /^\p{Lu}[^()\n/]{1,80}\(([^()\n]{2,60})\) ?(?:[—–-]|:)/u;
const datelineSlashes = /^\p{Lu}[^()\n/]{1,80}\/([^/\n]{2,40})\/[.,]?(?=\s)/u;

/** "KYIV, Jan. 5 (Reuters) – …", "MINSK, January 5. /TASS/. …" */
const dateline: Rule = {
  name: 'dateline-credit',
  example: 'RIGA, May 4 (Reuters) – The harbour was closed.',
  find: (piece, index) => {
    const match = piece.head && !isAside(piece.kind) ? (datelineBrackets.exec(piece.text) ?? datelineSlashes.exec(piece.text)) : null;
    if (!match) return [];
    const media = mediaOf(match[1] ?? '', index);
    return media.map((medium) => found(piece, match, 'relayed', medium.name, credit(medium, 0.92)));
  },
};

/** "… on Friday. (Reuters, dpa)" at the end of a paragraph. */
const closing: Rule = {
  name: 'closing-credit',
  example: 'The harbour was closed on Friday. (Reuters, AFP)',
  find: (piece, index) => {
    if (isAside(piece.kind)) return [];
    const tail = piece.text.slice(-100);
    const match = /\(([^()\n]{2,60})\)[.\s]*$/u.exec(tail);
    if (!match) return [];
    const place = placed(match[0], match.index + piece.text.length - tail.length);
    return mediaOf(match[1] ?? '', index)
      .filter(({ sure }) => sure)
      .map((medium) => found(piece, place, 'relayed', medium.name, 0.85));
  },
};

const nameReports = new RegExp(
  String.raw`(${run}),? (?:also |has |had |later |previously )?(?:reports|reported|writes|wrote|informs|informed|quoted|cited)\b`,
  'gu',
);
const reportsName = new RegExp(
  String.raw`\b(?:reports|reported by|citing|quoted by|cited by|with reference to|referring to|as told by) (?:the )?(?:news agency |agency |newspaper |daily |broadcaster )?(${run})`,
  'gu',
);
const accordingTo = new RegExp(
  String.raw`\b[Aa]ccording to (?:a report (?:by|in|from) )?(?:the )?(?:news agency |agency |newspaper |daily |broadcaster )?(${run})`,
  'gu',
);

/** "…, TASS reports.", "reported by Interfax", "according to the newspaper Bild" */
const reports: Rule = {
  name: 'agency-reports',
  example: 'The harbour is closed, Interfax reports.',
  find: (piece, index) => {
    if (piece.kind === 'comment') return [];
    const media = (pattern: RegExp, at: typeof mediumAtEnd): Found[] =>
      all(piece.text, pattern).flatMap((match) => {
        const medium = at(match[1] ?? '', index, false);
        return medium ? [found(piece, match, 'relayed', medium.name, credit(medium, 0.8))] : [];
      });
    return [...media(nameReports, mediumAtEnd), ...media(reportsName, mediumAtStart), ...media(accordingTo, mediumAtStart)];
  },
};

const articleOf = new RegExp(
  String.raw`\b(?:publication|article|story|piece|column|investigation|material)s? (?:of|by|in|from) (?:the )?(?:(?:\p{L}{2,20} )?(?:news agency|agency|newspaper|daily|magazine|website) )?(${run})`,
  'gu',
);
const nameArticle = new RegExp(String.raw`(${run})(?:[’']s?)? (?:article|story|column|editorial|investigation)\b`, 'gu');

/** "a publication of the newspaper …", "the Gazette article": what the text is about, or goes by. */
const article: Rule = {
  name: 'article-of',
  example: 'This follows from an article in the Baltic Times.',
  find: (piece, index) => {
    if (piece.kind === 'comment') return [];
    const media = (pattern: RegExp, at: typeof mediumAtEnd): Found[] =>
      all(piece.text, pattern).flatMap((match) => {
        const medium = at(match[1] ?? '', index, false);
        return medium ? [found(piece, match, 'relayed', medium.name, credit(medium, 0.6))] : [];
      });
    return [...media(articleOf, mediumAtStart), ...media(nameArticle, mediumAtEnd)];
  },
};

const agencyName = new RegExp(String.raw`\b(?:[Nn]ews agency|[Ww]ire service|[Ii]nformation agency) (${run})`, 'gu');
const nameAgency = new RegExp(String.raw`(?:\b[Tt]he )?(${run}) (?:news agency|wire service|news service|information agency)\b`, 'gu');

/** "the news agency Ukrinform", "the Kronos news agency": in a page's furniture the page's own name, else somebody who is relayed. */
const agency: Rule = {
  name: 'agency-by-name',
  example: 'The harbour is closed, the Kronos news agency said.',
  find: (piece, index) => {
    if (piece.kind === 'comment') return [];
    const says = piece.kind === 'body' || piece.kind === 'caption' ? 'relayed' : 'site';
    const named = (match: RegExpExecArray): Found[] => {
      const name = tidy(match[1] ?? '').replace(/^The /u, '');
      return [found(piece, match, says, mediumNamed(name, index)?.name ?? name, says === 'site' ? 0.7 : 0.6)];
    };
    return [...all(piece.text, agencyName), ...all(piece.text, nameAgency)].flatMap(named);
  },
};

const toldName = new RegExp(
  String.raw`\b(?:told|telling|tells|(?:interview|conversation|talk) (?:with|to|for)|(?:speaking|spoke|talking|talked|comments?|commenting|commented|remarks|wrote|writing) (?:to|for|with)) (?:the )?(?:news agency |agency |newspaper |broadcaster |channel )?(${run})`,
  'gu',
);

const nameInterview = new RegExp(
  String.raw`\b(?:an?|the) (${run})(?:[’']s)? (?:interview|commentary)\b|(${run})[’']s (?:interlocutor|interviewee|interviewer|correspondent)\b`,
  'gu',
);

/** "told RT": to whom it was said, and no word of who published it. */
const interviewer: Rule = {
  name: 'interviewer',
  example: 'The harbour will stay closed, the mayor told Reuters.',
  find: (piece, index) => {
    if (piece.kind === 'comment') return [];
    const media = (pattern: RegExp, at: typeof mediumAtEnd): Found[] =>
      all(piece.text, pattern).flatMap((match) => {
        const medium = at(match[1] ?? match[2] ?? '', index);
        return medium ? [found(piece, match, 'interviewer', medium.name, credit(medium, 0.9))] : [];
      });
    return [...media(toldName, mediumAtStart), ...media(nameInterview, mediumAtEnd)];
  },
};

/** "Photo: Ann Lee / Reuters": a picture's owner. */
const picture: Rule = {
  name: 'photo-credit',
  example: 'Photo: Ann Lee / Reuters',
  find: (piece, index) => {
    if (piece.kind !== 'caption') return [];
    const match = /(?:^|[(\n]|\. )(?:(?:photos?|images?|pictures?|credit|source)(?: by| credit| courtesy of)? ?[:/]|©|\(c\)) ?([^\n()]{2,120})$/iu.exec(
      piece.text.slice(-longestLine),
    );
    const names = match?.[1] ?? (piece.text.length <= longestLine ? piece.text : '');
    const whole = placed(match?.[0] ?? names, match ? piece.text.lastIndexOf(match[0]) : 0);
    return mediaOf(names.replace(/^[©(c) ]+/u, ''), index).map((medium) => found(piece, whole, 'picture', medium.name, credit(medium, 0.85)));
  },
};

export const textRules: readonly Rule[] = [dateline, closing, reports, article, agency, interviewer, picture];
