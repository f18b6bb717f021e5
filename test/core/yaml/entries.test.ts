/** A file read entry by entry before it is read as a whole. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { projectStoreFormat } from '../../../src/core/project';
import { EntryCache, sidecarStoreFormat } from '../../../src/core/sidecar';

const annotation = (n: number): string =>
  `  - id: a${n}\n    quote: "Word ${n}"\n    position: [${n}, ${n + 6}]\n    tags: [x]\n    by: Ada\n    created: 2026-11-22T10:00:00Z\n`;
const sidecar = (count: number): string => `pressmark: 1\nannotations:\n${Array.from({ length: count }, (_, n) => annotation(n)).join('')}`;

/** Counts what is read that the cache does not know. */
class Counting extends EntryCache {
  made = 0;
  override reading(...[kind, text, make]: Parameters<EntryCache['reading']>): ReturnType<EntryCache['reading']> {
    return super.reading(kind, text, () => {
      this.made++;
      return make();
    });
  }
}

describe('entries read before the file', () => {
  it('are read once, a step each, and found again', () => {
    const cache = new Counting();
    const text = sidecar(500);
    const steps = [...sidecarStoreFormat.entries(text, cache)].length;
    assert.ok(steps >= 500 && steps < 510, `${steps} steps`);
    const read = cache.made;
    assert.ok(read >= 500);
    assert.equal(sidecarStoreFormat.read(text, cache).value.annotations?.length, 500);
    assert.equal(cache.made, read, 'nothing is read again');
  });

  it('are those of a project’s parts, too', () => {
    const cache = new Counting();
    const format = projectStoreFormat('actors');
    const text = 'pressmark: 1\nactors:\n  - { id: ada, name: Ada, kind: person }\n  - { id: ben, name: Ben, kind: person }\n';
    assert.ok([...format.entries(text, cache)].length >= 2);
    const read = cache.made;
    assert.equal(format.read(text, cache).value.actors?.length, 2);
    assert.equal(cache.made, read);
  });

  it('change nothing of what the file says, whatever stands in it', () => {
    const piece = fc.constantFrom(
      annotation(1),
      annotation(2),
      '  - {',
      '# a comment\n',
      'tags: x\n',
      '<<<<<<< ours\n',
      '---\n',
      'document: {outlet: a}\n',
      '  \t- x\n',
      'pressmark: 0\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `pressmark: 1\nannotations:\n${pieces.join('')}`;
        const cache = new EntryCache();
        void [...sidecarStoreFormat.entries(text, cache)];
        const [warm, cold] = [sidecarStoreFormat.read(text, cache), sidecarStoreFormat.read(text)];
        assert.deepEqual([warm.value, warm.problems, warm.writable], [cold.value, cold.problems, cold.writable]);
      }),
      { numRuns: 300 },
    );
  });
});
