/** The lines of an `.ann` file of brat's, read so that they can be written again as they were. */

/** A line of an `.ann` file. What has no meaning here is kept as it is, so that a file can be written again unchanged. */
export type AnnLine = AnnContent & {
  /** What ends the line where that is no LF alone: CR and LF, or nothing at the file's end. */
  readonly end?: '\r\n' | '\r' | '';
};

type AnnContent =
  | { readonly kind: 'entity'; readonly id: string; readonly type: string; readonly spans: readonly (readonly [number, number])[]; readonly text: string }
  | { readonly kind: 'attribute'; readonly id: string; readonly name: string; readonly target: string; readonly value?: string }
  | { readonly kind: 'note'; readonly id: string; readonly type: string; readonly target: string; readonly text: string }
  | { readonly kind: 'other'; readonly line: string };

/** Reads an `.ann` file. Lines of other kinds (relations, events, equivalences), and lines that break the format, are `other`. */
export function parseAnn(text: string): readonly AnnLine[] {
  const lines = text.split('\n');
  const isOpen = lines.at(-1) !== '';
  if (!isOpen) lines.pop();
  return lines.map((line, at) => {
    const [own, returned] = line.endsWith('\r') ? [line.slice(0, -1), '\r'] : [line, ''];
    const end = `${returned}${isOpen && at === lines.length - 1 ? '' : '\n'}` as '\r\n' | '\r' | '' | '\n';
    return end === '\n' ? parsed(own) : { ...parsed(own), end };
  });
}

/** The file that {@link parseAnn} reads as these lines. */
export function printAnn(lines: readonly AnnLine[]): string {
  return lines.map((line) => printed(line) + (line.end ?? '\n')).join('');
}

function parsed(line: string): AnnContent {
  const read = understood(line);
  // Whatever would be written differently stays a line.
  return read && printed(read) === line ? read : { kind: 'other', line };
}

function understood(line: string): AnnContent | undefined {
  const [id = '', middle = '', ...rest] = line.split('\t');
  const words = middle.split(' ');
  switch (id[0]) {
    case 'T': {
      const [type = '', ...offsets] = words;
      const spans = offsets
        .join(' ')
        .split(';')
        .map((span) => span.split(' ').map(Number));
      if (type === '' || rest.length === 0 || !spans.every((span) => span.length === 2 && span.every(Number.isSafeInteger))) return undefined;
      return { kind: 'entity', id, type, spans: spans as unknown as readonly (readonly [number, number])[], text: rest.join('\t') };
    }
    case 'A':
    case 'M': {
      const [name = '', target = '', value, ...more] = words;
      if (name === '' || target === '' || more.length > 0 || rest.length > 0) return undefined;
      return value === undefined ? { kind: 'attribute', id, name, target } : { kind: 'attribute', id, name, target, value };
    }
    case '#': {
      const [type = '', target = '', ...more] = words;
      if (type === '' || target === '' || more.length > 0 || rest.length === 0) return undefined;
      return { kind: 'note', id, type, target, text: rest.join('\t') };
    }
    default:
      return undefined;
  }
}

function printed(line: AnnLine): string {
  switch (line.kind) {
    case 'entity':
      return `${line.id}\t${line.type} ${line.spans.map((span) => span.join(' ')).join(';')}\t${line.text}`;
    case 'attribute':
      return `${line.id}\t${line.name} ${line.target}${line.value === undefined ? '' : ` ${line.value}`}`;
    case 'note':
      return `${line.id}\t${line.type} ${line.target}\t${line.text}`;
    case 'other':
      return line.line;
  }
}
