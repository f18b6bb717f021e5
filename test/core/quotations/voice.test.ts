import assert from 'node:assert/strict';
import { QuotationReader, suggestVoice, type VoiceSuggestion } from '../../../src/core/quotations';
import { blocksOf } from '../../../src/core/text/blocks';
import type { Range } from '../../../src/core/text/range';

/** The passage stands between ⟦ and ⟧; expected is "voice" or "voice: speaker". */
const rows: readonly (readonly [specimen: string, expected: string])[] = [
  ['The river rose in spring. ⟦Nobody had expected it to rise so early.⟧', 'outlet'],
  ['⟦“The wall is safe,”⟧ the northern minister said.', 'quoted: the northern minister'],
  ['⟦“The wall is safe,” the northern minister said.⟧', 'quoted: the northern minister'],
  ['"The wall is safe," he said. ⟦"It will hold for a hundred years."⟧', 'quoted: he'],
  ['Jane Example said: “⟦The wall is not safe at all⟧, and never was.”', 'quoted: Jane Example'],
  ['In this regard, Example stressed that the towns are "⟦seriously interested in a second survey of the wall⟧."', 'quoted: Example'],
  ['As the statement says, “⟦The towns remain open to talks."⟧', 'quoted: the statement'],
  ['“⟦They will never learn.⟧\n\nAnd they inflated a large story around this, ”said the head of the survey office.', 'quoted: the head of the survey office'],
  [
    '⟦“They will never learn.\n\nThe second paragraph of the speech.\n\nAnd the third, ”- the interlocutor of the paper emphasized.⟧',
    'quoted: the interlocutor of the paper',
  ],
  ['“An opening mark that is never closed. ⟦It stands in one paragraph.⟧\n\nAnother paragraph follows, without any marks.', 'quoted'],
  ['“An opening mark that is never closed.\n\n⟦Another paragraph follows, without any marks.⟧', 'outlet'],
  ['«⟦Стена стоит прочно⟧», — сообщили инженеры.', 'quoted'],
  ['⟦The minister said that the wall was safe.⟧', 'paraphrased: The minister'],
  ['⟦Later Example clarified that the wall was not safe.⟧', 'paraphrased: Example'],
  ['⟦According to the northern survey office, the wall is not safe.⟧', 'paraphrased: the northern survey office'],
  ['⟦The wall is not safe, the engineers added.⟧', 'paraphrased: the engineers'],
  ['⟦As emphasized in the survey office, the work continues.⟧', 'paraphrased: the survey office'],
  ['⟦He clarified that he was in favour of "separate surveys" of the wall.⟧', 'paraphrased: He'],
  [
    '⟦Director of the Survey Office Jane Example at the end of November said that the wall was safe.⟧',
    'paraphrased: Director of the Survey Office Jane Example',
  ],
  ['The minister said that it was late. ⟦The river rose again.⟧', 'outlet'],
  ['The ministers met on Tuesday in the capital.\n\n⟦Photo: Northern Agency⟧', 'caption'],
  ['The ministers met on Tuesday in the capital.\n\nRover (Ralph) 11 January 2022 11: 05\n⟦They said that nine times.⟧', 'comment: Rover (Ralph)'],
];

const voiceOf = (text: string, range: Range): VoiceSuggestion => {
  const blocks = blocksOf(text);
  return suggestVoice(text, blocks, new QuotationReader().read(text, blocks, []).quotations, range);
};

describe('suggestVoice', () => {
  for (const [specimen, expected] of rows) {
    it(specimen.replaceAll('\n', '¶'), () => {
      const text = specimen.replace(/[⟦⟧]/g, '');
      const range = { start: specimen.indexOf('⟦'), end: specimen.indexOf('⟧') - 1 };
      const { voice, speaker } = voiceOf(text, range);
      assert.equal(speaker ? `${voice}: ${text.slice(speaker.start, speaker.end)}` : voice, expected);
    });
  }

  it('says outlet between blocks and in an empty text', () => {
    assert.deepEqual(voiceOf('', { start: 0, end: 0 }), { voice: 'outlet' });
  });

  it('takes hostile sentences in linear time', function () {
    // A busy machine may take long over what is linear; what this must catch takes minutes.
    this.timeout(60_000);
    const started = performance.now();
    for (const text of [
      'the claim that '.repeat(20_000),
      'he said, “a b c” '.repeat(10_000),
      'The of '.repeat(20_000),
      'A '.repeat(50_000),
      `${'"'.repeat(50_000)} said`,
      `${'the '.repeat(2_000)}said that. `.repeat(20),
    ])
      voiceOf(text, { start: 5, end: 50 });
    assert.ok(performance.now() - started < 10_000);
  });
});
