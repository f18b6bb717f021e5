/** What is kept of passages that wait: whatever is kept, moved or forgotten at the same time. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { JournalPort, JournalRecord } from '../../../src/core/ports';
import type { Annotation } from '../../../src/core/sidecar/schema';
import { HeldPassages } from '../../../src/extension/workspace/heldPassages';

const at = (address: string): vscode.Uri => ({ toString: () => address }) as vscode.Uri;
const passage = (id: string): Annotation => ({ id, tags: ['t'], quote: id, position: [0, id.length], by: 'a', created: '2026-11-21T10:00:00Z' });
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Takes what it is given at once, and says so when it is let. */
class Journal implements JournalPort {
  records: (JournalRecord & { readonly file: string })[] = [];
  readonly answers: (() => void)[] = [];
  slow = false;
  full: string | undefined;

  append(file: string, records: readonly JournalRecord[]): Promise<void> {
    if (file === this.full) return Promise.reject(new Error('full'));
    this.records.push(...records.map((record) => ({ ...record, file })));
    return this.slow ? new Promise((resolve) => this.answers.push(resolve)) : Promise.resolve();
  }
  read(file: string): Promise<readonly JournalRecord[]> {
    return Promise.resolve(this.records.filter((record) => record.file === file));
  }
  remove(file: string, ids: readonly string[]): Promise<void> {
    this.records = this.records.filter((record) => record.file !== file || !ids.includes(record.id));
    return Promise.resolve();
  }
}

function keeper(journal: Journal): HeldPassages {
  let last = 0;
  return new HeldPassages(journal, () => Promise.resolve([]), { next: () => String(++last) }, silent);
}

describe('what is kept of passages that wait', () => {
  it('is forgotten for good, though its place was being kept anew when it was', async () => {
    const journal = new Journal();
    const passages = keeper(journal);
    await passages.keep(at('a'), [{ hold: passage('p') }]);
    journal.slow = true;
    const kept = passages.keep(at('a'), [{ hold: { ...passage('p'), position: [7, 8] } }]);
    const forgotten = passages.forget(at('a'), ['p']);
    await Promise.resolve();
    journal.answers.shift()?.();
    await Promise.all([kept, forgotten]);
    assert.deepEqual([await passages.of(at('a')), journal.records], [[], []]);
  });

  it('is under the new name alone once it has moved, and under the old one where it could not', async () => {
    const journal = new Journal();
    const passages = keeper(journal);
    await passages.keep(at('a'), [{ hold: passage('p') }]);
    assert.deepEqual(await passages.move(at('a'), at('b')), []);
    assert.deepEqual([await passages.of(at('a')), await passages.of(at('b'))], [[], [passage('p')]]);
    journal.full = 'c';
    assert.deepEqual(await passages.move(at('b'), at('c')), [passage('p')]);
    assert.deepEqual([await passages.of(at('b')), await passages.of(at('c'))], [[passage('p')], []]);
  });
});
