import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalText, decodeDocument } from '../../../src/core/text/canonical';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('canonicalText', () => {
  it('drops one byte order mark and unifies line ends', () => {
    assert.equal(canonicalText('\ufeffa\r\nb\rc\n\r\n'), 'a\nb\nc\n\n');
    assert.equal(canonicalText('a\ufeff'), 'a\ufeff');
    assert.equal(canonicalText(''), '');
  });
  it('is idempotent and keeps line and character of every place', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', 'é')), (parts) => {
        const text = parts.join('');
        const canonical = canonicalText(text);
        assert.equal(canonicalText(canonical), canonical);
        assert.deepEqual(canonical.split('\n'), text.split(/\r\n|\r|\n/));
      }),
    );
  });
});

describe('decodeDocument', () => {
  const cases: readonly { name: string; input: Uint8Array; encoding?: string; expected: ReturnType<typeof decodeDocument> }[] = [
    { name: 'empty', input: bytes(), expected: { text: '' } },
    { name: 'UTF-8 with a mark and CRLF', input: utf8('\ufeffa\r\nб'), expected: { text: 'a\nб' } },
    { name: 'NUL bytes', input: bytes(97, 0, 98), expected: { text: 'a\0b' } },
    { name: 'bytes that are not UTF-8', input: bytes(0xcf, 0xf0, 0xe8), expected: { problem: 'undecodable' } },
    { name: 'windows-1251', input: bytes(0xcf, 0xf0, 0xe8), encoding: 'windows-1251', expected: { text: 'При' } },
    { name: "windows-1251 in VS Code's spelling", input: bytes(0xcf, 0xf0, 0xe8), encoding: 'windows1251', expected: { text: 'При' } },
    { name: 'UTF-16', input: bytes(0xff, 0xfe, 0x41, 0x04), encoding: 'utf16le', expected: { text: 'с' } },
    { name: 'half a character at the end', input: bytes(97, 0xd0), expected: { problem: 'undecodable' } },
    { name: 'an unknown encoding', input: bytes(97), encoding: 'klingon', expected: { problem: 'unknown-encoding' } },
    { name: 'an encoding that is no label', input: bytes(97), encoding: '\0', expected: { problem: 'unknown-encoding' } },
  ];
  for (const { name, input, encoding, expected } of cases) it(name, () => assert.deepEqual(decodeDocument(input, encoding), expected));
});
