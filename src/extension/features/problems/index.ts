/** Problems of sidecars and project files, at their line. */
import * as vscode from 'vscode';
import type { Problem } from '../../../core/problem';
import { lineIndexOf } from '../../../core/text/lines';
import { sidecarSuffix } from '../../../core/sidecar/names';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { Debounced } from '../../workspace/debounce';
import { baseName } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';

const severities = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information };

export function registerProblems({ projects, articles, log }: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('pressmark');
  const shown = new Map<string, readonly vscode.Uri[]>();
  const refresh = async (project: ProjectModel): Promise<void> => {
    const found = await problemsOf(project);
    for (const uri of shown.get(project.id) ?? []) if (!found.has(uri.toString())) collection.delete(uri);
    for (const { uri, diagnostics } of found.values()) collection.set(uri, diagnostics);
    shown.set(
      project.id,
      [...found.values()].map(({ uri }) => uri),
    );
  };
  const refreshAll = new Debounced(30, () => {
    const gone = [...shown.keys()].filter((id) => !projects.byId(id));
    for (const id of gone) {
      for (const uri of shown.get(id) ?? []) collection.delete(uri);
      shown.delete(id);
    }
    for (const project of projects.all()) background(log, refresh(project));
  });
  refreshAll.call();
  return vscode.Disposable.from(
    collection,
    refreshAll,
    projects.onDidChange(() => refreshAll.call()),
    articles.onDidChange(() => refreshAll.call()),
  );
}

interface FileProblems {
  readonly uri: vscode.Uri;
  readonly diagnostics: vscode.Diagnostic[];
}

async function problemsOf(project: ProjectModel): Promise<Map<string, FileProblems>> {
  const { checkReferences, metadataConflicts, signersIn } = await import('../../workspace/checking');
  const byFile = new Map<string, FileProblems>();
  const add = (uri: vscode.Uri, problem: Problem, range: vscode.Range): void => {
    const entry = byFile.get(uri.toString()) ?? { uri, diagnostics: [] };
    byFile.set(uri.toString(), entry);
    const diagnostic = new vscode.Diagnostic(range, vscode.l10n.t(problem.message, ...problem.args), severities[problem.severity]);
    diagnostic.source = 'Pressmark';
    diagnostic.code = problem.code;
    entry.diagnostics.push(diagnostic);
  };
  for (const { uri, part } of project.files()) {
    const file = part === undefined ? project.parsed : project.parsed.parts[part];
    if (file) addFrom(add, uri, file.text, file.problems);
  }
  // Sidecars that are open in a store are ahead of the index by what is being typed in them.
  const open = new Set<string>();
  for (const document of project.openDocuments) {
    const sidecars = document.openSidecars;
    open.add(document.path);
    const known = new Set((document.everything?.annotations ?? []).map(({ id }) => id));
    const conflicts = metadataConflicts(sidecars.map(({ suffix, uri, store }) => ({ suffix, name: baseName(uri), value: store.current })));
    sidecars.forEach(({ suffix, uri, store: { current } }, index) => {
      if (isHidden(document, suffix)) return;
      const references = checkReferences(current, project.index, { knownAnnotation: (id) => known.has(id) });
      const all = [...current.problems, ...references, ...(conflicts[index] ?? [])];
      const { only } = project;
      const signer = only === undefined || all.length === 0 ? undefined : signersIn(current);
      const hidden = ({ start }: Problem): boolean => ![undefined, only].includes(signer?.(start));
      addFrom(add, uri, current.text, isInEditor(uri) ? all : all.filter((problem) => !hidden(problem)));
    });
  }
  for (const { path, suffix, problem, line, character, endLine, endCharacter } of await project.corpus.problems()) {
    const document = project.documents.get(path);
    if (!document || open.has(path) || isHidden(document, suffix)) continue;
    add(document.uriOf(suffix), problem, new vscode.Range(line, character, endLine, endCharacter));
  }
  for (const orphan of project.sidecarsWithoutDocument) {
    add(
      orphan,
      {
        code: 'no-document',
        severity: 'warning',
        message: 'There is no document beside this sidecar. Nothing in it is lost: it is read again when the document is back.',
        args: [],
        start: 0,
        end: 0,
      },
      new vscode.Range(0, 0, 0, 0),
    );
  }
  const [first] = project.notSearched;
  if (first !== undefined) {
    const message = 'Folders were not searched for documents: {0}, the first of them “{1}”. They lie too deep, hold too many files, or cannot be read now.';
    const problem: Problem = { code: 'not-searched', severity: 'warning', message, args: [numeral(project.notSearched.size), first || '.'], start: 0, end: 0 };
    add(project.implicit ? project.root : project.fileUri, problem, new vscode.Range(0, 0, 0, 0));
  }
  return byFile;
}

/** A problem quotes what it is about: of another coder's sidecar that is not shown, nothing is said, unless its reader has opened the file. */
function isHidden(document: DocumentModel, suffix: string): boolean {
  if (document.project.only === undefined || suffix === document.ownSuffix || suffix === sidecarSuffix()) return false;
  return !isInEditor(document.uriOf(suffix));
}

function isInEditor(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((shown) => shown.uri.toString() === uri.toString());
}

function addFrom(add: (uri: vscode.Uri, problem: Problem, range: vscode.Range) => void, uri: vscode.Uri, text: string, problems: readonly Problem[]): void {
  if (!problems.length) return;
  const lines = lineIndexOf(text);
  for (const problem of problems) {
    const [from, to] = [lines.positionAt(problem.start), lines.positionAt(problem.end)];
    add(uri, problem, new vscode.Range(from.line, from.character, to.line, to.character));
  }
}
