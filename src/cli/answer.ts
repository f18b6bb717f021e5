/** The answer of `pressmark analyze` to one line of standard input: the same in one thread and in many. */
import type { Analyser } from '../core/analysis';
import type { Publication } from '../core/dates/types';
import type { QuotationReader } from '../core/quotations';
import { canonicalText } from '../core/text/canonical';
import { fault } from './messages';
import { parsePublished, publishedForms } from './published';
import { errorLine, recordLine } from './record';
import { idIn, objectIn } from './objects';

/** What a line is, for a person at a terminal. */
export const lineShape = '{"id","text"}';

/** Never throws: one line must not end the stream. */
export function answerTo(line: string, analyser: Analyser, reader: QuotationReader, published: Publication | undefined): string {
  const read = objectIn(line, lineShape);
  if ('error' in read) return read.error;
  const named = idIn(read.value);
  if ('error' in named) return named.error;
  const { id } = named;
  const { text, published: own = undefined } = read.value;
  if (typeof text !== 'string') return errorLine(id, text === undefined ? '"text" is missing' : '"text" is not a string');
  const publication = own === undefined || own === null ? published : typeof own === 'string' ? parsePublished(own) : undefined;
  if (!publication && own !== undefined && own !== null) return errorLine(id, `"published" is not ${publishedForms}`);
  try {
    const canonical = canonicalText(text);
    const analysis = analyser.analyse(canonical, { publication });
    return recordLine(id, analysis, reader.read(canonical, analysis.blocks, analysis.mentions));
  } catch (error) {
    return errorLine(id, fault(error));
  }
}
