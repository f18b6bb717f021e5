/** Editing stance questions: ids stay, other lines of the file stay, and undo gives every byte back. */
import assert from 'node:assert/strict';
import { applyProjectDecision, invertProjectDecision, parseProject, type ProjectDecision, spliceProjectDecisions } from '../../../src/core/project';
import { changePosition, movePosition, moveQuestion, newPosition, newQuestion, removePosition, usesOf } from '../../../src/core/project/questions';
import type { StanceEntry } from '../../../src/core/sidecar/schema';

const text = `pressmark: 1
stance:
  # the one that the study is about
  - id: on-harbour
    question: How does it treat the harbour?
    positions:
      - { id: favours, label: Favours, color: blue }   # says so
      - { id: opposes, label: Opposes }
      - id: neither
        label: Neither
  - id: on-ships
    question: And the ships?
    positions: [{ id: "yes", label: "Yes" }]
`;
const file = parseProject(text);
const [harbour, ships] = file.value.stance ?? [];
assert.ok(harbour && ships);

function written(...decisions: readonly ProjectDecision[]): string {
  const result = spliceProjectDecisions(file, decisions, '\n');
  assert.ok('text' in result, JSON.stringify(result));
  return result.text;
}

/** The lines that came in and those that went, in their order. */
function diff(after: string): string {
  const [a, b] = [text.split('\n'), after.split('\n')];
  return [...a.filter((line) => !b.includes(line)).map((line) => `-${line}`), ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`)].join('\n');
}

describe('stance questions', () => {
  it('renames a position in its line, keeping its id, colour and comment', () => {
    assert.equal(
      diff(written(changePosition(harbour, 'favours', { label: 'Welcomes' }))),
      '-      - { id: favours, label: Favours, color: blue }   # says so\n+      - { id: favours, label: Welcomes, color: blue }   # says so',
    );
  });

  it('describes it, and takes a description away again', () => {
    const described = written(changePosition(harbour, 'opposes', { description: 'Says no.' }));
    assert.equal(diff(described), '-      - { id: opposes, label: Opposes }\n+      - { id: opposes, label: Opposes, description: Says no. }');
    const [after] = parseProject(described).value.stance ?? [];
    assert.ok(after);
    const [bare] = applyProjectDecision(parseProject(described).value, changePosition(after, 'opposes', { description: null })).stance ?? [];
    assert.deepEqual(bare, harbour);
  });

  it('moves a position up and down, no further than the ends', () => {
    const order = (decision: ProjectDecision | undefined): readonly string[] =>
      decision ? (applyProjectDecision(file.value, decision).stance?.[0]?.positions.map(({ id }) => id) ?? []) : [];
    assert.deepEqual(order(movePosition(harbour, 'neither', -1)), ['favours', 'neither', 'opposes']);
    assert.deepEqual(order(movePosition(harbour, 'favours', 1)), ['opposes', 'favours', 'neither']);
    assert.equal(movePosition(harbour, 'favours', -1), undefined);
    assert.equal(movePosition(harbour, 'neither', 1), undefined);
    const moved = movePosition(harbour, 'favours', 1);
    assert.ok(moved);
    assert.match(written(moved), /# the one that the study is about[^]*id: opposes[^]*id: favours[^]*id: neither/);
  });

  it('adds a position with an id that no entry, present or past, names', () => {
    assert.equal(diff(written(newPosition(harbour, 'Both: ways'))), '+      - { id: both-ways, label: "Both: ways" }');
    const again = newPosition(harbour, 'Favours', ['favours-2']);
    assert.match(JSON.stringify(again), /"favours-3"/);
  });

  it('removes a position and nothing else', () => {
    assert.equal(diff(written(removePosition(harbour, 'opposes'))), '-      - { id: opposes, label: Opposes }');
  });

  it('adds a question with a short id, and moves questions whole', () => {
    assert.match(
      written(newQuestion(file.value, 'What does it say of the weather in the bay?')),
      /- id: what-does-it-say-of\n {4}question: What does it say of the weather in the bay\?/,
    );
    const up = moveQuestion(file.value, 'on-ships', -1);
    assert.deepEqual(
      up.reduce(applyProjectDecision, file.value).stance?.map(({ id }) => id),
      ['on-ships', 'on-harbour'],
    );
    assert.deepEqual(moveQuestion(file.value, 'on-harbour', -1), []);
    const down = moveQuestion(file.value, 'on-harbour', 1);
    assert.deepEqual(
      down.reduce(applyProjectDecision, file.value).stance?.map(({ id }) => id),
      ['on-ships', 'on-harbour'],
    );
  });

  it('is taken back act by act', () => {
    for (const decisions of [[removePosition(harbour, 'favours')], [newPosition(harbour, 'New')], moveQuestion(file.value, 'on-ships', -1)]) {
      let value = file.value;
      const back: ProjectDecision[] = [];
      for (const decision of decisions) {
        const inverse = invertProjectDecision(value, decision);
        if (inverse) back.unshift(inverse);
        value = applyProjectDecision(value, decision);
      }
      assert.notDeepEqual(value.stance, file.value.stance);
      assert.deepEqual(back.reduce(applyProjectDecision, value).stance, file.value.stance);
    }
  });

  it('tells who uses a question or position, document by document', () => {
    const entry = (question: string, position: string, by: string): StanceEntry => ({ question, position, by, at: '2026-11-21T10:00:00Z' });
    const documents = [
      { path: 'a.txt', stance: [entry('on-harbour', 'favours', 'ann'), entry('on-harbour', 'opposes', 'jo')] },
      { path: 'b.txt', stance: [entry('on-ships', 'yes', 'ann')] },
    ];
    assert.deepEqual(
      usesOf(documents, 'on-harbour').map(({ path, entries }) => [path, entries.length]),
      [['a.txt', 2]],
    );
    assert.deepEqual(
      usesOf(documents, 'on-harbour', 'opposes').map(({ entries }) => entries.map(({ by }) => by)),
      [['jo']],
    );
    assert.deepEqual(usesOf(documents, 'on-harbour', 'neither'), []);
  });
});
