/** One hover provider for passages, actors and dates: the order of several is not ours to set. */
import * as vscode from 'vscode';
import type { TemporalExpression } from '../../../core/dates/types';
import { eventsOf } from '../../../core/sidecar/publication';
import { command } from '../../contributions';
import { escapeMarkdown } from '../../markdown';
import type { App } from '../../app';
import type { Quotation } from '../../../core/quotations';
import { numeral } from '../../numeral';
import type { Article } from '../../workspace/article';
import { actorCard, type SaidLine } from './actorCard';
import { besideCard, type CardContext, elsewhereCard, passageCard, quotationCard } from './cards';
import type { Beside } from '../decorations/voices';
import { dateCard, type DateCard, longestBeside, mostDays } from './dateCard';
import type { FormCount } from '../../../core/corpus/types';
import { textOf } from '../wordings/asking';
import { sourceOf, summariesOf } from '../wordings/source';
import type { Range } from '../../../core/text/range';

/** What the links of a card may run; each checks its own arguments. */
const enabledCommands = [
  command.showActorMentions,
  command.showActorStatements,
  command.openWording,
  command.editActor,
  command.registerActor,
  command.mergeActor,
  command.changeActor,
  command.rejectMention,
  command.showDay,
  command.useAsPublished,
  command.correctDate,
  command.showReadings,
  command.goToDate,
  command.setPublished,
  command.adoptPublished,
  command.acceptPlace,
  command.editNote,
  command.retagPassage,
  command.setVoice,
  command.deletePassage,
  command.showWordings,
  command.tagCounterparts,
];

/** The index answers within milliseconds; while it is busy, the card shows what the document alone tells, and says so. */
const patience = 150;

/** What a document shares with others takes longer to find, once: a card that has something to show does not wait for it, and the next one has it. */
const patienceBeside = 10;

export function registerHovers(app: App): vscode.Disposable {
  const { articles, marks, overviews } = app;
  return vscode.languages.registerHoverProvider('*', {
    async provideHover(document, position, token) {
      if (!marks.enabled) return undefined;
      // Asked before the document is analysed, the card comes when it is.
      const article = articles.get(document)?.analysis ? articles.get(document) : await articles.ready(document.uri);
      if (!article?.analysis || token.isCancellationRequested) return undefined;
      const offset = article.offset(position);
      const context = contextOf(article);
      const cards: string[] = [];
      const { corpus: index, indexing } = article.model.project;
      let isLate = false;
      const inTime = async <T>(answer: Promise<T>): Promise<T | undefined> => {
        const given = await within(answer);
        isLate ||= given === late;
        return given === late ? undefined : given;
      };
      let range: vscode.Range | undefined;
      if (marks.passages) {
        for (const { annotation, state, range: place } of article.passagesAt(offset)) {
          if (state === 'ambiguous' || state === 'orphan') continue;
          const { distance } = await article.quotations();
          if (token.isCancellationRequested) return undefined;
          const within = distance
            .filter(({ start, end }) => start >= place.start && end <= place.end)
            .map(({ kind, start, end }) => ({ kind, text: article.text.slice(start, end) }));
          cards.push(
            passageCard({ annotation, state, setAsideBy: article.model.setAside.get(annotation.id), distance: within }, context, (id) =>
              article.model.project.tagLabel(id),
            ),
          );
          range ??= article.range(place);
        }
      }
      const mention = marks.actors ? article.mentionAt(offset) : undefined;
      if (mention) {
        const { project } = article.model;
        const corpus = await inTime(index.actor(mention.actor));
        const said = corpus?.statements.length ? await within(saidLines(app, article, mention.actor)) : undefined;
        if (token.isCancellationRequested) return undefined;
        cards.push(
          actorCard(
            {
              mention,
              decided: article.decisionAt(mention),
              actor: project.value.actors?.find((actor) => actor.id === mention.actor),
              here: formsIn(article, mention.actor),
              corpus,
              said: said === late ? [] : (said ?? []),
            },
            context,
          ),
        );
        range = article.range(mention);
      }
      const date = marks.dates ? article.dateAt(offset) : undefined;
      if (date) {
        const others = await inTime(index.documentsOfDay(date.value, article.model.path, longestBeside(date.value), mostDays));
        if (token.isCancellationRequested) return undefined;
        cards.push(dateCard(dateCardOf(article, date, others), context));
        range = article.range(date);
      }
      const statement = marks.voices ? await statementAt(article, offset) : undefined;
      if (token.isCancellationRequested) return undefined;
      if (statement) {
        const words = 'voice' in statement ? besideCard(statement, context) : quotationCard({ ...statement, cue: wordsOf(article, statement.cue) }, context);
        cards.push(words);
        range ??= article.range(statement);
      }
      // A passage's card has the link already.
      const elsewhere =
        range && marks.passages && article.passagesAt(offset).length > 0
          ? undefined
          : await elsewhereAt(overviews, article, offset, cards.length > 0 ? patienceBeside : patience);
      if (token.isCancellationRequested) return undefined;
      if (elsewhere) {
        cards.push(elsewhereCard(elsewhere, context));
        range ??= article.range(elsewhere);
      }
      if (!cards.length || !range) return undefined;
      if (indexing && (mention || date)) cards.push(sentence(vscode.l10n.t('Reading documents: {0} of {1}', numeral(indexing.done), numeral(indexing.total))));
      else if (isLate) cards.push(sentence(vscode.l10n.t('The other documents did not answer in time. Open this card again for what they say.')));
      app.milestones.reach('cardShown');
      return new vscode.Hover(cards.map(markdown), range);
    },
  });
}

/** Outlets of which a card quotes a line; the list behind its link has all of all. */
const mostQuoted = 3;

/** A statement of the actor in this document's outlet and in others, as their documents have it now. */
async function saidLines(app: App, { model }: Article, actor: string): Promise<readonly SaidLine[]> {
  const { project } = model;
  const own = model.sidecar?.document?.outlet;
  const { saidAt } = await import('./said');
  const examples = [...(await project.corpus.statementExamples(actor))].sort((a, b) => Number(b.outlet === own) - Number(a.outlet === own));
  const lines = await Promise.all(
    examples.slice(0, mostQuoted).map(async ({ outlet, place }): Promise<readonly SaidLine[]> => {
      const other = project.documents.get(place.path);
      const read = other && (await textOf(app, other));
      if (!other || !read) return [];
      const said = saidAt(read.text, place);
      return said ? [{ ...said, outlet, uri: other.uri.toString() }] : [];
    }),
  );
  return lines.flat();
}

/** The outlets that word the sentence at an offset too. What the documents share is compared once and kept; a first answer that comes late serves the next card. */
async function elsewhereAt(
  overviews: App['overviews'],
  article: Article,
  offset: number,
  wait: number,
): Promise<({ readonly outlets: readonly string[] } & Range) | undefined> {
  const { text, model } = article;
  const overview = await within(overviews.of(model), wait);
  if (!overview || overview === late || article.text !== text) return undefined;
  const paths = new Set<string>();
  let place: Range | undefined;
  for (const { path, shared } of overview.documents)
    for (const { a } of shared) {
      if (a.range.start > offset || a.range.end < offset) continue;
      paths.add(path);
      if (!place || a.range.end - a.range.start < place.end - place.start) place = a.range;
    }
  const summaries = place && (await within(summariesOf(model.project, paths)));
  if (!place || !summaries || summaries === late) return undefined;
  const outlets = [...paths].flatMap((path) => {
    const other = model.project.documents.get(path);
    return other ? [sourceOf(other, summaries).outlet] : [];
  });
  return outlets.length > 0 ? { ...place, outlets: [...new Set(outlets)] } : undefined;
}

async function statementAt(article: Article, offset: number): Promise<Beside | Quotation | undefined> {
  const [{ voiceAt }, { quotations }] = await Promise.all([import('../decorations/voices'), article.quotations()]);
  return voiceAt(article.text, article.analysis?.blocks ?? [], quotations, offset);
}

function wordsOf({ text }: Article, range: Range | undefined): string | undefined {
  return range && text.slice(range.start, range.end);
}

function dateCardOf(article: Article, date: TemporalExpression, others: DateCard['others']): DateCard {
  const { model, analysis } = article;
  return {
    date,
    decided: article.decisionAt(date),
    others,
    candidate: analysis?.candidates[0],
    events: eventsOf(model.project.index, model.sidecar?.document),
    inComment: article.blockAt(date.start)?.kind === 'comment',
    uriOf: (path) => model.project.documents.get(path)?.uri.toString(),
  };
}

function contextOf(article: Article): CardContext {
  return {
    t: vscode.l10n.t,
    locale: vscode.env.language,
    project: article.model.project.value,
    uri: article.uri.toString(),
    metadata: article.model.sidecar?.document ?? {},
    publication: article.analysis?.publication,
  };
}

function formsIn(article: Article, actor: string): FormCount[] {
  const counts = new Map<string, FormCount>();
  for (const { actor: named, text: form, aside } of article.analysis?.mentions ?? []) {
    if (named !== actor) continue;
    const known = counts.get(form);
    counts.set(form, { form, count: (known?.count ?? 0) + 1, asides: (known?.asides ?? 0) + Number(aside === true) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function markdown(text: string): vscode.MarkdownString {
  const card = new vscode.MarkdownString(text, true);
  card.isTrusted = { enabledCommands };
  return card;
}

function sentence(words: string): string {
  return `*${escapeMarkdown(words)}*`;
}

const late = Symbol('late');

/** @returns undefined for a question that cannot be answered, `late` where the patience was over before */
async function within<T>(answer: Promise<T>, wait = patience): Promise<T | undefined | typeof late> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<typeof late>((resolve) => (timer = setTimeout(() => resolve(late), wait)));
  try {
    return await Promise.race([answer.catch(() => undefined), over]);
  } finally {
    clearTimeout(timer);
  }
}
