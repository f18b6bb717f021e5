/** Expand Selection in documents: sentence, quotation, paragraph. */
import * as vscode from 'vscode';
import type { App } from '../../app';

export function registerExpansion({ articles }: App): vscode.Disposable {
  return vscode.languages.registerSelectionRangeProvider('*', {
    async provideSelectionRanges(document, positions) {
      const article = articles.get(document);
      const blocks = article?.analysis?.blocks;
      if (!article || !blocks) return undefined;
      const { expansionsAt } = await import('../../../core/annotations/expansion');
      return positions.map((position) => {
        const steps = expansionsAt(article.text, blocks, article.offset(position)).map((step) => article.range(step));
        const whole = new vscode.SelectionRange(new vscode.Range(0, 0, document.lineCount, 0));
        const outermost = steps.reduceRight((outer, range) => new vscode.SelectionRange(range, outer), whole);
        // The first must hold the position itself; between paragraphs nothing else does.
        return steps.length ? outermost : new vscode.SelectionRange(new vscode.Range(position, position), whole);
      });
    },
  });
}
