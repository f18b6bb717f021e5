import assert from 'node:assert/strict';
import { OutputError } from '../../src/cli/host';
import { sentenceOf, shortened, visible } from '../../src/cli/messages';
import { parsePublished } from '../../src/cli/published';
import { pressmark } from './support';

describe('pressmark: usage', () => {
  it('helps on standard output', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const { code, out, err } = await pressmark(argv);
      assert.deepEqual([code, err], [0, '']);
      for (const verb of ['analyze', 'check', 'merge']) assert.match(out, new RegExp(`^  ${verb} `, 'm'));
    }
    for (const verb of ['analyze', 'check', 'merge']) {
      const [byHelp, byOption] = [await pressmark(['help', verb]), await pressmark([verb, '--help'])];
      assert.deepEqual(byHelp, byOption);
      assert.equal(byHelp.code, 0);
      assert.match(byHelp.out, new RegExp(`^Usage: pressmark ${verb} `));
    }
    assert.deepEqual(await pressmark(['--version']), { code: 0, out: '1.2.3\n', err: '' });
  });

  const bad: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /^Say what to do.*See pressmark --help\.\n$/],
    [['--verbose'], /no option --verbose\. See pressmark --help/],
    [['analyse'], /no verb “analyse”/],
    [['compare', 'a'], /Name two documents at least.*See pressmark help compare/],
    [['help', 'check', 'analyze'], /one verb at a time/],
    [['analyze', '--threads', '2'], /no option --threads\. See pressmark help analyze\.\n$/],
    [
      ['analyze', '--jobs', '0'],
      /“0” is no number of jobs: give one from 1 to 256, or “all” for as many as this machine has cores\. See pressmark help analyze\.\n$/,
    ],
    [['analyze', '--jobs', 'article.txt'], /“article\.txt” is no number of jobs/],
    [['analyze', '--jobs'], /--jobs needs a value/],
    [['analyze', '--jobs', 'many'], /“many” is no number of jobs/],
    [['analyze', '--resume', '/nowhere/at/all'], /cannot be gone on with: there is no such file or folder/],
    [['analyze', '-x'], /no option -x/],
    [['analyze', '--published'], /--published needs a value/],
    [['analyze', '--published', '--project'], /--published needs a value/],
    [['analyze', '--published', 'yesterday'], /“yesterday” is no publication date: give a day .* See pressmark help analyze\.\n$/],
    [['analyze', '--published', '2022-01-15', '--published', '2022-01-16'], /--published is given twice/],
    [['analyze', '--project', '/nowhere/at/all'], /no such file or folder/],
    [['check', '--json=yes'], /--json takes no value\. See pressmark help check/],
    [['check', '/nowhere/at/all'], /no such file or folder/],
    [['merge', 'a', 'b'], /BASE, OURS and THEIRS.*See pressmark help merge/],
    [['analyze', '\u001b[31mred\u202e'], /^<U\+001B>\[31mred<U\+202E> cannot be read/],
  ];
  for (const [argv, sentence] of bad) {
    it(`answers “pressmark ${visible(argv.join(' '))}” with a sentence and 2`, async () => {
      const { code, err } = await pressmark(argv);
      assert.equal(code, 2);
      assert.match(err, sentence);
      assert.doesNotMatch(err, /\n\s+at /, 'no stack trace');
    });
  }

  it('says once that the list of names is missing, and goes on without', async () => {
    const { code, out, err } = await pressmark(['analyze'], { gazetteerPath: '/nowhere/gazetteer.txt' });
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /^The list of names is missing.*install pressmark again.*\n$/);
  });
});

describe('pressmark: small parts', () => {
  it('knows a publication date when it sees one', () => {
    const day = (text: string): unknown => parsePublished(text) && [parsePublished(text)?.start, parsePublished(text)?.end, parsePublished(text)?.basis];
    assert.deepEqual(day('2022-01-15'), ['2022-01-15', '2022-01-15', 'stated']);
    assert.deepEqual(day('2024-02-29T23:59'), ['2024-02-29', '2024-02-29', 'stated']);
    assert.deepEqual(day('2022-01-15T11:05:59+02:00'), ['2022-01-15', '2022-01-15', 'stated']);
    assert.deepEqual(day('2022-01-10/2022-01-11'), ['2022-01-10', '2022-01-11', 'stated']);
    for (const text of [
      '',
      '2022',
      '2022-01',
      '2022-02-29',
      '2022-13-01',
      '2022-00-10',
      '2022-01-15T24:00',
      '2022-01-15T10:60',
      '2022-01-11/2022-01-10',
      '2022-01-10/',
      'PAST_REF',
    ]) {
      assert.equal(day(text), undefined, text);
    }
  });

  it('fills in templates and keeps hostile text on its line', () => {
    assert.equal(sentenceOf({ message: '“{0}” and {1}, {2}', args: ['{1}', 'b'] }), '“{1}” and b, {2}');
    assert.equal(visible('a\u0007b\nc\u202ed'), 'a<U+0007>b<U+000A>c<U+202E>d');
    assert.equal(shortened('one\n two', 20), 'one two');
    assert.equal(shortened('12345😀7890', 7), '12345…');
    assert.equal(new OutputError(Object.assign(new Error('full'), { code: 'ENOSPC' })).message, 'The output cannot be written: full.');
  });
});
