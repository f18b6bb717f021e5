/**
 * npm run check:calc: whether the CSV tables open in LibreOffice Calc unchanged. Optional: it wants `soffice` on the PATH, which the tests do not.
 * Every table of a small corpus, with cells of the kinds that spreadsheets like to change, is read by Calc as its import dialog has it from the
 * start (UTF-8, commas, no detecting of special numbers), written again, and compared cell by cell.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Papa from 'papaparse';
import { csvText } from '../../src/core/exchange/csv';
import { exportTables } from './calcSample';

/** Separator, quotes, UTF-8, from line 1, no column formats, language; then: quoted cells are text, no detecting of special numbers. */
const reading = 'CSV:44,34,76,1,,0,true,false';
/** As reading; then: cells as shown, no formulas. */
const writing = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';

/** Cells that a spreadsheet may take for something else. */
const probes = [
  '=1+1',
  '+49 30 1234',
  '-5',
  '@name',
  '12/05/2022',
  'January 10',
  '2022-01-15',
  'TRUE',
  '1,234.5',
  'a "quoted" word',
  'two\nlines',
  ' spaces ',
  '😀 é',
  'a;b',
  // Nothing but a number, written otherwise than Calc would.
  ...['007', '1e5', '1E-05', '12345678901234567890', '12345678901', '1.50', '1,50', '.5', '5.', '00', ' 7 ', '0.1234567891', '1e400'],
  ...[
    '0',
    '7',
    '1.5',
    '1,5',
    '1234567890',
    '0.123456789',
    '12345.67891',
    '123456789.1',
    '1234567890.1',
    '50 %',
    '1/2',
    '0x1F',
    '1 000',
    "'007",
    '\u0663',
    'Infinity',
    '1e',
    'e5',
  ],
];

function rows(text: string): readonly (readonly string[])[] {
  return Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: true }).data;
}

function throughCalc(folder: string, name: string, text: string): string {
  const file = path.join(folder, `${name}.csv`);
  writeFileSync(file, text);
  const out = path.join(folder, 'out');
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', `--infilter=${reading}`, '--convert-to', writing, '--outdir', out, file], {
    stdio: 'pipe',
    timeout: 120_000,
  });
  return readFileSync(path.join(out, `${name}.csv`), 'utf8');
}

function main(): number {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'pipe' });
  } catch {
    console.error('There is no soffice on the PATH: install LibreOffice Calc, and run this again. Nothing was checked.');
    return 2;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'pressmark-calc-'));
  let changed = 0;
  let cells = 0;
  try {
    const tables = [['probes', csvText([['kind', 'cell'], ...probes.map((cell, at) => [`probe ${at}`, cell])])] as const, ...exportTables(probes)];
    for (const [name, text] of tables) {
      const [ours, theirs] = [rows(text), rows(throughCalc(folder, name, text))];
      for (let row = 0; row < Math.max(ours.length, theirs.length); row++) {
        for (let column = 0; column < Math.max(ours[row]?.length ?? 0, theirs[row]?.length ?? 0); column++) {
          cells++;
          const [was, is] = [ours[row]?.[column], theirs[row]?.[column]];
          if (was === is) continue;
          changed++;
          console.error(`${name}, row ${row + 1}, column ${column + 1}: ${JSON.stringify(was)} became ${JSON.stringify(is)}`);
        }
      }
      console.log(`  ${name}: ${ours.length} rows`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(changed === 0 ? `Calc opens all of ${cells} cells unchanged.` : `${changed} of ${cells} cells are changed.`);
  return changed === 0 ? 0 : 1;
}

process.exit(main());
