/** Every mark that the seeds get, as a careful reader has checked it once. `UPDATE_GOLDEN=1` writes it anew, to be read in the diff. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { anchorDecisions } from '../../../src/core/annotations/anchored';
import { analyserFor, parseGazetteer } from '../../../src/core/corpus/analyser';
import { parseProject } from '../../../src/core/project';
import { parseSidecar } from '../../../src/core/sidecar';
import { statedPublication } from '../../../src/core/sidecar/publication';

const root = path.join(__dirname, '../../..');
const seeds = path.join(root, 'seeds');
const golden = path.join(__dirname, 'golden/marks.txt');

function marks(): string {
  const project = parseProject(readFileSync(path.join(seeds, 'pressmark.yaml'), 'utf8')).value;
  const analyser = analyserFor(project, parseGazetteer(readFileSync(path.join(root, 'media/gazetteer.txt'), 'utf8')));
  const documents = readdirSync(seeds).filter((name) => name.endsWith('.txt'));
  return documents
    .map((name) => {
      const text = readFileSync(path.join(seeds, name), 'utf8');
      const sidecar = parseSidecar(readFileSync(path.join(seeds, `${name}.pressmark.yaml`), 'utf8')).value;
      const { mentions, dates } = analyser.analyse(text, { publication: statedPublication(sidecar.document), decisions: anchorDecisions(text, sidecar.mentions ?? []) });
      const lines = [
        ...mentions.map((mention) => ({ ...mention, says: `${mention.kind} ${mention.actor}` })),
        ...dates.map((date) => ({ ...date, says: `${date.type} ${date.value}${date.mod ? ` ${date.mod}` : ''}` })),
      ].sort((a, b) => a.start - b.start);
      return [`# ${name}`, ...lines.map(({ start, end, text: words, says }) => `${start}-${end} ${words.replace(/\s+/g, ' ')} → ${says}`)].join('\n');
    })
    .join('\n\n')
    .concat('\n');
}

describe('seeds', () => {
  it('get the marks that were checked by hand', () => {
    const found = marks();
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, found);
    assert.equal(found, readFileSync(golden, 'utf8'));
  });
});
