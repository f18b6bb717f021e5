/** Tree items of the Sources view. A stance is always shown as a named coder's judgement. */
import * as vscode from 'vscode';
import { coverageOf, isFinal } from '../../../core/corpus/coverage';
import type { DocumentSummary } from '../../../core/corpus/types';
import type { Project } from '../../../core/project/schema';
import type { Annotation } from '../../../core/sidecar/schema';
import { contextValue } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';
import { shorten } from '../shorten';
import type { ProjectModel } from '../../workspace/project';
import { basisWord, dayInWords, formatDate } from '../dates/words';
import { outletName, plural } from '../hovers/cards';
import { translationWord } from '../documents/fields';
import { byWords, coverageWords, judgementWords } from '../stance/words';
import { type DocumentNode, type GroupLabel, type GroupNode, rowTitleOf, titleOf } from './model';

/** A narrow sidebar shows some 35 characters: the title must leave room for what tells one copy of a text from another. */
const titleLength = 24;

const icons: Readonly<Record<GroupNode['what'], string>> = {
  outlet: 'broadcast',
  stance: 'comment-discussion',
  event: 'megaphone',
  date: 'calendar',
  project: 'folder-library',
  bucket: 'ellipsis',
};

export function groupItem(node: GroupNode, t: Translate, locale: string): vscode.TreeItem {
  const label = labelWords(node.label, t, locale);
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const isFilled = node.what === 'project' || node.size > 0;
  const item = new vscode.TreeItem(label, isFilled ? (node.expanded ? Expanded : Collapsed) : None);
  // VS Code remembers by id whether an item was folded, and an empty one is: filled, it is another.
  item.id = isFilled ? node.id : `${node.id}/empty`;
  const rest = uncoded(node, t);
  const by = node.coders.length ? [t('by {0}', byWords(node.coders, t))] : [];
  item.description = [numeral(node.count), ...by, ...rest].join(' · ');
  const warns = 'word' in node.label && node.label.word === 'coders-disagree';
  item.iconPath = new vscode.ThemeIcon(warns ? 'git-compare' : icons[node.what]);
  item.accessibilityInformation = {
    label: [
      saysItsKind(node.label) ? label : `${kindOf(node.what, t)} ${label}`,
      plural(node.count, t('document'), t('documents')),
      ...(node.coders.length ? [t('coded by {0}', node.coders.join(', '))] : []),
      ...rest,
    ].join(', '),
  };
  item.contextValue = node.what;
  return item;
}

/** How many documents of a group are not coded yet, those that were read without anything to code apart; nothing where all are coded. */
function uncoded({ count, coverage: { coded, draft, read } }: GroupNode, t: Translate): readonly string[] {
  const unread = count - coded - draft - read;
  const inWords = [draft && t('{0} draft', numeral(draft)), read && t('{0} read', numeral(read)), unread && t('{0} unread', numeral(unread))];
  return inWords.filter((words) => words !== 0);
}

/**
 * A row without its tooltip, which is made when a reader rests on the row: VS Code reads the Markdown of every one that it is given, and hundreds of rows
 * come at once.
 * @param withComments whether passages in reader comments count with those of the article
 * @param shortDay a day as rows have room for it
 */
export function documentItem(
  node: DocumentNode,
  project: ProjectModel | undefined,
  withComments: boolean,
  t: Translate,
  shortDay: (day: string) => string,
): vscode.TreeItem {
  const { document } = node;
  const item = new vscode.TreeItem(shorten(rowTitleOf(node), titleLength), vscode.TreeItemCollapsibleState.None);
  const details = project ? detailsOf(document, project.value, withComments, t, shortDay) : [];
  item.id = node.id;
  item.description = details.join(' · ');
  item.contextValue = contextValue.document;
  item.iconPath = new vscode.ThemeIcon(document.readable ? (document.metadata['copy-of'] === undefined ? 'file-text' : 'files') : 'warning');
  const model = project?.documents.get(document.path);
  if (model) {
    item.command = { command: 'vscode.open', title: t('Open'), arguments: [model.uri, { preview: true }] };
  }
  if (project) {
    const spoken = detailsOf(document, project.value, withComments, t, shortDay, true);
    const judged = stanceLines(document, project.value, withComments, t);
    const stance = judged.length || !project.value.stance?.length ? judged : [t('Stance not coded')];
    item.accessibilityInformation = { label: [titleOf(document), outletName(project.value, document.metadata.outlet, t), ...spoken, ...stance].join(', ') };
  }
  return item;
}

/** Publisher, translation, relayed sources, date and counts: what tells one copy of a text from another. */
function detailsOf(
  document: DocumentSummary,
  project: Project,
  withComments: boolean,
  t: Translate,
  shortDay: (day: string) => string,
  spoken = false,
): string[] {
  const { metadata, publication } = document;
  const details: string[] = [];
  if (!document.readable) details.push(t('cannot be decoded'));
  const coverage = coverageOf(document);
  if (coverage !== 'coded') details.push(coverageWords(coverage, t));
  if (metadata.publisher !== undefined && metadata.publisher !== metadata.outlet) details.push(t('at {0}', outletName(project, metadata.publisher, t)));
  if (metadata.via?.length) details.push(t('via {0}', metadata.via.map((id) => outletName(project, id, t)).join(', ')));
  if (metadata.translation === 'machine') details.push(t('machine translation'));
  else if (metadata.translation === 'human') details.push(t('translation'));
  if (metadata['copy-of'] !== undefined) details.push(t('copy of {0}', metadata['copy-of']));
  if (publication) {
    const day = shortDay(publication.end);
    const known = knownHow(document, t);
    details.push(known === undefined ? day : spoken ? t('about {0}, {1}', day, known) : `~${day}`);
  }
  const passages = document.passages + (withComments ? document.comments.passages : 0);
  if (passages) details.push(t('{0} by {1}', plural(passages, t('passage'), t('passages')), byWords(document.taggedBy, t)));
  if (!withComments && document.comments.passages) details.push(t('{0} in reader comments', numeral(document.comments.passages)));
  if (document.drifted) details.push(t('{0} to check', numeral(document.drifted)));
  // The name for the ear goes on with every judgement in full.
  const finals = document.stance.filter(isFinal);
  const judges = [...new Set((finals.length ? finals : document.stance).map(({ by }) => by))];
  if (!spoken && judges.length) details.push(finals.length ? t('stance by {0}', byWords(judges, t)) : t('draft by {0}', byWords(judges, t)));
  return details;
}

/** What a row has no room for, as Markdown. */
export function tooltipOf(document: DocumentSummary, project: Project, withComments: boolean, t: Translate, locale: string): string {
  const { metadata, publication } = document;
  const lines = [`**${esc(titleOf(document))}**`, esc(t('Outlet: {0}', outletName(project, metadata.outlet, t)))];
  if (metadata.publisher !== undefined && metadata.publisher !== metadata.outlet)
    lines.push(esc(t('Published at: {0}', outletName(project, metadata.publisher, t))));
  if (metadata.via?.length) lines.push(esc(t('Relays: {0}', metadata.via.map((id) => outletName(project, id, t)).join(', '))));
  if (metadata.translation !== undefined && metadata.translation !== 'none') {
    lines.push(
      esc(
        metadata['translated-from'] === undefined
          ? t('Translation: {0}', translationWord(metadata.translation, t))
          : t('Translation: {0}, from {1}', translationWord(metadata.translation, t), metadata['translated-from']),
      ),
    );
  }
  if (publication) {
    const day =
      publication.start === publication.end
        ? dayInWords(publication.end, locale)
        : t('{0} to {1}', dayInWords(publication.start, locale), dayInWords(publication.end, locale));
    const known = knownHow(document, t);
    lines.push(
      esc(
        (known === undefined ? t('Published: {0}', day) : t('Published: ~{0} ({1})', day, known)) +
          (publication.why === undefined ? '' : `: ${publication.why}`),
      ),
    );
  } else lines.push(esc(t('No publication date')));
  for (const event of project.events ?? [])
    if (metadata.events?.includes(event.id))
      lines.push(esc(event.date === undefined ? t('Event: {0}', event.name) : t('Event: {0}, {1}', event.name, dayInWords(event.date, locale))));
  if (metadata.accessed !== undefined) lines.push(esc(t('Accessed: {0}', dayInWords(metadata.accessed, locale))));
  if (!document.readable)
    lines.push(
      esc(
        t(
          'The text is not in the encoding that `encoding:` names, in the sidecar or the project file (UTF-8 without one). It is shown as VS Code reads it and cannot be tagged.',
        ),
      ),
    );
  lines.push(...stanceLines(document, project, withComments, t).map((line) => `- ${esc(line)}`));
  if (document.taggedBy.length) lines.push(esc(t('Passages by {0}', document.taggedBy.join(', '))));
  if (document.readBy.length) lines.push(esc(t('Read by {0}', document.readBy.join(', '))));
  lines.push(esc(document.path));
  return lines.join('\n\n');
}

/** How a publication date is known that no person has stated; undefined for one that is stated. */
function knownHow({ metadata, publication }: DocumentSummary, t: Translate): string | undefined {
  if (!publication) return undefined;
  if (publication.basis !== 'stated') return basisWord(publication.basis, t);
  return metadata.published === undefined ? basisWord('inferred', t) : undefined;
}

/** Passages of evidence that a tooltip has room for, and how much of each. */
const [mostEvidence, evidenceLength] = [4, 140];

/** The words that each judgement rests on, for the tooltip: they are looked up when a reader rests on the row. */
export function evidenceWords({ stance, comments }: DocumentSummary, annotations: readonly Annotation[], withComments: boolean, t: Translate): string {
  const inComments = new Set(withComments ? [] : comments.ids);
  const quotes = new Map(annotations.map(({ id, quote }) => [id, quote]));
  return stance
    .flatMap(({ by, evidence = [] }) => {
      const own = evidence.filter((id) => !inComments.has(id)).flatMap((id) => quotes.get(id) ?? []);
      const shown = own.slice(0, mostEvidence).map((quote) => `> ${esc(`“${shorten(quote, evidenceLength)}”`)}`);
      return shown.length > 0
        ? [[esc(t('Evidence of {0}:', by)), ...shown, ...(own.length > mostEvidence ? ['> …'] : [])].join('\n>\n').replace('\n>\n', '\n\n')]
        : [];
    })
    .join('\n\n');
}

/** Each coder's judgement, one line each. */
function stanceLines({ stance, comments }: DocumentSummary, project: Project, withComments: boolean, t: Translate): string[] {
  const inComments = new Set(withComments ? [] : comments.ids);
  // A reader's comment is no evidence of what the article says, unless the coder asks that it count.
  return stance.map((entry) => judgementWords(entry, project, (entry.evidence ?? []).filter((id) => !inComments.has(id)).length, t));
}

function labelWords(label: GroupLabel, t: Translate, locale: string): string {
  if ('name' in label) return label.name;
  if ('day' in label) return dayInWords(label.day, locale);
  if ('month' in label) return formatDate(`${label.month}-01`, locale, { month: 'long', year: 'numeric' });
  const words = {
    'stance-not-coded': t('Stance not coded'),
    'coders-disagree': t('Coders disagree'),
    'drafts-only': t('Drafts only'),
    'outlet-not-set': t('Outlet not set'),
    'no-event': t('No event'),
    'no-date': t('No publication date'),
  };
  return words[label.word];
}

/** "Outlet not set", never "Outlet Outlet not set" for the ear. */
function saysItsKind(label: GroupLabel): boolean {
  return 'word' in label && label.word !== 'coders-disagree' && label.word !== 'drafts-only';
}

function kindOf(what: GroupNode['what'], t: Translate): string {
  const words: Readonly<Record<GroupNode['what'], string>> = {
    outlet: t('Outlet'),
    stance: t('Stance'),
    event: t('Event'),
    date: t('Published in'),
    project: t('Project'),
    bucket: t('Documents'),
  };
  return words[what];
}
