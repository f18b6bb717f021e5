/** What became of a passage, for the eye (Markdown) and in words (screen readers, quick picks). */
import { type Change, changesBetween } from '../../../core/annotations/changes';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { shorten } from '../shorten';

/** Of a long passage so many changes are told one by one. */
const maxTold = 6;
const maxWords = 60;
/** What stayed is shortened to its ends beyond this many characters. */
const maxSame = 80;

/** The old wording with what went struck out and what came in bold. */
export function changesMarkdown(before: string, after: string): string {
  return changesBetween(before, after).map(markdownOf).join('');
}

function markdownOf({ kind, text }: Change): string {
  const words = kind === 'same' ? middleCut(text) : text;
  const [lead = '', core = '', trail = ''] = /^(\s*)([^]*?)(\s*)$/.exec(words)?.slice(1) ?? [];
  if (kind === 'same' || core === '') return esc(words);
  return kind === 'removed' ? `${esc(lead)}~~${esc(core)}~~${esc(trail)}` : `${esc(lead)}**${esc(core)}**${esc(trail)}`;
}

function middleCut(text: string): string {
  return text.length <= maxSame ? text : `${text.slice(0, maxSame / 2)} … ${text.slice(-maxSame / 2)}`;
}

/** The same in one sentence: "“a second” became “another”; added “today”". */
export function changesInWords(before: string, after: string, t: Translate): string {
  const changes = changesBetween(before, after);
  const told: string[] = [];
  changes.forEach(({ kind, text }, index) => {
    const words = shorten(text, maxWords);
    const next = changes[index + 1];
    const previous = changes[index - 1];
    if (kind === 'removed' && next?.kind === 'added')
      told.push(words === '' ? t('spacing changed') : t('“{0}” became “{1}”', words, shorten(next.text, maxWords)));
    else if (kind === 'removed') told.push(words === '' ? t('spacing changed') : t('“{0}” went', words));
    else if (kind === 'added' && previous?.kind !== 'removed') told.push(words === '' ? t('spacing changed') : t('“{0}” came in', words));
  });
  if (told.length === 0) return t('the same words');
  const unique = [...new Set(told)];
  const more = unique.length - maxTold;
  return [...unique.slice(0, maxTold), ...(more > 0 ? [t('and {0} changes more', numeral(more))] : [])].join('; ');
}
