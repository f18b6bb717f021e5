/** What CSV does to a cell that a spreadsheet would take for something else; `npm run check:calc` asks LibreOffice Calc itself. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvText, unguarded } from '../../../src/core/exchange/csv';

function cellsOf(text: string): readonly string[] {
  return Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',' }).data[0] ?? [];
}

describe('cells of CSV', () => {
  it('are behind an apostrophe where a spreadsheet would run them, or write the number otherwise', () => {
    const guarded = [
      '=1+1',
      '+49 30',
      '-5',
      '@name',
      '＝1+1',
      '＋1',
      '－1',
      '＠name',
      '007',
      '00',
      '1e5',
      '1E-05',
      '.5',
      '5.',
      '1.50',
      '1,50',
      ' 7 ',
      '12345678901',
      '1234567890.1',
      "'007",
      "''=1",
    ];
    assert.deepEqual(
      cellsOf(csvText([guarded])),
      guarded.map((cell) => `'${cell}`),
    );
    const bare = ['', '0', '7', '2022', '1.5', '1,5', '0.123456789', '2022-01-15', '007 was here', 'e5', '1e', '0x1F', '1/2', "'quoted'", "O'Neill"];
    assert.deepEqual(cellsOf(csvText([bare])), bare);
  });

  it('begin with no formula where a spreadsheet splits at semicolons', () => {
    const cells = ['foo;=1+1', 'foo;=1+1;bar', 'foo;"=1+1;bar', 'foo\n=1+1\nbar', 'foo; @SUM(A1)', "foo;'=1", 'foo;＝1', 'a;-1'];
    for (const cell of cells) {
      const content = csvText([['id', cell, 'x']]);
      const split = Papa.parse<string[]>(content.replace(/^\ufeff/, ''), { delimiter: ';', quoteChar: '\u0000' }).data.flat();
      // Quotes at the beginning go, as Excel takes them.
      for (const piece of split) assert.doesNotMatch(piece, /^["\s]*[=+\-@＝＋－＠]/, content);
      assert.equal(unguarded(cellsOf(content)[1] ?? ''), cell);
    }
    const bare = ['a; b', 'a;b', 'two\nlines', 'a=b; c', 'a - b'];
    assert.deepEqual(cellsOf(csvText([bare])), bare);
  });

  it('are numbers where they are meant as such', () => {
    assert.deepEqual(cellsOf(csvText([['x', -0.5, 0.492537313432836]])), ['x', '-0.5', '0.492537313432836']);
  });

  it('are again what they were once the apostrophe is taken away', () => {
    const letter = fc.constantFrom('0', '1', '7', '.', ',', 'e', 'E', '+', '-', '=', '@', "'", ' ', '\t', '\u00a0', '"', 'x', ';', '\n', '\r', '＝');
    const cell = fc.array(letter, { maxLength: 14 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        assert.deepEqual(
          cellsOf(csvText([['id', ...cells]])).map((one) => unguarded(one)),
          ['id', ...cells],
        );
      }),
    );
  });
});
