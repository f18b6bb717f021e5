/** Every stretch of a text has a voice: what the layer marks, and what its card says, without an editor. */
import assert from 'node:assert/strict';
import { emptyGazetteer } from '../../../src/core/corpus/analyser';
import { analyserFor } from '../../../src/core/corpus/analyser';
import { QuotationReader } from '../../../src/core/quotations';
import { voiceAt, voicesOf } from '../../../src/extension/features/decorations/voices';

const text = `Talks begin

The mayor of Lindow said that the talks had begun. “They were long,” she added. She wants to go home.

The mayor at the gate. Photo: Ida Holm / Gazette

2 Comments

Rover says:

January 11, 2022 at 3:45 pm

The mayor said that they had met nine times already.

Quill says:

January 12, 2022 at 8:24 am

Ten times.
`;

describe('the layer of voices', () => {
  const { blocks, mentions } = analyserFor({ pressmark: 1 }, emptyGazetteer).analyse(text);
  const { quotations } = new QuotationReader().read(text, blocks, mentions);
  const words = (ranges: readonly { readonly start: number; readonly end: number }[]): readonly string[] =>
    ranges.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '));

  it('holds what is quoted and reported, captions and reader comments; the rest is the outlet’s own voice', () => {
    const { quoted, reported, caption, comment } = voicesOf(text, blocks, quotations);
    assert.deepEqual(words(quoted), ['“They were long,”']);
    assert.deepEqual(words(reported), ['that the talks had begun'], 'what a commenter reports is in the comment’s voice');
    assert.deepEqual(words(caption), ['The mayor at the gate. Photo: Ida Holm / Gazette']);
    assert.ok(
      words(comment).some((one) => /^Rover says: .*nine times already\.$/.test(one)),
      JSON.stringify(words(comment)),
    );
    assert.ok(words(comment).some((one) => /^Quill says: .*Ten times\.$/.test(one)));
  });

  it('says at a place whose voice is there', () => {
    const at = (found: string): string => {
      const voice = voiceAt(text, blocks, quotations, text.indexOf(found) + 1);
      if (!voice) return 'outlet';
      return 'voice' in voice ? `${voice.voice} ${voice.author ?? ''}`.trim() : voice.form;
    };
    assert.deepEqual(['Talks begin', 'talks had', 'They were', 'go home', 'at the gate', 'nine times', 'Ten times'].map(at), [
      'outlet',
      'indirect',
      'direct',
      'outlet',
      'caption',
      'comment Rover',
      'comment Quill',
    ]);
  });
});
