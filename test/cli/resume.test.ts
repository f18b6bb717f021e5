/** `pressmark analyze --resume`: nothing lost, nothing answered twice, and no file harmed that is none of answers. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { maxBytes } from '../../src/cli/files';
import { KeyCounts } from '../../src/cli/keyCounts';
import { batchesOf } from '../../src/cli/lines';
import { Progress } from '../../src/cli/progress';
import { errorLine } from '../../src/cli/record';
import { resume } from '../../src/cli/resume';
import { folderWith, Kept, objects, type Outcome, pressmark, removeFolders, seeds } from './support';

const line = (id: unknown, text = 'Josep Borrell spoke.'): string => `${JSON.stringify({ id, text })}\n`;
const answerTo = (id: unknown): string => `${JSON.stringify({ id, publishedBasis: 'none', mentions: [] })}\n`;
const noAnswer = `${errorLine(undefined, 'the line is empty')}\n`;
const idsIn = (file: string): readonly unknown[] => objects(readFileSync(file, 'utf8')).map(({ id }) => id);
const { signal } = new AbortController();
const seedFiles = ['000_857cd91610f1de59.txt', '001_3491eda69179e071.txt', '002_617e6239e9021492.txt'].map((name) => path.join(seeds, name));

/** A run of the command on these bytes, one chunk or several. */
function run(file: string, ...input: readonly (string | Buffer)[]): Promise<Outcome> {
  return pressmark(['analyze', '--resume', file], { stdin: Readable.from(input.map((part) => Buffer.from(part))) });
}

/** A file of answers, held open for no longer than this asks. */
async function resumed<Found>(
  file: string,
  ask: (answered: Awaited<ReturnType<typeof resume>>['answered'], stream: Writable) => Promise<Found>,
): Promise<Found> {
  const { answered, stream } = await resume(file, signal);
  try {
    return await ask(answered, stream);
  } finally {
    stream.destroy();
  }
}

interface Rest {
  readonly rest: string;
  /** Bytes that are no work of this run. */
  readonly skipped: number;
  readonly left: string | undefined;
  readonly said: string;
}

/** The lines that are left to answer, where the input comes in chunks of `size` bytes. */
function restOf(file: string, input: string, size: number): Promise<Rest> {
  return resumed(file, async (answered) => {
    const bytes = Buffer.from(input);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
    const stderr = new Kept();
    const progress = new Progress({ stdout: new Kept(), stderr });
    let [rest, skipped] = ['', 0];
    progress.skip = (more) => (skipped += more);
    for await (const batch of answered.restOf(batchesOf(Readable.from(chunks), maxBytes), progress))
      rest += 'error' in batch ? '!\n' : Buffer.from(batch.bytes).toString();
    return { rest, skipped, left: await answered.left(), said: stderr.text };
  });
}

describe('pressmark analyze --resume', function () {
  this.timeout(60_000);
  let file: string;
  beforeEach(() => {
    file = path.join(folderWith({}), 'out.jsonl');
  });
  after(removeFolders);

  for (const [what, bytes] of [
    ['that is not UTF-8', Buffer.from('{"id":"a","text":"caf\xe9"}\n', 'latin1')],
    ['with a byte order mark', Buffer.from('\ufeff{"id":"a","text":"x"}\n')],
    ['whose id no answer can hold', Buffer.from('{"id":1e999,"text":"x"}\n')],
    ['that is empty', Buffer.from('\n')],
    ['that ends with CR LF', Buffer.from('{"id":"a","text":"x"}\r\n')],
    ['whose id is half a character', Buffer.from('{"id":"\\ud800","text":"x"}\n{"id":"\\udbff","text":"x"}\n')],
  ] as const) {
    it(`knows its own answer to a line ${what}`, async () => {
      assert.deepEqual(await run(file, bytes), { code: 0, out: '', err: '' });
      const before = readFileSync(file);
      assert.deepEqual(await run(file, bytes), { code: 0, out: '', err: '' });
      assert.deepEqual(readFileSync(file), before);
      // Also where it has moved.
      assert.equal((await run(file, line('new'), bytes)).code, 0);
      assert.deepEqual(idsIn(file).slice(-1), ['new']);
      assert.equal(readFileSync(file).subarray(0, before.length).compare(before), 0);
    });
  }

  it('keeps nothing of a line that is too long while it passes over what is answered', async () => {
    const parts = 200;
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let held = 0;
    const long = function* (): Generator<Buffer> {
      for (let index = 0; index < parts; index++) {
        yield Buffer.alloc(1 << 20, 'a');
      }
      collect();
      held = process.memoryUsage().arrayBuffers;
      yield Buffer.from(`\n${line('b')}`);
    };
    const again = (): Promise<Outcome> => pressmark(['analyze', '--resume', file], { stdin: Readable.from(long()) });
    assert.equal((await again()).code, 0);
    assert.deepEqual(idsIn(file), [undefined, 'b']);
    const before = readFileSync(file);
    assert.deepEqual(await again(), { code: 0, out: '', err: '' });
    assert.deepEqual(readFileSync(file), before);
    // Of the line's 200 MB: up to 64 MB might still be a line that is answered.
    assert.ok(held < 80 * (1 << 20), `${held >> 20} MB were held`);
  });

  it('answers what was put in, and leaves what was taken out or moved', async () => {
    await run(file, line('a') + line('b') + line('c') + line('d'));
    const before = readFileSync(file, 'utf8');
    const other = `${file} was begun with other documents, or in another order: those that have no answer in it are answered at its end.\n`;
    assert.deepEqual(await run(file, line('a') + line('new') + line('b') + line('c') + line('d')), { code: 0, out: '', err: other });
    assert.deepEqual(idsIn(file), ['a', 'b', 'c', 'd', 'new']);
    assert.deepEqual(await run(file, line('d') + line('c') + line('first') + line('new')), {
      code: 0,
      out: '',
      err: `${other}2 answers in ${file} are to documents that were not given this time, and stay.\n`,
    });
    assert.deepEqual(idsIn(file), ['a', 'b', 'c', 'd', 'new', 'first']);
    assert.ok(readFileSync(file, 'utf8').startsWith(before));
    // A corpus that grew at its end is as it was.
    await run(file, ['a', 'b', 'c', 'd', 'new', 'first', 'last'].map((id) => line(id)).join(''));
    assert.deepEqual(idsIn(file), ['a', 'b', 'c', 'd', 'new', 'first', 'last']);
  });

  it('does so for files as well', async () => {
    const argv = ['analyze', '--resume', file];
    const [one, two, three] = seedFiles as [string, string, string];
    assert.equal((await pressmark([...argv, one, three])).code, 0);
    const { code, err } = await pressmark([...argv, one, two, three]);
    assert.equal(code, 0);
    assert.match(err, /^.* was begun with other documents, or in another order: .*\n$/);
    assert.deepEqual(idsIn(file), [one, three, two]);
    assert.match((await pressmark([...argv, two, three])).err, /^.*\n1 answer in .* is to a document that was not given this time, and stays\.\n$/);
    assert.deepEqual(idsIn(file), [one, three, two]);
  });

  it('passes over once for every answer, whatever was put in, taken out, moved or given twice', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 1, '1', 'ü', undefined), { maxLength: 12 });
    return fc.assert(
      fc.asyncProperty(ids, ids, fc.integer({ min: 1, max: 40 }), fc.boolean(), fc.boolean(), async (answered, others, size, whole, same) => {
        const documents = same ? [...answered, ...others] : others;
        writeFileSync(file, answered.map((id) => (id === undefined ? noAnswer : answerTo(id))).join('') + '{"id":"a","publ');
        const input = documents.map((id) => (id === undefined ? '\n' : line(id, ''))).join('');
        const given = whole || /(^|\n)\n$/.test(input) ? input : input.slice(0, -1);
        const { rest, left, said, skipped } = await restOf(file, given, size);
        const open = [...answered];
        const expected = documents.filter((id) => {
          const at = open.indexOf(id);
          if (at >= 0) open.splice(at, 1);
          return at < 0;
        });
        assert.deepEqual(
          rest
            .split('\n')
            .filter((text, index, all) => index < all.length - 1 || text !== '')
            .map((text) => (text === '' ? undefined : (JSON.parse(text) as { readonly id: unknown }).id)),
          expected,
        );
        assert.equal(/^\d+/.exec(left ?? '0')?.[0], String(open.length));
        assert.equal(skipped, Buffer.byteLength(given) - Buffer.byteLength(rest));
        if (same) assert.equal(said, '');
      }),
    );
  });

  it('takes answers that were cut at any byte, and zeros behind them', async () => {
    const answers = [
      answerTo('a"\\ü'),
      `${errorLine('b', 'no')}\n`,
      `${errorLine(undefined, 'no')}\n`,
      '{"id":-1.5e+30,"published":"2022-01-15","publishedBasis":"stated"}\n',
    ];
    const whole = Buffer.from(answers.join(''));
    for (let end = 0; end <= whole.length; end++) {
      for (const zeros of [0, 5]) {
        writeFileSync(file, Buffer.concat([whole.subarray(0, end), Buffer.alloc(zeros)]));
        await resumed(file, () => Promise.resolve());
        assert.deepEqual(readFileSync(file), whole.subarray(0, whole.subarray(0, end).lastIndexOf('\n') + 1), `cut at ${end}`);
      }
    }
  });

  it('leaves a file as it is that does not hold answers', async () => {
    const given = line('a') + line('b');
    const published = `{"id":"a","published":"2022-01-15","text":"x"}`;
    for (const [text, where] of [
      ['notes without a line end', 'Line 1'],
      ['notes\nand more', 'Line 1'],
      ['notes\n', 'Line 1'],
      [`${answerTo('a')}notes`, 'The last line'],
      [`${answerTo('a')}notes\n`, 'Line 2'],
      [given, 'Line 1'],
      [given.slice(0, -1), 'Line 1'],
      [line('a').slice(0, -1), 'Line 1'],
      [published, 'Line 1'],
      [`${published}\n${published.slice(0, 8)}`, 'Line 1'],
      ['"error":"', 'Line 1'],
    ] as const) {
      writeFileSync(file, text);
      const { code, err } = await run(file, given);
      assert.deepEqual([code, err], [2, `${where} of ${file} is no answer of pressmark analyze: give a file that it has written, or a new one.\n`], text);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('shows its progress where standard output is a terminal too: nothing goes there', async () => {
    const terminal = (): Kept => Object.assign(new Kept(), { isTTY: true });
    const input = Array.from({ length: 600 }, (_, id) => line(id, 'Josep Borrell spoke on Monday in Kyiv. '.repeat(40))).join('');
    const [stdout, stderr] = [terminal(), terminal()];
    const given = { stdin: Readable.from([Buffer.from(input)]), stdinSize: Buffer.byteLength(input), stdout, stderr };
    assert.equal((await pressmark(['analyze', '--resume', file], given)).code, 0);
    assert.match(stderr.text, /\r\u001b\[K\[#+·*\] {1,3}\d+ % {2}\d+ documents, [\d,]+ a second/);
    assert.ok(stderr.text.endsWith('\r\u001b[K'));
    assert.equal(stdout.text, '');
  });

  it('stops with 130 where Ctrl+C came before the first document', async () => {
    writeFileSync(file, answerTo('a'));
    const aborted = AbortSignal.abort();
    for (const argv of [['analyze'], ['compare'], ['analyze', '--resume', file], ['analyze', '--resume', file, ...seedFiles]]) {
      for (const jobs of argv[0] === 'analyze' ? [[], ['--jobs', '2']] : [[]]) {
        // Nobody writes, and nobody ends it.
        const outcome = await pressmark([...argv, ...jobs], { stdin: new Readable({ read: () => undefined }), signal: aborted });
        assert.deepEqual(outcome, { code: 130, out: '', err: '' }, argv.join(' '));
      }
    }
    assert.equal(readFileSync(file, 'utf8'), answerTo('a'));
  });
});

describe('counts of keys', () => {
  it('are those of a map, beyond where the table grows', () => {
    const counts = new KeyCounts();
    const keys = Array.from({ length: 20_000 }, (_, index) => `${index % 15_000}`);
    for (const key of keys) counts.add(key);
    assert.equal(counts.total, 20_000);
    for (const key of keys) assert.ok(counts.take(key));
    assert.equal(counts.total, 0);
    for (const key of [...keys.slice(0, 100), 'another', '']) assert.equal(counts.take(key), false);
    counts.add('0');
    assert.deepEqual([counts.take('0'), counts.take('0')], [true, false]);
  });
});
