/** Actors in the editor's own navigation: References, Definition, highlights, and symbols of the document and of the corpus. */
import * as vscode from 'vscode';
import type { Mention } from '../../../core/actors/types';
import type { Place } from '../../../core/corpus/types';
import type { App } from '../../app';
import type { Article } from '../../workspace/article';
import type { ProjectModel } from '../../workspace/project';
import { kindWord, plural } from '../hovers/words';
import { listed, mostAsked } from './places';
import { entryLocation } from './registry';
import { registerDocumentSymbols, symbolKinds } from './symbols';

/** VS Code asks anew with every letter and sorts what it gets. */
const mostSymbols = 200;

/** By project membership, never by language: documents of all kinds are read. */
export function registerActorNavigation(app: App): vscode.Disposable {
  const { articles, projects } = app;
  const at = (document: vscode.TextDocument, position: vscode.Position): { readonly article: Article; readonly mention: Mention } | undefined => {
    const article = articles.get(document);
    const mention = article?.mentionAt(article.offset(position));
    return article && mention && { article, mention };
  };
  return vscode.Disposable.from(
    vscode.languages.registerReferenceProvider('*', {
      async provideReferences(document, position, _context, token) {
        const here = at(document, position);
        if (!here) return undefined;
        const { project, path } = here.article.model;
        const found = await project.corpus.mentionsOf(here.mention.actor, {}, { most: mostAsked, first: path });
        return token.isCancellationRequested ? undefined : listed(found, here.mention.name).flatMap((place) => locationOf(project, place) ?? []);
      },
    }),
    vscode.languages.registerDefinitionProvider('*', {
      provideDefinition(document, position) {
        const here = at(document, position);
        const entry = here && entryLocation(here.article.model.project, here.mention.actor);
        return entry && here && [{ originSelectionRange: here.article.range(here.mention), targetUri: entry.uri, targetRange: entry.range }];
      },
    }),
    // VS Code takes the first answer, and its own, of equal words, stands for '*': a filter with a pattern goes before it.
    vscode.languages.registerDocumentHighlightProvider(
      { pattern: '**/*' },
      {
        provideDocumentHighlights(document, position) {
          const here = at(document, position);
          if (!here) return undefined;
          const { article, mention } = here;
          const same = article.analysis?.mentions.filter(({ actor }) => actor === mention.actor) ?? [];
          return same.map((other) => new vscode.DocumentHighlight(article.range(other), vscode.DocumentHighlightKind.Text));
        },
      },
    ),
    registerDocumentSymbols(app),
    vscode.languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query) {
        const found = await Promise.all(projects.all().map((project) => corpusSymbols(project, query)));
        return found.flat();
      },
    }),
  );
}

/** What of a place an editor needs. */
export type PlaceInDocument = Pick<Place, 'path' | 'line' | 'character' | 'endLine' | 'endCharacter'>;

export function locationOf(project: ProjectModel, place: PlaceInDocument): vscode.Location | undefined {
  const uri = project.documents.get(place.path)?.uri;
  return uri && new vscode.Location(uri, new vscode.Range(place.line, place.character, place.endLine, place.endCharacter));
}

async function corpusSymbols(project: ProjectModel, query: string): Promise<vscode.SymbolInformation[]> {
  const { t } = vscode.l10n;
  return (await project.corpus.findActors(query, mostSymbols)).flatMap(({ name, kind, form, mentions, place }) => {
    const location = locationOf(project, place);
    // VS Code holds the letters against the name shown, so a form that fitted is part of it.
    const shown = form === undefined ? name : `${form} (${name})`;
    const where = `${kindWord(kind, t)} · ${plural(mentions, t('mention'), t('mentions'))}`;
    return location ? [new vscode.SymbolInformation(shown, symbolKinds[kind], where, location)] : [];
  });
}
