/**
 * Finds the text that a sidecar's positions belong to, by its hash, where the document says something else now: in git, or among
 * the snapshots that the user asked to keep. Whatever is found must have the hash; so no source has to be trusted.
 */
import { textHash } from '../../core/sidecar/hash';
import { canonicalText, decodeDocument } from '../../core/text/canonical';
import type { DocumentModel } from './document';
import { gitVersions } from './gitVersions';
import type { Log } from './log';
import type { Snapshots } from './snapshots';

/** A passage waits to be shown for what is found; a repository that takes longer is not asked further. */
const patience = 5_000;

export class OldTexts {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly log: Log,
  ) {}

  /** The text with this hash that the document once had; undefined where it cannot be had. Never rejects. */
  async find(model: DocumentModel, hash: string): Promise<string | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const given = { up: false };
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        given.up = true;
        resolve(undefined);
      }, patience);
    });
    try {
      return await Promise.race([late, this.search(model, hash, given)]);
    } catch (error) {
      this.log.info(`The former text of ${model.path} was looked for in vain: ${String(error)}`);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The saved text is the one that the positions belong to: it is kept, if the user said so and the project allows. */
  keep(model: DocumentModel, text: string, hash: string): Promise<void> {
    return this.snapshots.keep(hash, text, model.options.quotes !== 'none');
  }

  get keeps(): boolean {
    return this.snapshots.enabled;
  }

  private async search(model: DocumentModel, hash: string, given: { readonly up: boolean }): Promise<string | undefined> {
    const kept = await this.snapshots.find(hash);
    if (kept !== undefined && textHash(kept) === hash) return kept;
    for await (const bytes of gitVersions(model.uri)) {
      if (given.up) return undefined;
      const decoded = decodeDocument(bytes, model.encoding);
      const text = 'text' in decoded ? canonicalText(decoded.text) : undefined;
      if (text !== undefined && textHash(text) === hash) return text;
    }
    return undefined;
  }
}
