/** Looking for files where the file system cannot be searched, and putting what was found in order. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chosen } from '../../../src/extension/workspace/chosen';
import { type ReadFolder, walk } from '../../../src/extension/workspace/walk';

const [file, folder, link] = [1, 2, 64];

/** Folders by path, of what is in them; one that is undefined cannot be read. */
function reading(folders: Readonly<Record<string, readonly (readonly [string, number])[] | undefined>>): ReadFolder {
  return (path) => Promise.resolve(folders[path]);
}

describe('walking through a file system without search', () => {
  const tree = {
    '': [
      ['a.txt', file],
      ['in', folder],
      ['.git', folder],
      ['back', folder | link],
      ['shut', folder],
      ['linked.txt', file | link],
    ],
    in: [
      ['b.txt', file],
      ['deep', folder],
    ],
    'in/deep': [
      ['c.txt', file],
      ['deeper', folder],
    ],
    'in/deep/deeper': [['d.txt', file]],
    shut: undefined,
  } as const;

  it('finds what is in all folders but those that nobody keeps articles in, and follows no link to a folder', async () => {
    const { files } = await walk(reading(tree));
    assert.deepEqual(files, ['a.txt', 'linked.txt', 'in/b.txt', 'in/deep/c.txt', 'in/deep/deeper/d.txt']);
  });

  it('tells which folders it could not read, and what lies in them', async () => {
    const walked = await walk(reading(tree));
    assert.deepEqual([...walked.unread], ['shut']);
    assert.deepEqual(
      ['shut/x.txt', 'shut/y/z.txt', 'shut', 'shutters/x.txt', 'in/x.txt', 'x.txt'].map((path) => walked.isUnread(path)),
      [true, true, false, false, false, false],
    );
    const nothing = await walk(reading({ '': undefined }));
    assert.ok(nothing.isUnread('x.txt') && nothing.isUnread('in/x.txt'), 'the folder itself');
  });

  it('tells which folders lie too deep, and which are left when there are too many files', async () => {
    const shallow = await walk(reading(tree), undefined, { depth: 2, files: 100 });
    assert.deepEqual(
      [shallow.files, [...shallow.unread]],
      [
        ['a.txt', 'linked.txt', 'in/b.txt'],
        ['shut', 'in/deep'],
      ],
    );
    const few = await walk(reading(tree), undefined, { depth: 16, files: 3 });
    assert.deepEqual(
      [few.files, [...few.unread]],
      [
        ['a.txt', 'linked.txt', 'in/b.txt'],
        ['shut', 'in/deep'],
      ],
    );
    assert.ok(few.isUnread('in/deep/c.txt') && !few.isUnread('in/b.txt'));
  });
});

describe('files in order', () => {
  it('are those that are wanted, sorted, whatever their number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), fc.integer({ min: 1, max: 400 }), (some, times) => {
        const all = Array.from({ length: some.length * times }, (_, n) => (some[n % some.length] ?? 0) * 1000 + ((n * 7919) % 997));
        const keyOf = (one: number): string => String(one);
        const expected = all.filter((one) => one % 3 > 0).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
        const steps = chosen(all, (one) => one % 3 > 0, keyOf);
        for (let asked = 0; ; asked++) {
          const { done, value } = steps.next();
          if (!done) continue;
          assert.deepEqual(value, expected);
          assert.ok(asked >= all.length, 'one a step');
          return;
        }
      }),
      { numRuns: 30 },
    );
  });
});
