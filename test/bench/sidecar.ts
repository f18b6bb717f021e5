/**
 * Measures one act on a sidecar of ten thousand annotations: from the decision to the text that is written, read again, as a store does it.
 * Run: npm run bench:sidecar
 */
import type { Decision } from '../../src/core/sidecar/decision';
import { applyDecision, EntryCache, parseSidecar, spliceDecisions } from '../../src/core/sidecar';

const annotations = 10_000;
const runs = 9;

const entry = (index: number): string => {
  const start = index * 137;
  return `  - id: 01931c1e-7b1a-7c3e-8000-${index.toString(16).padStart(12, '0')}
    tags: [claim, unnamed-source]
    quote: "the words of passage number ${index}, of which there are many more than anybody reads"
    before: "what stands before it, some thirty units; "
    after: " and what comes after it, as many again."
    position: [${start}, ${start + 80}]
    voice: quoted
    speaker: somebody-${index % 40}
${index % 7 === 0 ? '    note: "somebody said something about it"\n' : ''}    by: coder-${index % 3}
    created: 2026-11-21T10:00:00Z
`;
};
const text = `pressmark: 1\ndocument:\n  outlet: gazette\nannotations:\n${Array.from({ length: annotations }, (_, index) => entry(index)).join('')}`;

/** Milliseconds of processor time, so that a busy machine does not count. */
function cost(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

function told(what: string, costs: readonly number[]): void {
  const sorted = [...costs].sort((a, b) => a - b);
  console.log(`${what}: median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms of processor time (${costs.map((ms) => ms.toFixed(1)).join(' ')})`);
}

console.log(`${annotations} annotations, ${(text.length / 1e6).toFixed(1)} million characters`);
const cache = new EntryCache();
let file = parseSidecar('');
told('read for the first time', [cost(() => (file = parseSidecar(text, cache)))]);

/** A passage in the middle is tagged anew, noted, added or deleted: apply, splice, read again. */
function act(what: string, decisionOf: (run: number) => Decision): void {
  const costs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const decision = decisionOf(run);
    costs.push(
      cost(() => {
        const shown = applyDecision(file.value, decision);
        const written = spliceDecisions(file, [decision], '\n');
        if ('blocked' in written) throw new Error(written.blocked.message);
        if (written.file.value.annotations?.length !== shown.annotations?.length) throw new Error('not what was decided');
        file = written.file;
      }),
    );
  }
  told(what, costs);
}

const key = (run: number): string => `01931c1e-7b1a-7c3e-8000-${(4_000 + 13 * run).toString(16).padStart(12, '0')}`;
const made = (run: number): string => `01931c1e-7b1a-7c3e-8001-${run.toString(16).padStart(12, '0')}`;
const at = '2026-11-22T10:00:00Z';
act('one passage gets a tag', (run) => ({ type: 'change', section: 'annotations', key: key(run), changes: { tags: ['claim', `tag-${run}`], updated: at } }));
act('one passage gets a note', (run) => ({ type: 'change', section: 'annotations', key: key(run), changes: { note: `note ${run}` } }));
act('a new passage', (run) => ({
  type: 'add',
  section: 'annotations',
  entry: { id: made(run), tags: ['claim'], quote: 'new', before: 'a ', after: ' b', position: [600_000 + run, 600_003 + run], by: 'coder-0', created: at },
}));
act('one passage deleted', (run) => ({ type: 'remove', section: 'annotations', key: made(run) }));
