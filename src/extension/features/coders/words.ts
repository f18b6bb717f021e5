/** Cases and sides in words. Pure. */
import type { Case, CaseKind } from '../../../core/adjudication';
import type { ProjectIndex } from '../../../core/project/lookup';
import type { StanceEntry } from '../../../core/sidecar/schema';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import type { SideNode, Tally } from './model';

export function kindWord(kind: CaseKind, t: Translate): string {
  const words: Readonly<Record<CaseKind, string>> = {
    stance: t('stance'),
    presence: t('coded or not'),
    tags: t('other tags'),
    boundaries: t('other boundaries'),
    agreed: t('agreed'),
  };
  return words[kind];
}

/** The words in question, or the question. */
export function caseTitle(found: Case, t: Translate): string {
  if (found.about === 'stance') return t('Stance: {0}', found.question);
  const texts = found.marks.length > 0 ? found.marks.map(({ text }) => text) : found.settlements.map(({ quote = '' }) => quote);
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  return longest.replace(/\s+/g, ' ').trim() || t('(no words)');
}

/** What one coder says, in a word. */
export function sideWords(
  { mark, entry, of }: Pick<SideNode, 'mark' | 'entry'> & { readonly of: Pick<SideNode['of'], 'found'> },
  project: ProjectIndex,
  t: Translate,
): string {
  if (entry) return project.position(entry.question, entry.position)?.label ?? entry.position;
  if (mark) return tagWords(mark.tags, project, t);
  return of.found.about === 'stance' ? t('no position') : t('nothing here');
}

export function tagWords(tags: readonly string[], project: ProjectIndex, t: Translate): string {
  return tags.length === 0 ? t('without tag') : tags.map((tag) => project.tag(tag)?.tag.label ?? tag).join(', ');
}

/** Why they say so: the reason of a stance, the notes of passages. */
export function reasonOf({ mark, entry }: Pick<SideNode, 'mark' | 'entry'>): string {
  if (entry) return entry.because ?? '';
  return (mark?.annotations ?? []).flatMap(({ note }) => note ?? []).join('\n');
}

/** What was settled, by whom. */
export function settledWords(found: Case, project: ProjectIndex, t: Translate): string {
  const said = found.settlements.at(-1);
  if (!said) return '';
  const what =
    found.about === 'stance'
      ? (project.position(found.question, (said as StanceEntry).position)?.label ?? (said as StanceEntry).position)
      : found.settlements
          .filter(({ by }) => by === said.by)
          .map(({ tags }) => (tags.length === 0 ? t('none holds') : tagWords(tags, project, t)))
          .join('; ');
  return t('{0} ({1})', what, said.by);
}

/** What became of a case that was settled; empty for one that never was. */
export function stateWords(found: Case, project: ProjectIndex, t: Translate): string {
  if (found.state === 'open') return '';
  if (found.state === 'settled') return t('settled: {0}', settledWords(found, project, t));
  return found.gone ? t('an entry is gone since it was settled') : t('changed since it was settled');
}

/** The codebook's words on the tags in question, each once: what a judgement has to go by. */
export function definitionOf(side: Pick<SideNode, 'mark' | 'entry'>, project: ProjectIndex, t: Translate): readonly string[] {
  if (side.entry) {
    const position = project.position(side.entry.question, side.entry.position);
    return position?.description === undefined ? [] : [`${position.label}: ${position.description}`];
  }
  return (side.mark?.tags ?? []).flatMap((id) => {
    const tag = project.tag(id)?.tag;
    const parts = [
      tag?.description,
      tag?.include === undefined ? undefined : t('Include: {0}', tag.include),
      tag?.exclude === undefined ? undefined : t('Exclude: {0}', tag.exclude),
      tag?.example === undefined ? undefined : t('Example: {0}', tag.example),
    ].filter((part) => part !== undefined);
    return tag && parts.length > 0 ? [`${tag.label}: ${parts.join(' ')}`] : [];
  });
}

/** How far the settling has come, above the rows. */
export function tallyWords({ disagreements, settled, agreed, accepted, unplaced }: Tally, t: Translate): string {
  const sentences = [
    disagreements > 0 ? t('{0} of {1} disagreements settled.', numeral(settled), numeral(disagreements)) : '',
    agreed > 0 ? t('{0} of {1} agreements accepted.', numeral(accepted), numeral(agreed)) : '',
    unplaced > 0 ? t('{0} passages without a place are not compared.', numeral(unplaced)) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

export interface PageContext {
  readonly title: string;
  readonly project: ProjectIndex;
  readonly t: Translate;
  /** The quotes of evidence, by annotation id. */
  readonly quoteOf: (id: string) => string | undefined;
}

/** The sides beside each other, as a Markdown table; everything that comes from a file is escaped. */
export function casePage(found: Case, sides: readonly SideNode[], { title, project, t, quoteOf }: PageContext): string {
  const cell = (text: string): string => esc(text.replace(/\s*\n\s*/g, ' ¶ ')) || '–';
  const row = (name: string, of: (side: SideNode) => string): string => `| **${esc(name)}** | ${sides.map((side) => cell(of(side))).join(' | ')} |`;
  const evidence = (side: SideNode): string => (side.entry?.evidence ?? []).flatMap((id) => quoteOf(id) ?? []).join(' … ');
  const rows = [
    row(found.about === 'stance' ? t('Position') : t('Tags'), (side) => sideWords(side, project, t)),
    ...(found.about === 'passage' ? [row(t('Text'), ({ mark }) => mark?.text ?? '')] : [row(t('Evidence'), evidence)]),
    row(t('Reason'), reasonOf),
    row(t('Definition'), (side) => definitionOf(side, project, t).join('\n')),
  ];
  const settled = [settledWords(found, project, t), found.state === 'changed' ? stateWords(found, project, t) : ''].filter((part) => part !== '').join(' · ');
  const table = [
    `| | ${sides.map(({ coder }, index) => `${index + 1}: ${esc(coder)}`).join(' | ')} |`,
    `|---|${sides.map(() => '---|').join('')}`,
    ...rows,
    '',
  ];
  const question = found.about === 'stance' ? project.question(found.question)?.question : undefined;
  return [
    `# ${esc(caseTitle(found, t).slice(0, 120))}`,
    '',
    `${esc(title)} · ${esc(kindWord(found.kind, t))}`,
    '',
    ...(question === undefined ? [] : [esc(question), '']),
    ...(sides.length === 0 ? [] : table),
    ...(settled === '' ? [] : [`**${esc(t('Settled'))}**: ${esc(settled)}`, '']),
  ].join('\n');
}
