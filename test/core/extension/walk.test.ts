/** Looking for files in a folder and all below it, and putting what was found in order. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ordered } from '../../../src/extension/workspace/ordered';
import { type Folders, remote, walk } from '../../../src/extension/workspace/walk';

const [file, folder, link] = [1, 2, 64];
const all = (): boolean => true;

type Tree = Readonly<Record<string, readonly (readonly [string, number])[] | undefined>>;

/** Folders by path, of what is in them; one that is undefined cannot be read. */
function reading(folders: Tree): Folders {
  return { read: (path) => Promise.resolve(folders[path]) };
}

/** The same by their real paths, with what links lead to; one that leads to nothing cannot be followed now. */
function linked(folders: Tree, links: Readonly<Record<string, string | undefined>>): Folders {
  const real = (path: string): string | undefined => {
    let at: string | undefined = '/r';
    for (const name of path === '' ? [] : path.split('/')) {
      const next: string = `${at}/${name}`;
      at = next in links ? links[next] : next;
      if (at === undefined) return undefined;
    }
    return at;
  };
  return { read: (path) => Promise.resolve(folders[real(path) ?? '']), real: (path) => Promise.resolve(real(path)) };
}

describe('walking through folders', () => {
  const tree = {
    '': [
      ['a.txt', file],
      ['in', folder],
      ['.git', folder],
      ['lost+found', folder],
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
    'lost+found': undefined,
  } as const;

  it('finds what is in all folders but those that nobody keeps articles in, and follows no link to a folder where that might lead in a circle', async () => {
    const { files } = await walk(reading(tree), all, remote);
    assert.deepEqual(files, ['a.txt', 'linked.txt', 'in/b.txt', 'in/deep/c.txt', 'in/deep/deeper/d.txt']);
  });

  it('tells which folders it could not read, and what lies in them', async () => {
    const walked = await walk(reading(tree), all, remote);
    assert.deepEqual([...walked.unread], ['shut']);
    assert.deepEqual(
      ['shut/x.txt', 'shut/y/z.txt', 'shut', 'shutters/x.txt', 'in/x.txt', 'x.txt'].map((path) => walked.isUnread(path)),
      [true, true, true, false, false, false],
    );
    const nothing = await walk(reading({ '': undefined }), all, remote);
    assert.ok(nothing.isUnread('x.txt') && nothing.isUnread('in/x.txt'), 'the folder itself');
  });

  it('tells which folders lie too deep, and which are left when there are too many files', async () => {
    const shallow = await walk(reading(tree), all, { ...remote, depth: 2, files: 100 });
    assert.deepEqual(
      [shallow.files, [...shallow.unread]],
      [
        ['a.txt', 'linked.txt', 'in/b.txt'],
        ['shut', 'in/deep'],
      ],
    );
    const few = await walk(reading(tree), all, { ...remote, files: 3 });
    assert.deepEqual(
      [few.files, [...few.unread]],
      [
        ['a.txt', 'linked.txt', 'in/b.txt'],
        ['shut', 'in/deep'],
      ],
    );
    assert.ok(few.isUnread('in/deep/c.txt') && !few.isUnread('in/b.txt'));
  });

  it('keeps what is wanted', async () => {
    const { files } = await walk(reading(tree), (path) => path.startsWith('in/') && !path.endsWith('c.txt'), remote);
    assert.deepEqual(files, ['in/b.txt', 'in/deep/deeper/d.txt']);
  });

  it('follows links to folders where it is told what they lead to, within as well as without', async () => {
    const folders = {
      '/r': [
        ['in', folder],
        ['now', folder | link],
        ['away', folder | link],
        ['.git', folder | link],
        ['lost', folder | link],
      ],
      '/r/in': [['a.txt', file]],
      '/out/there': [['deep', folder]],
      '/out/there/deep': [['b.txt', file]],
    } as const;
    const { files, unread } = await walk(linked(folders, { '/r/now': '/r/in', '/r/away': '/out/there', '/r/lost': undefined }), all, remote);
    assert.deepEqual(files, ['in/a.txt', 'now/a.txt', 'away/deep/b.txt']);
    assert.deepEqual([...unread], ['lost'], 'where it leads is not known, nor what is there');
  });

  it('tells links of which it cannot say where they lead: to what may be a file, and all where its own place is not known', async () => {
    const folders = {
      '/r': [
        ['a.txt', folder | link],
        ['b.txt', file],
      ],
    } as const;
    const walked = await walk(linked(folders, { '/r/a.txt': undefined }), all, remote);
    assert.deepEqual(
      ['a.txt', 'b.txt'].map((path) => walked.isUnread(path)),
      [true, false],
    );
    const known = linked(folders, { '/r/a.txt': '/out' });
    const { unread } = await walk(
      { ...known, real: (path) => (path === '' ? Promise.resolve(undefined) : (known.real?.(path) ?? Promise.resolve(undefined))) },
      all,
      remote,
    );
    assert.deepEqual([...unread], ['a.txt']);
  });

  it('follows no link in a circle: to where it stands, above that, or two to each other', async () => {
    const folders = {
      '/r': [
        ['a', folder],
        ['b', folder],
        ['self', folder | link],
        ['up', folder | link],
      ],
      '/r/a': [
        ['1.txt', file],
        ['to-b', folder | link],
        ['root', folder | link],
      ],
      '/r/b': [
        ['2.txt', file],
        ['to-a', folder | link],
      ],
    } as const;
    const links = { '/r/self': '/r', '/r/up': '', '/r/a/to-b': '/r/b', '/r/a/root': '/r', '/r/b/to-a': '/r/a' };
    const { files, unread } = await walk(linked(folders, links), all, remote);
    assert.deepEqual(files, ['a/1.txt', 'b/2.txt', 'a/to-b/2.txt', 'b/to-a/1.txt']);
    assert.equal(unread.size, 0);
  });

  it('ends where links make more folders than there are files', async () => {
    const names = Array.from({ length: 9 }, (_, n) => `n${n}`);
    const folders: Record<string, readonly (readonly [string, number])[]> = { '/r': names.map((name) => [name, folder]) };
    const links: Record<string, string> = {};
    for (const name of names) {
      folders[`/r/${name}`] = names.map((other) => [`to-${other}`, folder | link]);
      for (const other of names) links[`/r/${name}/to-${other}`] = `/r/${other}`;
    }
    const { files, unread } = await walk(linked(folders, links), all, { ...remote, files: 500 });
    assert.equal(files.length, 0);
    assert.ok(unread.size > 0);
  });

  it('reads some folders at once, and no more', async () => {
    const [names, atOnce] = [Array.from({ length: 10 }, (_, n) => `n${n}`), 4];
    let [reads, most] = [0, 0];
    const read = async (path: string): Promise<[string, number][]> => {
      most = Math.max(most, ++reads);
      await Promise.resolve();
      reads--;
      return path === '' ? names.map((name) => [name, folder]) : [['a.txt', file]];
    };
    const { files } = await walk({ read }, all, { ...remote, atOnce });
    assert.deepEqual(
      files,
      names.map((name) => `${name}/a.txt`),
    );
    assert.equal(most, atOnce);
  });

  it('takes in a folder of many files in steps', async () => {
    const entries = Array.from({ length: 200_000 }, (_, n): [string, number] => [`${n}.txt`, file]);
    let turns = 0;
    const counting = setInterval(() => turns++);
    const { files } = await walk(reading({ '': entries }), all, { ...remote, files: Infinity });
    clearInterval(counting);
    assert.equal(files.length, entries.length);
    assert.ok(turns > 0);
  });
});

describe('paths in order', () => {
  it('are sorted, whatever their number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), fc.integer({ min: 1, max: 400 }), (some, times) => {
        const paths = Array.from({ length: some.length * times }, (_, n) => String((some[n % some.length] ?? 0) * 1000 + ((n * 7919) % 997)));
        const steps = ordered(paths);
        for (let asked = 0; ; asked++) {
          const { done, value } = steps.next();
          if (!done) continue;
          assert.deepEqual(value, [...paths].sort());
          assert.ok(asked >= paths.length / 1000, 'a thousand a step');
          return;
        }
      }),
      { numRuns: 30 },
    );
  });
});
