import { dayNumber, isDay } from '../calendar';
import { calendarOf, inWords, monthNames, type NamedDay } from './days';
import type { DatedBlock } from '../resolve';
import type { Evidence, Proposal, PublicationInput } from './types';
import { formatDay } from '../calendar';

/** First days that a web page could carry; earlier numbers in addresses are something else. */
const earliestYear = 1990;

/** `/2022/jan/16/`, `2022-Jan-16`, as some papers' addresses have it. */
const namedMonth = /(?:^|[^0-9])(\d{4})([-/_.])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\2(\d{1,2})(?![0-9])/i;

/** Dates in addresses and file names: `/2022/01/16/`, `2022-01-16-title`, `20220116`. */
const addressPatterns: readonly RegExp[] = [/(?:^|[^0-9])(\d{4})([-/_.])(\d{1,2})\2(\d{1,2})(?![0-9])/, /(?:^|[^0-9])(\d{4})()(\d{2})(\d{2})(?![0-9])/];
const dayFirst = /(?:^|[^0-9])(\d{1,2})([-_.])(\d{1,2})\2(\d{4})(?![0-9])/;
/** "5 March 2024 - Talks.txt", "talks-5-mar-2024", "Talks (March 5, 2024).txt". */
const inNames: readonly RegExp[] = [
  /(?:^|[^0-9])()(\d{1,2})[-_. ]([a-z]{3,9})[-_. ](\d{4})(?![0-9])/i,
  /(?:^|[^a-z])([a-z]{3,9})[-_. ]{1,2}(\d{1,2})[-_., ]{1,2}()(\d{4})(?![0-9])/i,
];
const longestAddress = 2048;

function dayInAddress(address: string): number | undefined {
  const text = address.slice(0, longestAddress);
  for (const pattern of addressPatterns) {
    const m = pattern.exec(text);
    const found = m && civilDay(Number(m[1]), Number(m[3]), Number(m[4]));
    if (found !== undefined && found !== null) return found;
  }
  const byName = namedMonth.exec(text);
  const named = byName && civilDay(Number(byName[1]), monthOf(byName[3]), Number(byName[4]));
  if (named !== undefined && named !== null) return named;
  for (const pattern of inNames) {
    const [, before, day, after, year] = pattern.exec(text) ?? [];
    const found = civilDay(Number(year), monthOf(before || after), Number(day));
    if (found !== undefined) return found;
  }
  const m = dayFirst.exec(text);
  if (!m) return undefined;
  return civilDay(Number(m[4]), Number(m[3]), Number(m[1])) ?? civilDay(Number(m[4]), Number(m[1]), Number(m[3]));
}

/** The number of the month that a word stands for, whole or cut short; 0 if it stands for none. */
function monthOf(word = ''): number {
  return word.length < 3 ? 0 : monthNames.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase())) + 1;
}

function civilDay(year: number, month: number, day: number): number | undefined {
  return year >= earliestYear && year < 2200 && isDay(year, month, day) ? dayNumber(year, month, day) : undefined;
}

function onDay(day: number, more: Pick<Proposal, 'basis' | 'confidence' | 'rule' | 'why'>, evidence: Omit<Evidence, 'role' | 'day'>): Proposal {
  return { start: day, end: day, ...more, evidence: [{ role: 'day', day: formatDay(day), ...evidence }] };
}

function evidenceOf(d: NamedDay, source: string): Omit<Evidence, 'role' | 'day'> {
  return { source, range: d.range, text: d.text };
}

/** What an address says, in or beside the text. */
type AddressRule = (input: PublicationInput) => readonly Proposal[];

const url: AddressRule = (input) => {
  const day = input.url === undefined ? undefined : dayInAddress(input.url);
  return day === undefined
    ? []
    : [onDay(day, { basis: 'external', confidence: 0.92, rule: 'url-date', why: 'the date in the page address' }, { source: 'url', text: input.url ?? '' })];
};

const fileName: AddressRule = (input) => {
  const day = input.fileName === undefined ? undefined : dayInAddress(input.fileName);
  return day === undefined
    ? []
    : [
        onDay(
          day,
          { basis: 'external', confidence: 0.8, rule: 'file-name-date', why: 'the date in the file name' },
          { source: 'file-name', text: input.fileName ?? '' },
        ),
      ];
};

/** Addresses that stand in the head of the text, as front matter or a source line. */
const addressInText: AddressRule = (input) =>
  input.blocks.slice(0, headBlocks).flatMap((b) => {
    const at = b.text.includes('://') ? b.text.search(/https?:\/\//) : -1;
    if (at < 0) return [];
    const address = /^\S{1,2048}/.exec(b.text.slice(at, at + longestAddress))?.[0] ?? '';
    const day = dayInAddress(address);
    return day === undefined
      ? []
      : [
          onDay(
            day,
            { basis: 'external', confidence: 0.7, rule: 'address-in-text', why: 'the date in an address at the head of the text' },
            { source: 'url', range: { start: b.start + at, end: b.start + at + address.length }, text: address },
          ),
        ];
  });

/** Where a page's address says its date. */
const addressRules: readonly AddressRule[] = [url, fileName, addressInText];

export function addressProposals(input: PublicationInput): readonly Proposal[] {
  return addressRules.flatMap((rule) => rule(input));
}

/** How many blocks at the head of a page may hold its front matter, byline and dateline. */
const headBlocks = 8;

/** The blocks at the head of a page. */
export type Head = ReadonlySet<DatedBlock>;

export function headOf(blocks: readonly DatedBlock[]): Head {
  return new Set(blocks.slice(0, headBlocks));
}

/** What the place of one day in the document says of it. */
export type DayRule = (d: NamedDay, head: Head) => Proposal | undefined;

/** `published`, `date_published`, `article:published_time" content=`: the words that label a date, up to the date itself. */
const published =
  /\b(?:first published|(?:date[_-]?)?published(?:[_-](?:at|on|time|date))?|posted|publication[_ -]date|pub_?date|issued|date)\b(?: ?(?:on|at|date))?["' ]{0,2}(?:content)?[:=|]?["' ]{0,2}$/i;
const updated = /\b(?:updated|modified|edited)\b(?: ?(?:on|at))?["' ]{0,2}[:=|]?["' ]{0,2}$/i;
const otherLabel =
  /\b(?:accessed|retrieved|archived|downloaded|printed|viewed|saved|consulted|copyright|born|died|expires|event|deadline)\b[^\n]{0,12}$|©[^\n]{0,12}$/i;

/** A byline with its label in the middle ("By A. Writer, published 16 January 2022") is a short line; a longer one is prose. */
const longestLabelLine = 120;

/** How many characters before a date its label is looked for in. */
const labelReach = 60;

/** What stands on the line before an expression, as far as a label reaches. */
function before(d: NamedDay): string {
  const text = d.block.text.slice(Math.max(0, d.date.start - labelReach), d.date.start);
  return text.slice(text.lastIndexOf('\n') + 1);
}

function after(d: NamedDay): string {
  return d.block.text.slice(d.date.end, d.date.end + 40);
}

function isFullDay(d: NamedDay): boolean {
  return d.first === d.last && d.block.kind !== 'comment';
}

/** A day of the page's later life: when it was changed, copied or read, which is not when it was published. */
export function ofLaterLife(d: NamedDay): boolean {
  const label = before(d);
  return updated.test(label) || otherLabel.test(label);
}

/** Whether nothing but the label stands before the date on its line: "Published on 16 January 2022", not "a report published on …". */
function opensLine(label: string): boolean {
  const rest = label.replace(published, '');
  return (
    rest !== label && label.length < labelReach && /^(?:[\s"'|*#>–—-]*|<meta \w+=["'](?:\w+:)?)(?:this (?:article|story|page) (?:was |is )?)?$/i.test(rest)
  );
}

/**
 * "Published: 16 January 2022", `date: 2022-01-16`: at the head of the text, or at the beginning of a line of its own, it is the document's
 * statement. Elsewhere in the text something else may have been published then ("a report issued on 3 March 2021").
 */
const labelled: DayRule = (d, head) => {
  if (!isFullDay(d) || !d.hasYear) return undefined;
  const label = before(d);
  if (otherLabel.test(label)) return undefined;
  if (published.test(label)) {
    const own = opensLine(label);
    const atHead = head.has(d.block) && own;
    if (!own && d.block.text.length > longestLabelLine) return undefined;
    return onDay(
      d.first,
      {
        basis: atHead ? 'stated' : 'inferred',
        confidence: atHead ? 0.95 : own ? 0.7 : 0.4,
        rule: 'labelled-date',
        why: own ? `the text gives ${inWords(d.first)} as its date` : `the text tells of a publication on ${inWords(d.first)}`,
      },
      evidenceOf(d, 'label'),
    );
  }
  if (!updated.test(label)) return undefined;
  return onDay(
    d.first,
    { basis: 'inferred', confidence: 0.6, rule: 'updated-date', why: `the text was updated on ${inWords(d.first)}` },
    evidenceOf(d, 'updated'),
  );
};

/** "MOSCOW, January 16 (TASS) —", "BRUSSELS, January 16. /TASS/": place, day, agency. */
export const dateline: DayRule = (d, head) => {
  if (!isFullDay(d) || !head.has(d.block) || d.date.start > 60 || calendarOf(d.date.form)?.day === undefined) return undefined;
  const place = d.block.text.slice(0, d.date.start).trim();
  const rest = after(d);
  const capitals = place.length > 0 && place.length <= 60 && place === place.toUpperCase() && /[A-Z]{3}/.test(place);
  const agency = /^[.,]? ?(?:\([A-Z][^)\n]{1,30}\)|\/[A-Z][^/\n]{1,30}\/|[—–]|--|- )/.test(rest);
  if (!(capitals || /^[A-Z][\w .'/-]{1,40},$/.test(place)) || !agency) return undefined;
  const line = `the dateline "${d.block.text.slice(0, d.date.end).trim()}"`;
  const told = onDay(
    d.first,
    {
      basis: 'inferred',
      confidence: d.hasYear ? 0.9 : d.yearBy ? 0.5 : 0.75,
      rule: 'dateline',
      why: d.yearBy ? `${line}, in the year in which "${d.yearBy.text}" was that day` : line,
    },
    evidenceOf(d, 'dateline'),
  );
  return d.yearBy ? { ...told, evidence: [...told.evidence, { role: 'day', day: formatDay(d.first), source: 'weekday', ...d.yearBy }] } : told;
};

/** A short line at the head that holds little but a date: "By A. Writer | January 16, 2022". */
const dateLine: DayRule = (d, head) => {
  if (!isFullDay(d) || !d.hasYear || !head.has(d.block) || ofLaterLife(d)) return undefined;
  const line = d.block.text.slice(d.block.text.lastIndexOf('\n', d.date.start) + 1).split('\n', 1)[0] ?? '';
  const rest = line.length - (d.date.end - d.date.start);
  if (rest > 50 || /[.!?]["”’)]?$/.test(line.trim())) return undefined;
  return onDay(
    d.first,
    { basis: 'inferred', confidence: rest <= 12 ? 0.85 : 0.7, rule: 'date-line', why: `${inWords(d.first)} stands by itself at the head of the text` },
    evidenceOf(d, 'line'),
  );
};

/** Where a page says its date outright, most telling first. Each is asked once of a day: their patterns are a good part of what a document costs. */
export const dayRules: readonly DayRule[] = [labelled, dateline, dateLine];
