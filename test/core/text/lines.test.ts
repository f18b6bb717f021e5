import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineIndexOf } from '../../../src/core/text/lines';

const anyText = fc.array(fc.constantFrom('a', 'bc', '\n', '😀', ' ')).map((parts) => parts.join(''));

describe('lineIndexOf', () => {
  it('names places as an editor does', () => {
    const lines = lineIndexOf('ab\n\n😀c');
    assert.equal(lines.lineCount, 3);
    assert.deepEqual(lines.positionAt(2), { line: 0, character: 2 });
    assert.deepEqual(lines.positionAt(3), { line: 1, character: 0 });
    assert.deepEqual(lines.positionAt(6), { line: 2, character: 2 });
    assert.deepEqual(lines.lineRange(2), { start: 4, end: 7 });
  });

  it('clamps what lies outside', () => {
    const lines = lineIndexOf('ab\ncd');
    assert.deepEqual(lines.positionAt(-5), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 5);
    assert.equal(lines.offsetAt({ line: -1, character: 7 }), 0);
    assert.deepEqual(lines.lineRange(9), { start: 3, end: 5 });
  });

  it('agrees with splitting at line feeds, and inverts itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = lineIndexOf(text);
        assert.equal(lines.lineCount, text.split('\n').length);
        for (let offset = 0; offset <= text.length; offset++) {
          const above = text.slice(0, offset).split('\n');
          const position = { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
          assert.deepEqual(lines.positionAt(offset), position);
          assert.equal(lines.offsetAt(position), offset);
        }
      }),
    );
  });
});
