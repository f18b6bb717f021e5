/**
 * Finds the text that a sidecar's positions belong to, by its hash, where the document says something else now: in git, or among
 * the snapshots that the user asked to keep. Whatever is found must have the hash; so no source has to be trusted.
 */
import { textHash } from '../../core/sidecar/hash';
import { canonicalText, decodeDocument } from '../../core/text/canonical';
import * as vscode from 'vscode';
import { exists, relativePath } from './discovery';
import type { DocumentModel } from './document';
import { gitVersions } from './gitVersions';
import type { Log } from './log';
import type { Projects } from './projects';
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
  async keep(model: DocumentModel, text: string, hash: string): Promise<void> {
    if (model.options.quotes !== 'none') await this.snapshots.keep(model.uri.toString(), hash, text);
  }

  /** Deletes the copies of documents that are gone, or whose quotes are not kept any more. */
  async sweep(projects: Pick<Projects, 'projectOf'>): Promise<void> {
    if (!this.keeps) return;
    await this.snapshots.sweep(async (address) => {
      const uri = vscode.Uri.parse(address);
      const project = projects.projectOf(uri);
      // By the globs alone: a document that has not been found yet is none that is gone.
      return project?.optionsOf(relativePath(project.root, uri)).quotes !== 'none' && (await exists(uri));
    });
  }

  moved(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    return this.snapshots.move(from.toString(), to.toString());
  }

  get keeps(): boolean {
    return this.snapshots.enabled;
  }

  private async search(model: DocumentModel, hash: string, given: { readonly up: boolean }): Promise<string | undefined> {
    const kept = await this.snapshots.find(model.uri.toString(), hash);
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
