/**
 * A keystroke in one document: what the extension host does until the marks are new, stage by stage. Time by the clock, for that is what a reader waits.
 *
 *     npm run bench -- keystroke [KILOBYTES]
 */
import assert from 'node:assert/strict';
import { parseGazetteer } from '../../src/core/actors';
import { Following } from '../../src/core/annotations/following';
import { analyserFor } from '../../src/core/corpus/analyser';
import { type Edit, merged, Revision } from '../../src/core/revision';
import { parseProject } from '../../src/core/project';
import { canonicalText } from '../../src/core/text/canonical';
import { lineIndexOf } from '../../src/core/text/lines';
import { gazetteerText, generated, machine, projectText, table } from './corpus';

const kilobytes = Number(process.argv[2] ?? 1000);
const keys = 60;

let text = '';
for (let n = 0; text.length < 1000 * kilobytes; n++) text += `${generated(n).text}\n\n`;
text = text.slice(0, 1000 * kilobytes);
const analyser = analyserFor(parseProject(projectText()).value, parseGazetteer(gazetteerText()));
let analysis = analyser.analyse(text);
let typed: Edit | undefined;
const following = new Following(text);
const times = new Map<string, number[]>();
function timed<T>(stage: string, run: () => T): T {
  const started = performance.now();
  const result = run();
  note(stage, performance.now() - started);
  return result;
}
function note(stage: string, milliseconds: number): void {
  const own = times.get(stage) ?? [];
  times.set(stage, own);
  own.push(milliseconds);
}
const at = text.indexOf(' ', text.length / 2);
const view = { start: at - 10_000, end: at + 10_000 };
for (let key = 0; key < keys; key++) {
  // As a document gives its text: a string of its own.
  const document = Buffer.from(text.slice(0, at + key) + (key % 6 === 5 ? ' ' : 'e') + text.slice(at + key)).toString();
  let now = text;
  text = timed('all, until what was typed is marked', () => {
    now = timed('  canonical text', () => canonicalText(document));
    timed('  lines', () => lineIndexOf(now));
    timed('  passages follow', () => following.edit([{ start: at + key, end: at + key, text: now.charAt(at + key) }], now));
    const key1 = { start: at + key, end: at + key, inserted: 1 };
    const edit = (typed = typed ? merged(typed, key1) : key1);
    const revision = timed('  what it touches', () => Revision.of(analysis, edit, now, analyser) ?? assert.fail('the whole was to be read'));
    timed('  marks in view', () => revision.marksIn(view));
    return now;
  });
  timed('limit: one pass over the text', () => {
    let sum = 0;
    for (let i = 0; i < now.length; i++) sum += now.charCodeAt(i);
    return sum;
  });
  // When typing rests.
  if (key % 6 !== 5) continue;
  typed = undefined;
  const stages = analyser.stages(text);
  const whole: number[] = [];
  for (let done = false; !done;) {
    const started = performance.now();
    const step = stages.next();
    done = step.done === true;
    if (step.done) analysis = step.value;
    whole.push(performance.now() - started);
  }
  note(
    'when typing rests: all stages of the whole',
    whole.reduce((sum, one) => sum + one, 0),
  );
  note('  the longest stage', Math.max(...whole));
}
const order = (stage: string): number =>
  stage.startsWith('all') ? 0 : stage.startsWith('limit') ? 4 : stage.includes('whole') ? 2 : stage.includes('longest') ? 3 : 1;
const budgets: Readonly<Record<string, string>> = { 'all, until what was typed is marked': '16 ms p95 (1 MB)', '  the longest stage': '50 ms' };
const quantile = (of: readonly number[], share: number): number => [...of].sort((a, b) => a - b)[Math.floor(share * (of.length - 1))] ?? 0;
console.log(`${machine()}; a document of ${kilobytes} kB, ${keys} keystrokes\n`);
console.log(
  table(
    ['stage', 'p50, ms', 'p95, ms', 'budget'],
    [...times]
      .sort(([a], [b]) => order(a) - order(b))
      .map(([stage, own]) => [stage, quantile(own, 0.5).toFixed(1), quantile(own, 0.95).toFixed(1), budgets[stage] ?? '']),
  ),
);
