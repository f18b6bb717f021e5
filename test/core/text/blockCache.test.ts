import assert from 'node:assert/strict';
import { BlockCache } from '../../../src/core/text/blockCache';

describe('what is kept of blocks by their text', () => {
  const block = (n: number): string => `${n} ${'x'.repeat(100_000)}`;

  it('is read once, and again only when much else was asked for since', () => {
    const cache = new BlockCache<string>();
    const read: string[] = [];
    const get = (n: number): string =>
      cache.get(block(n), (own) => {
        read.push(own);
        return own.slice(0, own.indexOf(' '));
      });
    // What is asked for between all others stays, although the others are more than is kept.
    for (let n = 0; n < 100; n++) assert.deepEqual([get(n), get(n), get(0)], [String(n), String(n), '0']);
    assert.equal(read.length, 100);
    get(99);
    assert.equal(read.length, 100, 'the last is known');
    get(1);
    assert.equal(read.length, 101, 'what was not asked for any more is forgotten');
  });

  it('tells blocks apart that differ in one character', () => {
    const cache = new BlockCache<string>();
    const blocks = Array.from({ length: 300 }, (_, n) => `${'x'.repeat(n)}y${'x'.repeat(299 - n)}`);
    let read = 0;
    const get = (text: string): string =>
      cache.get(text, (own) => {
        read++;
        return own;
      });
    for (const text of [...blocks, ...blocks]) assert.equal(get(text), text);
    assert.equal(read, blocks.length);
  });

  it('hands on the whole of a block, however short', () => {
    const cache = new BlockCache<string>();
    for (const text of ['', 'a', 'ab', 'Брюссель'])
      assert.equal(
        cache.get(text, (own) => own),
        text,
      );
  });
});
