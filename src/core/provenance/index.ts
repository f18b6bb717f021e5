/**
 * Suggestions of where a document comes from, each with the words it rests on. Nothing is decided here: a coder accepts a suggestion or leaves it. The
 * model is core/dates/publication: small rules, their findings merged and ranked, and no answer where nothing speaks.
 */
import type { DocumentMetadata } from '../sidecar/schema';
import { mediumNamed } from './names';
import { type Piece, rules } from './rules';
import type { Evidence, Found, ProvenanceInput, SuggestedField, Suggestion } from './types';

export type { Evidence, ProvenanceInput, Saying, SuggestedField, Suggestion } from './types';

/** How many blocks make a page's head and its foot. */
const [headBlocks, footBlocks] = [8, 6];
/** Of a very long paragraph only this much is read: credits stand in short ones. */
const longestPiece = 20_000;
/** Of a very long document the head and the foot are read: as many blocks of each. */
const mostBlocks = 2_000;
/** Pieces of evidence that a suggestion keeps. */
const mostEvidence = 4;

/** All that the text and the page's address say, likeliest first; what `metadata` says already is left out. */
export function suggestProvenance(input: ProvenanceInput, metadata: DocumentMetadata = {}): readonly Suggestion[] {
  const { index, url = metadata.url } = input;
  const found = [
    ...inAddress(url),
    ...piecesOf(input).flatMap((piece) => rules.flatMap((rule) => rule.find(piece, index).map((one) => ({ ...one, rule: rule.name })))),
  ];
  const interviewers = new Set(found.filter(({ says }) => says === 'interviewer').map(({ range }) => range?.start));
  const sayings = found.filter(({ says, range }) => says !== 'relayed' || range === undefined || !interviewers.has(range.start));
  const title = sayings.find(({ says }) => says === 'title');
  const telling = sayings.filter((one) => one.says !== 'title' || one === title);
  // Clues come last: they fill no field before the coder says which.
  return merge(telling.flatMap((one) => suggestionOf(one, input, metadata))).sort(
    (a, b) => Number(a.field === null) - Number(b.field === null) || b.confidence - a.confidence || (a.value < b.value ? -1 : 1),
  );
}

type FoundByRule = Found & { readonly rule: string };

function piecesOf({ text, blocks }: ProvenanceInput): readonly Piece[] {
  const own = blocks.length > 2 * mostBlocks ? [...blocks.slice(0, mostBlocks), ...blocks.slice(-mostBlocks)] : blocks;
  const article = own.filter(({ kind }) => kind !== 'comment');
  const head = new Set(article.slice(0, headBlocks));
  const foot = new Set(article.slice(-footBlocks));
  return own.map((block) => ({
    text: text.slice(block.start, Math.min(block.end, block.start + longestPiece)),
    start: block.start,
    kind: block.kind,
    head: head.has(block),
    foot: foot.has(block),
  }));
}

const archives = /^(?:web\.archive\.org|archive\.(?:org|ph|is|today|md|vn)|perma\.cc|ghostarchive\.org|webcitation\.org)$/iu;

/** What an address says by itself: the host is the page's, or an archive's. */
function inAddress(url: string | undefined): readonly FoundByRule[] {
  const host = url === undefined ? undefined : hostOf(url);
  if (url === undefined || host === undefined) return [];
  if (!archives.test(host)) return [{ rule: 'page-address', says: 'site', value: host, quote: host, confidence: 0.9 }];
  const inner = url.lastIndexOf('/http');
  const original = inner > 0 && hostOf(url.slice(inner + 1)) !== undefined ? url.slice(inner + 1) : undefined;
  return [
    { rule: 'archive-address', says: 'archive', value: url, quote: host, confidence: 0.95 },
    ...(original === undefined ? [] : [{ rule: 'archive-address', says: 'address' as const, value: original, quote: original, confidence: 0.9 }]),
  ];
}

export function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^\s/@]{0,100}@)?([\p{L}\p{N}.-]{3,253})(?::\d{1,5})?(?:[/?#]|$)/iu
    .exec(url)?.[1]
    ?.toLowerCase()
    .replace(/^www\./u, '');
}

/** The field that a finding would fill; none where the sidecar says something there already, or where it would say nothing new. */
function suggestionOf(one: FoundByRule, { index }: ProvenanceInput, metadata: DocumentMetadata): readonly Suggestion[] {
  const evidence: readonly Evidence[] = [{ rule: one.rule, quote: one.quote, ...(one.range && { range: one.range }) }];
  const base = { says: one.says, confidence: one.confidence, evidence };
  const plainly = (field: SuggestedField, known: unknown): readonly Suggestion[] => (known === undefined ? [{ ...base, field, value: one.value }] : []);
  switch (one.says) {
    case 'author':
      return (metadata.authors ?? []).includes(one.value) ? [] : [{ ...base, field: 'authors', value: one.value }];
    case 'title':
      return plainly('title', metadata.title);
    case 'address':
      return plainly('url', one.rule === 'archive-address' ? undefined : metadata.url);
    case 'archive':
      return plainly('archived', metadata.archived);
    case 'translation':
      return plainly('translation', metadata.translation);
    case 'original-language':
      return plainly('translated-from', metadata['translated-from']);
    default: {
      const named = namedBy(one, index);
      const id = named.outlet;
      const field = fieldOf(one.says, id, metadata);
      if (field === undefined) return [];
      return [{ ...base, ...named, field, confidence: one.says === 'site' && field === 'outlet' ? Math.round(one.confidence * 70) / 100 : one.confidence }];
    }
  }
}

/** The outlet that a name or a host stands for. */
function namedBy({ rule, value }: FoundByRule, index: ProvenanceInput['index']): Pick<Suggestion, 'value' | 'outlet' | 'domain'> {
  if (rule === 'page-address') {
    const outlet = index.outletAt(value) ?? byHost(value, index);
    return { value: outlet?.name ?? value, domain: value, ...(outlet && { outlet: outlet.id }) };
  }
  const medium = mediumNamed(value, index, true);
  return { value: medium?.name ?? value, ...(medium?.outlet !== undefined && { outlet: medium.outlet }) };
}

/** `www.harbourgazette.example` is likely that of “Harbour Gazette”. */
function byHost(host: string, index: ProvenanceInput['index']) {
  const label = host.split('.').at(-2) ?? host;
  return index.outletNamed(label) ?? index.outletNamed(label.replaceAll('-', ' '));
}

/** @returns null for a clue; undefined where it says nothing new */
function fieldOf(says: Found['says'], outlet: string | undefined, metadata: DocumentMetadata): SuggestedField | null | undefined {
  const isOwn = outlet !== undefined && metadata.outlet === outlet;
  const relays = outlet !== undefined && (metadata.via ?? []).includes(outlet);
  const stands = outlet !== undefined && metadata.publisher === outlet;
  switch (says) {
    case 'relayed':
      return isOwn || relays || stands ? undefined : 'via';
    case 'origin':
      if (isOwn || relays) return undefined;
      return metadata.outlet === undefined ? 'outlet' : 'via';
    case 'site':
      // Whose journalism it is and where the copy stood are mostly the same: only who differs from the first is the second.
      if (isOwn || stands) return undefined;
      if (metadata.outlet === undefined) return 'outlet';
      return metadata.publisher === undefined ? 'publisher' : undefined;
    default:
      return isOwn || relays ? undefined : null;
  }
}

/** The same said in several places is likelier; the words of all are kept. */
function merge(suggestions: readonly Suggestion[]): Suggestion[] {
  const known = new Map<string, Suggestion>();
  for (const one of suggestions) {
    const key = `${one.field ?? one.says} ${one.outlet ?? one.value.toLowerCase()}`;
    const before = known.get(key);
    if (!before) known.set(key, one);
    else {
      const fresh = one.evidence.filter(({ rule, range }) => !before.evidence.some((other) => other.rule === rule && other.range?.start === range?.start));
      // Twice by one rule is one habit of the text, not two witnesses.
      const another = fresh.some(({ rule }) => !before.evidence.some((other) => other.rule === rule));
      known.set(key, {
        ...before,
        ...(one.domain !== undefined && { domain: one.domain }),
        confidence: another ? Math.round((1 - (1 - before.confidence) * (1 - one.confidence)) * 100) / 100 : Math.max(before.confidence, one.confidence),
        evidence: [...before.evidence, ...fresh].slice(0, mostEvidence),
      });
    }
  }
  return [...known.values()];
}
