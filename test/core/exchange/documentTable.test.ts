/** The table of documents: its columns, what nobody has stated, every coder's judgement, and cells that a spreadsheet would run. */
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import { documentTable, documentTableCsv } from '../../../src/core/exchange/documentTable';
import { indexProject } from '../../../src/core/project/lookup';
import type { Project } from '../../../src/core/project/schema';
import { emptyGazetteer } from '../../../src/core/actors';

const project: Project = {
  pressmark: 1,
  stance: [
    {
      id: 'on-harbour',
      question: 'How?',
      positions: [
        { id: 'favours', label: 'Favours' },
        { id: 'opposes', label: 'Opposes' },
      ],
    },
  ],
  outlets: [{ id: 'gazette', name: 'The Gazette', country: 'LV' }],
  actors: [{ id: 'ana-petrova', name: 'Ana Petrova', kind: 'person', aliases: ['Petrova'] }],
};
const text =
  'A week of storms is over\n\nAna Petrova spoke on 4 May 2022 and on 6 May 2022. Petrova said no more.\n\nComments\n\nJo 1 June 2023 10:15\nAna Petrova again.\n';
const sidecar = `pressmark: 1
document:
  title: "=1+1"
  outlet: gazette
  via: [tass]
stance:
  - { question: on-harbour, position: favours, confidence: high, status: final, evidence: [e1, e2], because: "Its headline", by: ann, at: 2026-11-21T10:00:00Z }
  - { question: on-harbour, position: opposes, by: jo, at: 2026-11-21T10:00:00Z }
`;

function indexed(more = sidecar): CorpusIndex {
  const corpus = new CorpusIndex(project, emptyGazetteer);
  corpus.put({ path: '2022-05-07-harbour.txt', text, sidecars: [{ suffix: '.pressmark.yaml', text: more, pending: [] }] });
  return corpus;
}

function row(corpus: CorpusIndex): Readonly<Record<string, unknown>> {
  const facts = new Map(corpus.facts(['2022-05-07-harbour.txt']).map((one) => [one.path, one]));
  const [only] = documentTable(corpus.documents(), facts, indexProject(project)).rows;
  assert.ok(only);
  return only;
}

describe('what a document names', () => {
  it('counts actors of the article, most named first, and spans the days it names; comments are left out', () => {
    const [facts] = indexed().facts(['2022-05-07-harbour.txt', 'not-there.txt']);
    assert.deepEqual(
      facts?.actors.map(({ name, mentions }) => [name, mentions]),
      [['Ana Petrova', 2]],
    );
    assert.deepEqual([facts.firstDay, facts.lastDay], ['2022-05-04', '2022-05-06']);
  });

  it('is not stretched by a decade', () => {
    const corpus = new CorpusIndex(project, emptyGazetteer);
    corpus.put({ path: 'a.txt', text: 'It was closed in the 1960s and reopened on 4 May 2022.\n', sidecars: [] });
    const [facts] = corpus.facts(['a.txt']);
    assert.deepEqual([facts?.firstDay, facts?.lastDay], ['2022-05-04', '2022-05-04']);
  });
});

describe('the table of documents', () => {
  it('has a column for each field, and every coder’s judgement with the coder', () => {
    const cells = row(indexed());
    assert.equal(cells['outlet-name'], 'The Gazette');
    assert.equal(cells['via'], 'tass');
    assert.equal(cells['coverage'], 'coded');
    assert.equal(cells['actors'], 'Ana Petrova 2');
    assert.equal(cells['stance:on-harbour'], 'disagree');
    assert.equal(cells['stance:on-harbour:entries'], 'ann: favours (high, final, 2 passages): Its headline; jo: opposes');
  });

  it('says of a date that nobody has stated how it is known', () => {
    const cells = row(indexed());
    assert.equal(cells['published'], '2022-05-07');
    assert.notEqual(cells['published-basis'], 'stated');
    assert.ok(cells['published-why']);
  });

  it('has what is hidden in no cell', () => {
    const corpus = indexed();
    corpus.show('ann');
    const cells = row(corpus);
    assert.equal(cells['stance:on-harbour'], 'favours');
    assert.doesNotMatch(String(cells['stance:on-harbour:entries']), /jo/);
  });

  it('lets a draft settle nothing', () => {
    const cells = row(indexed(sidecar.replace('position: opposes, by: jo', 'position: opposes, status: draft, by: jo')));
    assert.equal(cells['stance:on-harbour'], 'favours');
    assert.equal(cells['stance:on-harbour:coders'], 'ann');
    assert.equal(cells['stance:on-harbour:entries'], 'ann: favours (high, final, 2 passages): Its headline');
    assert.equal(cells['stance:on-harbour:drafts'], 'jo: opposes (draft)');
  });

  it('counts a sole draft neither as a stance nor as coded', () => {
    const cells = row(
      indexed(sidecar.replace(/ {2}- \{ question: on-harbour, position: favours.*\n/, '').replace('opposes, by: jo', 'opposes, status: draft, by: jo')),
    );
    assert.deepEqual(
      [cells['stance:on-harbour'], cells['stance:on-harbour:coders'], cells['coverage'], cells['stance:on-harbour:drafts']],
      [undefined, undefined, 'draft', 'jo: opposes (draft)'],
    );
  });

  it('has the words of the evidence, and the id alone of a passage whose words are not kept', () => {
    const cells = row(
      indexed(`${sidecar}annotations:
  - { id: e1, tags: [storm], quote: "spoke; on", before: "Ana Petrova ", after: " 4 May", position: [39, 44], by: ann, created: 2026-11-21T10:00:00Z }
  - { id: e2, tags: [storm], hash: "sha256:0f1e", position: [39, 44], by: ann, created: 2026-11-21T10:00:00Z }
`),
    );
    assert.equal(cells['stance:on-harbour:evidence'], 'ann: “spoke;; on”; ann: e2');
    assert.equal(cells['tagged-by'], 'ann');
  });

  it('neutralises what a spreadsheet would run', () => {
    const corpus = indexed();
    const csv = documentTableCsv(documentTable(corpus.documents(), new Map(), indexProject(project)));
    assert.match(csv, /^\ufeffdocument,title,/);
    assert.match(csv, /,"?'=1\+1"?,/);
  });
});
