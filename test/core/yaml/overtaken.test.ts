/** Decisions that somebody else's work has overtaken: nobody's is written over, and nobody's is lost. */
import assert from 'node:assert/strict';
import { applyDecision, parseSidecar } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import { stanceKey } from '../../../src/core/sidecar/decision';
import type { Annotation } from '../../../src/core/sidecar/schema';
import { add, at, note, path, remove, restart, storeOf } from './support';
import { Disk, idle } from './world';

describe('a change of an entry that somebody else has deleted', () => {
  const withX = 'pressmark: 1\nannotations:\n  - { id: x, tags: [t], position: [0, 1], by: a, created: 2026-11-21T10:00:00Z }\n';
  const without = 'pressmark: 1\nannotations: []\n';

  /** Changed while it could not be written, and deleted by somebody else before it could. */
  async function bereft(decisions: readonly Decision[]) {
    const disk = new Disk();
    disk.put(path, withX);
    let broken = true;
    const made = storeOf(disk, (step) => (step === 'write' && broken ? 'busy' : undefined));
    await made.store.load();
    await made.store.decide(decisions);
    await made.store.flush();
    disk.put(path, without);
    made.store.setBase(without);
    broken = false;
    await made.store.flush();
    await idle(5);
    return { disk, ...made };
  }

  it('is kept and said, survives the process, and is restored with the entry', async () => {
    const { disk, store, process } = await bereft([note('x', 'mine'), { type: 'change', section: 'annotations', key: 'x', changes: { tags: ['u'] } }]);
    assert.deepEqual([store.aside.length, store.pendingDecisions.length, process.records.length, store.state.kind], [2, 0, 2, 'settled']);
    assert.equal(disk.files.get(path), without);
    const again = await restart(disk);
    assert.equal(again.store.aside.length, 2);
    assert.ok((await again.store.carryOutAside('gone')).ok);
    await again.store.flush();
    await idle(5);
    const [entry] = parseSidecar(disk.files.get(path) ?? '').value.annotations ?? [];
    assert.deepEqual([entry?.id, entry?.note, entry?.tags], ['x', 'mine', ['u']]);
    assert.deepEqual([again.store.aside.length, again.process.records.length], [0, 0]);
  });

  it('is let go when that is asked for', async () => {
    const { disk, store, process } = await bereft([note('x', 'mine')]);
    await store.discardAside('gone');
    assert.deepEqual([store.aside.length, process.records.length, disk.files.get(path)], [0, 0, without]);
  });

  it('waits on where a person has a copy of the rest and wants that forgotten: the copy has none of it', async () => {
    const { disk, process } = await bereft([note('x', 'mine')]);
    disk.put(path, undefined);
    const other = storeOf(disk, undefined, 'p', false);
    await other.store.load();
    await other.store.decide([add('y')]);
    assert.match(other.store.copyText(), /id: "y"/);
    assert.doesNotMatch(other.store.copyText(), /mine/);
    const late = { id: 'of-another-window', decision: add('z') };
    disk.journals.set('p', [...process.records, late]);
    await other.store.forgetPending();
    assert.deepEqual([other.store.pendingDecisions.length, other.store.aside.length, other.store.value.annotations ?? []], [0, 1, []]);
    const left = process.records.map(({ decision }) => (decision as Decision).type);
    assert.deepEqual([left, disk.files.get(path)], [['change', 'add'], undefined]);
  });

  it('is written after all when the entry comes back', async () => {
    const { disk, store } = await bereft([note('x', 'mine')]);
    disk.put(path, withX);
    await store.reload();
    await store.flush();
    await idle(5);
    assert.equal(parseSidecar(disk.files.get(path) ?? '').value.annotations?.[0]?.note, 'mine');
    assert.equal(store.aside.length, 0);
  });

  it('is nothing where we have deleted it ourselves, or where only its place has changed', async () => {
    assert.equal((await bereft([note('x', 'mine'), remove('x')])).store.aside.length, 0);
    const moved: Decision = { type: 'change', section: 'annotations', key: 'x', changes: { position: [5, 6] } };
    const { store, process } = await bereft([moved]);
    assert.deepEqual([store.aside.length, process.records.length], [0, 0]);
  });

  it('is not said of an entry that only cannot be read', async () => {
    const disk = new Disk();
    disk.put(path, withX);
    let broken = true;
    const { store } = storeOf(disk, (step) => (step === 'write' && broken ? 'busy' : undefined));
    await store.load();
    await store.decide([note('x', 'mine')]);
    await store.flush();
    broken = false;
    const torn = withX.replace('[t]', '[t');
    disk.put(path, torn);
    store.setBase(torn);
    await store.flush();
    assert.deepEqual([store.state.kind, store.aside.length, store.pendingDecisions.length], ['blocked', 0, 1]);
  });
});

describe('a decision that an earlier run left unwritten', () => {
  const withX = (more: string): string => `pressmark: 1\nannotations:\n  - { id: x, tags: [t], position: [0, 1], by: a, created: ${at}${more} }\n`;
  const stance = (position: string): string => `pressmark: 1\nstance:\n  - { question: q, position: ${position}, by: a, at: ${at} }\n`;

  /** Decided on `before` by a process that ends before it has written; then the file says `after`. */
  async function overtaken(before: string, decisions: readonly Decision[], after: string) {
    const disk = new Disk();
    disk.put(path, before);
    const first = storeOf(disk, undefined, 'p', false);
    await first.store.load();
    for (const decision of decisions) await first.store.decide([decision]);
    disk.put(path, after);
    return { disk, ...(await restart(disk)) };
  }
  const entryIn = (disk: Disk): Annotation | undefined => parseSidecar(disk.files.get(path) ?? '').value.annotations?.[0];

  const rows: readonly (readonly [string, string, readonly Decision[], string])[] = [
    ['a note, where another note stands by now', withX(''), [note('x', 'mine')], withX(', note: theirs')],
    ['notes, one after the other', withX(''), [note('x', 'first'), note('x', 'second')], withX(', note: theirs')],
    ['a note that was taken out', withX(', note: old'), [note('x', null)], withX(', note: theirs')],
    ['a deletion of what says something else by now', withX(''), [remove('x')], withX(', note: theirs')],
    ['a stance', stance('for'), [{ type: 'add', section: 'stance', entry: { question: 'q', position: 'against', by: 'a', at } }], stance('mixed')],
    [
      'a stance that nobody had taken',
      'pressmark: 1\n',
      [{ type: 'add', section: 'stance', entry: { question: 'q', position: 'for', by: 'a', at } }],
      stance('mixed'),
    ],
    [
      'a field of the document',
      'pressmark: 1\ndocument:\n  title: Old\n',
      [{ type: 'document', changes: { title: 'Mine' } }],
      'pressmark: 1\ndocument:\n  title: Theirs\n',
    ],
  ];
  for (const [what, before, decisions, after] of rows) {
    it(`is not written over another's: ${what}`, async () => {
      const { disk, store, process } = await overtaken(before, decisions, after);
      assert.deepEqual([disk.files.get(path), store.state.kind, store.pendingDecisions.length], [after, 'settled', 0]);
      assert.equal(store.overtaken('changed').length, decisions.length);
      assert.equal(process.records.length, decisions.length, 'it is kept');
      assert.deepEqual(store.value, parseSidecar(after).value, 'what stands there is shown');
      // And again, until somebody has said what is to become of it.
      const again = await restart(disk);
      assert.deepEqual([disk.files.get(path), again.store.overtaken('changed').length], [after, decisions.length]);
    });

    it(`is written when a person says so, and let go when a person says so: ${what}`, async () => {
      const mine = await overtaken(before, decisions, after);
      assert.ok((await mine.store.carryOutAside('changed')).ok);
      await mine.store.flush();
      await idle(5);
      const kept = parseSidecar(mine.disk.files.get(path) ?? '');
      assert.deepEqual(kept.problems, []);
      const wanted = decisions.reduce((value, decision) => applyDecision(value, decision), parseSidecar(after).value);
      assert.deepEqual([kept.value, mine.store.aside.length, mine.process.records.length], [wanted, 0, 0]);
      const theirs = await overtaken(before, decisions, after);
      await theirs.store.discardAside('changed');
      assert.deepEqual([theirs.disk.files.get(path), theirs.store.aside.length, theirs.process.records.length], [after, 0, 0]);
    });
  }

  it('and had reached the file in part is written on', async () => {
    const both = [note('x', 'first'), note('x', 'second')];
    for (const stands of ['', ', note: first', ', note: second']) {
      const { disk, store, process } = await overtaken(withX(''), both, withX(stands));
      assert.deepEqual([entryIn(disk)?.note, store.aside.length, process.records.length], ['second', 0, 0], stands);
    }
  });

  it('is written beside what others did to other fields', async () => {
    const { disk, store } = await overtaken(withX(''), [note('x', 'mine')], withX(', voice: quoted, updated: 2026-11-22T10:00:00Z').replace('[t]', '[u]'));
    assert.deepEqual([entryIn(disk)?.note, entryIn(disk)?.tags, entryIn(disk)?.voice, store.aside.length], ['mine', ['u'], 'quoted', 0]);
  });

  it('and is about a place alone is let go where the text was followed without it', async () => {
    const moved: Decision = { type: 'change', section: 'annotations', key: 'x', changes: { position: [5, 6] } };
    const hash: Decision = { type: 'document', changes: { text: `sha256:${'1'.repeat(64)}` } };
    const document = (digit: string): string => `document:\n  text: sha256:${digit.repeat(64)}\n`;
    const before = withX('').replace('annotations', `${document('0')}annotations`);
    const after = before.replace('[0, 1]', '[9, 10]').replace(document('0'), document('2'));
    const { disk, store, process } = await overtaken(before, [moved, hash], after);
    assert.deepEqual([disk.files.get(path), store.aside.length, process.records.length], [after, 0, 0]);
  });

  it('is taken up again when the other change is gone', async () => {
    const { disk, store, process } = await overtaken(withX(''), [note('x', 'mine')], withX(', note: theirs'));
    disk.put(path, withX(''));
    store.setBase(withX(''));
    await store.flush();
    await idle(5);
    assert.deepEqual([entryIn(disk)?.note, store.aside.length, process.records.length], ['mine', 0, 0]);
  });
});

describe('a decision that is waiting to be written', () => {
  it('is set aside only when the file itself says that it was overtaken, not an event', async () => {
    const withX = (more: string): string => `pressmark: 1\nannotations:\n  - { id: x, tags: [t], position: [0, 1], by: a, created: ${at}${more} }\n`;
    const disk = new Disk();
    disk.put(path, withX(''));
    let broken = true;
    const { store } = storeOf(disk, (step) => (step === 'write' && broken ? 'busy' : undefined));
    await store.load();
    await store.decide([note('x', 'mine')]);
    await store.flush();
    broken = false;
    store.setBase(withX(', note: "a late report"'));
    await store.flush();
    await idle(5);
    assert.deepEqual([store.aside.length, parseSidecar(disk.files.get(path) ?? '').value.annotations?.[0]?.note], [0, 'mine']);
    broken = true;
    await store.decide([note('x', 'more')]);
    await store.flush();
    broken = false;
    disk.put(path, withX(', note: theirs'));
    store.setBase(withX(', note: theirs'));
    await store.flush();
    await idle(5);
    assert.deepEqual([store.overtaken('changed').length, disk.files.get(path)], [1, withX(', note: theirs')]);
    // A new decision is made in view of what stands there.
    await store.decide([note('x', 'in view of theirs')]);
    await store.flush();
    await idle(5);
    assert.equal(parseSidecar(disk.files.get(path) ?? '').value.annotations?.[0]?.note, 'in view of theirs');
  });

  it('is refused where its entry is not there any more', async () => {
    const disk = new Disk();
    const { store, process } = storeOf(disk);
    await store.load();
    const decided = await store.decide([note('gone', 'mine')]);
    assert.equal(!decided.ok && decided.error.code, 'not-found');
    assert.equal(process.records.length, 0);
    assert.ok((await store.decide([{ type: 'add', section: 'stance', entry: { question: 'q', position: 'p', by: 'a', at } }])).ok);
    const key = stanceKey('q', 'a');
    assert.ok((await store.decide([{ type: 'change', section: 'stance', key, changes: { position: 'r' } }])).ok, 'what waits is there');
  });
});
