import assert from 'node:assert/strict';
import { sentenceOf, count } from '../../../src/cli/messages';
import { formsInWords, plural } from '../../../src/extension/features/hovers/words';
import { numeral, writeNumbersIn } from '../../../src/extension/numeral';
import { english } from '../../../src/extension/translate';

describe('counts that a person reads', () => {
  afterEach(() => writeNumbersIn('en'));

  it('are written as the display language writes them, also once the language is another', () => {
    const written = (locale: string): string => {
      writeNumbersIn(locale);
      return numeral(1_234_567);
    };
    assert.deepEqual(['en', 'de', 'en-IN'].map(written), ['1,234,567', '1.234.567', '12,34,567']);
  });

  it('stand so before their noun, and behind the forms of an actor', () => {
    assert.deepEqual(
      [1, 999, 12_000].map((number) => plural(number, 'mention', 'mentions')),
      ['1 mention', '999 mentions', '12,000 mentions'],
    );
    writeNumbersIn('de');
    assert.equal(plural(12_000, 'Nennung', 'Nennungen'), '12.000 Nennungen');
    assert.equal(formsInWords([{ form: 'Blinken', count: 2545, asides: 1208 }], english), 'Blinken 2.545 &#40;1&#46;208 set back&#41;');
  });

  it('are grouped at the terminal, in the losses of an import too, while what is a name stays as it is', () => {
    assert.equal(count(12_000, 'document'), '12,000 documents');
    assert.equal(sentenceOf({ message: '{0} lines of {1} are left out.', args: [12_000, '2022'] }), '12,000 lines of 2022 are left out.');
  });

  it('are written as in English where the display language is none that there is', () => {
    writeNumbersIn('en_US');
    assert.equal(numeral(12_000), '12,000');
    writeNumbersIn('en');
  });
});
