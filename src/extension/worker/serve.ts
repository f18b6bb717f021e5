/** The worker's side of the protocol, without knowledge of which kind of worker it runs in. */
import { emptyGazetteer, parseGazetteer } from '../../core/actors';
import { CorpusIndex } from '../../core/corpus';
import type { DocumentInput, DocumentText } from '../../core/corpus/types';
import type { Stages } from '../../core/stages';
import { ActorsDirectory } from '../features/actors/directory';
import type { WorkerCorpus } from './corpus';
import type { Method, Request, Response } from './protocol';
import { Turns } from './turns';
import { noFiles, readInTurn, stampOf, type WorkerFiles } from './reading';

type Answer<M extends Method> = Awaited<ReturnType<WorkerCorpus[M]>>;
/** An answer, one that waits for files, or one that is long in the making. */
type Calls = { [M in Method]: (...args: Parameters<WorkerCorpus[M]>) => Answer<M> | Promise<Answer<M>> | Stages<Answer<M>> };

/** Returns the handler of incoming messages; answers go out through `post`. */
export function serve(post: (response: Response) => void, files: WorkerFiles = noFiles): (request: Request) => void {
  let gazetteer = emptyGazetteer;
  const projects = new Map<string, Calls>();
  const turns = new Turns();

  const callsOf = (id: string): Calls => {
    let calls = projects.get(id);
    if (!calls) projects.set(id, (calls = callsTo(new CorpusIndex({ pressmark: 1 }, gazetteer))));
    return calls;
  };

  const callsTo = (corpus: CorpusIndex): Calls => {
    const directory = new ActorsDirectory(corpus);
    return {
      setProject: (project) => {
        directory.project = project;
        return corpus.setProject(project);
      },
      put: (documents) => documents.forEach((document) => corpus.putSafely(document)),
      read: async (sources) => {
        for await (const documents of readInTurn(sources, files)) for (const document of documents) corpus.putSafely(document);
      },
      readBehind: async (sources) => {
        const left = sources.filter(({ path }) => !corpus.isComplete(path));
        for await (const documents of readInTurn(left, files)) corpus.readStatements(textsOf(documents));
      },
      analysed: async (sources, known) => {
        const reading = corpus.analysing(known);
        for await (const documents of readInTurn(sources, files)) reading.read(documents);
        return reading.bytes();
      },
      completed: async (sources, rows) => {
        const reading = corpus.completing(rows);
        if (reading) for await (const documents of readInTurn(sources, files)) reading.read(textsOf(documents));
        return reading?.bytes();
      },
      known: (paths) => corpus.known(paths),
      rows: (paths) => corpus.rows(paths),
      take: (bytes) => corpus.take(bytes),
      changed: async (sources) => {
        const stamps = await Promise.all(sources.map((source) => stampOf(source, files)));
        return sources.flatMap(({ path }, i) => (stamps[i] === undefined || stamps[i] !== corpus.stampOf(path) ? [path] : []));
      },
      restore: (kept, version) => corpus.restore(kept, version),
      cacheChanges: (version, whole) => corpus.cacheChanges(version, whole),
      summaries: (paths) => corpus.summaries(paths),
      setCodebook: (project) => {
        directory.project = project;
        return corpus.setCodebook(project);
      },
      show: (only) => corpus.show(only),
      readStatements: (documents) => corpus.readStatements(documents),
      remove: (paths) => paths.forEach((path) => corpus.remove(path)),
      setConfidential: (paths, confidential) => corpus.setConfidential(paths, confidential),
      documents: () => corpus.documents(),
      changes: (since, most) => corpus.changes(since, most),
      passages: () => corpus.passages(),
      passagesIn: (paths) => corpus.passagesIn(paths),
      facts: (paths) => corpus.facts(paths),
      coding: () => corpus.coding(),
      codedDocuments: () => corpus.coding().filter(({ signedBy, finishedBy, cases }) => signedBy.length + finishedBy.length + cases.length > 0),
      finishedRules: () => corpus.finishedRules(),
      tagUses: () => corpus.tagUses(),
      takenTags: () => corpus.takenTags(),
      taggedDocuments: (tags) => corpus.taggedDocuments(tags),
      driftedDecisions: () => corpus.driftedDecisions(),
      actors: () => corpus.actors(),
      actorsView: (request) => directory.view(request),
      actorsBelow: (group) => directory.below(group),
      actorPath: (actor) => directory.pathTo(actor),
      actorNames: () => directory.names(),
      actorsCalled: (keys, except) => directory.called(keys, except),
      actor: (actor) => corpus.actor(actor),
      mentionsOf: (actor, only, listed) => corpus.mentionsOf(actor, only, listed),
      statementsOf: (actor, most) => corpus.statementsOf(actor, most),
      statementExamples: (actor) => corpus.statementExamples(actor),
      decidedActors: () => corpus.decidedActors(),
      findActors: (query, most) => corpus.findActors(query, most),
      namesakes: () => corpus.namesakes(),
      mergeSuggestions: () => corpus.mergeSuggestions(),
      mentionsOfDay: (value, listed) => corpus.mentionsOfDay(value, listed),
      documentsOfDay: (value, except, longest, most) => corpus.documentsOfDay(value, except, longest, most),
      problems: () => corpus.problems(),
      statementCandidates: (own, range, limit) => corpus.statements.candidatesInStages(own, range, limit),
      wordings: (own, range, others) => corpus.statements.wordingsInStages(own, range, others),
      voices: (own, ranges) => corpus.voices(own, ranges),
      comparison: (own, other) => corpus.statements.comparison(own, other),
      sharing: () => corpus.sharing,
      overview: (own, others) => corpus.statements.overviewInStages(own, others),
      survey: (plot, request) => corpus.survey(plot, request),
      surveyCell: (cell, request) => corpus.surveyCell(cell, request),
    };
  };

  return (request) => {
    switch (request.type) {
      case 'gazetteer':
        gazetteer = parseGazetteer(request.text);
        return;
      case 'close':
        projects.delete(request.project);
        return;
      case 'call': {
        const { id, project, method, args } = request;
        const fail = (error: unknown): void => post({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        try {
          const call = callsOf(project)[method] as (...args: readonly unknown[]) => unknown;
          const result = call(...args);
          const answer = (value: unknown): void => post({ id, result: value });
          // What needs no file is answered at once, before the next message; what takes long, behind all that is asked meanwhile.
          if (result instanceof Promise) result.then(answer, fail);
          else if (isStages(result)) turns.take(result, answer, fail);
          else answer(result);
        } catch (error) {
          fail(error);
        }
        return;
      }
      default:
        request satisfies never;
    }
  };
}

function textsOf(documents: readonly DocumentInput[]): readonly DocumentText[] {
  return documents.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
}

function isStages(result: unknown): result is Stages<unknown> {
  return typeof result === 'object' && result !== null && 'next' in result;
}
