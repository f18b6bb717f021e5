/** Every mark that a careful reader sees in the seeds, with its kind and identity; the list is kept by hand. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { anchorDecisions } from '../../../src/core/annotations/anchored';
import { analyserFor, parseGazetteer } from '../../../src/core/corpus/analyser';
import { parseProject } from '../../../src/core/project';
import { parseSidecar } from '../../../src/core/sidecar';
import { statedPublication } from '../../../src/core/sidecar/publication';

const root = path.join(__dirname, '../../..');
const seeds = path.join(root, 'seeds');
const golden = path.join(__dirname, 'golden/marks.txt');

/** Lines of the list, under the name of their document. */
function found(): readonly string[] {
  const project = parseProject(readFileSync(path.join(seeds, 'pressmark.yaml'), 'utf8')).value;
  const analyser = analyserFor(project, parseGazetteer(readFileSync(path.join(root, 'media/gazetteer.txt'), 'utf8')));
  const documents = readdirSync(seeds).filter((name) => name.endsWith('.txt'));
  return documents.flatMap((name) => {
    const text = readFileSync(path.join(seeds, name), 'utf8');
    const sidecar = parseSidecar(readFileSync(path.join(seeds, `${name}.pressmark.yaml`), 'utf8')).value;
    const { mentions, dates } = analyser.analyse(text, { publication: statedPublication(sidecar.document), decisions: anchorDecisions(text, sidecar.mentions ?? []) });
    return [
      ...mentions.map((mention) => ({ ...mention, says: `${mention.kind} ${mention.actor}` })),
      ...dates.map((date) => ({ ...date, says: `${date.type} ${date.value}${date.mod ? ` ${date.mod}` : ''}` })),
    ].map(({ start, end, text: words, says }) => `${name}: ${start}-${end} ${words.replace(/\s+/g, ' ')} → ${says}`);
  });
}

function byHand(): readonly string[] {
  let document = '';
  return readFileSync(golden, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('# ')) document = line.slice(2);
      return line === '' || line.startsWith('# ') ? [] : [`${document}: ${line}`];
    });
}

describe('seeds', () => {
  const [marks, wanted] = [found(), byHand()];

  it('get every mark that a careful reader sees, with its kind, identity and value', () => {
    assert.ok(wanted.length > 300);
    const all = new Set(marks);
    assert.deepEqual(
      wanted.filter((mark) => !all.has(mark)),
      [],
    );
  });
  it('get at most two in a hundred beyond those', () => {
    const seen = new Set(wanted);
    const beyond = marks.filter((mark) => !seen.has(mark));
    assert.ok(beyond.length <= 0.02 * wanted.length, beyond.join('\n'));
  });
});
