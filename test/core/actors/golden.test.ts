import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createActorRecogniser, type Mention } from '../../../src/core/actors';
import type { Actor } from '../../../src/core/project/schema';
import { gazetteer } from './gazetteer';

const golden = (name: string): readonly string[] => readFileSync(new URL(`./golden/${name}.txt`, import.meta.url), 'utf8').split('\n');

/** `[form|label]` → the form; the plain text of a golden line. */
const plain = (line: string): string => line.replace(/\[([^|\]]+)\|[^\]]+\]/g, '$1');

function mark(text: string, mentions: readonly Mention[], label: (m: Mention) => string): string {
  let out = '';
  let at = 0;
  for (const m of mentions) {
    assert.equal(text.slice(m.start, m.end), m.text);
    out += `${text.slice(at, m.start)}[${m.text}|${label(m)}]`;
    at = m.end;
  }
  return out + text.slice(at);
}

const withMetonym = (label: string, m: Mention): string => (m.metonym === undefined ? label : `${label} ${m.metonym}`);

describe('actors, golden sentences without a registry', () => {
  const recogniser = createActorRecogniser({ actors: [], notActors: [] }, gazetteer);
  let section = '';
  let count = 0;
  for (const line of golden('open')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (line === '' || line.startsWith('#')) continue;
    count += line.split('|').length - 1;
    it(`${section}: ${plain(line).slice(0, 70)}`, () => {
      const text = plain(line);
      const mentions = recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
      assert.equal(
        mark(text, mentions, (m) => withMetonym(m.kind, m)),
        line,
      );
    });
  }
  it('holds at least 300 mentions', () => assert.ok(count >= 300, String(count)));
});

describe('actors, golden sentences with a registry', () => {
  const lines = golden('registry');
  const actors = lines.filter((l) => l.startsWith('@ ')).map(actorOf);
  const notActors = lines.filter((l) => l.startsWith('! ')).map((l) => l.slice(2).trim());
  const recogniser = createActorRecogniser({ actors, notActors }, gazetteer);
  let section = '';
  for (const line of lines) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (line === '' || /^[#@!]/.test(line)) continue;
    it(`${section}: ${plain(line).slice(0, 70)}`, () => {
      const text = plain(line);
      const mentions = recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
      assert.equal(
        mark(text, mentions, (m) => withMetonym(m.provisional ? m.kind : `=${m.actor}`, m)),
        line,
      );
    });
  }
});

describe('actors, golden documents', () => {
  const recogniser = createActorRecogniser({ actors: [], notActors: [] }, gazetteer);
  const [, ...rest] = golden('documents').join('\n').trimEnd().split('\n\n');
  for (const document of rest.join('\n\n').split('\n===\n')) {
    it(plain(document).slice(0, 60).replace(/\n/g, ' '), () => {
      const text = plain(document);
      let start = 0;
      const blocks = text.split('\n\n').map((blockText) => {
        const block = { start, text: blockText, kind: 'body' as const, mentions: recogniser.recognise(blockText) };
        start += blockText.length + 2;
        return block;
      });
      assert.equal(
        mark(text, recogniser.link(blocks), (m) => withMetonym(m.kind, m) + (m.name === m.text ? '' : ` > ${m.name}`)),
        document,
      );
    });
  }
});

function actorOf(line: string): Actor {
  const [id = '', kind = '', name = '', aliases = ''] = line
    .slice(2)
    .split('|')
    .map((s) => s.trim());
  return {
    id,
    name,
    kind: kind as Actor['kind'],
    aliases: aliases
      .split(';')
      .map((s) => s.trim())
      .filter((s) => s !== ''),
  };
}
