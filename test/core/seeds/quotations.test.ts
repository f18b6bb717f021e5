/** Every statement of one seed, as a careful reader finds them: who says it, by which words, and what. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyserFor, parseGazetteer } from '../../../src/core/corpus/analyser';
import { parseProject } from '../../../src/core/project';
import { type Quotation, QuotationReader } from '../../../src/core/quotations';

const root = path.join(__dirname, '../../..');
const name = '003_a445c12ced951327.txt';

/** [who: an actor's id, several joined by "+", or a kind of source with its words; cue; how the content begins and ends; nested in another] */
const byHand: readonly (readonly [who: string, cue: string, begins: string, ends: string, nested?: 'nested'])[] = [
  ['document: a press release from Brussels', 'according to', 'US Foreign Minister Antony Blinken', 'with the participation of the European Union,”'],
  ['antony-blinken+josep-borrell', 'agreed', 'that “any discussion on European security”', 'with the participation of the European Union,”', 'nested'],
  ['document: the statement', 'said', 'In a telephone conversation, the two', 'to address these challenges,”'],
  ['person: the two senior officials', 'also stressed', 'the importance of using diplomatic', 'to address these challenges,”', 'nested'],
  ['sergey-lavrov', 'has said', 'he expects the first Russia-US', 'to take place in January'],
  ['sergey-lavrov', 'expects', 'the first Russia-US and Russia-NATO talks', 'to take place in January', 'nested'],
  ['document: a statement from the US Secretary of State’s spokesman', 'according to', 'Blinken and Borrell “stressed the need', 'would have serious consequences” for Russia'],
  ['antony-blinken+josep-borrell', 'stressed', 'the need for coordinated action', 'sovereignty and territorial integrity', 'nested'],
  ['antony-blinken+josep-borrell', 'reaffirmed', 'that any new Russian military aggression', 'would have serious consequences” for Russia', 'nested'],
  ['karen-donfried', 'said', 'that the dialogue is expected', 'to begin in January'],
  ['unknown: ', 'is expected', 'the dialogue', 'to begin in January', 'nested'],
  ['karen-donfried', 'has already assured', 'that there will be “no discussion', 'without Europeans.”'],
  // The translation has torn this sentence off the one before it.
  ['karen-donfried', 'said', 'that with the North Atlantic Alliance', 'that with the North Atlantic Alliance'],
  ['vladimir-putin', 'to want', 'a face-to-face discussion', 'with the United States'],
  ['karen-donfried', 'also warned', 'that some of its demands', 'were unacceptable'],
  ['russia', 'demands for', 'a de-escalation of tensions', 'a de-escalation of tensions'],
  ['josep-borrell', 'had earlier stated', 'that the EU was willing to cooperate', 'with Russia on European security.”'],
  ['josep-borrell', 'said', '“Europe’s security is under threat', 'under threat today.”'],
  ['anonymous: Westerners', 'accuse', 'Russia of aggressive tendencies', 'Russia of aggressive tendencies'],
  ['document: the State Department statement', 'according to', 'Meanwhile, in Wednesday’s telephone', 'on US and European companies,”'],
  ['person: the heads of US and European diplomacy', 'expressed', '“a common concern over China’s political', 'on US and European companies,”', 'nested'],
];

describe('statements of a seed', () => {
  const text = readFileSync(path.join(root, 'seeds', name), 'utf8');
  const project = parseProject(readFileSync(path.join(root, 'seeds/pressmark.yaml'), 'utf8')).value;
  const analysis = analyserFor(project, parseGazetteer(readFileSync(path.join(root, 'media/gazetteer.txt'), 'utf8'))).analyse(text);
  const { quotations } = new QuotationReader().read(text, analysis.blocks, analysis.mentions);
  const who = ({ source }: Quotation): string =>
    source.kind === 'actor' ? [source, ...(source.others ?? [])].map(({ actor }) => actor).join('+') : `${source.kind}: ${source.text}`;

  it('are all found, and nothing else', () => {
    const found = quotations.map((quotation, i) => {
      const content = quotation.spans.map(({ start, end }) => text.slice(start, end));
      const [begins, ends] = [byHand[i]?.[2] ?? '', byHand[i]?.[3] ?? ''];
      return [
        who(quotation),
        quotation.cue ? text.slice(quotation.cue.start, quotation.cue.end) : '',
        content[0]?.slice(0, begins.length),
        content.at(-1)?.slice(-ends.length),
        ...(quotation.nested ? ['nested'] : []),
      ];
    });
    assert.deepEqual(found, byHand);
  });
});
