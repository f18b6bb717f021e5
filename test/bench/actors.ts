/**
 * Measures the actor recogniser against gold mentions and gold links, with compromise beside it in the same run.
 *
 *     npx tsx test/bench/actors.ts --gold PATH… [--no-compromise]
 *
 * PATH is a file of JSON lines, or a folder of such: {"id","text","spans":[{"start","end","type":"PER|ORG|LOC"}]} for
 * mentions, {"id","text","mentions":[{"start","end","type","entity"}]} for links; offsets in UTF-16, end exclusive.
 * person → PER, organisation and group → ORG, state and place → LOC. Where a mention takes in a title, its name is scored,
 * which is the convention of these corpora. No gold belongs to this repository, and no registry is given to the recogniser
 * but for the speed, which is measured with one of 10,000 actors.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import nlp from 'compromise';
import {
  createActorRecogniser,
  Namesakes,
  parseGazetteer,
  toldApart,
  type ActorKind,
  type ActorRecogniser,
  type ActorRegistry,
  type Gazetteer,
  type Mention,
} from '../../src/core/actors';
import { blocksOf } from '../../src/core/text/blocks';
import { fail, goldFiles, readLines } from './gold';
import { LinkScore, prf, SpanScore, types, type Figures, type Linked, type Span, type Type } from './actors.score';

interface GoldText {
  readonly id: string;
  readonly text: string;
  readonly spans?: readonly Span[];
  /** Stretches where the gold does not say; what is found there and is not gold is not counted. */
  readonly ignore?: readonly { readonly start: number; readonly end: number }[];
  readonly mentions?: readonly (Span & { readonly entity: string })[];
}
type Tagger = (text: string) => readonly Span[];

const asset = new URL('../../media/gazetteer.txt', import.meta.url);
const typeOf: Record<ActorKind, Type> = { person: 'PER', organisation: 'ORG', group: 'ORG', state: 'LOC', place: 'LOC' };
const kindOf: Record<Type, ActorKind> = { PER: 'person', ORG: 'organisation', LOC: 'place' };

const ours =
  (recogniser: ActorRecogniser): Tagger =>
  (text) => {
    const blocks = blocksOf(text).map((block) => {
      const blockText = text.slice(block.start, block.end);
      return { ...block, text: blockText, mentions: recogniser.recognise(blockText) };
    });
    return recogniser.link(blocks).map((m) => ({ start: m.nameStart ?? m.start, end: m.end, type: typeOf[m.kind] }));
  };

/** compromise's topics, one line of text at a time, as its offsets count from the text that it is given. */
const compromise: Tagger = (text) => {
  const out: Span[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const doc = nlp(line);
    const found = [doc.people(), doc.organizations(), doc.places()];
    found.forEach((view, i) => {
      for (const hit of view.json({ offset: true }) as readonly {
        readonly offset: { readonly start: number; readonly length: number };
        readonly text: string;
      }[]) {
        const raw = line.slice(hit.offset.start, hit.offset.start + hit.offset.length);
        const name = raw.replace(/['’]s$|[^\p{L}\p{N}.]+$|(?<![A-Z])\.$/u, '');
        out.push({ start: at + hit.offset.start, end: at + hit.offset.start + name.length, type: types[i] ?? 'ORG' });
      }
    });
    at += line.length + 1;
  }
  return out;
};

const cell = (n: number): string => n.toFixed(1).padStart(5);
const row = (name: string, f: Figures): string => `  ${name.padEnd(12)} P ${cell(f.p)}  R ${cell(f.r)}  F1 ${cell(f.f)}`;

function scoreSpans(name: string, tagger: Tagger, gold: readonly GoldText[]): void {
  const score = new SpanScore();
  const begun = performance.now();
  for (const d of gold) score.add(d.spans ?? [], tagger(d.text), d.ignore);
  const seconds = (performance.now() - begun) / 1000;
  const bytes = gold.reduce((sum, d) => sum + d.text.length, 0);
  console.log(` ${name} (this pass ${(bytes / 1e6 / seconds).toFixed(2)} MB/s)`);
  for (const key of ['micro', 'agnostic', ...types] as const) console.log(row(key, prf(score.counts[key])));
}

/** Gold mentions are given; only who is who is scored. */
function scoreLinks(recogniser: ActorRecogniser, gold: readonly GoldText[]): void {
  const [all, people, corpus] = [new LinkScore(), new LinkScore(), new LinkScore()];
  const namesakes = new Namesakes();
  const everywhere: { readonly mention: Mention | undefined; readonly link: Linked }[] = [];
  gold.forEach((d, n) => {
    const given = (d.mentions ?? []).map((m) => ({
      start: m.start,
      end: m.end,
      text: d.text.slice(m.start, m.end),
      rule: 'given',
      weights: { person: 0, organisation: 0, state: 0, place: 0, group: 0, none: 0, [kindOf[m.type]]: 10 },
    }));
    const found = new Map(recogniser.link([{ start: 0, text: d.text, kind: 'body', mentions: given }]).map((m) => [`${m.start}:${m.end}`, m]));
    const linked = (d.mentions ?? []).map((m, i) => {
      const mention = found.get(`${m.start}:${m.end}`);
      return { mention, link: { gold: m.entity, found: mention?.actor ?? `none ${n} ${i}`, type: m.type } };
    });
    const links = linked.map(({ link }) => link);
    all.add(links);
    people.add(links.filter((l) => l.type === 'PER'));
    everywhere.push(...linked);
    namesakes.add(linked.flatMap(({ mention }) => mention ?? []));
  });
  // One id is one actor in all documents, without a registry, but for namesakes: what a new corpus starts from.
  corpus.add(everywhere.map(({ mention, link }) => (mention ? { ...link, found: toldApart(mention, namesakes.apart).actor } : link)));
  console.log(row('pairs', all.pairs));
  console.log(row('B³', all.cubed));
  console.log(row('people pairs', people.pairs));
  console.log(row('pairs, all', corpus.pairs));
  console.log(row('B³, all', corpus.cubed));
}

/** Ten thousand invented persons with two aliases each. */
function inventedRegistry(): ActorRegistry {
  const given = ['Alan', 'Boris', 'Chen', 'Dana', 'Emil', 'Farid', 'Greta', 'Hugo', 'Ivan', 'Juan'];
  const actors = Array.from({ length: 10_000 }, (_, i) => ({
    id: `actor-${i}`,
    name: `${given[i % 10] ?? ''} Brel${i.toString(36)}ov`,
    kind: 'person' as const,
    aliases: [`${given[(i + 3) % 10] ?? ''} Xyl${i.toString(36)}`, `Qor${i.toString(36)}ski`],
  }));
  return { actors, notActors: [] };
}

/** A text with a paragraph at its end that names one of the registry by each of its forms: names that are found cost more than names that are not there. */
function planted(text: string, { actors }: ActorRegistry, i: number): string {
  const actor = actors[(i * 37) % actors.length];
  const [alias = '', short = ''] = actor?.aliases ?? [];
  return `${text}\n\nThe statement of ${actor?.name ?? ''} was read out; ${alias} did not comment, and ${short}'s office closed early.`;
}

const uncollected = (): string => (global.gc === undefined ? ', uncollected; run node with --expose-gc for the live heap' : '');

/** Passes before the first that counts, until the engine has compiled what is hot; and passes that count. */
const warming = 15;
const measured = 30;

function speed(gazetteer: Gazetteer, gold: readonly GoldText[]): void {
  const registry = inventedRegistry();
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const recogniser = createActorRecogniser(registry, gazetteer);
  const ms = performance.now() - begun;
  global.gc?.();
  const heap = process.memoryUsage().heapUsed - before;
  console.log(
    `speed, registry of 10,000 actors (prepared in ${ms.toFixed(0)} ms, heap ${(heap / 1e6).toFixed(1)} MB beside the gazetteer${uncollected()}); one core, warm, best of ${measured} passes after ${warming}, CPU time:`,
  );
  const texts = gold.map((d, i) => planted(d.text, registry, i));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const documents = texts.map((text) => blocksOf(text).map((block) => ({ ...block, text: text.slice(block.start, block.end) })));
  let best = Infinity;
  for (let pass = 0; pass < warming + measured; pass++) {
    // The time of this process, not the clock's: a busy machine would be measured otherwise.
    const start = process.cpuUsage();
    for (const blocks of documents) recogniser.link(blocks.map((block) => ({ ...block, mentions: recogniser.recognise(block.text) })));
    const { user, system } = process.cpuUsage(start);
    if (pass >= warming) best = Math.min(best, user + system);
  }
  console.log(`  ${(bytes / best).toFixed(2)} MB/s`);
}

function loadGazetteer(): Gazetteer {
  const text = readFileSync(asset, 'utf8');
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const gazetteer = parseGazetteer(text);
  const ms = performance.now() - begun;
  global.gc?.();
  const heap = process.memoryUsage().heapUsed - before;
  console.log(
    `gazetteer: ${(text.length / 1000).toFixed(0)} kB, ${(gzipSync(text, { level: 9 }).length / 1000).toFixed(0)} kB gzipped, parsed in ${ms.toFixed(0)} ms, heap ${(heap / 1e6).toFixed(1)} MB${uncollected()}`,
  );
  return gazetteer;
}

function main(args: readonly string[]): void {
  const from = args.indexOf('--gold');
  const paths = from < 0 ? [] : args.slice(from + 1).filter((a) => !a.startsWith('--'));
  if (paths.length === 0) fail('usage: npx tsx test/bench/actors.ts --gold PATH… [--no-compromise]   (gold as JSON lines; none is part of this repository)');
  const files = goldFiles(paths, 'gold mentions');
  const gazetteer = loadGazetteer();
  const recogniser = createActorRecogniser({ actors: [], notActors: [] }, gazetteer);
  const texts: GoldText[] = [];
  for (const file of files) {
    const gold = readLines<GoldText>(file);
    console.log(`\n${file}, ${gold.length} texts`);
    if (gold[0]?.mentions !== undefined) scoreLinks(recogniser, gold);
    else {
      scoreSpans('pressmark', ours(recogniser), gold);
      if (!args.includes('--no-compromise')) scoreSpans('compromise', compromise, gold);
      texts.push(...gold);
    }
  }
  console.log('');
  if (texts.length > 0) speed(gazetteer, texts);
}

main(process.argv.slice(2));
