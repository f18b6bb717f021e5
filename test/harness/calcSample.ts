/** Tables of a corpus whose passages, notes and reasons are cells that a spreadsheet may take for something else. */
import { exchangeDocument, exported } from '../../src/core/exchange';
import { selectorFor } from '../../src/core/annotations/selector';
import { indexProject, parseProject } from '../../src/core/project';
import type { Annotation } from '../../src/core/sidecar/schema';

const index = indexProject(
  parseProject('pressmark: 1\nstance:\n  - { id: tone, question: Tone?, positions: [{ id: warm, label: Warm }] }\ntags:\n  - { id: claim, label: "=Claim" }\n')
    .value,
);

export function exportTables(cells: readonly string[]): readonly (readonly [string, string])[] {
  const text = cells.map((cell) => `He wrote ${cell} there.`).join('\n\n');
  const annotations = cells.map((cell, at): Annotation => {
    const start = text.indexOf(`He wrote ${cell} there.`) + 'He wrote '.length;
    const { position, ...selector } = selectorFor(text, { start, end: start + cell.length });
    return { id: `p${at}`, tags: ['claim'], ...selector, position: [...position], note: cell, by: '-Ann', created: '2026-11-21T10:00:00Z' };
  });
  const stance = [{ question: 'tone', position: 'warm', because: '=HYPERLINK("x")', by: '-Ann', at: '2026-11-21T10:00:00Z' }];
  const document = exchangeDocument({ path: '=a.txt', text, quotes: true, sidecars: [{ pressmark: 1, annotations, stance }] }, index);
  const { files } = exported('csv', [document], { name: 'Probe', index });
  return files.map(({ path, content }) => [path.replace(/\.csv$/, ''), content as string] as const);
}
