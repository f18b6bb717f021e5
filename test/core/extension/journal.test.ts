/** The journal in folders: the order of appending whatever the clock says, whole records or none, and nothing lost with what is forgotten. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JournalRecord } from '../../../src/core/ports';
import { FolderJournal, type RecordFolders } from '../../../src/extension/workspace/journal';
import { Owners } from '../../../src/extension/workspace/owners';

class Folders implements RecordFolders {
  readonly files = new Map<string, string>();
  /** Counts down to a crash; what comes after it never happens. */
  left = Infinity;
  overwrites = false;

  list(folder?: string): Promise<readonly string[]> {
    const paths = [...this.files.keys()].map((path) => path.split('/') as [string, string]);
    return Promise.resolve(
      folder === undefined
        ? [...new Set(paths.map(([at]) => at))]
        : paths
            .filter(([at]) => at === folder)
            .map(([, name]) => name)
            .reverse(),
    );
  }
  read(folder: string, name: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(`${folder}/${name}`));
  }
  write(folder: string, name: string, text: string): Promise<void> {
    if (this.left-- <= 0) return new Promise(() => undefined);
    assert.ok(this.overwrites || !this.files.has(`${folder}/${name}`), 'nothing is written over');
    this.files.set(`${folder}/${name}`, text);
    return Promise.resolve();
  }
  remove(folder: string, name: string): Promise<void> {
    if (this.left-- <= 0) return new Promise(() => undefined);
    this.files.delete(`${folder}/${name}`);
    return Promise.resolve();
  }
  drop(): Promise<void> {
    return Promise.resolve();
  }
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const journalOn = (folders: Folders): FolderJournal => new FolderJournal(folders, silent);
const record = (id: string, decision: unknown = id): JournalRecord => ({ id, decision });
const ids = (records: readonly JournalRecord[]): readonly string[] => records.map(({ id }) => id);

describe('the journal', () => {
  it('gives records back in the order of appending, over windows, though the clock and with it the ids went backwards', async () => {
    const folders = new Folders();
    await journalOn(folders).append('f', [record('9-made-first', { note: 'old' }), record('8')]);
    await journalOn(folders).append('f', [record('3')]);
    const third = journalOn(folders);
    await third.append('f', [record('5')]);
    await third.append('f', [record('1-made-last', { note: 'new' })]);
    assert.deepEqual(ids(await journalOn(folders).read('f')), ['9-made-first', '8', '3', '5', '1-made-last']);
    // More than the tenth: numbers are compared as numbers.
    for (let n = 0; n < 12; n++) await journalOn(folders).append('f', [record(`more-${n}`)]);
    assert.equal(ids(await journalOn(folders).read('f')).at(-1), 'more-11');
  });

  it('keeps files apart, and knows which of them have something waiting', async () => {
    const folders = new Folders();
    const journal = journalOn(folders);
    await journal.append('f', [record('a')]);
    await journal.append('g', [record('b')]);
    await journal.remove('f', ['a', 'unknown']);
    assert.deepEqual([ids(await journal.read('f')), ids(await journal.read('g')), await journalOn(folders).waiting()], [[], ['b'], ['g']]);
  });

  it('asks for all folders at once what is waiting in them', async () => {
    const folders = new Folders();
    for (let n = 0; n < 40; n++) await journalOn(folders).append(`f${n}`, [record(`${n}`)]);
    const list = folders.list.bind(folders);
    const of = (await list()).length;
    let asked = 0;
    let all = (): void => undefined;
    const askedForAll = new Promise<void>((resolve) => (all = resolve));
    // None answers before all are asked for.
    folders.list = async (folder) => {
      if (folder !== undefined && ++asked === of) all();
      if (folder !== undefined) await askedForAll;
      return list(folder);
    };
    assert.equal((await journalOn(folders).waiting()).length, 40);
  });

  it('leaves a torn record where it is, and reads the others', async () => {
    const folders = new Folders();
    await journalOn(folders).append('f', [record('a')]);
    const [path = ''] = folders.files.keys();
    folders.files.set(path.replace(/[^/]+$/, '000000000000-torn-1.json'), '{"file":"f","records":[{"id"');
    assert.deepEqual(ids(await journalOn(folders).read('f')), ['a']);
  });

  it('finds what stays of a file that another window takes away between listing and reading', async () => {
    const folders = new Folders();
    await journalOn(folders).append('f', [record('a'), record('b')]);
    const other = journalOn(folders);
    const read = folders.read.bind(folders);
    folders.read = async (folder, name) => {
      folders.read = read;
      await other.remove('f', ['a']);
      return read(folder, name);
    };
    assert.deepEqual(ids(await journalOn(folders).read('f')), ['b']);
  });

  it('forgets what it is told to while it is being read, and it does not come back with what is forgotten next', async () => {
    const folders = new Folders();
    await journalOn(folders).append('f', [record('a'), record('b'), record('c')]);
    const journal = journalOn(folders);
    const [, whileRead] = await Promise.all([journal.remove('f', ['a']), journal.read('f'), journal.read('f')]);
    assert.deepEqual(ids(whileRead), ['b', 'c']);
    await Promise.all([journal.read('f'), journal.remove('f', ['b']), journal.read('f')]);
    assert.deepEqual(ids(await journal.read('f')), ['c']);
    await journal.remove('f', ['c']);
    assert.deepEqual([ids(await journal.read('f')), folders.files.size], [[], 0]);
  });

  it('says so where it cannot be read, and does not take it for empty', async () => {
    const folders = new Folders();
    folders.list = () => Promise.reject(new Error('EACCES'));
    await assert.rejects(journalOn(folders).read('f'), /EACCES/);
  });

  it('after any acts has what was appended and not forgotten, in order, whichever window asks, and a crash loses no more than what was not acknowledged', async () => {
    const act = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ forget: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }) }),
      fc.constant({ reopen: true as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), fc.nat(25), async (acts, crash) => {
        const folders = new Folders();
        folders.left = crash;
        let journal = journalOn(folders);
        let wanted: string[] = [];
        let made = 0;
        /** What the act that the crash fell into may have added or removed. */
        let open: readonly string[] = [];
        for (const one of acts) {
          if ('reopen' in one) {
            journal = journalOn(folders);
            continue;
          }
          const added = 'add' in one ? Array.from({ length: one.add }, () => `${1000 - made}-${made++}`) : [];
          const gone = 'forget' in one ? one.forget.flatMap((index) => wanted[index] ?? []) : [];
          open = [...added, ...gone];
          const work = added.length
            ? journal.append(
                'f',
                added.map((id) => record(id)),
              )
            : journal.remove('f', gone);
          const done = await Promise.race([work.then(() => true), new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
          if (!done) break;
          wanted = [...wanted, ...added].filter((id) => !gone.includes(id));
          open = [];
        }
        folders.left = Infinity;
        const found = ids(await journalOn(folders).read('f'));
        const sure = wanted.filter((id) => !open.includes(id));
        assert.deepEqual(
          found.filter((id) => !open.includes(id)),
          sure,
        );
        for (const id of found) assert.ok(wanted.includes(id) || open.includes(id), id);
        const again = journalOn(folders);
        await again.remove('f', found);
        assert.deepEqual([ids(await again.read('f')), folders.files.size], [[], 0]);
      }),
      { numRuns: 300 },
    );
  });

  describe('shared by windows', () => {
    /** One clock, one storage, and windows that are told of files by it. */
    class Desk {
      now = 1_000_000;
      readonly folders = new Folders();
      readonly signs = new Map<string, string>();
      private timers: { readonly due: number; readonly ring: () => void }[] = [];

      window(owner: string, former: readonly RecordFolders[] = []) {
        const released: string[] = [];
        const state = { closed: false };
        const timer = (milliseconds: number) => ({
          elapsed: new Promise<void>((resolve) => {
            this.timers.push({ due: this.now + milliseconds, ring: () => (state.closed ? undefined : resolve()) });
          }),
          cancel: () => undefined,
        });
        const signs = {
          read: (of: string) => Promise.resolve(this.signs.get(of)),
          write: (of: string, text: string) => Promise.resolve(void this.signs.set(of, text)),
          remove: (of: string) => Promise.resolve(void this.signs.delete(of)),
        };
        const owners = new Owners(
          owner,
          signs,
          () => this.now,
          timer,
          (file) => released.push(file),
          silent,
        );
        return { owners, journal: new FolderJournal(this.folders, silent, { owners, former }), released, close: () => void (state.closed = true) };
      }

      /** Second by second, with time for what follows from each. */
      async pass(seconds: number): Promise<void> {
        for (let n = 0; n < seconds; n++) {
          this.now += 1000;
          const due = this.timers.filter((timer) => timer.due <= this.now);
          this.timers = this.timers.filter((timer) => !due.includes(timer));
          for (const { ring } of due) ring();
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    }

    it('is no other window’s while the one that decided is at work, however long, and is offered to it once that one is gone', async () => {
      const desk = new Desk();
      const one = desk.window('folder');
      await one.journal.append('f', [record('a')]);
      const other = desk.window('folder above');
      assert.deepEqual([ids(await other.journal.read('f')), await other.journal.waiting()], [[], []]);
      await desk.pass(60);
      assert.deepEqual([ids(await other.journal.read('f')), ids(await one.journal.read('f'))], [[], ['a']]);
      assert.ok(other.released.length > 0, 'it is looked at again');
      one.close();
      other.released.length = 0;
      await desk.pass(25);
      assert.deepEqual([other.released, ids(await other.journal.read('f')), await other.journal.waiting()], [['f'], ['a'], ['f']]);
    });

    it('is at once that of the next window of the same folder, and of one that comes a while later', async () => {
      const desk = new Desk();
      const one = desk.window('folder');
      await one.journal.append('f', [record('a')]);
      one.close();
      const next = desk.window('folder');
      assert.deepEqual(ids(await next.journal.read('f')), ['a']);
      next.close();
      await desk.pass(15);
      assert.deepEqual(ids(await desk.window('a single file').journal.read('f')), ['a']);
    });

    it('gives no signs where nothing waits any more', async () => {
      const desk = new Desk();
      const { journal } = desk.window('folder');
      await journal.append('f', [record('a')]);
      await journal.remove('f', ['a']);
      await desk.pass(20);
      assert.deepEqual([...desk.signs], []);
      await journal.append('f', [record('b')]);
      await desk.pass(4);
      assert.deepEqual([...desk.signs.keys()], ['folder']);
      await journal.remove('f', ['b']);
      await desk.pass(4);
      assert.deepEqual([...desk.signs], [], 'nor leaves one behind');
    });

    it('leaves no signs of windows that were killed once somebody has asked for what they left', async () => {
      const desk = new Desk();
      const one = desk.window('a window without a folder');
      await one.journal.append('f', [record('a')]);
      await desk.pass(7);
      one.close();
      assert.equal(desk.signs.size, 1);
      await desk.pass(20);
      assert.deepEqual([ids(await desk.window('other').journal.read('f')), [...desk.signs.keys()]], [['a'], []]);
    });

    it('asks for, and removes, nothing by a name that is no window’s', async () => {
      const desk = new Desk();
      for (const owner of ['../../elsewhere', '.', 7 as unknown as string]) {
        desk.signs.set(owner, '0');
        assert.equal(await desk.window('folder').owners.isAnothers({ owner, at: 0 }, 'f'), false);
      }
      assert.equal(desk.signs.size, 3);
    });

    it('gives signs of what comes in the very moment in which nothing waits any more', async () => {
      const desk = new Desk();
      const { owners } = desk.window('folder');
      let waits = true;
      owners.stayWhile(() => {
        if (!waits) {
          queueMicrotask(() => {
            waits = true;
            owners.stayWhile(() => waits);
          });
        }
        return waits;
      });
      waits = false;
      await desk.pass(10);
      assert.deepEqual([...desk.signs.keys()], ['folder']);
    });

    it('comes before what is decided by whoever has read it', async () => {
      const desk = new Desk();
      const one = desk.window('folder');
      await one.journal.append('f', [record('a')]);
      const gone = desk.window('gone');
      for (const id of ['b', 'c', 'd']) await gone.journal.append('f', [record(id)]);
      gone.close();
      await desk.pass(15);
      assert.deepEqual(ids(await one.journal.read('f')), ['a', 'b', 'c', 'd']);
      await one.journal.append('f', [record('e')]);
      assert.deepEqual(ids(await desk.window('folder').journal.read('f')), ['a', 'b', 'c', 'd', 'e']);
    });

    it('keeps whose it is where a part of it is forgotten', async () => {
      const desk = new Desk();
      const one = desk.window('folder');
      await one.journal.append('f', [record('a'), record('b')]);
      await one.journal.remove('f', ['a']);
      assert.deepEqual([ids(await desk.window('other').journal.read('f')), ids(await one.journal.read('f'))], [[], ['b']]);
    });

    it('is found where an earlier version kept it, once, and nothing that was kept since comes before it', async () => {
      const desk = new Desk();
      const former = new Folders();
      await journalOn(former).append('f', [record('a'), record('b')]);
      await journalOn(former).append('g', [record('c')]);
      former.files.set('00/000000000000-torn-1.json', '{"file":');
      const one = desk.window('folder', [former]);
      await one.journal.append('f', [record('d')]);
      assert.deepEqual([ids(await one.journal.read('f')), ids(await one.journal.read('g'))], [['a', 'b', 'd'], ['c']]);
      assert.deepEqual([...former.files.keys()], ['00/000000000000-torn-1.json']);
      assert.deepEqual(ids(await desk.window('other', [former]).journal.read('g')), ['c']);
    });

    it('is taken over whole wherever that is cut', async () => {
      for (let cut = 0; cut < 4; cut++) {
        const desk = new Desk();
        const former = new Folders();
        await journalOn(former).append('f', [record('a')]);
        await journalOn(former).append('f', [record('b')]);
        desk.folders.left = cut % 2 ? Infinity : cut / 2;
        former.left = cut % 2 ? (cut - 1) / 2 : Infinity;
        void desk.window('folder', [former]).journal.read('f');
        await new Promise((resolve) => setImmediate(resolve));
        desk.folders.left = former.left = Infinity;
        // Written over by the same.
        desk.folders.overwrites = true;
        assert.deepEqual(ids(await desk.window('folder', [former]).journal.read('f')), ['a', 'b'], `cut ${cut}`);
        assert.deepEqual([...former.files], []);
      }
    });
  });
});
