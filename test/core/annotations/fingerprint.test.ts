import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Fingerprint } from '../../../src/core/annotations/fingerprint';
import { spliced } from '../../../src/core/annotations/tracking';
import type { Splice } from '../../../src/core/annotations/types';

const edit = fc.record({ at: fc.nat(), remove: fc.nat(12), insert: fc.constantFrom('', 'x', 'é', 'Tuesday', ' a b ') });
const texts = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('Fingerprint', () => {
  it('follows edits to what the text alone gives', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (text, events) => {
        const fingerprint = new Fingerprint(text);
        for (const event of events) {
          const splices: Splice[] = [];
          for (const { at, remove, insert } of event.map((e) => ({ ...e, at: e.at % (text.length + 1) })).toSorted((a, b) => a.at - b.at)) {
            const start = Math.max(at, splices.at(-1)?.end ?? 0);
            splices.push({ start, end: Math.min(text.length, start + remove), text: insert });
          }
          fingerprint.edit(text, splices);
          text = spliced(text, splices);
          assert.equal(fingerprint.value, new Fingerprint(text).value);
        }
      }),
    );
  });

  it('tells texts of one length apart', () => {
    const long = 'one of many lines\n'.repeat(400);
    const seen = new Set([new Fingerprint(long).value]);
    for (let at = 0; at < long.length; at += 18) seen.add(new Fingerprint(`${long.slice(0, at)}O${long.slice(at + 1)}`).value);
    assert.equal(seen.size, 401);
    const [one, other, between] = ['the first paragraph', 'another of its size', 'x'.repeat(65_536 - 19)];
    assert.notEqual(new Fingerprint(one + between + other).value, new Fingerprint(other + between + one).value);
  });
});
