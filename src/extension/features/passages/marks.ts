/** Decisions about marks that have drifted: their rows, and what can be done with them. Loaded when there is one. */
import * as vscode from 'vscode';
import type { Place } from '../../../core/corpus/types';
import type { Decision } from '../../../core/sidecar/decision';
import type { MentionDecision } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import { shorten } from '../shorten';
import { stateWord } from './items';
import type { MarkNode } from './nodes';
import { settling } from './placing';

const quoteLength = 24;

export function markItem(node: MarkNode, open: boolean): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { decision, model, state, places, line } = node;
  const quote = (decision.quote ?? t('(no quote is kept)')).replace(/\s+/g, ' ').trim();
  const folded = open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(shorten(quote, quoteLength), places.length ? folded : vscode.TreeItemCollapsibleState.None);
  const said = decidedWords(decision, model);
  const [first] = places;
  item.id = `${model.uri.toString()} mark ${decision.id}`;
  // Among passages, a decision about a mark has to say what it is.
  const told = decision.reject === undefined ? t('mark: {0}', said) : said;
  item.description = [stateWord(state), told].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(state === 'orphan' ? 'question' : 'warning');
  item.contextValue = state === 'moved' || state === 'fuzzy' ? contextValue.driftedMark : contextValue.unplacedMark;
  item.tooltip = new vscode.MarkdownString(
    [`**${esc(said)}**`, esc(quote), `*${esc(t('Decided by {0}', decision.by))}*`, esc(sentence(state, places.length)), esc(model.path)].join('\n\n'),
  );
  item.command = first ? showPlace(model, first) : { command: 'vscode.open', title: t('Open the File'), arguments: [model.uri] };
  item.accessibilityInformation = {
    label: [t('Decision about the mark {0}', quote), said, stateWord(state), line === undefined ? '' : t('line {0}', String(line + 1))]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

export function showPlace(model: DocumentModel, { line, character, endLine, endCharacter }: Place): vscode.Command {
  const selection = new vscode.Range(line, character, endLine, endCharacter);
  return { command: 'vscode.open', title: vscode.l10n.t('Open the Place'), arguments: [model.uri, { selection, preserveFocus: true }] };
}

/** What the coder said that the mark is. */
function decidedWords({ actor, date, reject }: MentionDecision, model: DocumentModel): string {
  const { t } = vscode.l10n;
  if (actor !== undefined) return model.project.value.actors?.find(({ id }) => id === actor)?.name ?? actor;
  if (date) return date.value;
  return reject === 'document' ? t('no mark in this document') : t('no mark');
}

function sentence(state: MarkNode['state'], places: number): string {
  const { t } = vscode.l10n;
  if (state === 'orphan') return t('Its words are no longer in the text. The decision decides nothing; delete it if it is not wanted any more.');
  if (state === 'ambiguous') return t('{0} places fit equally well, so none is taken. Accept the right one below.', numeral(places));
  return t('The same words now stand elsewhere, or were edited. Accept the place where they were found, or delete the decision.');
}

/** Anybody's decision may be deleted, but another coder's only after a question. */
export async function deleteDecisions(app: App, nodes: readonly MarkNode[]): Promise<void> {
  const others = nodes.filter(({ decision }) => decision.by !== app.coder.current);
  if (others.length) {
    const coders = [...new Set(others.map(({ decision }) => decision.by))].join(', ');
    const yes = vscode.l10n.t('Delete');
    const question = vscode.l10n.t('{0} of these decisions were made by {1}. Delete them?', numeral(others.length), plain(coders));
    if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  }
  const ids = new Map<DocumentModel, string[]>();
  for (const { model, decision } of nodes) ids.set(model, [...(ids.get(model) ?? []), decision.id]);
  const parts = await Promise.all(
    [...ids].map(async ([document, keys]) => {
      const removals = keys.map((key): Decision => ({ type: 'remove', section: 'mentions', key }));
      return { document, decisions: [...removals, ...(await settling(app, document, keys))] };
    }),
  );
  await app.deciding.act(vscode.l10n.t('Delete decision'), parts);
}
