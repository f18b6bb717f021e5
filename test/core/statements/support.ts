import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Analyser, analyserFor, parseGazetteer } from '../../../src/core/corpus/analyser';
import { parseProject } from '../../../src/core/project';
import type { Publication } from '../../../src/core/dates/types';
import { Lexicon, prepare, type Prepared, statementMarks } from '../../../src/core/statements';

export const root = path.join(__dirname, '../../..');
const gazetteer = parseGazetteer(readFileSync(path.join(root, 'media/gazetteer.txt'), 'utf8'));
const lexicon = new Lexicon();

/** Makes texts ready as the product does: analysed, with their actors and days. */
export function preparer(project = 'pressmark: 1\n'): (text: string, publication?: Publication) => Prepared {
  const analyser: Analyser = analyserFor(parseProject(project).value, gazetteer);
  return (text, publication) => {
    const analysis = analyser.analyse(text, { publication });
    return prepare(text, lexicon, { blocks: analysis.blocks, marks: statementMarks(analysis) });
  };
}

/** A text without its analysis: words alone. */
export function bare(text: string): Prepared {
  return prepare(text, lexicon);
}
