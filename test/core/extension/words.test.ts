import assert from 'node:assert/strict';
import { isPublicationDate } from '../../../src/extension/features/documents/dates';
import { dateInWords, valueInWords } from '../../../src/extension/features/dates/words';
import { commandLink, escapeMarkdown, noteMarkdown } from '../../../src/extension/markdown';
import { english } from '../../../src/extension/translate';

describe('TIMEX3 values in words', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2022-01-15', 'Saturday 15 January 2022'],
    ['2022-01', 'January 2022'],
    ['2022', '2022'],
    ['2022-W02', 'week 2 of 2022: 10–16 January 2022'],
    ['2022-W02-WE', 'the weekend of 15–16 January 2022'],
    ['2022-Q1', 'quarter 1 of 2022'],
    ['2022-H2', 'half 2 of 2022'],
    ['2021-FA', 'autumn 2021'],
    ['198', 'the 1980s'],
    ['2021-02-04/2021-02-06', '4–6 February 2021'],
    ['2022-01-11T11:05', 'Tuesday 11 January 2022, 11:05'],
    ['2022-01-11T11:05Z', 'Tuesday 11 January 2022, 11:05 UTC'],
    ['2022-01-11TMO', 'Tuesday 11 January 2022, morning'],
    ['P3M', '3 months'],
    ['PXM', 'several months'],
    ['PT24H', '24 hours'],
    ['PRESENT_REF', 'the present, without a day'],
    ['XXXX-WXX-6', 'a Saturday, of an unknown week'],
    ['XXXX-01-15', '15 January, of an unknown year'],
    ['XXXX-XX-XX', 'a day, not known which'],
    ['XXXX-WXX', 'a week, not known which'],
    ['XXXX', 'a year, not known which'],
    ['XXXX-SU', 'summer, of an unknown year'],
    ['XXXX-Q3', 'quarter 3 of an unknown year'],
    ['XXXX-XX-15', 'day 15 of an unknown month'],
    ['XXXX-WXX-2TNI', 'a Tuesday, of an unknown week, night'],
    ['XXXX-XX-XXT10:30', 'a day, not known which, 10:30'],
    ['P1D', '1 day'],
    ['P1Y6M', '1 year, 6 months'],
    ['P1DT2H', '1 day, 2 hours'],
    ['PXX', 'some time'],
    ['BC0044', '44 BC'],
    ['XXXX-01-XX', 'a day in January, of an unknown year'],
    ['1914/1918', 'from 1914 to 1918'],
    ['whatever', 'whatever'],
  ];
  for (const [value, words] of cases) {
    it(`${value} is "${words}"`, () => assert.equal(plain(valueInWords(value, english, 'en')), plain(words)));
  }

  const recurring: readonly (readonly [string, string])[] = [
    ['XXXX-WXX-5', 'every Friday'],
    ['XXXX-WXX-5TEV', 'every Friday, evening'],
    ['XXXX-WXX-1/XXXX-WXX-5', 'Monday to Friday, every week'],
    ['XXXX-WXX-WE', 'every weekend'],
    ['XXXX-WXX', 'every working day'],
    ['XXXX-XX-XXTMO', 'every day, morning'],
    ['XXXX-07', 'every July'],
    ['XXXX-05-09', 'every 9 May'],
    ['XXXX-SU', 'every summer'],
    ['P1D', 'every day'],
    ['P1W', 'every week'],
    ['P2W', 'every 2 weeks'],
    ['PT1H', 'every hour'],
    ['P3M', 'every 3 months'],
    ['PXY', 'several years'],
  ];
  for (const [value, words] of recurring) {
    it(`${value} that recurs is "${words}"`, () => assert.equal(dateInWords({ type: 'SET', value }, english, 'en'), words));
  }

  it('are told as recurring only where they are said to be', () => {
    assert.equal(dateInWords({ type: 'DURATION', value: 'P1D' }, english, 'en'), '1 day');
    assert.equal(dateInWords({ type: 'DATE', value: 'XXXX-WXX-5' }, english, 'en'), 'a Friday, of an unknown week');
  });

  /** ICU versions differ in commas and in the spaces around a dash. */
  function plain(text: string): string {
    return text.replaceAll(',', '').replace(/\s*–\s*/gu, '–');
  }
});

describe('publication dates', () => {
  it('are days, minutes or intervals that exist', () => {
    for (const good of ['2022-01-15', '2022-01-15T11:05', '2022-01-15T11:05Z', '2022-01-10/2022-01-11']) assert.ok(isPublicationDate(good), good);
    for (const bad of ['', '2022', '2022-02-30', '2022-01-11/2022-01-10', '15.1.2022', '2022-01-10/2022-02-31']) assert.ok(!isPublicationDate(bad), bad);
  });
});

describe('hostile text in Markdown', () => {
  it('keeps no character that Markdown or HTML could act on', () => {
    const hostile = '<script>alert(1)</script> [x](command:evil) ![i](http://e.example) &copy; `c` **b** _i_ | # > ~~s~~ http://e.example $(warning)';
    assert.doesNotMatch(escapeMarkdown(hostile).replace(/&#\d+;/g, ''), /[!-/:-@[-`{-~]/);
  });

  it('turns line breaks into breaks, and control and direction characters into spaces', () => {
    assert.equal(escapeMarkdown('a\nb\u0000\u202ec'), 'a  \nb  c');
  });

  it('encodes the arguments of a command link so that none ends it', () => {
    const link = commandLink('x', 'pressmark.showDay', ['")](command:evil) \'']);
    assert.equal(link.match(/\]\(/g)?.length, 1);
    assert.match(link, /^\[x\]\(command:pressmark\.showDay\?[^\s()']+ "x"\)$/);
  });
});

describe('a note as Markdown', () => {
  const rows: readonly (readonly [name: string, note: string, markdown: string])[] = [
    ['keeps what is set off', 'a **strong** and *light* word, `code<b>`', 'a **strong** and *light* word&#44; `code<b>`  '],
    ['keeps lists, quotations and lines', 'One\ntwo\n\n- a\n- b\n> said', 'One  \ntwo  \n\n- a\n- b\n> said'],
    ['makes links of commands inert', '[x](command:pressmark.undo)', '&#91;x&#93;&#40;command&#58;pressmark&#46;undo&#41;'],
    ['makes HTML inert', '<img src=x onerror=y>', '&#60;img src&#61;x onerror&#61;y&#62;'],
    ['makes headings and rules inert', '# big\n---', '&#35; big  \n&#45;&#45;&#45;'],
    ['makes what is inside set-off words inert', '**[x](y)**', '**&#91;x&#93;&#40;y&#41;**'],
    ['leaves stars that set nothing off', '2 * 3 * 4', '2 &#42; 3 &#42; 4'],
  ];
  for (const [name, note, markdown] of rows) it(name, () => assert.equal(noteMarkdown(note).trimEnd(), markdown.trimEnd()));
});
