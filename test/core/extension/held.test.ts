import assert from 'node:assert/strict';
import { applyDecision } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import { Held, type HeldPassage } from '../../../src/extension/workspace/held';

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
  readonly held = new Held(
    () => undefined,
    async (key) => void (await this.decide([{ type: 'remove', section: 'annotations', key }])),
  );

  readonly decide = async (decisions: readonly Decision[]): Promise<boolean> => {
    await this.meanwhile.shift()?.();
    if (this.takes) this.value = decisions.reduce(applyDecision, this.value);
    return this.takes;
  };

  write(saved = text): Promise<void> {
    const leaving = this.held.leaving(({ range }): Partial<Annotation> =>
      range ? { quote: saved.slice(range.start, range.end), position: [range.start, range.end] } : {},
    );
    return this.held.write(leaving, this.decide);
  }

  get written(): readonly (readonly [string, readonly string[], readonly number[]])[] {
    return (this.value.annotations ?? []).map(({ quote, tags, position }) => [quote ?? '', tags, position]);
  }
}

describe('a passage in text that is not saved', () => {
  it('is written where it was when the text was saved, whatever is typed while the sidecar takes it', async () => {
    const sidecars = new Sidecars();
    await sidecars.held.decide([{ type: 'hold', passage: passage('resigned') }]);
    const writing = sidecars.write();
    sidecars.held.edit([{ start: 0, end: 0, text: 'Update: ' }]);
    await writing;
    assert.deepEqual(sidecars.written, [['resigned', ['t'], [10, 18]]]);
    assert.deepEqual(sidecars.held.passages, []);
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
});
