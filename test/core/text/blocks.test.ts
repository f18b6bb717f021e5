import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { blocksOf } from '../../../src/core/text/blocks';
import { isSpace } from '../../../src/core/text/characters';
import { commentsOf } from '../../../src/core/text/comments';

interface Specimen {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly string[];
}

function specimens(): readonly Specimen[] {
  const file = readFileSync(new URL('./blocks.golden.txt', import.meta.url), 'utf8');
  return file
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const [name = '', ...rows] = section.split('\n').filter((row) => !row.startsWith('#'));
      const lines: string[] = [];
      const expected: string[] = [];
      for (const row of rows) {
        const [, label, text] = /^([a-z]+(?: \d+)?|\.\.\.) *>? {1,}(.*)$/.exec(row) ?? [];
        if (label !== undefined && label !== '...') expected.push(`${label} > ${text}`);
        if (label === '...') expected.push(`${expected.pop()}\n${text}`);
        lines.push(text ?? '');
      }
      return { name, text: lines.join('\n'), expected };
    });
}

function described(text: string): readonly string[] {
  return blocksOf(text).map(({ kind, comment, start, end }) => `${kind}${comment === undefined ? '' : ` ${comment}`} > ${text.slice(start, end)}`);
}

const words = [
  'Borders',
  'talks',
  'again',
  'said',
  'the',
  'minister',
  '–',
  '•',
  'Reply',
  '3 Comments',
  'Rover says:',
  '«да»',
  '+32 (0)2 296 85 60',
  '😀',
  'end.',
  '\u00a0',
  '\t',
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...words, ' ', ' ', '\n', '\n\n'), fc.string({ maxLength: 4 })))
  .map((parts) => parts.join('').replaceAll('\r', '\n'));

describe('blocksOf', function () {
  this.timeout(30_000);

  for (const { name, text, expected } of specimens()) it(name, () => assert.deepEqual(described(text), expected));

  it('is empty for a text without characters', () => {
    assert.deepEqual(blocksOf(''), []);
    assert.deepEqual(blocksOf(' \n\t\n\u00a0'), []);
  });

  it('covers everything but white space, in order, without overlap, trimmed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { start, end } of blocksOf(text)) {
          assert.ok(start >= at && end > start && end <= text.length);
          assert.equal(
            [...text.slice(at, start)].every((c) => isSpace(c.charCodeAt(0))),
            true,
            'only white space between blocks',
          );
          assert.equal(isSpace(text.charCodeAt(start)) || isSpace(text.charCodeAt(end - 1)), false, 'no white space at the edges');
          at = end;
        }
        assert.equal(
          [...text.slice(at)].every((c) => isSpace(c.charCodeAt(0))),
          true,
        );
      }),
    );
  });

  it('splits locally: a paragraph behind a blank line is split as it is alone', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const joined = `${before}\n\n${after}`;
        const offset = before.length + 2;
        const alone = blocksOf(after).map(({ start, end }) => [start + offset, end + offset]);
        const within = blocksOf(joined).map(({ start, end }) => [start, end]);
        assert.deepEqual(within.slice(within.length - alone.length), alone);
        assert.deepEqual(
          within.slice(0, within.length - alone.length),
          blocksOf(before).map(({ start, end }) => [start, end]),
        );
      }),
    );
  });

  it('takes hostile text in linear time', function () {
    // A busy machine may take long over what is linear; what this must catch takes minutes.
    this.timeout(60_000);
    const hostile = [
      '1. a '.repeat(50_000),
      'a\n'.repeat(100_000),
      `${'('.repeat(200)}\n`.repeat(1_000),
      `${'a '.repeat(110)}\n\n`.repeat(1_000),
      `${'Share this, '.repeat(19)}\n`.repeat(1_000),
      '\u0000'.repeat(100_000),
    ];
    const started = performance.now();
    for (const text of hostile) blocksOf(text);
    // Linear is some 100 ms here; what this must catch takes minutes.
    assert.ok(performance.now() - started < 10_000);
  });
});

describe('commentsOf', () => {
  it('gives each comment its head and its author', () => {
    const text =
      'The ministers met on Tuesday to speak about it.\n\n1. Rover Offline Rover\nRover (Ralph) 11 January 2022 11: 05\nNine times already.\n\nComments\nQuill (Quentin) 12 January 2022 08: 24\nTen.';
    const comments = commentsOf(text, blocksOf(text));
    assert.deepEqual(
      comments.map(({ index, author, header, start, end }) => ({
        index,
        author: author && text.slice(author.start, author.end),
        header: header && text.slice(header.start, header.end),
        text: text.slice(start, end),
      })),
      [
        {
          index: 0,
          author: 'Rover',
          header: '1. Rover Offline Rover\nRover (Ralph) 11 January 2022 11: 05',
          text: '1. Rover Offline Rover\nRover (Ralph) 11 January 2022 11: 05\nNine times already.\n\nComments',
        },
        { index: 1, author: 'Quill (Quentin)', header: 'Quill (Quentin) 12 January 2022 08: 24', text: 'Quill (Quentin) 12 January 2022 08: 24\nTen.' },
      ],
    );
  });
});
