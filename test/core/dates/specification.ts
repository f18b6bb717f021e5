/** Reads the specification by example, golden/*.txt, for the tests that run over it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Publication } from '../../../src/core/dates';

export interface Example {
  /** The sentence with its expressions in [brackets]. */
  readonly text: string;
  /** For each expression type, value, mod if any, rule, and a contradiction if any. */
  readonly expected: readonly string[];
}

export interface Specification {
  readonly name: string;
  readonly publication: Publication | undefined;
  readonly examples: readonly Example[];
}

const folder = join(__dirname, 'golden');

export function specifications(): readonly Specification[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.txt'))
    .map((f) => read(f));
}

function read(file: string): Specification {
  const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
  const day = /^published: (\d{4}-\d\d-\d\d)$/.exec(head)?.[1];
  assert.ok(day !== undefined || head === 'published: unknown', `${file}: the first line gives the day of publication`);
  const examples: { text: string; expected: string[] }[] = [];
  for (const line of lines.filter((l) => l.trim() !== '')) {
    if (line.startsWith('    ')) examples.at(-1)?.expected.push(line.trim());
    else examples.push({ text: line, expected: [] });
  }
  return { name: file.replace('.txt', ''), publication: day === undefined ? undefined : { start: day, end: day, basis: 'stated' }, examples };
}

/** The sentence without its brackets. */
export function plain({ text }: Example): string {
  return text.replaceAll(/[[\]]/g, '');
}

/** Where an example marks its expressions, in the plain sentence, with the rule of each. */
export function marked({ text, expected }: Example): readonly { readonly start: number; readonly end: number; readonly rule: string }[] {
  return [...text.matchAll(/\[([^\]]*)\]/g)].map((m, i) => {
    const start = m.index - 2 * i;
    const rule = /^\S+ \S+(?: [A-Z_]+)? (\S+)/.exec(expected[i] ?? '')?.[1] ?? '';
    return { start, end: start + (m[1] ?? '').length, rule };
  });
}
