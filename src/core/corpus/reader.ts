/** From a document's text and sidecars to what the index keeps of it. */
import type { DocumentContext } from '../analysis';
import { anchorDecisions, anchorPassages, placeDecisions } from '../annotations/anchored';
import { hash53 } from '../hashing';
import type { ProjectIndex } from '../project/lookup';
import { type Quotation, QuotationReader } from '../quotations';
import { spokenBy, suggestVoice } from '../quotations/voice';
import { applyDecision, checkReferences, metadataConflicts, parseSidecar, together, visibleTo } from '../sidecar';
import { eventsOf, statedPublication } from '../sidecar/publication';
import type { Sidecar } from '../sidecar/schema';
import { maxComparedLength } from '../statements/limits';
import type { Block } from '../text/block';
import { forPassing } from '../text/blockCache';
import { blocksOf } from '../text/blocks';
import { lineIndexOf } from '../text/lines';
import type { Range } from '../text/range';
import type { Analyser } from './analyser';
import { type Behind, DocumentData } from './data';
import { type Indexed, noSidecar, nothing } from './indexed';
import { asMention, type Marks, marksOf } from './marks';
import { located, passageAt, placed, placeOf } from './places';
import type { Pool } from './pool';
import { Signatures } from './signature';
import { Statements } from './statements';
import type { DocumentInput, PassageSummary, Place, SidecarInput } from './types';
import type { Marked } from './wordings';

/** What a document is read by. */
export interface Surroundings {
  readonly analyser: Analyser;
  readonly lookups: ProjectIndex;
  /** Whose coding alone is shown. */
  readonly only: string | undefined;
  readonly generation: number;
}

export class DocumentReader {
  private readonly signatures = new Signatures();
  private reading: QuotationReader | undefined;

  /** @param keysOf the keys by which a text's stretches are found again */
  constructor(
    private readonly pool: Pool,
    private readonly keysOf: (text: string, blocks: readonly Block[]) => Int32Array,
  ) {}

  /** @param known what the index knows of the document as it was; undefined where that no longer holds */
  read({ path, text, sidecars, stamp, confidential = false }: DocumentInput, now: Surroundings, known: Indexed | undefined): Indexed {
    const { sidecar, problems } = this.decided(path, sidecars, now.lookups);
    const common = { sidecar, problems, stamp, confidential, generation: now.generation };
    const { annotations = nothing, mentions: decisions = nothing } = sidecar;
    if (text === null) {
      const passages = annotations.length
        ? inOrder(anchorPassages(undefined, annotations).map((passage) => passageAt(path, passage, () => undefined, [])))
        : nothing;
      const publication = statedPublication(sidecar.document);
      return { ...common, readable: false, publication, data: DocumentData.none, passages, drifted: nothing, textHash: 0, contextHash: 0 };
    }
    const context = contextOf(path, text, sidecar, now);
    const [textHash, contextHash] = [hash53(text), hash53(JSON.stringify(context))];
    const same = known?.readable === true && known.textHash === textHash && known.contextHash === contextHash;
    const analysis = same ? undefined : now.analyser.analyse(text, context);
    const isDecided = annotations.length + decisions.length > 0;
    const lines = analysis || isDecided ? lineIndexOf(text) : undefined;
    const data = analysis && lines ? DocumentData.of(marksOf(analysis, lines, this.pool)) : (known?.data ?? DocumentData.none);
    const publication = analysis ? analysis.publication : known?.publication;
    const read = { ...common, readable: true, publication, data, textHash, contextHash };
    if (!isDecided || !lines) return { ...read, passages: nothing, drifted: nothing };
    const mentions = data.marks.mentions(this.pool).map(asMention);
    const place = (range: Range): Place => placeOf(path, text, lines, range);
    return {
      ...read,
      passages: inOrder(anchorPassages(text, annotations).map((passage) => passageAt(path, passage, place, mentions))),
      drifted: placeDecisions(text, decisions).flatMap(({ decision, anchor }) =>
        anchor.state === 'exact' ? [] : [{ path, decision, ...placed(anchor, place) }],
      ),
    };
  }

  /** As {@link read}; a document that cannot be analysed is listed as one that cannot be read. */
  readSafely(input: DocumentInput, now: Surroundings, known: Indexed | undefined): Indexed {
    try {
      return this.read(input, now, known);
    } catch {
      return this.read({ ...input, text: null }, now, known);
    }
  }

  /** What the sidecars say together, with their problems. */
  private decided(path: string, sidecars: readonly SidecarInput[], lookups: ProjectIndex): Pick<Indexed, 'sidecar' | 'problems'> {
    if (sidecars.length === 0) return { sidecar: noSidecar, problems: nothing };
    const files = sidecars.map(({ suffix, text: yaml, pending }) => {
      const file = parseSidecar(yaml);
      return { suffix, file, value: pending.reduce(applyDecision, file.value) };
    });
    const sidecar = together(files.map(({ value }) => value));
    const known = new Set(files.length > 1 ? (sidecar.annotations ?? []).map(({ id }) => id) : []);
    const conflicts = metadataConflicts(files.map(({ suffix, file }) => ({ suffix, value: file, name: path.slice(path.lastIndexOf('/') + 1) + suffix })));
    const problems = files.flatMap(({ suffix, file }, index) => {
      const references = checkReferences(file, lookups, { knownAnnotation: (id) => known.has(id) });
      return located(path, suffix, file, [...file.problems, ...references, ...(conflicts[index] ?? [])]);
    });
    return { sidecar, problems };
  }

  /** With what is read behind the marks. */
  completed(text: string, { marks }: DocumentData): DocumentData {
    return DocumentData.of(marks, this.behind(text, marks));
  }

  /** Nothing of a text that is too long to be compared. */
  private behind(text: string, marks: Marks): Behind & { readonly strings: readonly number[] } {
    const signature = this.signatures.of(text);
    const empty = { statements: new Statements([], new Int32Array(0)), keys: new Int32Array(0), signature, strings: [] };
    if (text.length > maxComparedLength) return empty;
    try {
      const blocks = blocksOf(text);
      const quotations = this.quotationsIn(text, blocks, marks);
      const statements = Statements.of(text, quotations, lineIndexOf(text));
      return { statements, keys: this.keysOf(text, blocks), signature, strings: statements.strings.map((id) => this.pool.number(id)) };
    } catch {
      return empty;
    }
  }

  /** As the row has it, which costs no analysis; anew where the text is another, or where whose decisions are shown may have changed since. */
  marked(path: string, text: string, document: Indexed | undefined, now: Surroundings, isStale: boolean): Marked {
    const isKept = document?.readable === true && !isStale && !document.sidecar.mentions?.length && document.textHash === hash53(text);
    if (!isKept) return now.analyser.analyse(text, contextOf(path, text, document?.sidecar, now));
    const { mentions, dates } = document.data.marks.all(this.pool);
    return { blocks: blocksOf(text), mentions: mentions.map(asMention), dates };
  }

  /** @param marks of the text; without them nobody is known to speak */
  voices(text: string, marks: Marks | undefined, ranges: readonly Range[], isRegistered: (actor: string) => boolean): readonly ReturnType<typeof spokenBy>[] {
    const blocks = blocksOf(text);
    const quotations = this.quotationsIn(text, blocks, marks);
    return ranges.map((range) => spokenBy(suggestVoice(text, blocks, quotations, range), isRegistered));
  }

  private quotationsIn(text: string, blocks: readonly Block[], marks: Marks | undefined): readonly Quotation[] {
    this.reading ??= new QuotationReader(forPassing);
    return this.reading.read(text, blocks, marks?.mentions(this.pool).map(asMention) ?? []).quotations;
  }
}

/** By place, those without one last: not by the files that they stand in, which would tell that others have coded. */
function inOrder(passages: readonly PassageSummary[]): readonly PassageSummary[] {
  const start = ({ place }: PassageSummary): number => place?.range.start ?? Infinity;
  const order = (a: PassageSummary, b: PassageSummary): number =>
    start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : a.annotation.id < b.annotation.id ? -1 : 1;
  return [...passages].sort(order);
}

/** What an analysis takes from elsewhere than the text. */
export function contextOf(path: string, text: string, sidecar: Sidecar | undefined, { lookups, only }: Surroundings): DocumentContext {
  const mentions = (sidecar && visibleTo(sidecar, only))?.mentions;
  return {
    publication: statedPublication(sidecar?.document),
    fileName: path.slice(path.lastIndexOf('/') + 1),
    url: sidecar?.document?.url,
    events: eventsOf(lookups, sidecar?.document),
    decisions: mentions?.length ? anchorDecisions(text, mentions) : nothing,
  };
}
