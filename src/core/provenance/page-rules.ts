/** What a page's own lines say: sources, first publication, advertisements of itself, copyright, title, byline, notes on the translation. */
import { isAside } from '../text/block';
import { languageTag } from './languages';
import { mediumAtStart, mediumNamed, run, tidy } from './names';
import { all, credit, found, longestLine, mediaOf, placed, type Rule } from './rule';

const address = /https?:\/\/[^\s"'<>)\]]{4,2000}/u;

/** "Source: TASS", "Source: https://…", "Via: …": a line that names where it comes from. */
const sourceLine: Rule = {
  name: 'source-line',
  example: 'Source: Interfax',
  find: (piece, index) => {
    if (piece.text.length > longestLine || piece.kind === 'comment' || piece.kind === 'caption') return [];
    const match = /^(?:original )?(?:source|sources|via|originally)(?: \(.{1,20}\))? ?[:–—-] ?([^\n]{2,200})$/imu.exec(piece.text);
    if (!match) return [];
    const value = (match[1] ?? '').trim();
    const link = address.exec(value)?.[0];
    if (link !== undefined) return [found(piece, match, 'address', link, 0.75)];
    const media = mediaOf(value, index);
    if (media.length > 0) return media.map((medium) => found(piece, match, 'relayed', medium.name, credit(medium, 0.9)));
    return new RegExp(`^${run}$`, 'u').test(tidy(value)) ? [found(piece, match, 'relayed', tidy(value), 0.6)] : [];
  },
};

const firstIn = new RegExp(
  String.raw`\b(?:(?:[Tt]his (?:article|story|text|piece|report) )?(?:[Ff]irst|[Oo]riginally) (?:appeared|published|posted|ran|aired)(?: (?:in|on|at|by|with))|[Rr]e(?:published|printed|posted)(?: with (?:the )?permission)?(?: (?:from|of|by))|(?:[Tt]his|[Tt]he) (?:article|story|text|piece|report) (?:was|is) (?:first |originally )?(?:published|produced|written|provided) (?:in|on|at|by)) (?:the )?(?:website |site |newspaper )?(?:of )?(?:the )?[“"]?(${run})`,
  'gu',
);

/** "This article first appeared in The Gazette." */
const origin: Rule = {
  name: 'first-published',
  example: 'This article first appeared in The Harbour Gazette.',
  find: (piece, index) => {
    if (piece.kind === 'comment' || !(piece.head || piece.foot || isAside(piece.kind) || piece.text.length <= longestLine)) return [];
    return all(piece.text, firstIn).map((match) => {
      const medium = mediumAtStart(match[1] ?? '', index);
      return found(piece, match, 'origin', medium?.name ?? tidy(match[1] ?? ''), medium?.sure === true ? 0.9 : 0.75);
    });
  },
};

/** Words that "subscribe to" and "follow" go before and that are nobody's name. */
const nobody =
  /^(?:Our|My|Your|Us|This|These|The|Daily|Weekly|Newsletter|Free|Facebook|Twitter|Telegram|YouTube|Instagram|WhatsApp|X|Google News|Email|RSS|Updates?)$/u;
const subscribe = new RegExp(
  String.raw`\b(?:[Ss]ubscribe to|[Ss]ign up (?:for|to)|[Ff]ollow|[Jj]oin|[Ss]upport|[Rr]ead more (?:on|at|from)|[Dd]ownload|[Gg]et) (?:the )?(${run})(?:['’]s?)? ?(?:(?:daily |weekly |free |morning |evening )?(?:newsletter|briefing|channel|app|feed|updates|page)|on (?:Telegram|Twitter|X|Facebook|YouTube|Instagram|WhatsApp|VK|Google News|social media))\b`,
  'gu',
);

/** "Subscribe to the Gazette’s newsletter", "Follow RT on Telegram": the page on which the copy stood speaks of itself. */
const newsletter: Rule = {
  name: 'newsletter-line',
  example: 'Follow The Harbour Gazette on Telegram',
  find: (piece, index) => {
    if (piece.kind === 'comment' || (!isAside(piece.kind) && piece.text.length > longestLine)) return [];
    return all(piece.text, subscribe).flatMap((match) => {
      const name = tidy(match[1] ?? '').replace(/^The /u, '');
      if (nobody.test(name)) return [];
      const medium = mediumNamed(name, index, true) ?? mediumAtStart(name, index, true);
      return [found(piece, match, 'site', medium?.name ?? name, medium?.sure === true ? 0.75 : 0.55)];
    });
  },
};

const ownCopyright = new RegExp(
  String.raw`(?:©|\([Cc]\)|\b[Cc]opyright\b(?: ?©)?) ?(?:(?:19|20)\d\d(?: ?[–-] ?(?:19|20)?\d\d)?,? )?(?:by )?(?:the )?(${run})`,
  'u',
);

/** "© 2022 The Harbour Gazette. All rights reserved." */
const copyright: Rule = {
  name: 'copyright-line',
  example: '© 2022 The Harbour Gazette. All rights reserved.',
  find: (piece, index) => {
    if (piece.kind === 'comment' || piece.kind === 'caption' || piece.text.length > longestLine) return [];
    const match = ownCopyright.exec(piece.text);
    if (!match) return [];
    const name = tidy(match[1] ?? '').replace(/^The /u, '');
    const medium = mediumNamed(name, index, true);
    return name === '' ? [] : [found(piece, match, 'site', medium?.name ?? name, medium?.sure === true ? 0.8 : 0.6)];
  },
};

const dividers = [' | ', ' / ', ' — ', ' – ', ' - ', ' :: '];

/** Where the last part of a title begins, behind its divider; -1 where it has no parts. */
function lastPart(line: string): { readonly cut: number; readonly from: number } {
  const cuts = dividers.map((divider) => ({ cut: line.lastIndexOf(divider), from: line.lastIndexOf(divider) + divider.length }));
  return cuts.reduce((last, one) => (one.cut > last.cut ? one : last));
}

/** A title before its divider is longer than this. */
const shortestTitle = 10;

/** "Harbour reopens | The Gazette", "… / News / News agency Kronos": what a page's title ends with. */
const titleEnd: Rule = {
  name: 'title-suffix',
  example: 'Harbour reopens | The Guardian',
  find: (piece, index) => {
    if (!piece.head || piece.kind === 'comment' || piece.kind === 'caption' || piece.text.length > longestLine) return [];
    const line = piece.text.split('\n', 1)[0] ?? '';
    const { cut, from } = lastPart(line);
    const medium = cut < shortestTitle ? undefined : mediumNamed(line.slice(from), index, true);
    return medium ? [found(piece, placed(line.slice(from), from), 'site', medium.name, credit(medium, 0.75))] : [];
  },
};

const person = String.raw`\p{Lu}[\p{L}.’'-]{0,30}(?: \p{Lu}[\p{L}.’'-]{0,30}){1,3}`;
const byPerson = new RegExp(
  String.raw`^(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthor:|[Rr]eported by) (${person})(?:(?:,| and| &) (${person})){0,1}(?:[,|] ?(?:for )?(?:the )?(${run}))?\.?$`,
  'mu',
);

/** "By Ann Lee", "By Ann Lee and Jo Kim, Reuters" */
const byline: Rule = {
  name: 'byline',
  example: 'By Ann Lee, Reuters',
  find: (piece, index) => {
    if (!(piece.head || piece.foot) || piece.kind === 'comment' || piece.text.length > longestLine) return [];
    const match = byPerson.exec(piece.text);
    if (!match) return [];
    const names = [match[1], match[2]].filter((name) => name !== undefined);
    const [people, others] = [names.filter((name) => !mediumNamed(name, index, true)), names.flatMap((name) => mediumNamed(name, index, true) ?? [])];
    const house = match[3] === undefined ? undefined : mediumNamed(match[3], index, true);
    return [
      ...people.map((name) => found(piece, match, 'author', tidy(name), 0.8)),
      ...[...others, ...(house ? [house] : [])].map((medium) => found(piece, match, 'relayed', medium.name, credit(medium, 0.8))),
    ];
  },
};

/** "(Reporting by Ann Lee in Riga; Editing by Jo Kim)" */
const signOff: Rule = {
  name: 'sign-off',
  example: '(Reporting by Ann Lee; Editing by Jo Kim)',
  find: (piece) => {
    if (piece.kind === 'comment') return [];
    const match = /\((?:[Rr]eporting|[Ww]riting)(?: and writing)? by ([^;()\n]{3,160})[;)]/u.exec(piece.text.slice(-600));
    if (!match) return [];
    const from = piece.text.length - Math.min(600, piece.text.length);
    const place = placed(match[0], match.index + from);
    const names = (match[1] ?? '').split(/, | and /u).map((name) => name.replace(/ (?:in|at) .*$/u, ''));
    return names.filter((name) => new RegExp(`^${person}$`, 'u').test(name)).map((name) => found(piece, place, 'author', name, 0.85));
  },
};

const machine =
  /\b(?:machine|automatic(?:ally)?)[ -]translat(?:ion|ed)\b|\btranslated (?:automatically )?(?:by|with|using) (?:Google|DeepL|Yandex|Bing|Microsoft|artificial intelligence|AI)\b/iu;
const human =
  /\b[Tt]ranslat(?:ed|ion)(?: from (?:the )?\p{L}{3,12})?(?: into \p{L}{3,12})? by (?!Google|DeepL|Yandex|Bing|Microsoft|AI\b)\p{Lu}[\p{L}.’'-]{1,30}/u;
const fromLanguage = /\b(?:translat(?:ed|ion) from|original(?:ly)? (?:in|published in)) (?:the )?(?:original )?(\p{L}{3,12})\b/iu;

/** "Machine translation from Russian", "Translated from the Polish by Ann Lee": at the edges of a page, not in what it reports. */
const translation: Rule = {
  name: 'translation-note',
  example: 'Machine translation from Russian',
  find: (piece) => {
    if (piece.kind === 'comment' || piece.text.length > longestLine || !(piece.head || piece.foot || isAside(piece.kind))) return [];
    const byMachine = machine.exec(piece.text);
    const byPerson = byMachine ? null : human.exec(piece.text);
    const from = fromLanguage.exec(piece.text);
    const tag = from ? languageTag(from[1] ?? '') : undefined;
    return [
      ...(byMachine ? [found(piece, byMachine, 'translation', 'machine', 0.85)] : []),
      ...(byPerson ? [found(piece, byPerson, 'translation', 'human', 0.8)] : []),
      ...(!byMachine && !byPerson && from && tag !== undefined ? [found(piece, from, 'translation', 'unknown', 0.6)] : []),
      ...(from && tag !== undefined ? [found(piece, from, 'original-language', tag, 0.8)] : []),
    ];
  },
};

/** An address in the head of a page, on a line of its own: the page's. */
const addressInText: Rule = {
  name: 'address-in-text',
  example: 'https://gazette.example/2022/harbour',
  find: (piece) => {
    if (!piece.head || piece.kind === 'comment' || piece.text.length > 2048) return [];
    const match = /^(?:(?:url|link|address): ?)?(https?:\/\/[^\s"'<>)\]]{4,2000})$/imu.exec(piece.text);
    return match ? [found(piece, match, 'address', match[1] ?? '', 0.7)] : [];
  },
};

/** The first headline is the title, without the page's name behind it. */
const headline: Rule = {
  name: 'headline',
  example: 'Harbour reopens after a week of storms',
  find: (piece, index) => {
    if (piece.kind !== 'headline' || !piece.head || piece.text.length > longestLine) return [];
    const line = piece.text.split('\n', 1)[0] ?? '';
    const title = (titleEnd.find(piece, index).length > 0 ? line.slice(0, lastPart(line).cut) : line).trim();
    // A lone paragraph is a headline to the blocks too: one that closes with a credit is none.
    return title === '' || /[.!?]["”’]? \(/u.test(title) ? [] : [found(piece, placed(title, piece.text.indexOf(title)), 'title', title, 0.7)];
  },
};

export const pageRules: readonly Rule[] = [sourceLine, origin, newsletter, copyright, titleEnd, byline, signOff, translation, addressInText, headline];
