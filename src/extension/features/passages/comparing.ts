/** A passage as it was, beside a place where it may be now: two read-only texts in the diff editor, each with its surroundings. */
import * as vscode from 'vscode';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { shorten } from '../shorten';
import type { PassageTarget } from './target';

export const compareScheme = 'pressmark-passage';
/** Units of surroundings on each side. */
const context = 160;
/** Texts of closed diff editors are forgotten after so many others. */
const maxTexts = 40;

/** Serves the two sides of a comparison. Each has an address of its own, so that an editor left open keeps what it shows. */
export class Comparisons implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  async show(app: App, { model, annotation, place }: PassageTarget): Promise<void> {
    const places = await app.articles.placesOf(model);
    if (!places) return;
    const { t } = vscode.l10n;
    const passage = places.passages.find((shown) => shown.annotation.id === annotation.id);
    const range = place ?? passage?.range ?? passage?.candidates[0];
    const former = places.former(annotation);
    const left = this.keep(t('As tagged'), former.before, former.quote ?? t('(no quote is kept)'), former.after);
    const right = range ? this.keep(t('Now'), ...parts(places.text, range)) : this.keep(t('Now'), '', t('(its words are not in the text any more)'), '');
    await vscode.commands.executeCommand('vscode.diff', left, right, t('“{0}”: As Tagged ↔ Now', shorten(annotation.quote ?? model.path, 40)), {
      preview: true,
    });
  }

  private keep(side: string, before: string, quote: string, after: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: compareScheme, path: `/${++this.count}/${side}.txt` });
    const marks = [before === '' ? '' : '…', after === '' ? '' : '…'];
    this.texts.set(uri.toString(), `${marks[0]}${oneLine(before)}\n\n${quote}\n\n${oneLine(after)}${marks[1]}\n`);
    const [oldest] = this.texts.keys();
    if (oldest !== undefined && this.texts.size > maxTexts) this.texts.delete(oldest);
    return uri;
  }
}

/** Surroundings on a line of their own, so that the diff shows the passage as one stretch. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function parts(text: string, { start, end }: Range): [string, string, string] {
  return [text.slice(Math.max(0, start - context), start), text.slice(start, end), text.slice(end, end + context)];
}
