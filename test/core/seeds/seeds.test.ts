import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { MentionDecision, Sidecar as SidecarData } from '../../../src/core/sidecar/schema';
import { Sidecar } from '../../../src/core/sidecar/schema';
import type { Tag } from '../../../src/core/project/schema';
import { Project } from '../../../src/core/project/schema';

const folder = new URL('../../../seeds/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** The texts as they were collected. Nothing may change them, a line end at the end of the file included. */
const collected: Readonly<Record<string, string>> = {
  '000_857cd91610f1de59.txt': '0870af69890043d7321bf125ae42e38607be6e49fa9d7f055ef58b86599bf447',
  '001_3491eda69179e071.txt': '8fdf1e141bc334a53a72ccf347ca4772a4d9dc342094582869f7ff8e37c6897d',
  '002_617e6239e9021492.txt': 'c802b07d1636040522e9b11e9d6e4f0431d8a57db53e977bc2e4edc07aa0303a',
  '003_a445c12ced951327.txt': 'cbf8a11cd15fc6e82dc0c56e6367e791611e6c43325fcf907d9025f513b97180',
  '004_32173f0ff7309e87.txt': '99c30faab94084a787e9c29041fffcb488776b4c3bf740072abfc471299317b6',
};
const documents = Object.keys(collected);
/** Every key that a file has and its schema does not know would be dropped in silence. */
const strictly = (value: unknown, parsed: unknown): void => assert.deepEqual(parsed, value);

/** 32 to 64 units of context, fewer only where the text begins or ends. */
const context = { least: 32, most: 64 };

function load<T>(name: string, schema: v.GenericSchema<unknown, T>): T {
  const value: unknown = parse(read(name));
  const result = v.safeParse(schema, value);
  assert.ok(result.success, `${name}: ${result.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join('; ')}`);
  strictly(value, result.output);
  return result.output;
}

function flatten(tags: readonly Tag[]): readonly Tag[] {
  return tags.flatMap((tag) => [tag, ...flatten(tag.children ?? [])]);
}

function noDuplicates(what: string, ids: readonly string[]): void {
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
    `${what}: every id once`,
  );
}

/** A UUIDv7 (RFC 9562, section 5.7): version 7, variant 10, its first 48 bits the time in milliseconds. */
function assertUuid7(id: string, time: string): void {
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const minted = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  assert.ok(Math.abs(minted - Date.parse(time)) < 60_000, `${id} was minted at ${new Date(minted).toISOString()}, not at ${time}`);
}

describe('seeds: texts', () => {
  it('are these five and no other', () => {
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.txt')),
      documents,
    );
  });
  for (const name of documents) {
    it(`${name} is byte for byte as collected`, () => {
      assert.equal(
        createHash('sha256')
          .update(readFileSync(new URL(name, folder)))
          .digest('hex'),
        collected[name],
      );
    });
    it(`${name} has its source in SOURCES.md`, () => {
      const url = load(`${name}.pressmark.yaml`, Sidecar).document?.url;
      const line = read('SOURCES.md')
        .split('\n')
        .find((row) => row.includes(name));
      assert.ok(url !== undefined && line?.includes(url), `${name}: ${url}`);
    });
  }
});

describe('seeds: project', () => {
  const project = load('pressmark.yaml', Project);
  const tags = flatten(project.tags ?? []);

  it('has ids once each', () => {
    noDuplicates(
      'tags',
      tags.map((tag) => tag.id),
    );
    noDuplicates(
      'actors',
      (project.actors ?? []).map((actor) => actor.id),
    );
    noDuplicates(
      'outlets',
      (project.outlets ?? []).map((outlet) => outlet.id),
    );
    noDuplicates(
      'events',
      (project.events ?? []).map((event) => event.id),
    );
    noDuplicates(
      'positions',
      (project.stance?.[0]?.positions ?? []).map((position) => position.id),
    );
  });

  it('has a codebook of two levels, coloured on the first', () => {
    for (const tag of project.tags ?? []) {
      assert.ok(tag.color !== undefined, tag.id);
      assert.ok((tag.children ?? []).length >= 2, tag.id);
      for (const child of tag.children ?? []) assert.deepEqual([child.color, child.children], [undefined, undefined], child.id);
    }
  });

  for (const tag of tags) {
    it(`defines the tag ${tag.id}: description, what counts, what does not, an example`, () => {
      for (const field of ['label', 'description', 'include', 'exclude', 'example', 'revised'] as const)
        assert.ok((tag[field] ?? '').trim() !== '', `${tag.id} has no ${field}`);
    });
  }

  it('pins nine tags to nine keys', () => {
    assert.deepEqual(tags.flatMap((tag) => tag.pin ?? []).sort(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('takes its examples from the documents it says they are from', () => {
    const quoted = tags.flatMap((tag) =>
      [...(tag.example ?? '').matchAll(/“((?:[^“”]|“[^“”]*”)+)”[^“”]*?\((\d{3})\b/g)].map((match) => ({
        tag: tag.id,
        quote: match[1] ?? '',
        number: match[2] ?? '',
      })),
    );
    assert.ok(quoted.length >= tags.length);
    for (const { tag, quote, number } of quoted) {
      const name = documents.find((document) => document.startsWith(number));
      const text = plain(read(name ?? ''));
      for (const part of quote.split(' … ')) assert.ok(text.includes(plain(part)), `${tag}: “${part}” is not in ${number}`);
    }
  });

  it('names only actors that exist', () => {
    const known = new Set((project.actors ?? []).map((actor) => actor.id));
    for (const actor of project.actors ?? []) {
      const others = [actor['member-of'] ?? [], actor['not-same-as'] ?? []].flat();
      for (const other of others) assert.ok(known.has(other) && other !== actor.id, `${actor.id}: ${other}`);
    }
  });

  it('gives no name to two actors, nor to an actor and to nobody', () => {
    noDuplicates('names', [...(project.actors ?? []).flatMap((actor) => [actor.name, ...(actor.aliases ?? [])]), ...(project['not-actors'] ?? [])]);
  });

  it('has no capital among the aliases: whether a capital acts is for the sentence to say', () => {
    const capitals = new Set([
      'Washington',
      'Moscow',
      'Brussels',
      'Kiev',
      'Kyiv',
      'Paris',
      'Berlin',
      'Beijing',
      'Vilnius',
      'Warsaw',
      'Bucharest',
      'Damascus',
      'Jerusalem',
    ]);
    assert.deepEqual(
      (project.actors ?? []).flatMap((actor) => [actor.name, ...(actor.aliases ?? [])]).filter((name) => capitals.has(name)),
      [],
    );
  });

  it('gives a source with every claim about ownership', () => {
    for (const outlet of project.outlets ?? []) if (outlet.ownership) assert.match(outlet.ownership.source ?? '', /^https:\/\/\S+$/, outlet.id);
  });
});

for (const name of documents) {
  describe(`seeds: sidecar of ${name}`, () => {
    const project = load('pressmark.yaml', Project);
    const text = read(name);
    const sidecar = load(`${name}.pressmark.yaml`, Sidecar);
    const annotations = sidecar.annotations ?? [];
    const mentions = sidecar.mentions ?? [];

    it('belongs to this text', () => {
      assert.equal(sidecar.document?.text, `sha256:${createHash('sha256').update(text).digest('hex')}`);
    });

    it('has five to ten coded passages, in the order of the text', () => {
      assert.ok(annotations.length >= 5 && annotations.length <= 10, String(annotations.length));
      const starts = annotations.map((annotation) => annotation.position[0]);
      assert.deepEqual(
        starts,
        [...starts].sort((a, b) => a - b),
      );
    });

    it('quotes what stands at its positions, with context', () => {
      for (const { position, quote, before = '', after = '' } of [...annotations, ...mentions]) {
        const [start, end] = position;
        assert.equal(text.slice(start, end), quote);
        assert.equal(text.slice(Math.max(0, start - before.length), start), before);
        assert.equal(text.slice(end, end + after.length), after);
        assert.ok(before.length <= context.most && after.length <= context.most, quote);
        assert.ok(before.length >= Math.min(context.least, start), quote);
        assert.ok(after.length >= Math.min(context.least, text.length - end), quote);
      }
    });

    it('writes quote and context each as one double-quoted line', () => {
      const lines = read(`${name}.pressmark.yaml`)
        .split('\n')
        .filter((line) => /^ +(quote|before|after|note|because):/.test(line));
      assert.ok(lines.length >= 3 * annotations.length);
      for (const line of lines) assert.match(line, /^ +[a-z]+: "(?:[^"\\]|\\.)*"$/);
    });

    it('has ids that are UUIDv7 of their time, once each', () => {
      for (const { id, created } of annotations) assertUuid7(id, created);
      for (const { id, at } of mentions) assertUuid7(id, at);
      noDuplicates(
        'ids',
        [...annotations, ...mentions].map((entry) => entry.id),
      );
    });

    it('names only tags, outlets, events, positions and actors of the project', () => assertResolves(sidecar, project));

    it('gives each stance entry a reason, and evidence by the same coder', () => {
      assert.ok((sidecar.stance ?? []).length > 0);
      for (const entry of sidecar.stance ?? []) {
        assert.ok((entry.because ?? '').length > 20);
        assert.ok((entry.evidence ?? []).length > 0);
        for (const id of entry.evidence ?? []) assert.equal(annotations.find((annotation) => annotation.id === id)?.by, entry.by, id);
      }
    });

    it('was read by everybody who coded it, before they did', () => {
      const readAt = new Map((sidecar.read ?? []).map((entry) => [entry.by, Date.parse(entry.at)]));
      const acts = [...annotations.map(({ by, created }) => ({ by, at: created })), ...mentions, ...(sidecar.stance ?? [])];
      for (const { by, at } of acts) assert.ok((readAt.get(by) ?? Infinity) <= Date.parse(at), `${by} at ${at}`);
      for (const { created, updated } of annotations) assert.ok(updated === undefined || Date.parse(updated) > Date.parse(created));
    });

    it('says of every passage whose words it is', () => {
      for (const { voice, speaker, quote } of annotations) {
        assert.ok(voice !== undefined, quote);
        if (voice === 'outlet') assert.equal(speaker, undefined, quote);
      }
    });
  });
}

describe('seeds: what they are there to show', () => {
  const sidecars = documents.map((name) => load(`${name}.pressmark.yaml`, Sidecar));
  const at = (index: number): SidecarData => sidecars[index] as SidecarData;
  const decision = (quote: string): MentionDecision | undefined => at(0).mentions?.find((mention) => mention.quote === quote);

  it('has two coders who disagree about one document, and one coder for the others', () => {
    const positions = sidecars.map((sidecar) => (sidecar.stance ?? []).map((entry) => [entry.by, entry.position]));
    assert.deepEqual(positions, [
      [['coder-a', 'disputes']],
      [['coder-a', 'disputes']],
      [['coder-a', 'party']],
      [['coder-a', 'reports']],
      [
        ['coder-a', 'reports'],
        ['coder-b', 'disputes'],
      ],
    ]);
  });

  it('corrects a mistranslated name and a figurative "tomorrow"', () => {
    assert.deepEqual([decision('Foreign Ministry')?.position, decision('Foreign Ministry')?.actor], [[772, 788], 'eeas']);
    assert.deepEqual([decision('tomorrow')?.position, decision('tomorrow')?.date], [[5416, 5424], { type: 'DATE', value: 'FUTURE_REF' }]);
  });

  it('uses every code below the first level', () => {
    const used = new Set(sidecars.flatMap((sidecar) => (sidecar.annotations ?? []).flatMap((annotation) => annotation.tags)));
    const leaves = (load('pressmark.yaml', Project).tags ?? []).flatMap((tag) => tag.children ?? []);
    assert.deepEqual(
      leaves.map((tag) => tag.id).filter((id) => !used.has(id)),
      [],
    );
  });

  it('has every voice but the caption, and passages that overlap', () => {
    const all = sidecars.map((sidecar) => sidecar.annotations ?? []);
    assert.deepEqual([...new Set(all.flat().map((annotation) => annotation.voice))].sort(), ['comment', 'outlet', 'paraphrased', 'quoted']);
    const overlap = (list: (typeof all)[number]): boolean => list.some((a, i) => list.slice(i + 1).some((b) => b.position[0] < a.position[1]));
    assert.ok(all.some(overlap));
  });
});

/** Quotation marks and blanks differ between a YAML example and the text it cites. */
function plain(text: string): string {
  return text.replace(/[“”"]/g, '"').replace(/\s+/g, ' ');
}

function assertResolves(sidecar: SidecarData, project: Project): void {
  const tags = new Set(flatten(project.tags ?? []).map((tag) => tag.id));
  const actors = new Set((project.actors ?? []).map((actor) => actor.id));
  const outlets = new Set((project.outlets ?? []).map((outlet) => outlet.id));
  const events = new Set((project.events ?? []).map((event) => event.id));
  const { outlet, publisher, via = [] } = sidecar.document ?? {};
  for (const id of [outlet, publisher, ...via]) if (id !== undefined) assert.ok(outlets.has(id), id);
  assert.ok(outlet !== undefined && (sidecar.document?.events ?? []).length > 0);
  for (const id of sidecar.document?.events ?? []) assert.ok(events.has(id), id);
  for (const { question, position } of sidecar.stance ?? []) {
    const positions = project.stance?.find((candidate) => candidate.id === question)?.positions ?? [];
    assert.ok(
      positions.some((candidate) => candidate.id === position),
      `${question}: ${position}`,
    );
  }
  for (const annotation of sidecar.annotations ?? []) {
    assert.ok(annotation.tags.length > 0);
    for (const id of annotation.tags) assert.ok(tags.has(id), id);
    if (annotation.speaker !== undefined) assert.ok(actors.has(annotation.speaker), annotation.speaker);
  }
  for (const mention of sidecar.mentions ?? []) if (mention.actor !== undefined) assert.ok(actors.has(mention.actor), mention.actor);
}
