import assert from 'node:assert/strict';
import { scriptOf } from '../../../src/core/text/script';

describe('the script of a text', () => {
  it('is the same whether letters of others stand in it, and all are counted, or none', () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const letter = String.fromCharCode(unit);
      // One letter of another script has them counted; where that decides, there are none.
      const [greek, cyrillic] = ['α', 'я'].map((other) => scriptOf(`${letter.repeat(9)}${other}`));
      assert.equal(scriptOf(letter), greek === cyrillic ? greek : undefined, `U+${unit.toString(16)}`);
    }
  });

  it('is that of nearly all letters', () => {
    assert.equal(scriptOf('Ministers met in Québec, “as planned”.'), 'latin');
    assert.equal(scriptOf('Министры встретились в Женеве (AP).'), 'cyrillic');
    assert.equal(scriptOf('Министры Ministers'), undefined);
    assert.equal(scriptOf('12 – 14'), undefined);
  });
});
