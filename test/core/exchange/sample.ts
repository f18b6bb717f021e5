/** A small project with everything that an export has to carry. */
import { exchangeDocument, type ExchangeDocument, type ExchangeProject } from '../../../src/core/exchange';
import { selectorFor } from '../../../src/core/annotations/selector';
import { indexProject, parseProject } from '../../../src/core/project';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';

export const text = `Ada Vane meets 😀 Orlo Finch

VANTA — Ada Vane said on Monday that "nothing is decided" 😀. Vane smiled. ADA VANE LEFT.

3 Comments

Finch99, 10 January 2022 at 11:05

I know Ada Vane. She is right.

Otto Reader (otto_r), 10 January 2022 at 12:15

Finch99 is wrong, says otto_r.
`;

export const project: ExchangeProject = {
  name: 'Probe & Co',
  index: indexProject(
    parseProject(`pressmark: 1
stance:
  - { id: tone, question: "How <warm>?", positions: [{ id: warm, label: Warm }, { id: cold, label: Cold }] }
outlets: [{ id: gazette, name: The Gazette, country: XX }]
actors:
  - { id: ada-vane, name: Ada Vane, kind: person, aliases: [Vane] }
  - { id: orlo-finch, name: Orlo Finch, kind: person }
tags:
  - id: denial
    label: Denial
    color: blue
    example: Ada Vane said no.
    children: [{ id: doubt, label: Doubt & co, color: "#12ab34" }]
`).value,
  ),
};

export function annotation(id: string, by: string, words: string, tags: readonly string[], more: Partial<Annotation> = {}): Annotation {
  const start = text.indexOf(words);
  const { quote, before, after } = selectorFor(text, { start, end: start + words.length });
  return {
    id,
    tags: [...tags],
    quote,
    before,
    after,
    position: [start, start + words.length],
    by,
    created: '2026-11-21T10:00:00Z',
    ...more,
  };
}

const sidecar: Sidecar = {
  pressmark: 1,
  document: { title: 'Ada Vane and others', outlet: 'gazette', published: '2022-01-10', url: 'https://example.org/ada-vane', authors: ['Orlo Finch'] },
  read: [{ by: 'Ben B.', at: '2026-11-21T10:00:00Z' }],
  stance: [{ question: 'tone', position: 'warm', because: 'Vane is praised.', by: 'anna', at: '2026-11-21T10:00:00Z' }],
  annotations: [
    annotation('01931c1e-7b1a-7c3e-8000-000000000001', 'anna', '😀 Orlo', ['denial'], { note: 'on Vane\n\nand more', voice: 'quoted', speaker: 'ada-vane' }),
    annotation('handmade-2', 'Ben B.', '"nothing is decided" 😀', ['denial', 'doubt', 'unknown-tag'], { updated: '2026-11-22T10:00:00Z' }),
    annotation('01931c1e-7b1a-7c3e-8000-000000000003', 'chief', '"nothing is decided" 😀', [], { adjudicates: ['handmade-2'] }),
    annotation('01931c1e-7b1a-7c3e-8000-000000000004', 'anna', 'I know Ada Vane.', ['doubt'], { voice: 'comment' }),
  ],
};

function mention(words: string, actor: string, nth = 0) {
  let start = -1;
  for (let i = 0; i <= nth; i++) start = text.indexOf(words, start + 1);
  return { start, end: start + words.length, kind: 'person', actor, name: words, rule: 'registry' };
}

export function probe(quotes = true): ExchangeDocument {
  return exchangeDocument(
    {
      path: 'press/a b.txt',
      text,
      quotes,
      sidecars: [sidecar],
      mentions: [mention('Ada Vane', 'ada-vane'), mention('Orlo Finch', 'orlo-finch'), mention('Ada Vane', 'ada-vane', 1), mention('Vane', 'ada-vane', 2)],
      dates: [{ start: text.indexOf('Monday'), end: text.indexOf('Monday') + 6, type: 'DATE', value: '2022-01-10', rule: 'weekday' }],
    },
    project.index,
  );
}
