/** What is kept of passages that wait, in a journal of their own: a closed window loses none, and none is shown that is not safe. */
import type * as vscode from 'vscode';
import type { FileResult, IdPort, JournalPort, LogPort } from '../../core/ports';
import type { Annotation } from '../../core/sidecar/schema';
import type { Article } from './article';
import type { HeldPassage, HeldRecord } from './held';
import { selectorIn } from './selectors';

export class HeldPassages {
  /** By document and passage: the records that the journal has. */
  private readonly kept = new Map<string, Map<string, string[]>>();

  constructor(
    private readonly journal: JournalPort,
    private readonly inJournal: () => Promise<readonly string[]>,
    private readonly ids: IdPort,
    private readonly log: LogPort,
  ) {}

  /** What waits for a document, in the order of tagging. */
  async of(uri: vscode.Uri): Promise<readonly Annotation[]> {
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

  async keep(uri: vscode.Uri, records: readonly HeldRecord[]): Promise<FileResult<void>> {
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

  async forget(uri: vscode.Uri, passages: readonly string[]): Promise<void> {
    const kept = this.keptOf(uri);
    const ids = passages.flatMap((passage) => kept.get(passage) ?? []);
    for (const passage of passages) kept.delete(passage);
    await this.remove(uri, ids);
  }

  /** A document has another name: there first, then gone here. @returns what waits for it now */
  async move(from: vscode.Uri, to: vscode.Uri): Promise<readonly Annotation[]> {
    const waiting = await this.of(from);
    if (waiting.length) {
      const moved = await this.keep(
        to,
        waiting.map((annotation) => ({ hold: annotation })),
      );
      if (moved.ok)
        await this.forget(
          from,
          waiting.map(({ id }) => id),
        );
      else this.log.error(`Passages that wait for ${from.toString()} could not go along: ${moved.error.message}`);
    }
    return waiting;
  }

  /** What cannot be removed is overtaken by what came after it, or by what the sidecar says. */
  private async remove(uri: vscode.Uri, ids: readonly string[]): Promise<void> {
    if (ids.length) await this.journal.remove(uri.toString(), ids).catch((error: unknown) => this.log.warn(String(error)));
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
  return range ? { ...annotation, ...selectorIn(text, range, article.model.options.quotes === 'none').fields } : annotation;
}

/** The fields of its place in the saved text; undefined while that is not known: it touches edits that are not saved. */
export function savedSelector(article: Article, { range }: HeldPassage): Partial<Annotation> | undefined {
  if (!range) return {};
  const saved = article.toSaved(range);
  return saved ? selectorIn(article.savedText, saved, article.model.options.quotes === 'none').fields : undefined;
}
