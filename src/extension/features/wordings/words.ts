/** What the wordings view, its tables and its comparison say, in words. Pure: no editor, and every text of a document is escaped where it meets Markdown. */
import type { Overview, WordDifference, Wording } from '../../../core/corpus/types';
import type { StatementVoice } from '../../../core/statements';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { plural } from '../hovers/cards';

/** Where a wording stands, as a reader cites it. */
export interface Source {
  readonly outlet: string;
  /** In words; empty where it is not known. */
  readonly date: string;
  readonly title: string;
  readonly path: string;
  readonly url: string | undefined;
  /** "machine translation" and the like; empty where the text is the outlet's own. */
  readonly translation: string;
}

export interface Row {
  readonly source: Source;
  readonly wording: Wording;
}

export function relationWord(relation: Wording['relation'], t: Translate): string {
  const words: Readonly<Record<Wording['relation'], string>> = {
    verbatim: t('word for word'),
    reworded: t('reworded'),
    shortened: t('shortened'),
    extended: t('with more'),
    split: t('in several sentences'),
    merged: t('in one sentence'),
    overlap: t('in part'),
  };
  return words[relation];
}

/** "Blinken “admitted”", "in its own voice". */
export function voiceWords({ voice, speaker, cue }: StatementVoice, t: Translate): string {
  if (voice === 'caption') return t('in a caption');
  if (voice === 'comment') return t('in a reader comment');
  if (voice === 'outlet') return t('in its own voice');
  const who = speaker ?? t('somebody');
  return cue === undefined ? t('quoting {0}', who) : t('{0} “{1}”', who, cue.toLowerCase());
}

/** One difference as a sentence for the ear; undefined for what was kept. */
export function differenceWords({ kind, a = '', b = '', loaded, negated, tones }: WordDifference, t: Translate): string | undefined {
  const said = ((): string | undefined => {
    switch (kind) {
      case 'kept':
        return undefined;
      case 'dropped':
        return t('without “{0}”', flat(a));
      case 'added':
        return t('adds “{0}”', flat(b));
      case 'replaced':
        return t('“{1}” instead of “{0}”', flat(a), flat(b));
      case 'moved':
        return b === '' ? undefined : t('“{0}” in another place', flat(b));
      default:
        return kind satisfies never;
    }
  })();
  if (said === undefined) return undefined;
  const notes = [
    ...(loaded === undefined ? [] : [{ a: t('a loaded word is gone'), b: t('loaded word'), both: t('one loaded word for another') }[loaded]]),
    ...(negated === undefined ? [] : [negated === 'b' ? t('negated here') : t('not negated here')]),
    ...(tones ? [tonesWords(tones, t)] : []),
  ];
  return notes.length > 0 ? `${said} (${notes.join('; ')})` : said;
}

function tonesWords({ a, b }: NonNullable<WordDifference['tones']>, t: Translate): string {
  return t('from {0} to {1}', toneWord(a, t), toneWord(b, t));
}

function toneWord(tone: NonNullable<StatementVoice['tone']>, t: Translate): string {
  const words: Readonly<Record<typeof tone, string>> = {
    plain: t('plain report'),
    insisting: t('insistence'),
    doubting: t('doubt'),
    conceding: t('concession'),
    accusing: t('accusation'),
    denying: t('denial'),
  };
  return words[tone];
}

/** A difference in words. */
export interface Told {
  readonly kind: WordDifference['kind'];
  readonly words: string;
  /** It judges, denies, or reports in another tone: what a reader should see at once. */
  readonly weighty: boolean;
}

/**
 * The differences that a reader wants to hear of, weighty ones first; those of function words alone only where there is
 * nothing else. That it is reported in another tone is one, wherever the words stand that say so.
 */
export function tellingDifferences({ differences, voiceA, voiceB }: Pick<Wording, 'differences' | 'voiceA' | 'voiceB'>, t: Translate): readonly Told[] {
  const all = differences.flatMap((difference) => {
    const words = differenceWords(difference, t);
    return words === undefined ? [] : [{ difference, words }];
  });
  const telling = all.filter(({ difference }) => !difference.minor);
  const told = (telling.length > 0 ? telling : all).map(({ difference, words }): Told => ({ kind: difference.kind, words, weighty: isWeighty(difference) }));
  const [a, b] = [voiceA.tone, voiceB.tone];
  if (a !== undefined && b !== undefined && a !== b && !differences.some(({ tones }) => tones?.a === a && tones.b === b))
    told.unshift({
      kind: 'replaced',
      words: `${t('“{1}” instead of “{0}”', flat(voiceA.cue ?? ''), flat(voiceB.cue ?? ''))} (${tonesWords({ a, b }, t)})`,
      weighty: true,
    });
  return once(told, t).sort((x, y) => Number(y.weighty) - Number(x.weighty));
}

/** What was changed alike in several places is one thing to read. */
function once(told: readonly Told[], t: Translate): Told[] {
  const counts = new Map<string, number>();
  for (const { words } of told) counts.set(words, (counts.get(words) ?? 0) + 1);
  return [...new Map(told.map((one) => [one.words, one])).values()].map((one) => {
    const count = counts.get(one.words) ?? 1;
    return count > 1 ? { ...one, words: t('{0}, {1} times', one.words, numeral(count)) } : one;
  });
}

function isWeighty({ loaded, negated, tones }: WordDifference): boolean {
  return loaded !== undefined || negated !== undefined || tones !== undefined;
}

/** The wording with its differences to the other marked: dropped struck out, new bold, moved in italics. Markdown. */
export function markedWording(differences: readonly WordDifference[], t: Translate): string {
  return differences
    .map(({ kind, a = '', b = '', loaded }) => {
      const warning = loaded === 'b' || loaded === 'both' ? ` *${esc(t('(loaded word)'))}*` : '';
      const [before, after] = [a === '' ? '' : `~~${esc(flat(a))}~~`, b === '' ? '' : `**${esc(flat(b))}**${warning}`];
      if (kind === 'kept') return esc(flat(b));
      if (kind === 'moved') return b === '' ? '' : `*${esc(flat(b))}*`;
      return [before, after].filter((part) => part !== '').join(' ');
    })
    .filter((part) => part !== '')
    .join(' ');
}

/** "shares 6 statements with EEAS, 2 with TASS; 3 are only here". */
export function overviewWords(overview: Overview, outletOf: (path: string) => string, t: Translate): string {
  const counts = new Map<string, number>();
  for (const { path, shared } of overview.documents) counts.set(outletOf(path), (counts.get(outletOf(path)) ?? 0) + shared.length);
  const only = onlyHereWords(overview, t);
  if (counts.size === 0) return t('Shares no statement with another document; {0}.', only);
  const parts = [...counts]
    .sort(([, x], [, y]) => y - x)
    .slice(0, mostOutlets)
    .map(([outlet, count], i) =>
      i === 0 ? t('{0} with {1}', plural(count, t('statement'), t('statements')), outlet) : t('{0} with {1}', numeral(count), outlet),
    );
  return t('Shares {0}; {1}.', parts.join(', ') + (counts.size > mostOutlets ? ', …' : ''), only);
}

/** Of a large corpus only the nearest documents were read: no more is said than is known. */
function onlyHereWords({ onlyHere, nearest }: Overview, t: Translate): string {
  const count = onlyHere.length;
  if (nearest === undefined) return plural(count, t('sentence is only here'), t('sentences are only here'));
  return t('{0} of the {1} nearest documents', plural(count, t('sentence is in none'), t('sentences are in none')), numeral(nearest));
}

const mostOutlets = 5;

/** How a source is cited. */
export function citation({ outlet, title, date, url, path, translation }: Source): string {
  return [outlet, `“${flat(title)}”`, date, translation, url ?? path].filter((part) => part !== '').join(', ');
}

export interface Table {
  readonly passage: Row['wording']['a'];
  readonly own: Source;
  /** Who says it there. */
  readonly voice: StatementVoice | undefined;
  readonly rows: readonly Row[];
}

/** The rows with their citations as Markdown: one table, the passage they are held against on top. */
export function markdownTable({ passage, own, voice, rows }: Table, t: Translate): string {
  const cell = (text: string): string => esc(flat(text)).replace(/\|/g, '&#124;');
  const head = [t('Outlet'), t('Date'), t('Voice'), t('Wording'), t('Held against this one'), t('Differences'), t('Source')];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `# ${esc(t('How others worded this'))}`,
    '',
    `> ${esc(flat(passage.text))}`,
    '',
    esc([voice ? voiceWords(voice, t) : '', citation(own)].filter((part) => part !== '').join(', ')),
    '',
    line(head.map(esc)),
    line(head.map(() => '---')),
    ...rows.map(({ source, wording }) =>
      line([
        cell(source.outlet),
        cell(source.date),
        cell(voiceWords(wording.voiceB, t)),
        cell(wording.compared.b),
        markedWording(wording.differences, t),
        cell([relationWord(wording.relation, t), ...tellingDifferences(wording, t).map(({ words }) => words)].join('; ')),
        cell(citation(source)),
      ]),
    ),
    '',
    esc(t('Struck out: not in this wording. Bold: new in it. Italics: in another place. Differences are of wording; they judge nothing.')),
    '',
  ].join('\n');
}

/**
 * The same as tab-separated values, for a spreadsheet. A cell that a spreadsheet would take for a formula is given an
 * apostrophe; one that begins with a quotation mark would be taken for quoted, so it is.
 */
export function tsvTable({ passage, own, voice, rows }: Table, t: Translate): string {
  const cell = (text: string): string => {
    const safe = flat(text).replace(/^(?=[=+\-@])/, "'");
    return safe.startsWith('"') ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const lines = [
    [t('Outlet'), t('Date'), t('Voice'), t('Relation'), t('Score'), t('Wording'), t('Differences'), t('Source')],
    [own.outlet, own.date, voice ? voiceWords(voice, t) : '', '', '', passage.text, '', citation(own)],
    ...rows.map(({ source, wording }) => [
      source.outlet,
      source.date,
      voiceWords(wording.voiceB, t),
      relationWord(wording.relation, t),
      wording.score.toFixed(2),
      wording.compared.b,
      tellingDifferences(wording, t)
        .map(({ words }) => words)
        .join('; '),
      citation(source),
    ]),
  ];
  return lines.map((cells) => cells.map(cell).join('\t')).join('\n');
}

/** On one line. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
