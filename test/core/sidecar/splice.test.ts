import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { applyDecision, invertDecision, isSettled, parseSidecar, sidecarStoreFormat, spliceDecision, spliceDecisions } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import { sidecarFormat } from '../../../src/core/sidecar/format';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { sameData } from '../../../src/core/yaml/equal';
import { EntryCache } from '../../../src/core/yaml/file';
import { applySplices } from '../../../src/core/yaml/splices';
import { choices, writeByHand } from '../yaml/scribe';
import { aimed, decision, sidecar } from './arbitraries';

/** More with PRESSMARK_RUNS. */
const numRuns = Number(process.env['PRESSMARK_RUNS'] ?? 600);

const handwritten = fc
  .tuple(sidecar, choices)
  .map(([value, pick]) => ({ value, text: writeByHand(sidecarFormat, value as unknown as Record<string, unknown>, pick) }));
const act = fc.tuple(decision, fc.nat(20), fc.boolean());

function pointed([made, pick, aim]: readonly [Decision, number, boolean], value: Sidecar): Decision {
  return aim ? aimed(made, value, pick) : made;
}

function spliced(text: string, made: Decision): string {
  const splices = spliceDecision(text, parseSidecar(text), made, '\n');
  if ('blocked' in splices) assert.fail(`${splices.blocked.message} ${splices.blocked.args.join(' ')}\n${text}\n${JSON.stringify(made)}`);
  return applySplices(text, splices);
}

/** The lines without the comments directly above the entry that a removal takes out of a list that stands at the margin. */
function withoutCommentAbove(lines: readonly string[], value: Sidecar, { section, ...made }: Extract<Decision, { type: 'remove' }>): readonly string[] {
  const entries = (from: Sidecar): readonly unknown[] => (from as unknown as Record<string, readonly unknown[] | undefined>)[section] ?? [];
  const left = entries(applyDecision(value, { ...made, section }));
  const removed = entries(value).findIndex((entry, at) => !isDeepStrictEqual(entry, left[at]));
  const header = lines.findIndex((line) => new RegExp(`^["']?${section}["']?\\s*:`).test(line));
  const starts = lines.flatMap((line, at) => (at > header && /^-(?:\s|$)/.test(line) ? [at] : []));
  const entry = starts[removed];
  if (removed < 0 || entry === undefined) return lines;
  const above = lines.findLastIndex((line, at) => at < entry && !line.startsWith('#'));
  return [...lines.slice(0, above + 1), ...lines.slice(entry)];
}

describe('sidecar, written by hand', function () {
  this.timeout(120_000);
  it('reads as what was meant', () => {
    fc.assert(
      fc.property(handwritten, ({ value, text }) => {
        const file = parseSidecar(text);
        assert.deepEqual(
          file.problems.filter((found) => found.severity === 'error'),
          [],
          text,
        );
        assert.ok(sameData(file.value, value), `${text}\n${JSON.stringify(file.value)}\n${JSON.stringify(value)}`);
      }),
      { numRuns },
    );
  });

  it('reads after the splices as the act says', () => {
    fc.assert(
      fc.property(handwritten, act, ({ value, text }, made) => {
        const aim = pointed(made, value);
        const after = parseSidecar(spliced(text, aim));
        const wanted = applyDecision(value, aim);
        assert.equal(after.writable, true);
        assert.ok(sameData(after.value, wanted), `${text}\n${JSON.stringify(aim)}\n${after.text}`);
        assert.ok(isSettled(after, aim));
      }),
      { numRuns },
    );
  });

  it('takes many acts in one writing as one after the other', () => {
    fc.assert(
      fc.property(handwritten, fc.array(act, { maxLength: 8 }), ({ value, text }, acts) => {
        let wanted = value;
        const decisions = acts.map((made) => {
          const aim = pointed(made, wanted);
          wanted = applyDecision(wanted, aim);
          return aim;
        });
        const written = spliceDecisions(parseSidecar(text), decisions, '\n');
        assert.ok(!('blocked' in written), 'blocked' in written ? written.blocked.args.join() + text : '');
        assert.equal(applySplices(text, written.splices), written.text);
        assert.ok(sameData(parseSidecar(written.text).value, wanted), `${text}\n${JSON.stringify(decisions)}\n${written.text}`);
      }),
      { numRuns: numRuns / 3 },
    );
  });

  it('keeps every comment outside the entries that an act touches, but one directly above an entry, which may go with it', () => {
    fc.assert(
      fc.property(handwritten, act, ({ value, text }, made) => {
        const aim = pointed(made, value);
        const after = spliced(text, aim);
        const atMargin = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('#'));
        const before = text.split(/\r?\n/);
        const left = atMargin(after.split(/\r?\n/));
        if (aim.type === 'remove' && isDeepStrictEqual(left, atMargin(withoutCommentAbove(before, value, aim)))) return;
        assert.deepEqual(left, atMargin(before), `${text}\n${JSON.stringify(aim)}\n${after}`);
      }),
      { numRuns: numRuns / 3 },
    );
  });

  it('keeps its own line ends', () => {
    fc.assert(
      fc.property(handwritten, act, ({ value, text }, made) => {
        const aim = pointed(made, value);
        const after = spliced(text, aim);
        if (!text.includes('\n')) return;
        const crlf = text.includes('\r\n');
        assert.equal(/(?:^|[^\r])\n/.test(after), !crlf, JSON.stringify(after));
      }),
      { numRuns: numRuns / 3 },
    );
  });
});

describe('a decision', function () {
  this.timeout(120_000);
  it('is idempotent, to the same object', () => {
    fc.assert(
      fc.property(sidecar, act, (value, made) => {
        const aim = pointed(made, value);
        const once = applyDecision(value, aim);
        assert.equal(applyDecision(once, aim), once);
      }),
      { numRuns },
    );
  });

  it('is taken back by its inverse', () => {
    fc.assert(
      fc.property(sidecar, act, (value, made) => {
        const aim = pointed(made, value);
        const inverse = invertDecision(value, aim);
        const after = applyDecision(value, aim);
        if (inverse === undefined) assert.equal(after, value);
        else assert.ok(sameData(applyDecision(after, inverse), value), JSON.stringify([value, aim, inverse]));
      }),
      { numRuns },
    );
  });
});

describe('the same acts with the same ids and the same clock', function () {
  this.timeout(120_000);

  it('give the same bytes, written together or one by one, whatever was read and remembered before', () => {
    fc.assert(
      fc.property(sidecar, fc.array(act, { minLength: 1, maxLength: 8 }), (before, made) => {
        const text = sidecarStoreFormat.fresh(before);
        const decisions: Decision[] = [];
        let value = parseSidecar(text).value;
        for (const one of made) {
          const decision = pointed(one, value);
          decisions.push(decision);
          value = applyDecision(value, decision);
        }
        const together = written(text, decisions);
        assert.equal(written(text, decisions), together);
        const cache = new EntryCache();
        parseSidecar(together, cache);
        assert.equal(written(text, decisions, cache), together);
        const oneByOne = (): string => decisions.reduce((now, decision) => written(now, [decision]), text);
        assert.equal(oneByOne(), oneByOne());
      }),
      { numRuns: Math.min(numRuns, 200) },
    );
  });
});

function written(text: string, decisions: readonly Decision[], cache?: EntryCache): string {
  const result = spliceDecisions(parseSidecar(text, cache), decisions, '\n');
  if ('blocked' in result) assert.fail(result.blocked.message);
  return result.text;
}
