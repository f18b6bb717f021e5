/** The rows of the Passages view as tree items: what they say to the eye and to a screen reader. */
import * as vscode from 'vscode';
import type { AnchorState } from '../../../core/annotations/types';
import { command, contextValue } from '../../contributions';
import { escapeMarkdown as esc, noteMarkdown } from '../../markdown';
import { numeral } from '../../numeral';
import { codedWords, outletName, plural, setAsideWords, speakerName, voiceAndSpeaker, voiceWord } from '../hovers/cards';
import { shorten } from '../shorten';
import { translationWarning } from './quotation';
import type { PassageGrouping } from './groups';
import type { GroupNode, GroupsNode, MarkNode, PassageNode, PendingNode, RowsNode } from './nodes';

/** Leaves room for tags and state in a narrow sidebar; the tooltip has the whole quote. */
const quoteLength = 24;

export function groupItem(node: GroupNode): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, node.id === 'drifted' ? Expanded : Collapsed);
  item.id = node.id;
  item.description = numeral(node.children.length);
  item.iconPath = new vscode.ThemeIcon(node.icon);
  if (node.id === 'drifted') item.contextValue = contextValue.driftedGroup;
  item.accessibilityInformation = { label: `${node.label}, ${countWords(node.children)}` };
  return item;
}

/** "2 passages, 1 decision about a mark" */
export function countWords(nodes: readonly (PassageNode | MarkNode)[]): string {
  const { t } = vscode.l10n;
  const marks = nodes.filter(({ type }) => type === 'mark').length;
  const passages = nodes.length - marks;
  const words = [
    passages || !marks ? plural(passages, t('passage'), t('passages')) : '',
    marks ? plural(marks, t('decision about a mark'), t('decisions about marks')) : '',
  ];
  return words.filter((part) => part !== '').join(', ');
}

const groupIcons: Readonly<Record<Exclude<PassageGrouping, 'none'>, string>> = {
  tag: 'tag',
  document: 'file',
  outlet: 'broadcast',
  stance: 'law',
  actor: 'person',
  coder: 'account',
  voice: 'comment',
  speaker: 'megaphone',
};

/** A group, or a stretch of a long list. */
export function rowsItem(node: RowsNode | GroupsNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const open = node.type === 'rows' && node.expanded;
  const item = new vscode.TreeItem(node.label, open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  const count = node.type === 'rows' ? plural(node.rows.length, t('passage'), t('passages')) : plural(node.groups.length, t('group'), t('groups'));
  item.id = node.id;
  item.description = numeral(node.type === 'rows' ? node.rows.length : node.groups.length);
  item.iconPath = new vscode.ThemeIcon(node.type === 'rows' && node.what !== undefined ? groupIcons[node.what] : 'list-flat');
  if (node.type === 'rows') item.contextValue = contextValue.passageGroup;
  item.accessibilityInformation = { label: `${node.label}, ${count}` };
  return item;
}

export function pendingItem({ path, count, reason }: PendingNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Not written: {0}', path));
  item.description = plural(count, vscode.l10n.t('decision'), vscode.l10n.t('decisions'));
  item.tooltip = `${reason}\n${vscode.l10n.t('The decisions are kept on this computer and offered again.')}`;
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = contextValue.pending;
  item.accessibilityInformation = { label: vscode.l10n.t('{0} decisions for {1} are not written: {2}', numeral(count), path, reason) };
  return item;
}

/** What the row need not say, because what it stands in does. */
export interface RowContext {
  readonly corpus: boolean;
  readonly grouping: PassageGrouping;
  /** Whether a drifted passage shows its places at once. */
  readonly open: boolean;
}

export function passageItem(node: PassageNode, { corpus, grouping, open }: RowContext): vscode.TreeItem {
  const { annotation, model, state } = node;
  const { t } = vscode.l10n;
  const quote = (annotation.quote ?? t('(no quote is kept)')).replace(/\s+/g, ' ').trim();
  const item = new vscode.TreeItem(shorten(quote, quoteLength), collapsible(node, open));
  const tags = annotation.tags.map((tag) => model.project.tagLabel(tag)).join(', ');
  const { metadata, path } = node.row.document;
  const place = corpus ? (metadata.outlet === undefined ? path : outletName(model.project.value, metadata.outlet, t)) : '';
  const line = node.line === undefined ? '' : t('line {0}', String(node.line + 1));
  const where = [place, line].filter((part) => part !== '').join(', ');
  const stateText = stateWord(state);
  const older = node.row.older.length ? t('before a revision') : '';
  const { setAsideBy, waits } = node.row;
  const settles = annotation.adjudicates === undefined ? '' : t('settlement');
  item.id = node.id;
  const { voice, speaker } = annotation;
  const name = speaker === undefined ? '' : speakerName(speaker, model.project.value);
  // The outlet's own voice is what a reader takes for granted; any other is said.
  const spoken = [voice === undefined || voice === 'outlet' ? '' : voiceWord(voice, t), name].filter((part) => part !== '').join(': ');
  const shownPlace = [grouping === 'outlet' || grouping === 'document' ? '' : place, line].filter((part) => part !== '').join(', ');
  // Below a tag its name is known: in a narrow sidebar the place is more than that.
  const told = grouping === 'tag' ? [shownPlace, tags, spoken] : [tags, spoken, shownPlace];
  item.description = [stateText, setAsideBy === undefined ? settles : t('set aside by {0}', setAsideBy), older, waits ? t('unsaved text') : '', ...told]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(iconOf(node));
  item.contextValue =
    state === 'exact' ? contextValue.passage : state === 'moved' || state === 'fuzzy' ? contextValue.driftedPassage : contextValue.unplacedPassage;
  item.command = { command: command.openPassage, title: t('Open Passage'), arguments: [model.uri.toString(), annotation.id] };
  item.accessibilityInformation = {
    label: [
      t('Passage {0}', quote),
      t('tagged {0}', tags),
      stateText,
      settles,
      setAsideBy === undefined ? '' : setAsideWords(setAsideBy, t),
      older === '' ? '' : t('coded before the definition was revised'),
      voice === undefined ? '' : t('voice {0}', voiceWord(voice, t)),
      name === '' ? '' : t('speaker {0}', name),
      annotation.note === undefined ? '' : t('note {0}', annotation.note),
      where,
      t('coded by {0}', annotation.by),
      waits ? t('written when the document is saved') : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

/** What a row says first, for a narrow sidebar cuts the words. */
function iconOf({ state, annotation, row }: PassageNode): string {
  if (state !== 'exact') return state === 'orphan' ? 'question' : 'warning';
  if (row.setAsideBy !== undefined) return 'circle-slash';
  if (annotation.adjudicates !== undefined) return 'pass-filled';
  return annotation.note === undefined ? 'quote' : 'note';
}

function collapsible({ state, places }: PassageNode, open: boolean): vscode.TreeItemCollapsibleState {
  if (state === 'exact' || places.length === 0) return vscode.TreeItemCollapsibleState.None;
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Made when a reader rests on the row: thousands of rows need none. */
export function passageTooltip({ annotation, model, state, places, row }: PassageNode): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const tags = annotation.tags.map((tag) => model.project.tagLabel(tag)).join(', ');
  const lines = [`**${esc(tags)}**`, esc(annotation.quote ?? '')];
  const spoken = voiceAndSpeaker(annotation, model.project.value, t);
  if (spoken !== undefined) lines.push(esc(spoken));
  if (annotation.note !== undefined) lines.push(noteMarkdown(annotation.note));
  lines.push(`*${esc(codedWords(annotation, vscode.env.language, t))}*`);
  if (state !== 'exact') lines.push(esc(stateSentence(state, places.length)));
  if (row.setAsideBy !== undefined) lines.push(esc(t('Set aside by {0}’s settlement: it does not count.', row.setAsideBy)));
  if (row.older.length) {
    const labels = row.older.map((tag) => model.project.tagLabel(tag)).join(', ');
    lines.push(esc(t('The definition of {0} was revised after it was coded.', labels)));
  }
  const warning = translationWarning(row.document, t);
  if (warning !== undefined) lines.push(esc(warning));
  lines.push(esc(model.path));
  return new vscode.MarkdownString(lines.join('\n\n'));
}

export function stateWord(state: AnchorState): string {
  const { t } = vscode.l10n;
  const words = { exact: '', moved: t('moved'), fuzzy: t('edited'), ambiguous: t('two places'), orphan: t('lost') };
  return words[state];
}

function stateSentence(state: Exclude<AnchorState, 'exact'>, candidates: number): string {
  const { t } = vscode.l10n;
  const sentences = {
    moved: t('The same words now stand elsewhere. Accept the new place, or move the passage to the selection.'),
    fuzzy: t('The words were edited. Accept the likeliest place, or move the passage to the selection.'),
    ambiguous: t('{0} places fit equally well, so none is taken. Accept the right one below.', numeral(candidates)),
    orphan: t('Its words are no longer in the text. Select where it belongs and move it there, or delete it.'),
  };
  return sentences[state];
}
