/** What is kept of passages that wait, in a journal of their own: a closed window loses none, and none is shown that is not safe. */
import type * as vscode from 'vscode';
import type { FileResult, IdPort, JournalPort, LogPort } from '../../core/ports';
import type { Annotation } from '../../core/sidecar/schema';
import type { Article } from './article';
import type { HeldPassage, HeldRecord } from './held';
import { placed, selectorIn } from './selectors';

export class HeldPassages {
  /** By document and passage: the records that the journal has. */
  private readonly kept = new Map<string, Map<string, string[]>>();
  /** By document: what is read is neither added to nor taken from meanwhile. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly journal: JournalPort,
    private readonly inJournal: () => Promise<readonly string[]>,
    private readonly ids: IdPort,
    private readonly log: LogPort,
  ) {}

  /** What waits for a document, in the order of tagging. */
  of(uri: vscode.Uri): Promise<readonly Annotation[]> {
    return this.inTurn(uri, () => this.read(uri));
  }

  private async read(uri: vscode.Uri): Promise<readonly Annotation[]> {
    const waiting = new Map<string, Annotation>();
    const kept = this.keptOf(uri);
    for (const { id, decision } of await this.journal.read(uri.toString())) {
      const record = decision as HeldRecord;
      const passage = passageOf(record);
      if (!kept.get(passage)?.includes(id)) kept.set(passage, [...(kept.get(passage) ?? []), id]);
      if ('hold' in record) waiting.set(passage, record.hold);
      else waiting.delete(passage);
    }
    return [...waiting.values()];
  }

  /** Documents that passages are waiting for, by URI. */
  waiting(): Promise<readonly string[]> {
    return this.inJournal();
  }

  keep(uri: vscode.Uri, records: readonly HeldRecord[]): Promise<FileResult<void>> {
    return this.inTurn(uri, () => this.add(uri, records));
  }

  private async add(uri: vscode.Uri, records: readonly HeldRecord[]): Promise<FileResult<void>> {
    const fresh = records.map((decision) => ({ id: this.ids.next(), decision }));
    try {
      await this.journal.append(uri.toString(), fresh);
    } catch (error) {
      return { ok: false, error: { code: 'unknown', message: error instanceof Error ? error.message : String(error) } };
    }
    const kept = this.keptOf(uri);
    const overtaken: string[] = [];
    for (const { id, decision } of fresh) {
      const passage = passageOf(decision);
      overtaken.push(...(kept.get(passage) ?? []), ...('hold' in decision ? [] : [id]));
      kept.set(passage, 'hold' in decision ? [id] : []);
    }
    await this.remove(uri, overtaken);
    return { ok: true, value: undefined };
  }

  forget(uri: vscode.Uri, passages: readonly string[]): Promise<void> {
    return this.inTurn(uri, async () => {
      const kept = this.keptOf(uri);
      const ids = passages.flatMap((passage) => kept.get(passage) ?? []);
      for (const passage of passages) kept.delete(passage);
      await this.remove(uri, ids);
    });
  }

  /** A document has another name: there first, then gone here. @returns what could not go along */
  async move(from: vscode.Uri, to: vscode.Uri): Promise<readonly Annotation[]> {
    const waiting = await this.of(from);
    if (waiting.length === 0) return [];
    const moved = await this.keep(
      to,
      waiting.map((annotation) => ({ hold: annotation })),
    );
    if (!moved.ok) {
      this.log.error(`Passages that wait for ${from.toString()} could not go along: ${moved.error.message}`);
      return waiting;
    }
    await this.forget(
      from,
      waiting.map(({ id }) => id),
    );
    return [];
  }

  /** What cannot be removed is overtaken by what came after it, or by what the sidecar says. */
  private async remove(uri: vscode.Uri, ids: readonly string[]): Promise<void> {
    if (ids.length) await this.journal.remove(uri.toString(), ids).catch((error: unknown) => this.log.warn(String(error)));
  }

  private inTurn<T>(uri: vscode.Uri, work: () => Promise<T>): Promise<T> {
    const key = uri.toString();
    const result = (this.turns.get(key) ?? Promise.resolve()).then(work);
    this.turns.set(
      key,
      result.catch(() => undefined),
    );
    return result;
  }

  private keptOf(uri: vscode.Uri): Map<string, string[]> {
    const known = this.kept.get(uri.toString());
    if (known) return known;
    const made = new Map<string, string[]>();
    this.kept.set(uri.toString(), made);
    return made;
  }
}

function passageOf(record: HeldRecord): string {
  return 'hold' in record ? record.hold.id : record.release;
}

/** The entry as a sidecar takes it, with the selector that it has in a text. */
export function writable(article: Article, { annotation, range }: HeldPassage, text: string): Annotation {
  return range ? placed(annotation, selectorIn(text, range, article.model.options.quotes === 'none').fields) : annotation;
}

/** The fields of its place in the saved text; undefined while that is not known: it touches edits that are not saved. */
export function savedSelector(article: Article, { range }: HeldPassage): Partial<Annotation> | undefined {
  if (!range) return {};
  const saved = article.toSaved(range);
  return saved ? selectorIn(article.savedText, saved, article.model.options.quotes === 'none').fields : undefined;
}
