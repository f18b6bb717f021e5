/** Documents for the benchmarks of speed: the seeds with the words of each paragraph shuffled, so that no two are alike; or a folder of the user's. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { canonicalText } from '../../src/core/text/canonical';

const root = path.join(import.meta.dirname, '../..');

export interface BenchDocument {
  readonly path: string;
  readonly text: string;
}

/** Numbers from 0 to 1, the same on every machine (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const seeds: readonly string[] = readdirSync(path.join(root, 'seeds'))
  .filter((name) => /^\d.*\.txt$/.test(name))
  .sort()
  .map((name) => canonicalText(readFileSync(path.join(root, 'seeds', name), 'utf8')));

/** The nth document: a seed of some 6 kB, its words in another order, with names and numbers of its own. */
export function generated(n: number): BenchDocument {
  const next = random(n + 1);
  const text = (seeds[n % seeds.length] ?? '')
    .split('\n')
    .map((line) => {
      const words = line.split(' ');
      // Windows of eight words: names stay together often enough to be names.
      for (let from = 0; from + 8 < words.length; from += 8) {
        const to = from + Math.floor(next() * 8);
        const word = words[from] ?? '';
        words[from] = words[to] ?? '';
        words[to] = word;
      }
      return words.join(' ');
    })
    .join('\n');
  return { path: `${String(n % 997).padStart(3, '0')}/${n}.txt`, text: `${text}\nAna${n.toString(36)} Petrov met No ${n} on ${1 + (n % 28)} March 2021.\n` };
}

export function* documents(count: number): Generator<BenchDocument> {
  for (let n = 0; n < count; n++) yield generated(n);
}

/** Text files of a folder. */
export function* folderOf(folder: string): Generator<BenchDocument> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, name);
    if (/\.(txt|md)$/.test(name) && statSync(file).isFile()) yield { path: name, text: canonicalText(readFileSync(file, 'utf8')) };
  }
}

export const gazetteerText = (): string => readFileSync(path.join(root, 'media/gazetteer.txt'), 'utf8');
export const projectText = (): string => readFileSync(path.join(root, 'seeds/pressmark.yaml'), 'utf8');

/** What no reading of texts can be quicker than: their bytes decoded, and one pass over the characters. */
export function passOver(bytes: Iterable<Uint8Array>): number {
  let sum = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const one of bytes) {
    const text = decoder.decode(one);
    for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  }
  return sum;
}

/** Milliseconds of CPU time: other programs of the machine do not count, threads of our own (the collector's) do. */
export function cpuTime(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Bytes that are reachable, off the heap as well. */
export function live(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The exponent of a power law through the points, by least squares of the logarithms: 1 is linear. */
export function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, log) => sum + log[index], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

export function machine(): string {
  const cores = cpus();
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
}

/** A table in Markdown, which a terminal shows as well. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
