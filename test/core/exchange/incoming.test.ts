/** What every import shares: which document is meant, whose sidecar a passage goes into, and files that are no text. */
import assert from 'node:assert/strict';
import { bySidecar, documentNamed, readPassages } from '../../../src/core/exchange';
import type { Decision } from '../../../src/core/sidecar/decision';

const paths = ['a.txt', 'north/b.txt', 'south/b.txt', 'south/c.txt'];
const addresses: Readonly<Record<string, readonly string[]>> = { 'https://c.example/1': ['south/c.txt'], 'https://two.example': ['a.txt', 'south/c.txt'] };
const named = (source: string): Promise<string | undefined> => documentNamed(source, paths, (url) => Promise.resolve(addresses[url] ?? []));

describe('the document that another tool means', () => {
  for (const [source, found] of [
    ['north/b.txt', 'north/b.txt'],
    ['./north\\b.txt', 'north/b.txt'],
    ['/elsewhere/c.txt', 'south/c.txt'],
    ['b.txt', undefined],
    ['https://c.example/1', 'south/c.txt'],
    ['https://two.example', undefined],
    ['nowhere.txt', undefined],
  ] as const)
    it(`is ${found ?? 'none'} for “${source}”`, async () => assert.equal(await named(source), found));
});

describe('imported passages', () => {
  const passage = (by: string): Decision => ({
    type: 'add',
    section: 'annotations',
    entry: { id: `${by}-1`, tags: ['t'], quote: 'q', before: '', after: '', position: [0, 1], by, created: '2026-11-21T10:00:00Z' },
  });
  const text: Decision = { type: 'document', changes: { title: 'T' } };

  it('go into their own coders’ sidecars where these are separate, and all into one where they are not', () => {
    const decisions = [passage('ann'), passage('jo'), text];
    assert.deepEqual(
      [...bySidecar(decisions, 'me', true)],
      [
        ['ann', [passage('ann')]],
        ['jo', [passage('jo')]],
        ['me', [text]],
      ],
    );
    assert.deepEqual([...bySidecar(decisions, 'me', false)], [[undefined, decisions]]);
  });

  it('are not read from bytes that are no UTF-8; places alone ask for the text beside them', async () => {
    const asked: string[] = [];
    const textBeside = (name: string): Promise<Uint8Array | undefined> => {
      asked.push(name);
      return Promise.resolve(new TextEncoder().encode('One word.\n'));
    };
    assert.equal(await readPassages('csv', { name: 'a.csv', bytes: Uint8Array.of(0xff, 0xfe), textBeside }), undefined);
    const read = await readPassages('brat', { name: 'sub/a.ann', bytes: new TextEncoder().encode('T1\tclaim 4 8\tword\n'), textBeside });
    assert.deepEqual(asked, ['sub/a.txt']);
    assert.deepEqual([read?.documents[0]?.source, read?.documents[0]?.passages[0]?.quote], ['sub/a.txt', 'word']);
  });
});
