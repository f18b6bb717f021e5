/** Suggestions of where a document comes from: golden pages, what the sidecar says already, hostile input, and what accepting writes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyProjectDecision } from '../../../src/core/project';
import { indexProject } from '../../../src/core/project/lookup';
import { freeId } from '../../../src/core/project/registry';
import type { Project } from '../../../src/core/project/schema';
import { suggestProvenance, type Suggestion } from '../../../src/core/provenance';
import { acceptanceOf } from '../../../src/core/provenance/accept';
import { rules } from '../../../src/core/provenance/rules';
import type { DocumentMetadata } from '../../../src/core/sidecar/schema';
import { blocksOf } from '../../../src/core/text/blocks';

const project: Project = {
  pressmark: 1,
  outlets: [
    { id: 'gazette', name: 'The Harbour Gazette', aliases: ['Harbour Gazette'], domains: ['gazette.example'] },
    { id: 'tide-post', name: 'Tide Post' },
  ],
};
const index = indexProject(project);

function suggested(text: string, metadata: DocumentMetadata = {}): readonly Suggestion[] {
  return suggestProvenance({ text, blocks: blocksOf(text), index }, metadata);
}

function line({ field, says, value, outlet, evidence }: Suggestion): string {
  const known = outlet === undefined ? '' : ` (${outlet})`;
  return `  ${field ?? `[${says}]`} | ${value}${known} | ${[...new Set(evidence.map(({ rule }) => rule))].join(', ')} | ${evidence[0]?.quote ?? ''}`;
}

interface Page {
  readonly section: string;
  readonly text: string;
  readonly url: string | undefined;
  readonly found: readonly string[];
}

function pages(): readonly Page[] {
  const out: { section: string; text: string; url: string | undefined; found: string[] }[] = [];
  let [section, url]: [string, string | undefined] = ['', undefined];
  for (const one of readFileSync(new URL('./golden/pages.txt', import.meta.url), 'utf8').split('\n')) {
    if (one.startsWith('# ')) section = one.slice(2);
    else if (one.startsWith('@ ')) url = one.slice(2);
    else if (one.startsWith('> ')) {
      out.push({ section, text: one.slice(2).replaceAll('¶', '\n'), url, found: [] });
      url = undefined;
    } else if (one.startsWith('  ')) out.at(-1)?.found.push(one);
  }
  return out;
}

describe('provenance, golden pages', () => {
  const all = pages();
  for (const { section, text, url, found } of all)
    it(`${section}: ${text.replaceAll('\n', '¶').slice(0, 90)}`, () =>
      assert.deepEqual(suggested(text, { ...(url !== undefined && { url }) }).map(line), found));

  const shown = new Set(all.flatMap(({ found }) => found.flatMap((one) => one.split(' | ').at(-2)?.split(', ') ?? [])));
  for (const { name } of rules) it(`has an example of ${name}`, () => assert.ok(shown.has(name)));

  it('gives for each suggestion the very words, at their place', () => {
    for (const { text, url } of all)
      for (const { evidence } of suggested(text, { ...(url !== undefined && { url }) }))
        for (const { quote, range } of evidence) if (range) assert.equal(text.slice(range.start, range.end), quote);
  });
});

describe('provenance, each rule', () => {
  for (const rule of rules)
    it(`${rule.name} finds its own example, and nothing in a comment`, () => {
      const kind = rule.name === 'photo-credit' ? 'caption' : rule.name === 'headline' ? 'headline' : 'body';
      const piece = { text: rule.example, start: 0, head: true, foot: true };
      assert.ok(rule.find({ ...piece, kind }, index).length > 0);
      assert.deepEqual(rule.find({ ...piece, kind: 'comment' }, index), []);
    });
});

describe('provenance and what the sidecar says already', () => {
  const page = 'The harbour was reopened on Wednesday, TASS reports.\n\nFollow Tide Post on Telegram';
  const fields = (metadata: DocumentMetadata): readonly string[] => suggested(page, metadata).map(({ field, value }) => `${field} ${value}`);

  it('a page that speaks of itself is the outlet, else the publisher, and nothing new where it is known', () => {
    assert.deepEqual(fields({}), ['via TASS', 'outlet Tide Post']);
    assert.deepEqual(fields({ outlet: 'gazette' }), ['via TASS', 'publisher Tide Post']);
    assert.deepEqual(fields({ outlet: 'tide-post' }), ['via TASS']);
    assert.deepEqual(fields({ outlet: 'gazette', publisher: 'tide-post' }), ['via TASS']);
  });

  it('an outlet does not relay itself, and is not relayed twice', () => {
    const own = indexProject({ pressmark: 1, outlets: [{ id: 'tass', name: 'TASS' }] });
    const of = (metadata: DocumentMetadata): number =>
      suggestProvenance({ text: page, blocks: blocksOf(page), index: own }, metadata).filter(({ field }) => field === 'via').length;
    assert.deepEqual([of({}), of({ outlet: 'tass' }), of({ via: ['tass'] })], [1, 0, 0]);
  });

  it('a reader’s comment suggests nothing', () => {
    const commented =
      'The harbour was reopened on Wednesday, and the ships came back to it.\n\nComments\n\nAnn 4 May 2022 10:15\nIt was closed, TASS reports.\n\nJo 4 May 2022 11:15\nNo.';
    assert.deepEqual(suggested(commented), []);
  });
});

describe('accepting a suggestion', () => {
  const free = (name: string): string => freeId(name, (id) => (project.outlets ?? []).some((outlet) => outlet.id === id));
  const only = (text: string, metadata: DocumentMetadata = {}): Suggestion => {
    const [one] = suggested(text, metadata);
    assert.ok(one);
    return one;
  };

  it('names a known outlet by its id and adds an unknown one in the same act', () => {
    assert.deepEqual(acceptanceOf(only('The harbour is open, according to the Harbour Gazette.'), {}, free), { project: [], changes: { via: ['gazette'] } });
    const unknown = acceptanceOf(only('The harbour is open, TASS reports.', { via: ['gazette'] }), { via: ['gazette'] }, free);
    assert.deepEqual(unknown, { project: [{ type: 'add', section: 'outlets', entry: { id: 'tass', name: 'TASS' } }], changes: { via: ['gazette', 'tass'] } });
    const after = unknown.project.reduce(applyProjectDecision, project);
    assert.equal(indexProject(after).outletNamed('TASS')?.id, 'tass');
  });

  it('keeps the host of an unknown page with its outlet', () => {
    const suggestion = only('The harbour was reopened on Wednesday.', { url: 'https://www.north.example/a' });
    assert.deepEqual(acceptanceOf(suggestion, {}, free)?.project, [
      { type: 'add', section: 'outlets', entry: { id: 'north-example', name: 'north.example', domains: ['north.example'] } },
    ]);
  });

  it('of a clue writes nothing before the coder says what it means', () => {
    const clue = only('The harbour stays closed, the mayor told Reuters.');
    assert.equal(acceptanceOf(clue, {}, free), undefined);
    assert.deepEqual(acceptanceOf(clue, {}, free, 'outlet')?.changes, { outlet: 'reuters' });
  });

  it('adds authors to those that are there', () => {
    const suggestion = suggested('By Ann Lee\n\nThe harbour was reopened on Wednesday, and the ships came back.').find(({ field }) => field === 'authors');
    assert.ok(suggestion);
    assert.deepEqual(acceptanceOf(suggestion, { authors: ['Jo Kim'] }, free)?.changes, { authors: ['Jo Kim', 'Ann Lee'] });
  });
});

describe('provenance of any text', () => {
  it('answers, with evidence inside the text and confidence between 0 and 1', () => {
    const part = fc.constantFrom(
      '(Reuters)',
      'TASS reports',
      ' told ',
      'The ',
      'Source: ',
      'By Ann Lee',
      '© ',
      '\n\n',
      'https://',
      ' / ',
      'A',
      '.',
      ' ',
      'translated from ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 8 })), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { confidence, evidence } of suggested(text)) {
          assert.ok(confidence > 0 && confidence <= 1 && evidence.length > 0);
          for (const { quote, range } of evidence) if (range) assert.equal(text.slice(range.start, range.end), quote);
        }
      }),
    );
  });

  it('takes time linear in hostile text', () => {
    const repeated = ['A'.repeat(50), '(', 'Aa ', 'TASS ', 'told The ', 'https://', 'according to ', 'Photo: ', '© ', 'By '];
    const time = (text: string): number => {
      const from = performance.now();
      suggested(text);
      return performance.now() - from;
    };
    for (const unit of repeated) {
      time(unit.repeat(2_000));
      const [small, large] = [unit, unit].map((one, at) => Math.min(...[1, 2, 3].map(() => time(one.repeat(at === 0 ? 4_000 : 16_000)))));
      // Four times the text: sixteen times would be quadratic. The floor keeps the clock's grain out.
      assert.ok((large ?? 0) < 10 * Math.max(small ?? 0, 5), `${unit}: ${small?.toFixed(1)} ms and ${large?.toFixed(1)} ms`);
    }
  });
});
