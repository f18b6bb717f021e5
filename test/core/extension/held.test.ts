import assert from 'node:assert/strict';
import { applyDecision, invertDecision } from '../../../src/core/sidecar/index';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import type { Decided } from '../../../src/core/yaml/store';
import { Held, type HeldAct, type HeldPassage, type HeldRecord } from '../../../src/extension/workspace/held';

const text = 'The mayor resigned on Monday. Nobody was surprised.';

function passage(quote: string, tags = ['t']): HeldPassage {
  const start = text.indexOf(quote);
  const range = { start, end: start + quote.length };
  return { annotation: { id: quote, tags, quote, position: [range.start, range.end], by: 'a', created: '2026-11-21T10:00:00Z' }, range };
}

/** A sidecar that takes its time: what the user does meanwhile is done before it has answered. */
class Sidecars {
  value: Sidecar = { pressmark: 1 };
  readonly meanwhile: (() => Promise<unknown> | undefined)[] = [];
  takes = true;
  /** What a closed window leaves. */
  kept: readonly HeldRecord[] = [];
  keeps = true;
  readonly keeping: (() => void)[] = [];
  buffer = text;
  readonly held = new Held({
    keep: async (records) => {
      await Promise.resolve();
      this.keeping.shift()?.();
      if (!this.keeps) return { ok: false, error: { code: 'no-space', message: 'full' } };
      this.kept = [...this.kept, ...records];
      return { ok: true, value: undefined };
    },
    forget: (ids) => (this.kept = this.kept.filter((record) => !ids.includes('hold' in record ? record.hold.id : record.release))),
    kept: ({ annotation, range }) =>
      range ? { ...annotation, quote: this.buffer.slice(range.start, range.end), position: [range.start, range.end] } : annotation,
    written: (id) => this.value.annotations?.find((entry) => entry.id === id),
    decide: async (decisions) => {
      await this.meanwhile.shift()?.();
      if (!this.takes) return { ok: false, error: { code: 'no-space', message: 'full' } };
      const undo = decisions.flatMap((decision) => invertDecision(this.value, decision) ?? []);
      this.value = decisions.reduce(applyDecision, this.value);
      return { ok: true, undo };
    },
    text: () => this.buffer,
    changed: () => undefined,
  });

  write(saved = text): Promise<void> {
    const leaving = this.held.leaving(({ range }): Partial<Annotation> =>
      range ? { quote: saved.slice(range.start, range.end), position: [range.start, range.end] } : {},
    );
    return this.held.write(leaving);
  }

  type(at: number, words: string): void {
    this.buffer = this.buffer.slice(0, at) + words + this.buffer.slice(at);
    this.held.edit([{ start: at, end: at, text: words }]);
  }

  get written(): readonly (readonly [string, readonly string[], readonly number[]])[] {
    return (this.value.annotations ?? []).map(({ quote, tags, position }) => [quote ?? '', tags, position]);
  }
}

async function undone(held: Held, acts: Decided<HeldAct>): Promise<Decided<HeldAct>> {
  assert.ok(acts.ok);
  return held.decide(acts.undo);
}

describe('a passage in text that is not saved', () => {
  it('is written where it was when the text was saved, whatever is typed while the sidecar takes it', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    const writing = sidecars.write();
    sidecars.type(0, 'Update: ');
    await writing;
    assert.deepEqual(sidecars.written, [['resigned', ['t'], [10, 18]]]);
    assert.deepEqual(sidecars.held.passages, []);
  });

  it('is written without its words where the project keeps no quotes any more, and with them where it does again', async () => {
    const sidecars = new Sidecars();
    const [kept, hashed] = [passage('resigned'), passage('Nobody')];
    const entry: Annotation = { ...hashed.annotation, 'quote-hash': 'sha256:22:33' };
    delete entry.quote;
    await sidecars.held.decide([{ type: 'hold', passage: { ...kept, annotation: { ...kept.annotation, before: 'mayor ', after: ' on' } } }]);
    await sidecars.held.write(sidecars.held.leaving(() => ({ 'quote-hash': 'sha256:00:11', position: [10, 18] })));
    await sidecars.held.decide([{ type: 'hold', passage: { ...hashed, annotation: entry } }]);
    await sidecars.write();
    const told = (sidecars.value.annotations ?? []).map(({ quote, before, after, 'quote-hash': hash }) => [quote, before, after, hash]);
    assert.deepEqual(told, [
      [undefined, undefined, undefined, 'sha256:00:11'],
      ['Nobody', undefined, undefined, undefined],
    ]);
  });

  it('that is tagged otherwise while it is written has the new tags', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    sidecars.meanwhile.push(() => sidecars.held.decide([{ type: 'hold', passage: passage('resigned', ['u']) }]));
    await sidecars.write();
    assert.deepEqual(sidecars.written, [['resigned', ['u'], [10, 18]]]);
    assert.deepEqual(sidecars.held.passages, []);
  });

  it('that is deleted while it is written is gone, and back if that is undone in time', async () => {
    const sidecars = new Sidecars();
    const both = [passage('resigned'), passage('Nobody')];
    await sidecars.held.decide(both.map((one) => ({ type: 'hold', passage: one })));
    const release = async (): Promise<void> => {
      await sidecars.held.decide([
        { type: 'release', id: 'resigned' },
        { type: 'release', id: 'Nobody' },
      ]);
    };
    sidecars.meanwhile.push(release, () => sidecars.held.decide([{ type: 'hold', passage: passage('Nobody') }]));
    await sidecars.write();
    assert.deepEqual(sidecars.written, [['Nobody', ['t'], [30, 36]]]);
    assert.deepEqual(sidecars.held.passages, []);
  });

  it('that is written twice at once is written once, and what was decided between stands', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    const [first, second] = [sidecars.write(), sidecars.write()];
    await first;
    sidecars.value = applyDecision(sidecars.value, { type: 'remove', section: 'annotations', key: 'resigned' });
    await second;
    assert.deepEqual(sidecars.written, []);
  });

  it('that not even the journal takes goes on waiting', async () => {
    const sidecars = new Sidecars();
    sidecars.takes = false;
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    await sidecars.write();
    assert.equal(sidecars.held.passages.length, 1);
  });

  it('is kept before it is shown, and not shown where it cannot be kept', async () => {
    const sidecars = new Sidecars();
    const seen: (readonly [number, number])[] = [];
    sidecars.keeping.push(() => seen.push([sidecars.held.passages.length, sidecars.kept.length]));
    assert.ok((await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }])).ok);
    assert.deepEqual([seen, sidecars.held.passages.length, sidecars.kept.length], [[[0, 0]], 1, 1]);
    sidecars.keeps = false;
    const refused = await sidecars.held.decide([{ type: 'hold', passage: passage('Nobody') }]);
    assert.equal(refused.ok, false);
    assert.deepEqual(
      sidecars.held.passages.map(({ annotation }) => annotation.id),
      ['resigned'],
    );
  });

  it('stands where it was tagged, whatever is typed while it is being kept', async () => {
    const sidecars = new Sidecars();
    sidecars.keeping.push(() => sidecars.type(0, 'Update: '));
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    const [found] = sidecars.held.passages;
    assert.equal(sidecars.buffer.slice(found?.range?.start, found?.range?.end), 'resigned');
  });

  it('is forgotten when it is written, and its places are kept again when typing has come to rest', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    sidecars.type(0, 'Update: ');
    await sidecars.held.keepPlaces();
    await sidecars.held.keepPlaces();
    assert.deepEqual(
      sidecars.kept.map((record) => 'hold' in record && record.hold.position[0]),
      [10, 18],
    );
    await sidecars.write(sidecars.buffer);
    assert.deepEqual(sidecars.kept, []);
  });

  it('that was saved since is undone in the sidecar, and made again there', async () => {
    const sidecars = new Sidecars();
    const tagged = await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    const noted = await sidecars.held.decide([
      { type: 'hold', passage: { ...passage('resigned'), annotation: { ...passage('resigned').annotation, note: 'n' } } },
    ]);
    await sidecars.write();
    assert.equal(sidecars.value.annotations?.[0]?.note, 'n');
    const unnoted = await undone(sidecars.held, noted);
    assert.deepEqual([sidecars.value.annotations?.[0]?.note, sidecars.written.length, sidecars.held.passages.length], [undefined, 1, 0]);
    const untagged = await undone(sidecars.held, tagged);
    assert.deepEqual([sidecars.written, sidecars.held.passages], [[], []]);
    await undone(sidecars.held, untagged);
    await undone(sidecars.held, unnoted);
    assert.deepEqual([sidecars.written, sidecars.value.annotations?.[0]?.note, sidecars.held.passages.length], [[['resigned', ['t'], [10, 18]]], 'n', 0]);
  });

  it('that was deleted is brought back where its words are by then', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    const deleted = await sidecars.held.decide([{ type: 'release', id: 'resigned' }]);
    sidecars.type(0, 'Update: ');
    await undone(sidecars.held, deleted);
    assert.deepEqual(sidecars.held.passages[0]?.range, { start: 18, end: 26 });
  });

  it('that an earlier window left comes beside what is here, once', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    await sidecars.held.restore(() => Promise.resolve([passage('resigned').annotation, passage('Nobody').annotation]));
    assert.deepEqual(
      sidecars.held.passages.map(({ annotation: { id }, range }) => [id, range?.start]),
      [
        ['resigned', 10],
        ['Nobody', 30],
      ],
    );
  });

  it('that is deleted, or written, while what is kept is being read, does not come back', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    await sidecars.held.decide([{ type: 'hold', passage: passage('Nobody') }]);
    const read = deferred<readonly Annotation[]>();
    const restoring = sidecars.held.restore(() => read.promise);
    await sidecars.held.decide([{ type: 'release', id: 'resigned' }]);
    await sidecars.write();
    read.resolve([passage('resigned').annotation, passage('Nobody').annotation]);
    await restoring;
    assert.deepEqual([sidecars.held.passages, sidecars.written.map(([quote]) => quote)], [[], ['Nobody']]);
  });

  it('that is on its way into the sidecar does not wait a second time', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    // Twice, for what was decided while the first was written: between the two it is in the list no more.
    sidecars.meanwhile.push(
      () => sidecars.held.decide([{ type: 'release', id: 'resigned' }]),
      () => sidecars.held.restore(() => Promise.resolve([passage('resigned').annotation])),
    );
    await sidecars.write();
    assert.deepEqual([sidecars.held.passages, sidecars.written], [[], []]);
  });

  it('that is kept and not shown yet is taken back in one step, though what is kept was read in between', async () => {
    const sidecars = new Sidecars();
    const restored: Promise<void>[] = [];
    sidecars.keeping.push(() => restored.push(sidecars.held.restore(() => Promise.resolve([passage('resigned').annotation]))));
    const tagged = await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    await Promise.all(restored);
    assert.equal(sidecars.held.passages.length, 1);
    await undone(sidecars.held, tagged);
    assert.deepEqual(sidecars.held.passages, []);
  });
});

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  return { promise: new Promise((done) => (resolve = done)), resolve: (value) => resolve(value) };
}
