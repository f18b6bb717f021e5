/**
 * The sidecar `<document file name>.pressmark.yaml`: one schema from which the types, the validation and the
 * JSON Schema in `contributes.yamlValidation` all come. Keys are those of the file. It holds what people
 * decided and nothing that can be recomputed.
 */
import * as v from 'valibot';
import { Coder, Encoding, Id, PublicationDate, Timestamp } from '../project/schema';

export { Coder, Timestamp };

const text = v.string();
export const EntryId = v.pipe(text, v.regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/, 'an id such as a UUID'));
/** `[start, end)` in UTF-16 code units of the canonical saved text. */
export const Position = v.strictTuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.pipe(v.number(), v.integer(), v.minValue(0))]);

export const voices = ['outlet', 'quoted', 'paraphrased', 'comment', 'caption'] as const;
export const publicationBases = ['stated', 'external', 'inferred', 'bounded'] as const;

const selector = {
  quote: v.optional(text),
  /** Stands for the quote where the project keeps no quotes: `sha256:<salt>:<hex>` of salt + quote. */
  'quote-hash': v.optional(text),
  before: v.optional(text),
  after: v.optional(text),
  position: Position,
};

export const DocumentMetadata = v.object({
  title: v.optional(text),
  outlet: v.optional(Id),
  publisher: v.optional(Id),
  via: v.optional(v.array(Id)),
  translation: v.optional(v.picklist(['none', 'human', 'machine', 'unknown'])),
  'translated-from': v.optional(text),
  'copy-of': v.optional(text),
  genre: v.optional(text),
  published: v.optional(PublicationDate),
  'published-basis': v.optional(v.picklist(publicationBases)),
  'published-why': v.optional(text),
  accessed: v.optional(text),
  archived: v.optional(text),
  events: v.optional(v.array(Id)),
  language: v.optional(text),
  encoding: v.optional(Encoding),
  url: v.optional(text),
  authors: v.optional(v.array(text)),
  text: v.optional(v.pipe(text, v.regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hexadecimal digits'))),
});

export const ReadEntry = v.object({ by: Coder, at: Timestamp });

export const StanceEntry = v.object({
  question: Id,
  position: Id,
  confidence: v.optional(v.picklist(['low', 'medium', 'high'])),
  status: v.optional(v.picklist(['draft', 'final'])),
  because: v.optional(text),
  evidence: v.optional(v.array(EntryId)),
  /** Only on an adjudicator's entry: the coders whose disagreement it settles. Theirs stay. */
  adjudicates: v.optional(v.array(Coder)),
  by: Coder,
  at: Timestamp,
});

export const Annotation = v.object({
  id: EntryId,
  tags: v.array(Id),
  ...selector,
  voice: v.optional(v.picklist(voices)),
  speaker: v.optional(Id),
  note: v.optional(text),
  /** Only on an adjudicator's entry: ids of the annotations that it settles, which stay. Without tags it says that none of them holds. */
  adjudicates: v.optional(v.array(EntryId)),
  by: Coder,
  created: Timestamp,
  updated: v.optional(Timestamp),
});

/** A coder's decision about an automatic mark, or a mark the recogniser missed: exactly one of actor, date, reject. */
export const MentionDecision = v.object({
  id: EntryId,
  ...selector,
  actor: v.optional(Id),
  date: v.optional(v.object({ type: v.picklist(['DATE', 'TIME', 'DURATION', 'SET']), value: text, mod: v.optional(text) })),
  reject: v.optional(v.picklist(['mention', 'document'])),
  by: Coder,
  at: Timestamp,
});

export const Sidecar = v.object({
  pressmark: v.literal(1),
  document: v.optional(DocumentMetadata),
  read: v.optional(v.array(ReadEntry)),
  stance: v.optional(v.array(StanceEntry)),
  annotations: v.optional(v.array(Annotation)),
  mentions: v.optional(v.array(MentionDecision)),
});

export type Sidecar = v.InferOutput<typeof Sidecar>;
export type DocumentMetadata = v.InferOutput<typeof DocumentMetadata>;
export type ReadEntry = v.InferOutput<typeof ReadEntry>;
export type StanceEntry = v.InferOutput<typeof StanceEntry>;
export type Annotation = v.InferOutput<typeof Annotation>;
export type MentionDecision = v.InferOutput<typeof MentionDecision>;
export type Voice = (typeof voices)[number];
