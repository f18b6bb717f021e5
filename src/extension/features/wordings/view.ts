/** The view "How Others Worded This": a passage with a row for each other document, or a document with what it shares. */
import * as vscode from 'vscode';
import type { Place } from '../../../core/corpus/types';
import { command, contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { DocumentModel } from '../../workspace/document';
import { plural } from '../hovers/cards';
import { shorten } from '../shorten';
import type { DifferenceNode, DocumentState, OutletNode, PassageState, SharedDocumentNode, StatementNode, ViewState, WordingNode, WordingsNode } from './nodes';
import { placeArguments } from './places';
import { sourceOf } from './source';
import { citation, flat, markedWording, relationWord, tellingDifferences, voiceWords } from './words';

/** What a sidebar of usual width shows of a wording; all of it is in the tooltip and in the accessible name. */
const shownLength = 60;

export class WordingsProvider implements vscode.TreeDataProvider<WordingsNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<WordingsNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private roots: readonly WordingsNode[] = [];
  private state: ViewState;

  get current(): ViewState {
    return this.state;
  }

  show(state: ViewState): void {
    this.state = state;
    this.roots = rootsOf(state);
    this.changed.fire(undefined);
  }

  getChildren(node?: WordingsNode): WordingsNode[] {
    return node ? childrenOf(node) : [...this.roots];
  }

  getParent(node: WordingsNode): WordingsNode | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  getTreeItem(node: WordingsNode): vscode.TreeItem {
    return itemOf(node);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function rootsOf(state: ViewState): readonly WordingsNode[] {
  if (!state) return [];
  if (state.type === 'passage')
    return [
      { type: 'own', state },
      ...byOutlet(state.rows).map((rows): WordingsNode => {
        const [only] = rows;
        return only && rows.length === 1 ? wordingNode(only, undefined) : { type: 'outlet', outlet: only?.source.outlet ?? '', rows };
      }),
    ];
  return documentRoots(state);
}

function byOutlet(rows: PassageState['rows']): readonly PassageState['rows'][] {
  const groups = new Map<string, PassageState['rows'][number][]>();
  for (const row of rows) groups.set(row.source.outlet, [...(groups.get(row.source.outlet) ?? []), row]);
  return [...groups.values()];
}

function wordingNode({ model, source, wording }: PassageState['rows'][number], parent: OutletNode | undefined): WordingNode {
  return { type: 'wording', parent, model, source, wording };
}

function documentRoots({ model, overview, documents }: DocumentState): readonly WordingsNode[] {
  const copyOf = documents.get(model.path)?.metadata['copy-of'];
  const shared = overview.documents.flatMap((entry): readonly SharedDocumentNode[] => {
    const other = model.project.documents.get(entry.path);
    if (!other) return [];
    const known = copyOf !== undefined || documents.get(entry.path)?.metadata['copy-of'] !== undefined;
    return [{ type: 'sharedDocument', model: other, source: sourceOf(other, documents), own: model, entry, suggestsCopy: entry.isCopy && !known }];
  });
  return [...shared, ...(overview.onlyHere.length > 0 ? [{ type: 'onlyHere', model, places: overview.onlyHere, nearest: overview.nearest } as const] : [])];
}

function childrenOf(node: WordingsNode): WordingsNode[] {
  switch (node.type) {
    case 'outlet':
      return node.rows.map((row) => wordingNode(row, node));
    case 'wording': {
      const told = tellingDifferences(node.wording, vscode.l10n.t);
      return [
        { type: 'detail', parent: node },
        { type: 'text', parent: node },
        ...told.map((one, index): DifferenceNode => ({ type: 'difference', parent: node, told: one, index })),
      ];
    }
    case 'sharedDocument':
      return node.entry.shared.map((wording): StatementNode => ({ type: 'statement', parent: node, wording }));
    case 'onlyHere':
      return node.places.map((place) => ({ type: 'place', model: node.model, place }));
    case 'own':
    case 'detail':
    case 'text':
    case 'difference':
    case 'statement':
    case 'place':
      return [];
    default:
      return node satisfies never;
  }
}

function itemOf(node: WordingsNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  switch (node.type) {
    case 'own': {
      const { own, passage, model, voice } = node.state;
      const who = voice ? voiceWords(voice, t) : '';
      const item = leaf(
        shorten(flat(passage.text), shownLength),
        'quote',
        t('This wording, {0}: {1}', [own.outlet, own.date, who].filter((part) => part !== '').join(', '), flat(passage.text)),
      );
      item.description = [t('this wording'), who].filter((part) => part !== '').join(' · ');
      item.tooltip = new vscode.MarkdownString(`${esc(flat(passage.text))}\n\n${esc([who, citation(own)].filter((part) => part !== '').join(', '))}`);
      item.command = opening(model, passage);
      return item;
    }
    case 'outlet':
      return outletItem(node);
    case 'wording':
      return wordingItem(node);
    case 'detail': {
      const { wording, model, source } = node.parent;
      const words = [source.date, voiceWords(wording.voiceB, t), relationWord(wording.relation, t), source.translation]
        .filter((part) => part !== '')
        .join(' · ');
      const item = leaf(words, 'account', words);
      item.command = opening(model, wording.b);
      return item;
    }
    case 'text': {
      const { wording, model } = node.parent;
      const words = flat(wording.compared.b);
      const item = leaf(shorten(words, shownLength), 'quote', t('Wording: {0}', words));
      item.tooltip = words;
      item.command = opening(model, wording.b);
      return item;
    }
    case 'difference':
      return differenceItem(node);
    case 'sharedDocument':
      return sharedItem(node);
    case 'statement': {
      const { wording, parent } = node;
      const item = leaf(
        shorten(flat(wording.a.text), shownLength),
        'quote',
        t('Shared statement, {0}: {1}', relationWord(wording.relation, t), flat(wording.a.text)),
      );
      item.description = relationWord(wording.relation, t);
      item.tooltip = new vscode.MarkdownString(markedWording(wording.differences, t));
      item.contextValue = contextValue.statement;
      item.command = opening(parent.model, wording.b);
      return item;
    }
    case 'onlyHere': {
      const item = new vscode.TreeItem(t('Only here'), vscode.TreeItemCollapsibleState.Collapsed);
      item.id = 'only-here';
      const among = node.nearest === undefined ? '' : t('among the {0} nearest documents', numeral(node.nearest));
      item.description = [numeral(node.places.length), among].filter((part) => part !== '').join(' · ');
      item.iconPath = new vscode.ThemeIcon('circle-outline');
      item.accessibilityInformation = {
        label: [t('Only here: {0}', plural(node.places.length, t('sentence'), t('sentences'))), among].filter((part) => part !== '').join(', '),
      };
      return item;
    }
    case 'place': {
      const item = leaf(
        shorten(flat(node.place.text), shownLength),
        'quote',
        t('Only here, line {0}: {1}', String(node.place.line + 1), flat(node.place.text)),
      );
      item.tooltip = flat(node.place.text);
      item.command = opening(node.model, node.place);
      return item;
    }
    default:
      return node satisfies never;
  }
}

const flame = (): vscode.ThemeIcon => new vscode.ThemeIcon('flame', new vscode.ThemeColor('problemsWarningIcon.foreground'));

function outletItem({ outlet, rows }: OutletNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(outlet, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `outlet ${outlet}`;
  item.description = plural(rows.length, t('wording'), t('wordings'));
  item.iconPath = new vscode.ThemeIcon('broadcast');
  item.accessibilityInformation = { label: `${outlet}, ${item.description}` };
  return item;
}

function wordingItem({ parent, model, source, wording }: WordingNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const told = tellingDifferences(wording, t);
  const line = t('line {0}', String(wording.b.line + 1));
  const item = new vscode.TreeItem(parent ? shorten(flat(source.title), shownLength) : source.outlet, vscode.TreeItemCollapsibleState.Expanded);
  const voice = voiceWords(wording.voiceB, t);
  const relation = relationWord(wording.relation, t);
  item.id = `${model.path} ${wording.b.range.start}`;
  item.description = [source.date, parent ? line : '', voice, relation, source.translation].filter((part) => part !== '').join(' · ');
  item.iconPath = told.some(({ weighty }) => weighty) ? flame() : new vscode.ThemeIcon(parent ? 'file' : 'broadcast');
  item.contextValue = contextValue.wording;
  item.command = opening(model, wording.b);
  item.tooltip = new vscode.MarkdownString(
    [
      `**${esc(source.outlet)}** · ${esc([source.date, voice, relation].filter((part) => part !== '').join(' · '))}`,
      markedWording(wording.differences, t),
      `*${esc(citation(source))}*`,
    ].join('\n\n'),
  );
  item.accessibilityInformation = {
    label: [
      source.outlet,
      ...(parent ? [source.title, line] : []),
      source.date,
      voice,
      relation,
      source.translation,
      flat(wording.compared.b),
      ...(told.length > 0 ? [t('Differences: {0}', told.map(({ words }) => words).join('; '))] : []),
    ]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

function differenceItem({ parent, told: { kind, words, weighty } }: DifferenceNode): vscode.TreeItem {
  const icons = { kept: 'check', dropped: 'diff-removed', added: 'diff-added', replaced: 'diff-modified', moved: 'arrow-swap' } as const;
  const item = leaf(words, icons[kind], words);
  if (weighty) item.iconPath = flame();
  item.tooltip = words;
  item.command = opening(parent.model, parent.wording.b);
  return item;
}

function sharedItem({ model, source, own, entry, suggestsCopy }: SharedDocumentNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(source.outlet, vscode.TreeItemCollapsibleState.Collapsed);
  const count = plural(entry.shared.length, t('statement'), t('statements'));
  const copy = suggestsCopy ? t('nearly a copy: {0} % of its words', numeral(Math.round(100 * Math.max(entry.shares.a, entry.shares.b)))) : '';
  item.id = `shared ${own.path} ${model.path}`;
  item.description = [count, copy, source.date].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(suggestsCopy ? 'files' : 'broadcast');
  item.contextValue = suggestsCopy ? contextValue.copyCandidate : contextValue.sharedDocument;
  item.tooltip = new vscode.MarkdownString(`**${esc(source.outlet)}**\n\n${esc(citation(source))}`);
  item.accessibilityInformation = { label: [source.outlet, source.title, count, copy, source.date].filter((part) => part !== '').join(', ') };
  return item;
}

function leaf(label: string, icon: string, spoken: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: spoken };
  return item;
}

function opening(model: DocumentModel, place: Place): vscode.Command {
  return { command: command.openWording, title: vscode.l10n.t('Open'), arguments: [...placeArguments(model.uri.toString(), place)] };
}
