/** The table of contents of the extension. */
import * as vscode from 'vscode';
import type { App } from './app';
import { contextKey } from './contributions';
import { patient, patientJournal, type Timer } from '../core/yaml/patience';
import { registerActors } from './features/actors';
import { registerAgreement } from './features/agreement';
import { registerCodebook } from './features/codebook';
import { TagSelection } from './features/codebook/selection';
import { registerCoders } from './features/coders';
import { registerDates } from './features/dates';
import { registerDecorations } from './features/decorations';
import { registerDocuments } from './features/documents';
import { registerExchange } from './features/exchange';
import { registerFixes } from './features/fixes';
import { registerHovers } from './features/hovers';
import { Marks } from './features/marks';
import { registerMerging } from './features/merging';
import { registerExpansion } from './features/navigation/expansion';
import { registerNavigation } from './features/navigation';
import { registerOverview } from './features/overview';
import { registerPassages } from './features/passages';
import { PassageCycle } from './features/passages/cycle';
import { registerProblems } from './features/problems';
import { registerRenaming } from './features/renaming';
import { registerRewriting } from './features/rewriting';
import { SelectedRows } from './features/rowsByKey';
import { registerSample } from './features/sample';
import { registerSources } from './features/sources';
import { registerStance } from './features/stance';
import { registerStatus } from './features/status';
import { registerTagging } from './features/tagging';
import { RecentTags } from './features/tagging/recent';
import { registerWordings } from './features/wordings';
import { Overviews } from './features/wordings/overviews';
import { Milestones } from './features/walkthrough';
import { StickyTag } from './features/tagging/sticky';
import { writeNumbersIn } from './numeral';
import type { Platform } from './platform';
import { Articles } from './workspace/articles';
import { CoderName } from './workspace/coder';
import { Deciding } from './workspace/deciding';
import { WorkspaceFiles } from './workspace/files';
import { HeldPassages } from './workspace/heldPassages';
import { ids } from './workspace/ids';
import { IndexCaches } from './workspace/indexCache';
import { LeftDocuments } from './workspace/leftDocuments';
import { background } from './workspace/log';
import { OldTexts } from './workspace/oldTexts';
import { Projects } from './workspace/projects';
import { Rewritings } from './workspace/rewritings';
import { ShownCoders } from './workspace/shown';
import { snapshotsIn } from './workspace/copyFolders';
import { Stores } from './workspace/stores';
import { WaitingRecords } from './workspace/waitingRecords';
import { WorkerClient } from './worker/client';
import { Crew } from './worker/crew';

/** A file on a desktop disk answers within 20 s, or fails: what has not answered after this long hangs. */
const fileLimit = 30_000;

/** What other extensions, and the tests, are given. */
export interface Api {
  /** Resolves when every project is found, indexed and written. */
  settled(): Promise<void>;
  /** Resolves when nothing is being written; what could not be written waits on. */
  written(): Promise<void>;
}

export function activateWith(context: vscode.ExtensionContext, platform: Platform): Api {
  writeNumbersIn(vscode.env.language);
  const log = vscode.window.createOutputChannel('Pressmark', { log: true });
  const worker = new WorkerClient(platform.startWorker(context), (error) => {
    log.error(error);
    background(log, crew.lost());
  });
  const gazetteer = readGazetteer(context);
  background(
    log,
    gazetteer.then((text) => worker.setGazetteer(text)),
  );
  const crew = new Crew(worker, {
    size: () => platform.crew(),
    start: () => platform.startWorker(context),
    gazetteer,
    log: (message) => log.info(message),
  });
  const coder = new CoderName(platform);
  const storage = context.storageUri ?? context.globalStorageUri;
  const records = new WaitingRecords(context, platform, timer, log);
  const journal = records.journal('decisions', 'journal', (file) => background(log, leftBehind.released(vscode.Uri.parse(file, true))));
  const held = records.journal('passages', 'held', (file) => {
    const document = vscode.Uri.parse(file, true);
    background(log, articles.takeOver(document));
    background(log, leftBehind.passagesReleased(document));
  });
  const copies = records.journal('writes', 'writes');
  const files = new WorkspaceFiles(platform, copies, ids);
  const stores = new Stores(patient(files, fileLimit, timer), patientJournal(journal, fileLimit, timer), () => journal.waiting(), timer, log);
  const rewritings = new Rewritings(vscode.Uri.joinPath(storage, 'rewritings'), platform, files, log);
  const shownCoders = new ShownCoders(context.workspaceState);
  const caches = new IndexCaches(context.storageUri && vscode.Uri.joinPath(context.storageUri, 'index'), log);
  const projects = new Projects(crew, stores, coder, shownCoders, caches, platform, log);
  const { snapshots, subscription: keepingTexts } = snapshotsIn(context.storageUri && vscode.Uri.joinPath(context.storageUri, 'texts'), log);
  const heldPassages = new HeldPassages(patientJournal(held, fileLimit, timer), () => held.waiting(), ids, log);
  const articles = new Articles(projects, gazetteer, heldPassages, new OldTexts(snapshots, log), log);
  const leftBehind = new LeftDocuments(projects, stores, heldPassages, log);
  const marks = new Marks();
  const deciding = new Deciding(coder, projects, log);
  const overviews = new Overviews({ articles, projects, log });
  const milestones = new Milestones();
  const sticky = new StickyTag(articles, projects);
  const app: App = {
    context,
    platform,
    gazetteer,
    files,
    projects,
    articles,
    marks,
    coder,
    shownCoders,
    rewritings,
    leftBehind,
    deciding,
    recentTags: new RecentTags(context.workspaceState),
    sticky,
    milestones,
    cycle: new PassageCycle(),
    tagSelection: new TagSelection(),
    overviews,
    selectedSources: new SelectedRows(),
    log,
  };
  context.subscriptions.push(
    log,
    worker,
    crew,
    stores,
    shownCoders,
    rewritings,
    leftBehind,
    projects,
    articles,
    keepingTexts,
    marks,
    overviews,
    sticky,
    deciding.onDidAct((decisions) => milestones.decided(decisions)),
    registerSample(app),
    registerSources(app),
    registerCodebook(app),
    registerPassages(app),
    registerActors(app),
    registerDecorations(app),
    registerHovers(app),
    registerTagging(app),
    registerDocuments(app),
    registerStance(app),
    registerDates(app),
    registerNavigation(app),
    registerExpansion(app),
    registerProblems(app),
    registerFixes(app),
    registerRenaming(app),
    registerRewriting(app),
    registerStatus(app),
    registerMerging(app),
    registerWordings(app),
    registerOverview(app),
    registerCoders(app),
    registerAgreement(app),
    registerExchange(app),
  );
  // Everything is registered: what is still to be found and read fills in behind.
  const started = start(app, gazetteer);
  background(log, started);
  return {
    settled: async () => {
      await started;
      await projects.settled();
    },
    written: () => stores.atRest(),
  };
}

async function start({ projects, articles, rewritings, leftBehind }: App, gazetteer: Promise<string>): Promise<void> {
  // The worker takes messages in order: the gazetteer has to be there before the first document.
  await gazetteer.catch(() => undefined);
  await projects.start();
  await articles.start();
  await vscode.commands.executeCommand('setContext', contextKey.ready, true);
  const known = (): void => void vscode.commands.executeCommand('setContext', contextKey.hasProject, projects.all().length > 0);
  known();
  projects.onDidChange((change) => {
    if (change.kind === 'projects') known();
  });
  // What an earlier window began to rewrite, and what it decided and could not write.
  await rewritings.load();
  await leftBehind.start();
}

const timer: Timer = (milliseconds) => {
  let handle: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => (handle = setTimeout(resolve, milliseconds)));
  return { elapsed, cancel: () => clearTimeout(handle) };
};

async function readGazetteer(context: vscode.ExtensionContext): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'media', 'gazetteer.txt'));
  return new TextDecoder().decode(bytes);
}
