/** A judgement while it is made, in words, on a document's page, and the fields of a provenance card. */
import assert from 'node:assert/strict';
import type { DocumentSummary } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import type { Suggestion } from '../../../src/core/provenance';
import type { Annotation, StanceEntry } from '../../../src/core/sidecar/schema';
import { rules } from '../../../src/core/provenance/rules';
import { fieldValue, isAddress, isLanguageTag, listOfNames, suggestionBasis, suggestionWords } from '../../../src/extension/features/documents/fields';
import { documentTable } from '../../../src/core/exchange/documentTable';
import { indexProject } from '../../../src/core/project/lookup';
import { documentPage, documentsPage, documentTableMarkdown, type PageInput } from '../../../src/extension/features/documents/page';
import { draftOf, stanceDecision, withPosition } from '../../../src/extension/features/stance/model';
import { codersOf, judgementWords } from '../../../src/extension/features/stance/words';
import { english } from '../../../src/extension/translate';

const at = '2026-11-21T10:00:00Z';
const project: Project = {
  pressmark: 1,
  stance: [
    {
      id: 'q',
      question: 'How does it treat the harbour?',
      positions: [
        { id: 'favours', label: 'Favours' },
        { id: 'opposes', label: 'Opposes' },
      ],
    },
  ],
  outlets: [{ id: 'gazette', name: 'The Gazette', country: 'LV', ownership: { value: 'a foundation', source: 'https://owners.example' } }],
  events: [{ id: 'storm', name: 'The storm', date: '2022-05-01' }],
};
const entry = (by: string, position: string, more: Partial<StanceEntry> = {}): StanceEntry => ({ question: 'q', position, by, at, ...more });

describe('a judgement while it is made', () => {
  it('begins with what I said before, and a new position takes reason and confidence away but no evidence', () => {
    const mine = entry('me', 'favours', { because: 'So', confidence: 'high', evidence: ['e1'] });
    const draft = draftOf('q', mine);
    assert.equal(withPosition(draft, 'favours'), draft);
    assert.deepEqual(withPosition(draft, 'opposes'), { question: 'q', position: 'opposes', because: '', confidence: undefined, evidence: ['e1'] });
  });

  it('adds an entry without empty fields, and changes mine by its key', () => {
    const draft = { question: 'q', position: 'favours', because: '', confidence: undefined, evidence: [] };
    assert.deepEqual(stanceDecision(undefined, draft, 'final', { by: 'me', at }), {
      type: 'add',
      section: 'stance',
      entry: { question: 'q', position: 'favours', status: 'final', by: 'me', at },
    });
    assert.deepEqual(stanceDecision(entry('me', 'opposes', { confidence: 'low' }), { ...draft, evidence: ['e1'] }, 'draft', { by: 'me', at }), {
      type: 'change',
      section: 'stance',
      key: 'q me',
      changes: { position: 'favours', confidence: null, status: 'draft', because: null, evidence: ['e1'], at },
    });
  });
});

describe('a judgement in words', () => {
  it('is always a coder’s', () => {
    const one = entry('ann', 'opposes', { confidence: 'low', status: 'draft', because: 'Its headline' });
    assert.equal(judgementWords(one, project, 3, english), 'Draft “Opposes” by ann, on 3 passages, confidence low: Its headline');
    assert.equal(judgementWords(entry('ann', 'gone'), project, 0, english), 'Coded “gone” by ann');
  });

  it('tells beside a position who chose it, me as you, drafts as such', () => {
    const entries = [entry('ann', 'favours'), entry('me', 'favours', { status: 'draft' }), entry('jo', 'opposes')];
    assert.equal(codersOf(entries, 'q', 'favours', 'me', english), 'coded by ann, you (draft)');
    assert.equal(codersOf([], 'q', 'favours', 'me', english), '');
  });
});

const summary: DocumentSummary = {
  path: 'a.txt',
  metadata: { title: 'A <script> | title', outlet: 'gazette', via: ['tass'], events: ['storm'], url: 'https://gazette.example/a' },
  publication: { start: '2022-05-07', end: '2022-05-07', basis: 'external', why: 'the date in the file name' },
  stance: [entry('ann', 'favours', { evidence: ['e1', 'c1'], because: '[link](command:x)' }), entry('jo', 'opposes')],
  readBy: ['ann'],
  isTagged: true,
  taggedBy: ['ann'],
  tags: { denial: 2, threat: 5 },
  passages: 7,
  comments: { ids: ['c1'], passages: 1, tags: {} },
  drifted: 0,
  readable: true,
};
const annotation = { id: 'e1', tags: ['denial'], quote: 'No *such* thing', position: [0, 4], by: 'ann', created: at } satisfies Partial<Annotation> & {
  position: [number, number];
};
const input: PageInput = {
  document: summary,
  facts: {
    path: 'a.txt',
    actors: [{ actor: 'p', name: 'Ana Petrova', kind: 'person', mentions: 2 }],
    firstDay: '2022-05-04',
    lastDay: '2022-05-06',
    evidence: [],
  },
  annotations: [annotation],
  project,
  tagLabel: (id) => id.toUpperCase(),
  hidden: '',
  t: english,
  locale: 'en-GB',
};
/** What a reader sees: entities are what the preview decodes. */
const read = (markdown: string): string => markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('the page of a document', () => {
  it('says where it comes from, who judged what on which words, how far it is coded and what it names', () => {
    const page = read(documentPage(input));
    for (const part of [
      '# A <script> | title',
      'The Gazette · ~7 May 2022, known from elsewhere · coded',
      '| Relays | tass |',
      '| Its ownership, as a source says | a foundation, https://owners.example |',
      '**Coders disagree**',
      '- Coded “Favours” by ann, on 1 passage: [link](command:x)',
      '  > No *such* thing — *DENIAL*',
      '- Coded “Opposes” by jo',
      '- THREAT 5\n- DENIAL 2',
      '- Ana Petrova 2',
      '4 May 2022 to 6 May 2022',
    ])
      assert.ok(page.includes(part), `${part}\nin\n${page}`);
  });

  it('lets no text of a file be Markdown or HTML', () => {
    const page = documentPage(input);
    assert.doesNotMatch(page, /<script|\]\(command/);
    assert.doesNotMatch(page, /\*such\*/);
  });

  it('says what is hidden', () => {
    assert.match(read(documentPage({ ...input, hidden: 'Only your coding is shown.' })), /Only your coding is shown\./);
  });
});

describe('the table as a page', () => {
  it('has a row a document, with each position’s coder, and says how many rows are left out', () => {
    const page = documentsPage('news', [summary, { ...summary, path: 'b.txt' }], new Map(), project, { ...input, most: 1 });
    assert.match(read(page), /The first 1 are shown; an export has all\./);
    assert.equal(page.split('\n').filter((line) => line.startsWith('| A')).length, 1);
    assert.match(read(page), /\| ~7 May 2022, known from elsewhere \| Coders disagree; Favours by ann, on 1 passage; Opposes by jo \| coded, 7 passages \|/);
    // A cell's own bar is no border of the table.
    const cells = page
      .split('\n')
      .find((line) => line.startsWith('| A'))
      ?.split('|').length;
    assert.equal(
      cells,
      page
        .split('\n')
        .find((line) => line.startsWith('| Document'))
        ?.split('|').length,
    );
  });
});

describe('the table as a Markdown file', () => {
  const index = indexProject(project);
  const facts = { path: 'a.txt', actors: [], evidence: [{ id: 'e1', quote: `No ${'such '.repeat(60)}thing` }] };
  const file = read(documentTableMarkdown('news', documentTable([summary], new Map([['a.txt', facts]]), index), input));

  it('has every filled column of the CSV file, uncut, with the words of the evidence, and names the empty ones', () => {
    const heads = file.split('\n').find((line) => line.startsWith('| document '));
    assert.match(heads ?? '', /\| stance:q \| stance:q:coders \| stance:q:entries \| stance:q:evidence \|$/);
    assert.ok(file.includes(`ann: “No ${'such '.repeat(60)}thing”; ann: c1 |`), file);
    assert.match(file, /Without a value in any document: .*stance:q:drafts\./);
  });

  it('lets no text of a file be Markdown or HTML', () => {
    const raw = documentTableMarkdown('news', documentTable([summary], new Map(), index), input);
    assert.doesNotMatch(raw, /<script|\]\(command/);
  });
});

describe('the fields of a provenance card', () => {
  it('show names for ids, and how a date is known', () => {
    const { metadata } = summary;
    const value = (field: Parameters<typeof fieldValue>[0]): string | undefined => fieldValue(field, metadata, project, english);
    assert.deepEqual([value('outlet'), value('events'), value('via'), value('genre')], ['The Gazette', 'The storm', 'tass', undefined]);
    assert.equal(
      fieldValue('published', { published: '2022-05-07', 'published-basis': 'bounded', 'published-why': 'so' }, project, english),
      '2022-05-07, known within bounds: so',
    );
  });

  it('take addresses, language tags and lists of names, and nothing else', () => {
    assert.deepEqual(['https://a.example/x?y', 'http://a.example', 'javascript:alert(1)', 'a.example', 'https://', 'https://a b'].map(isAddress), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    assert.deepEqual(['ru', 'zh-Hant', 'pt-BR', 'Russian', 'r', ''].map(isLanguageTag), [true, true, true, false, false, false]);
    assert.deepEqual(listOfNames(' Ann Lee; Jo Kim ;; Ann Lee'), ['Ann Lee', 'Jo Kim']);
  });

  it('word every rule’s basis, with the words of the text', () => {
    for (const { name } of rules) {
      const suggestion: Suggestion = { field: 'via', says: 'relayed', value: 'TASS', confidence: 0.8, evidence: [{ rule: name, quote: 'TASS reports' }] };
      const words = suggestionBasis(suggestion, english);
      assert.match(words, /^“TASS reports” — \S/);
      assert.doesNotMatch(words, new RegExp(`— ${name}$`), `${name} has no words`);
    }
    assert.equal(suggestionWords({ field: null, says: 'interviewer', value: 'RT', confidence: 0.9, evidence: [] }, english), 'Interviewer: RT');
  });
});
