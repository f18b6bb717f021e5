/**
 * Sidecars and projects as people write them: the same value in many hands. Choices come from fast-check, so a failing
 * hand shrinks to a plain one.
 */
import fc from 'fast-check';
import type { Data, Format, Section } from '../../../src/core/yaml/format';
import { fieldsOf } from '../../../src/core/yaml/schemas';

/** A source of choices: `pick(n)` is below n. */
export type Pick = (n: number) => number;

export const choices: fc.Arbitrary<Pick> = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }).map((numbers) => {
  let at = 0;
  return (n: number) => (numbers[at++ % numbers.length] ?? 0) % n;
});

const comments = ['# a comment', '#', '# { not: [a, value', '# it\'s: "unclosed', '#- id: x'];

export interface Hand {
  readonly pick: Pick;
  readonly eol: string;
}

export function writeByHand(format: Format, value: Data, pick: Pick): string {
  const eol = pick(3) === 1 ? '\r\n' : '\n';
  const hand: Hand = { pick, eol };
  const lines: string[] = [];
  if (pick(6) === 1) lines.push('---');
  const odd = (indent: number): void => {
    const chance = pick(8);
    if (chance === 1) lines.push('');
    else if (chance === 2) lines.push(' '.repeat(indent) + (comments[pick(comments.length)] ?? '#'));
  };
  for (const section of format.sections) {
    const content = value[section.name];
    if (content === undefined) continue;
    odd(0);
    writeSection(section, content, hand, lines, odd);
  }
  odd(0);
  const text = lines.join(eol);
  return (pick(12) === 1 ? '\ufeff' : '') + text + (pick(4) === 1 ? '' : eol);
}

function writeSection(section: Section, content: unknown, hand: Hand, lines: string[], odd: (indent: number) => void): void {
  const { pick } = hand;
  const trailing = pick(6) === 1 ? '   # why' : '';
  if (section.kind === 'value') {
    lines.push(...field(section.name, content, 0, hand));
    return;
  }
  if (pick(8) === 1) {
    lines.push(`${section.name}: ${flow(content, hand)}${trailing}`);
    return;
  }
  lines.push(`${section.name}:${trailing}`);
  if (section.kind === 'map') {
    const indent = 1 + pick(4);
    for (const [key, item] of Object.entries(content as Data)) {
      odd(indent);
      lines.push(...field(key, item, indent, hand));
    }
    return;
  }
  const indent = pick(5);
  for (const entry of content as readonly Data[]) {
    odd(indent);
    lines.push(...item(entry, indent, hand));
  }
}

function item(entry: unknown, indent: number, hand: Hand): readonly string[] {
  const { pick } = hand;
  const dash = `${' '.repeat(indent)}-${' '.repeat(1 + pick(3))}`;
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry) || pick(3) === 0) return [dash + flow(entry, hand) + comment(hand)];
  const keys = Object.keys(entry);
  if (pick(4) === 1) keys.reverse();
  const lines = keys.flatMap((key) => field(key, (entry as Data)[key], dash.length, hand));
  const first = lines[0] ?? '';
  if (pick(6) === 1) return [`${' '.repeat(indent)}-${comment(hand)}`, ...lines];
  return [dash + first.slice(dash.length), ...lines.slice(1)];
}

function field(key: string, value: unknown, indent: number, hand: Hand): readonly string[] {
  const { pick } = hand;
  const pad = ' '.repeat(indent);
  const colon = pick(8) === 1 ? `${key} :` : pick(12) === 1 ? `"${key}":` : `${key}:`;
  const gap = ' '.repeat(1 + (pick(5) === 1 ? pick(6) : 0));
  if (Array.isArray(value) && value.length > 0 && pick(3) === 0) {
    const inner = indent + (indent === 0 ? 2 : pick(3));
    return [pad + colon + comment(hand), ...value.flatMap((entry: unknown) => item(entry, inner, hand))];
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && pick(2) === 0) {
    return [pad + colon + comment(hand), ...Object.entries(value).flatMap(([name, inner]) => field(name, inner, indent + 2, hand))];
  }
  if (typeof value === 'string' && /^[a-z]+(?: [a-z]+)*\n?$/.test(value) && pick(4) === 0) {
    const style = value.endsWith('\n') ? '|' : pick(2) === 0 ? '|-' : '>-';
    return [`${pad}${colon} ${style}`, `${pad}   ${value.replace('\n', '')}`, ...(pick(3) === 1 ? [''] : [])];
  }
  return [pad + colon + gap + flow(value, hand) + comment(hand)];
}

function comment(hand: Hand): string {
  return hand.pick(7) === 1 ? `  ${comments[hand.pick(comments.length)] ?? ''}` : '';
}

function flow(value: unknown, hand: Hand): string {
  const { pick } = hand;
  const space = pick(2) === 0 ? ' ' : '';
  const more = pick(9) === 1 ? ',' : '';
  if (Array.isArray(value))
    return `[${space}${value.map((entry: unknown) => flow(entry, hand)).join(`,${pick(4) === 1 ? '' : ' '}`)}${value.length > 0 ? more : ''}${space}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, entry]) => `${key}: ${flow(entry, hand)}`);
    return `{${space}${pairs.join(', ')}${pairs.length > 0 ? more : ''}${space}}`;
  }
  return scalar(value, hand);
}

function scalar(value: unknown, hand: Hand): string {
  if (typeof value !== 'string') return String(value);
  const style = hand.pick(3);
  if (style === 0 && /^[A-Za-z][\w-]*(?: [\w-]+)*$/.test(value) && !/^(?:null|~)$/.test(value)) return value;
  if (style === 1 && !/[^\x20-\x7e]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Values that fit a format's sections, as fast-check sees them. */
export const anyText = fc.oneof(
  fc.constantFrom(
    'a',
    'word',
    'two words',
    'a note\n',
    'yes',
    'null',
    '~',
    '',
    ' ',
    '1984',
    '0x1f',
    '12:30',
    '2022-01-15',
    'a: b',
    'a #b',
    "it's",
    '"x"',
    '\\',
    '[a]',
    '- a',
    '…',
    'a\u00a0b',
    '\t',
    'line\nline',
    '\u2028',
    '\ufeff',
    '\ud800',
    '😀',
    'кириллица',
    '# no comment',
    '---',
    '&a',
    '*a',
    '!x',
    '%',
    '@',
    '`',
    '|',
    '>',
    '<<',
    '__proto__',
    'a\r\nb',
    'x'.repeat(300),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 12 }),
);
export const anyId = fc.constantFrom('a', 'b', 'tag-1', 'unnamed-source', 'no', 'null', 'true', '1', '0x1', '1e5', 'Ж', 'toString', 'constructor', 'x_y');

export { fieldsOf };
