/** The rows of the Codebook view: what they say to the eye and to a screen reader. */
import * as vscode from 'vscode';
import type { TagUse } from '../../../core/corpus/types';
import type { Tag } from '../../../core/project/schema';
import { color, command, contextValue, tagColors } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import { plural, timeInWords } from '../hovers/cards';
import type { TagNode } from './selection';

export interface RowCounts {
  /** In the active document; undefined where none is open. */
  readonly here: number | undefined;
  readonly corpus: number;
  /** Passages coded before the tag's revision. */
  readonly older: number;
}

export function tagItem({ project, tag, color: tagColor }: TagNode, { here, corpus, older }: RowCounts, open: boolean): vscode.TreeItem {
  const { t } = vscode.l10n;
  const below = tag.children?.length
    ? open
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed
    : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(tag.label, below);
  item.id = `${project.id} ${tag.id}`;
  item.description = [
    ...(tag.pin === undefined ? [] : [t('key {0}', String(tag.pin))]),
    ...(corpus || here ? [here === undefined ? numeral(corpus) : `${numeral(here)} / ${numeral(corpus)}`] : []),
    ...(older ? [t('{0} before revision', numeral(older))] : []),
  ].join(' · ');
  const named = tagColors.find((name) => name === tagColor);
  item.iconPath = new vscode.ThemeIcon(tag.children?.length ? 'symbol-folder' : 'tag', named && new vscode.ThemeColor(color.tag(named)));
  item.contextValue = older ? contextValue.revisedTag : contextValue.tag;
  item.command = { command: command.applyTag, title: t('Tag the Selection'), arguments: [tag.id] };
  item.accessibilityInformation = {
    label: [
      t('Tag {0}, {1} in this document, {2}', tag.label, numeral(here ?? 0), t('{0} in the corpus', plural(corpus, t('passage'), t('passages')))),
      ...(tag.pin === undefined ? [] : [t('key {0}', String(tag.pin))]),
      ...(tagColor === undefined ? [] : [t('colour {0}', colorWord(tagColor))]),
      ...(older ? [t('{0} coded before its revision', plural(older, t('passage'), t('passages')))] : []),
      ...(tag.children?.length ? [plural(tag.children.length, t('tag below'), t('tags below'))] : []),
      ...(tag.description === undefined ? [] : [tag.description]),
    ].join(', '),
  };
  return item;
}

/** What a tag means and what became of it. */
export function definition(tag: Tag): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const lines = [`**${esc(tag.label)}**`];
  if (tag.description !== undefined) lines.push(esc(tag.description));
  if (tag.include !== undefined) lines.push(`${esc(t('Include:'))} ${esc(tag.include)}`);
  if (tag.exclude !== undefined) lines.push(`${esc(t('Exclude:'))} ${esc(tag.exclude)}`);
  if (tag.example !== undefined) lines.push(`${esc(t('Example:'))} ${esc(tag.example)}`);
  if (tag.revised !== undefined)
    lines.push(`*${esc(t('Definition revised: {0}', tag.revised.includes('T') ? timeInWords(tag.revised, vscode.env.language) : tag.revised))}*`);
  return new vscode.MarkdownString(lines.join('\n\n'));
}

/** The definition, and how the tag is used; made when a reader rests on the row. */
export function tagTooltip(tag: Tag, use: TagUse | undefined): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const passages = (count: number): string => plural(count, t('passage'), t('passages'));
  const counts = [
    t('{0} in the corpus', passages(use?.passages ?? 0)),
    ...(use?.comments ? [t('{0} in reader comments', numeral(use.comments))] : []),
    ...(use?.older ? [t('{0} coded before its revision', passages(use.older))] : []),
  ];
  const more = [esc(counts.join(' · ')), `\`${tag.id}\`${tag.replaces?.length ? ` ${esc(t('stands for {0} too', tag.replaces.join(', ')))}` : ''}`];
  return new vscode.MarkdownString([definition(tag).value, ...more].join('\n\n'));
}

/** A palette colour by its name; any other as it is written. */
export function colorWord(value: string): string {
  const { t } = vscode.l10n;
  const words: Readonly<Record<string, string>> = {
    blue: t('blue'),
    orange: t('orange'),
    green: t('green'),
    purple: t('purple'),
    yellow: t('yellow'),
    red: t('red'),
    cyan: t('cyan'),
    gray: t('gray'),
  };
  return words[value] ?? value;
}
