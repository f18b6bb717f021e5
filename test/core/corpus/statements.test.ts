import assert from 'node:assert/strict';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import type { Project } from '../../../src/core/project/schema';

const project: Project = {
  pressmark: 1,
  outlets: [
    { id: 'north', name: 'Northern Gazette' },
    { id: 'south', name: 'Southern Post' },
  ],
  actors: [
    { id: 'ana-petrova', name: 'Ana Petrova', kind: 'person' },
    { id: 'jonas-lindqvist', name: 'Jonas Lindqvist', kind: 'person' },
  ],
};

const input = (path: string, text: string, outlet: string): Parameters<CorpusIndex['put']>[0] => ({
  path,
  text,
  sidecars: [{ suffix: '.pressmark.yaml', text: `pressmark: 1\ndocument:\n  outlet: ${outlet}\n`, pending: [] }],
});

const north = 'Ana Petrova said that the wall was weak.\n\n“It will fall,” she added. Jonas Lindqvist met her.';
const south = 'Ana Petrova and Jonas Lindqvist said that they would meet again.';

function filled(): CorpusIndex {
  const index = new CorpusIndex(project, emptyGazetteer);
  index.put(input('n.txt', north, 'north'));
  index.put(input('s.txt', south, 'south'));
  index.readStatements([
    { path: 'n.txt', text: north },
    { path: 's.txt', text: south },
    { path: 'gone.txt', text: south },
  ]);
  return index;
}

describe('statements in the index', () => {
  it('are listed by outlet and document, with their places', () => {
    assert.deepEqual(
      filled()
        .statementsOf('ana-petrova')
        .map(({ path, line, character, endLine, endCharacter }) => `${path}:${line}:${character}-${endLine}:${endCharacter}`),
      ['n.txt:0:17-0:39', 'n.txt:2:0-2:15', 's.txt:0:37-0:63'],
    );
    const all = filled().statementsOf('ana-petrova');
    for (const most of [0, 1, 2, 3, 9]) assert.deepEqual(filled().statementsOf('ana-petrova', most), all.slice(0, most));
  });

  it('are counted by outlet, also for those who speak together with another', () => {
    const index = filled();
    assert.deepEqual(index.actor('ana-petrova')?.statements, [
      { outlet: 'north', count: 2 },
      { outlet: 'south', count: 1 },
    ]);
    assert.deepEqual(index.actor('jonas-lindqvist')?.statements, [{ outlet: 'south', count: 1 }]);
  });

  it('have one an outlet for a card: what the outlet itself reports before what it reports of a report', () => {
    const examples = (index: CorpusIndex): readonly string[] =>
      index.statementExamples('ana-petrova').map(({ outlet, place: { path, line, character } }) => `${outlet}: ${path}:${line}:${character}`);
    const index = filled();
    assert.deepEqual(examples(index), ['north: n.txt:0:17', 'south: s.txt:0:37']);
    const relayed = 'Jonas Lindqvist said that Ana Petrova had called the wall weak. Ana Petrova said that it would fall.';
    index.put(input('r.txt', relayed, 'relay'));
    index.readStatements([{ path: 'r.txt', text: relayed }]);
    assert.equal(
      examples(index).find((one) => one.startsWith('relay')),
      `relay: r.txt:0:${relayed.indexOf('that it would')}`,
    );
    assert.deepEqual(index.statementExamples('nobody'), []);
  });

  it('keep the words that ascribe them, and that they are denied', () => {
    const index = filled();
    const texts: Readonly<Record<string, string>> = {
      'a.txt': 'Ana Petrova denied that the wall had fallen.',
      'b.txt': 'Ana Petrova did not say that the wall had fallen.',
      'c.txt': '“The wall has fallen,” Ana Petrova admitted.',
      'd.txt': 'Ana Petrova failed to say whether the wall had fallen.',
      'e.txt': 'Ana Petrova refused on Monday to say whether the wall had fallen.',
    };
    for (const [path, text] of Object.entries(texts)) {
      index.put(input(path, text, 'relay'));
      index.readStatements([{ path, text }]);
    }
    const places = index.statementsOf('ana-petrova').filter(({ path }) => path in texts);
    assert.deepEqual(
      places.map(({ path, cue, denied }) => [path, cue, denied]),
      [
        ['a.txt', 'denied', true],
        ['b.txt', 'did not say', true],
        ['c.txt', 'admitted', false],
        ['d.txt', 'failed to say', true],
        ['e.txt', 'refused … to say', true],
      ],
    );
    // From the cue on, where that stands before the words: what the editor's list shows.
    assert.deepEqual(
      places.map(({ path, character, cueBefore }) => texts[path]?.slice(character - cueBefore, character - cueBefore + 10)),
      ['denied tha', 'did not sa', '“The wall ', 'to say whe', 'to say whe'],
    );
  });

  it('go with their document', () => {
    const index = filled();
    index.remove('n.txt');
    assert.deepEqual(index.actor('ana-petrova')?.statements, [{ outlet: 'south', count: 1 }]);
    // What the registry no longer names is not ascribed to it, once the document is read again.
    assert.deepEqual(index.setProject({ ...project, actors: [] }), ['s.txt']);
    index.put(input('s.txt', south, 'south'));
    assert.deepEqual(index.statementsOf('ana-petrova'), []);
  });
});
