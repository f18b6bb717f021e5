import assert from 'node:assert/strict';
import { committedText, schemaTexts } from '../../harness/json-schemas';

describe('the JSON Schemas for editors', () => {
  for (const [file, text] of schemaTexts()) {
    it(`${file} is what the code reads by`, () => {
      assert.equal(committedText(file), text, 'run: node --import tsx test/harness/json-schemas.ts');
    });
  }
});
