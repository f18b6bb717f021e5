import assert from 'node:assert/strict';
import { documentNameOf, matchesQuoteHash, quoteHash, sidecarName, textHash } from '../../../src/core/sidecar/index';
import { coderSlug, documentCandidates, isOwnSidecar } from '../../../src/core/sidecar/names';

describe('names of sidecars', () => {
  it('are the document’s with an ending, and the coder’s where each has their own', () => {
    assert.equal(sidecarName('a.txt'), 'a.txt.pressmark.yaml');
    assert.equal(sidecarName('a.txt', 'anna'), 'a.txt.anna.pressmark.yaml');
    assert.equal(documentNameOf('a.txt.pressmark.yaml'), 'a.txt');
    assert.deepEqual(['pressmark.yaml', 'a.yaml', '.pressmark.yaml'].map(documentNameOf), [undefined, undefined, undefined]);
    assert.deepEqual(documentCandidates('a.txt.anna.pressmark.yaml'), [{ document: 'a.txt.anna' }, { document: 'a.txt', coder: 'anna' }]);
    assert.deepEqual(documentCandidates('a.pressmark.yaml'), [{ document: 'a' }]);
  });

  it('say whose they are only together with the documents: one may be named as a coder’s sidecar of another would be', () => {
    const own = (name: string, coder: string, ...documents: readonly string[]): boolean => isOwnSidecar(name, coder, (one) => documents.includes(one));
    assert.equal(own(sidecarName('a.txt', 'Anna B.'), 'Anna B.', 'a.txt'), true);
    assert.equal(own(sidecarName('a.txt', 'anna'), 'ben', 'a.txt'), false);
    assert.equal(own(sidecarName('a.txt'), 'txt', 'a.txt'), false);
    assert.equal(own(sidecarName('a.txt.anna'), 'anna', 'a.txt', 'a.txt.anna'), false);
    assert.equal(own(sidecarName('a.txt', 'anna'), 'anna'), false, 'of no document that is known');
    assert.equal(own('in/a.txt.anna.pressmark.yaml', 'anna', 'in/a.txt'), true);
  });

  it('hold no character of a coder’s name that a file name cannot, and tell such coders apart', () => {
    assert.equal(coderSlug('anna_2-b'), 'anna_2-b');
    const odd = ['../../etc', 'a/b', 'a\\b', 'a.b', 'A B', 'a:b', '.'].map(coderSlug);
    for (const slug of odd) assert.match(slug, /^[\p{L}\p{N}_-]+$/u);
    assert.equal(new Set(odd).size, odd.length);
  });
});

describe('hashes', () => {
  it('name a text', () => {
    // FIPS 180-4, the empty message.
    assert.equal(textHash(''), 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(textHash('abc'), 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('stand for a quote that is not kept', () => {
    const hash = quoteHash('the words', '00ff');
    assert.ok(matchesQuoteHash('the words', hash));
    assert.ok(!matchesQuoteHash('the word', hash));
    assert.ok(!matchesQuoteHash('the words', 'sha256'));
  });
});
