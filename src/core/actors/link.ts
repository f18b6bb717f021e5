/**
 * The document level: what the mentions of all blocks say together. Surname to full name, title and surname, acronym to
 * expansion, one kind for one name, and which actor of the registry each is; overlaps resolved.
 */
import type { Stages } from '../stages';
import { isAside } from '../text/block';
import { draftsOf, pool, spreadLists, type Draft, type LinkBlock } from './drafts';
import { best } from './evidence';
import { actorIdentity, type Identity, type Known, type Named } from './identity';
import type { Name } from './known';
import { honorifics } from './names';
import { attachOwners } from './owners';
import { People } from './people';
import { attachProvinces } from './provinces';
import { attachAcronyms, attachHeads, attachShortened } from './shortforms';
import { fold } from './tokens';
import type { Mention } from './types';

export type { LinkBlock } from './drafts';

/** Mentions that are gone through in one stage: some milliseconds the first time, when what does it is being compiled. A document of a million characters has some ten thousand. */
const stageLength = 50;

export function* linkDocument(blocks: readonly LinkBlock[], known: Known): Stages<readonly Mention[]> {
  const drafts = draftsOf(blocks, known.names);
  pool(drafts);
  spreadLists(drafts);
  yield;
  const people = new People(drafts, known);
  for (const draft of drafts) people.attach(draft);
  yield;
  attachAcronyms(drafts);
  attachShortened(drafts);
  yield;
  attachHeads(drafts);
  attachOwners(drafts, blocks, known);
  yield;
  attachProvinces(drafts, known.gazetteer, known.names);
  for (const { m, first } of drafts) if (m.weak !== true) first.isFirm = true;
  const identity = actorIdentity(known, () => certainOf(drafts), people.told());
  const out: Mention[] = [];
  let left = stageLength;
  for (const draft of drafts) {
    if (--left === 0) {
      left = stageLength;
      yield;
    }
    if (draft.m.weak === true && draft.m.actors === undefined && draft.full === undefined && !draft.first.isFirm) continue;
    const mention = resolve(draft, identity);
    if (mention !== undefined) out.push(mention);
  }
  return withoutOverlaps(out);
}

/** Ids of the registry that the document names unambiguously. */
function certainOf(drafts: readonly Draft[]): ReadonlySet<string> {
  const certain = new Set<string>();
  for (const { m } of drafts) if (m.actors?.length === 1) certain.add(m.actors[0] as string);
  return certain;
}

/** Its place and no country, whatever the registry has under the bare name. */
const elsewhere = (name: Name): Named => ({ name, kind: 'place', actors: undefined, metonym: undefined, full: undefined });

function resolve(draft: Draft, identity: Identity): Mention | undefined {
  const { m, start, full } = draft;
  const kind = best(draft.weights);
  // What a short form stands for says whose it is.
  const owned = full === undefined || full.m.actors !== undefined || draft.institution !== undefined ? draft : full;
  const place = kind === 'person' ? undefined : draft.elsewhere;
  const found =
    place !== undefined
      ? identity.of(elsewhere(place))
      : identity.of({
          name: draft.name,
          kind,
          actors: m.actors,
          metonym: m.metonym,
          full: full === undefined ? undefined : { name: full.name, actors: full.m.actors },
          defined: draft.defined,
          title: draft.title,
          institution: owned.institution,
          home: owned.home,
          within: owned.within,
        });
  if (found === undefined) return undefined;
  const takesTitle = !found.provisional && found.kind === 'person' && draft.words === 1 && !honorifics.has(fold(m.title ?? '').replace('.', ''));
  const text = (takesTitle ? m.titled : undefined) ?? m.text;
  const end = start + (m.end - m.start);
  const mention: Writable<Mention> = {
    start: end - text.length,
    end,
    text,
    kind: found.kind,
    actor: found.actor,
    provisional: found.provisional,
    name: found.name,
    rule: place !== undefined ? 'province' : (found.rule ?? draft.rule),
  };
  if (found.metonym !== undefined) mention.metonym = found.metonym;
  if (m.title !== undefined) mention.title = m.title;
  if (found.told !== undefined) mention.told = found.told;
  if (mention.start < start) mention.nameStart = start;
  if (isAside(draft.block.kind)) mention.aside = true;
  return mention;
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Longest first, then the registry's, then the earlier; the result is sorted. */
function withoutOverlaps(mentions: Mention[]): readonly Mention[] {
  if (mentions.every((m, i) => i === 0 || m.start >= (mentions[i - 1] as Mention).end)) return mentions;
  mentions.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.provisional) - Number(b.provisional));
  const out: Mention[] = [];
  let [start, end] = [0, 0];
  for (const m of mentions) {
    if (m.start >= end) out.push(m);
    else if (m.end - m.start > end - start) out[out.length - 1] = m;
    else continue;
    start = m.start;
    end = m.end;
  }
  return out;
}
