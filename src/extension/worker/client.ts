import type { WorkerCorpus } from './corpus';
import type { Method, Request, Response, WorkerEndpoint } from './protocol';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The host's side of the protocol: hands out one `WorkerCorpus` a project, all served by one worker. */
export class WorkerClient {
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private failed: Error | undefined;
  private isClosed = false;

  constructor(
    private endpoint: WorkerEndpoint,
    private readonly onError: (error: Error) => void,
  ) {
    this.listen();
  }

  get hasFailed(): boolean {
    return this.failed !== undefined;
  }

  /** Another worker takes the place of one that died, and knows nothing of what that one was told. */
  renew(start: () => WorkerEndpoint): void {
    if (this.isClosed) return;
    this.endpoint = start();
    this.failed = undefined;
    this.listen();
  }

  setGazetteer(text: string): void {
    this.endpoint.post({ type: 'gazetteer', text });
  }

  corpus(project: string): WorkerCorpus & { close(): void } {
    const call =
      (method: Method) =>
      (...args: readonly unknown[]): Promise<never> =>
        this.call(project, method, args);
    return {
      setProject: call('setProject'),
      setCodebook: call('setCodebook'),
      put: call('put'),
      read: call('read'),
      readBehind: call('readBehind'),
      analysed: call('analysed'),
      completed: call('completed'),
      known: call('known'),
      rows: call('rows'),
      take: call('take'),
      changed: call('changed'),
      restore: call('restore'),
      cacheChanges: call('cacheChanges'),
      summaries: call('summaries'),
      show: call('show'),
      readStatements: call('readStatements'),
      remove: call('remove'),
      setConfidential: call('setConfidential'),
      documents: call('documents'),
      changes: call('changes'),
      passages: call('passages'),
      passagesIn: call('passagesIn'),
      facts: call('facts'),
      coding: call('coding'),
      codedDocuments: call('codedDocuments'),
      finishedRules: call('finishedRules'),
      tagUses: call('tagUses'),
      takenTags: call('takenTags'),
      taggedDocuments: call('taggedDocuments'),
      driftedDecisions: call('driftedDecisions'),
      actors: call('actors'),
      actorsView: call('actorsView'),
      actorsBelow: call('actorsBelow'),
      actorPath: call('actorPath'),
      actorNames: call('actorNames'),
      actorsCalled: call('actorsCalled'),
      actor: call('actor'),
      mentionsOf: call('mentionsOf'),
      decidedActors: call('decidedActors'),
      findActors: call('findActors'),
      namesakes: call('namesakes'),
      mergeSuggestions: call('mergeSuggestions'),
      statementsOf: call('statementsOf'),
      statementExamples: call('statementExamples'),
      mentionsOfDay: call('mentionsOfDay'),
      documentsOfDay: call('documentsOfDay'),
      problems: call('problems'),
      statementCandidates: call('statementCandidates'),
      wordings: call('wordings'),
      voices: call('voices'),
      comparison: call('comparison'),
      overview: call('overview'),
      sharing: call('sharing'),
      survey: call('survey'),
      surveyCell: call('surveyCell'),
      close: () => this.endpoint.post({ type: 'close', project }),
    };
  }

  dispose(): void {
    this.isClosed = true;
    this.endpoint.dispose();
    this.failed ??= new Error('The analysis worker was closed.');
    for (const { reject } of this.waiting.values()) reject(this.failed);
    this.waiting.clear();
  }

  private listen(): void {
    const { endpoint } = this;
    endpoint.onMessage((response) => this.settle(response));
    endpoint.onError((error) => {
      if (this.failed || endpoint !== this.endpoint) return;
      this.failed = error;
      // A browser's goes on behind its error.
      endpoint.dispose();
      this.onError(error);
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    });
  }

  private call(project: string, method: Method, args: readonly unknown[]): Promise<never> {
    if (this.failed) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      const request: Request = { type: 'call', id, project, method, args };
      this.endpoint.post(request);
    });
  }

  private settle(response: Response): void {
    const waiting = this.waiting.get(response.id);
    this.waiting.delete(response.id);
    if (!waiting) return;
    if ('error' in response) waiting.reject(new Error(response.error));
    else waiting.resolve(response.result);
  }
}
