/** The project file that "make a project of this folder" begins with. */
import { emitFlow } from '../yaml/emit';

export interface StarterOptions {
  /** Globs relative to the folder; all `.txt` files of the folder if not given. */
  readonly documents?: readonly string[] | undefined;
  readonly encoding?: string | undefined;
  readonly coders?: 'shared' | 'separate' | undefined;
  /** What one document says on, to stand in the stance question: "the agreement of May". */
  readonly subject?: string | undefined;
  readonly eol?: '\n' | '\r\n' | undefined;
}

/** The text of a new `pressmark.yaml`: valid, commented, small enough to be read in full and thrown away in part. */
export function newProjectText(options: StarterOptions = {}): string {
  const documents = options.documents !== undefined && options.documents.length > 0 ? options.documents : ['*.txt'];
  const question = `In its own voice, how does this document treat ${options.subject ?? 'the position that it reports on'}?`;
  const lines = [
    '# A Pressmark project: what the documents are, and what they are coded by.',
    'pressmark: 1',
    `documents: ${emitFlow(documents.map(String), 'glob')}`,
    ...(options.encoding === undefined ? [] : [`encoding: ${emitFlow(options.encoding, 'encoding')}`]),
    `coders: ${options.coders ?? 'shared'}  # shared: one sidecar a document; separate: one a coder, for blind coding`,
    'unit: "the smallest complete statement"  # what one annotation covers',
    '',
    '# A stance is a judgement by a named coder. Write your own question; the order of its positions is the order in the tree.',
    'stance:',
    '  - id: stance',
    `    question: ${emitFlow(question, 'question')}`,
    '    positions:',
    '      - { id: endorses, label: Endorses, color: blue }',
    '      - { id: reports, label: Reports without evaluating, color: gray }',
    '      - { id: mixed, label: Evaluates both ways, color: purple }',
    '      - { id: disputes, label: Disputes or disparages, color: orange }',
    '      - { id: not-addressed, label: Does not address it, off-scale: true }',
    '      - { id: undecided, label: Cannot tell, off-scale: true }',
    '',
    '# Whose journalism the documents are. Pressmark adds to this list when you set an outlet in the Sources view.',
    'outlets: []',
    '',
    '# The codebook. Ids are permanent; labels, order and nesting may change.',
    'tags:',
    '  - id: attribution',
    '    label: Attribution',
    '    color: purple',
    '    description: "Who is given as the origin of a statement."',
    '    children:',
    '      - id: named-source',
    '        label: Named source',
    '        description: "The origin is named or can be told from its office."',
    '        pin: 1',
    '      - id: unnamed-source',
    '        label: Unnamed source',
    '        description: "The origin is withheld or generic."',
    '        pin: 2',
    '  - id: language',
    '    label: Language',
    '    color: orange',
    '    description: "How it is said."',
    '    children:',
    '      - id: evaluative',
    '        label: Evaluative',
    '        description: "A word of judgement in the document\'s own voice."',
    '        pin: 3',
    '      - id: distancing',
    '        label: Distancing',
    '        description: "The document marks that it does not share what it repeats: so-called, allegedly, quotation marks round one word."',
    '        pin: 4',
    '',
  ];
  return lines.join(options.eol ?? '\n');
}
