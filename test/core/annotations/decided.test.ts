import assert from 'node:assert/strict';
import type { Mention } from '../../../src/core/actors/types';
import { applyMentionDecisions } from '../../../src/core/annotations/decided';
import type { AnchoredDecision } from '../../../src/core/annotations/decided';
import type { TemporalExpression } from '../../../src/core/dates/types';
import type { MentionDecision } from '../../../src/core/sidecar/schema';

const text = 'The Foreign Ministry met AP on Saturday. AP and May left tomorrow; May stayed.';
const at = (surface: string, nth = 0): { start: number; end: number; text: string } => {
  let start = text.indexOf(surface);
  for (let i = 0; i < nth; i++) start = text.indexOf(surface, start + 1);
  return { start, end: start + surface.length, text: surface };
};
const mention = (surface: string, nth = 0): Mention => ({
  ...at(surface, nth),
  kind: 'organisation',
  actor: `auto-${surface}`,
  provisional: true,
  name: surface,
  rule: 'auto',
});
const date = (surface: string, value: string, nth = 0): TemporalExpression => ({ ...at(surface, nth), type: 'DATE', value, rule: 'auto', alternatives: [] });
let made = 0;
const decide = (surface: string, nth: number, fields: Partial<MentionDecision>): AnchoredDecision => {
  const { start, end } = at(surface, nth);
  return { range: { start, end }, decision: { id: `d${made++}`, quote: surface, position: [start, end], by: 'a', at: '2026-01-01T10:00:00Z', ...fields } };
};
const mentions = [mention('Foreign Ministry'), mention('AP'), mention('AP', 1)];
const dates = [date('Saturday', '2022-01-15'), date('May', '2022-05'), date('tomorrow', '2022-01-16'), date('May', '2022-05', 1)];
const names: Record<string, Pick<Mention, 'name' | 'kind'>> = {
  eeas: { name: 'European External Action Service', kind: 'organisation' },
  may: { name: 'Theresa May', kind: 'person' },
};

function shown(...decisions: AnchoredDecision[]): { mentions: string[]; dates: string[] } {
  const marks = applyMentionDecisions(text, mentions, dates, decisions, (id) => names[id]);
  return {
    mentions: marks.mentions.map((m) => `${m.start} ${m.text} ${m.actor} ${m.rule}`),
    dates: marks.dates.map((d) => `${d.start} ${d.text} ${d.value} ${d.rule}`),
  };
}

describe('applyMentionDecisions', () => {
  it('changes nothing without decisions', () => {
    const marks = applyMentionDecisions(text, mentions, dates, [], () => undefined);
    assert.deepEqual(marks, { mentions, dates });
  });

  it('sets the actor of a mention', () => {
    const marks = applyMentionDecisions(text, mentions, dates, [decide('Foreign Ministry', 0, { actor: 'eeas' })], (id) => names[id]);
    assert.deepEqual(marks.mentions[0], {
      start: 4,
      end: 20,
      text: 'Foreign Ministry',
      kind: 'organisation',
      actor: 'eeas',
      provisional: false,
      name: 'European External Action Service',
      rule: 'coder',
    });
    assert.equal(marks.mentions.length, 3);
  });

  it('makes a date an actor, in the order of the text', () => {
    assert.deepEqual(shown(decide('May', 0, { actor: 'may' })), {
      mentions: ['4 Foreign Ministry auto-Foreign Ministry auto', '25 AP auto-AP auto', '41 AP auto-AP auto', '48 May may coder'],
      dates: ['31 Saturday 2022-01-15 auto', '57 tomorrow 2022-01-16 auto', '67 May 2022-05 auto'],
    });
  });

  it('corrects a date, keeps the former value as another reading, and drops an unknown mod', () => {
    const [corrected] = applyMentionDecisions(
      text,
      [],
      dates,
      [decide('tomorrow', 0, { date: { type: 'DATE', value: 'FUTURE_REF', mod: 'WILD' } })],
      () => undefined,
    ).dates.filter((d) => d.rule === 'coder');
    assert.deepEqual(corrected, {
      ...at('tomorrow'),
      type: 'DATE',
      value: 'FUTURE_REF',
      rule: 'coder',
      alternatives: [{ type: 'DATE', value: '2022-01-16', rule: 'auto' }],
    });
  });

  it('rejects one mark, or all of its surface form', () => {
    assert.deepEqual(shown(decide('AP', 0, { reject: 'mention' })).mentions, ['4 Foreign Ministry auto-Foreign Ministry auto', '41 AP auto-AP auto']);
    assert.deepEqual(shown(decide('AP', 0, { reject: 'document' })).mentions, ['4 Foreign Ministry auto-Foreign Ministry auto']);
  });

  it('lets a mark decided by itself stand against a rejection for the document, whatever their order in time', () => {
    const single = decide('AP', 1, { actor: 'ap', at: '2026-01-01T09:00:00Z' });
    assert.deepEqual(shown(single, decide('AP', 0, { reject: 'document', at: '2026-01-01T11:00:00Z' })).mentions, [
      '4 Foreign Ministry auto-Foreign Ministry auto',
      '41 AP ap coder',
    ]);
  });

  it('shows the later of two decisions about one place', () => {
    const early = decide('AP', 0, { actor: 'one', by: 'a', at: '2026-01-01T10:00:00Z' });
    const late = decide('AP', 0, { actor: 'two', by: 'b', at: '2026-01-02T10:00:00Z' });
    assert.ok(shown(late, early).mentions.includes('25 AP two coder'));
  });
});
