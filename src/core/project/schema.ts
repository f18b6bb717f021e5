/**
 * The project file `pressmark.yaml`: one schema from which the types, the validation and the JSON Schema
 * in `contributes.yamlValidation` all come. Keys are those of the file.
 */
import * as v from 'valibot';

/** Whether every year, month and day in a text of dates is one of the calendar's. */
function daysExist(dates: string): boolean {
  return (dates.match(/\d{4}(-\d{2}){0,2}/g) ?? []).every((date) => {
    const day = `${date}-01-01`.slice(0, 10);
    const time = Date.parse(`${day}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  });
}

/** Ids are flat, permanent, and safe in a path, a command argument and Markdown. */
export const Id = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,127}$/u, 'letters, digits, "-" and "_", 128 at most'));
/** `2022`, `2022-01`, `2022-01-15`: as coarse as the source allows. */
export const PartialDate = v.pipe(
  v.string(),
  v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date such as 2022-01-15, 2022-01 or 2022'),
  v.check(daysExist, 'a date that exists'),
);
/** A moment, with its zone. */
export const Timestamp = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/, 'a time such as 2026-11-21T10:00:00Z'),
);
/** A day, a minute, or an interval of days: `2022-01-15`, `2022-01-15T11:05`, `2022-01-10/2022-01-11`. */
export const PublicationDate = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?(\/\d{4}-\d{2}-\d{2})?$/,
    'a day (2022-01-15), a minute (2022-01-15T11:05) or an interval (2022-01-10/2022-01-11)',
  ),
);
const text = v.string();
/** The name a coder goes by: free text on one line. */
export const Coder = v.pipe(text, v.minLength(1), v.maxLength(128), v.regex(/^[^\p{Cc}]+$/u, 'one line'));
const ids = v.array(Id);
/** A named palette colour, or `#rrggbb` (whose contrast nobody promises). */
export const paletteColors = ['blue', 'orange', 'green', 'purple', 'yellow', 'red', 'cyan', 'gray'] as const;
/** A label of the WHATWG Encoding Standard, such as windows-1251. */
export const Encoding = v.pipe(text, v.regex(/^[A-Za-z0-9._:-]{1,40}$/, 'an encoding such as utf-8 or windows-1251'));
export const Color = v.union([v.picklist(paletteColors), v.pipe(text, v.regex(/^#[0-9a-fA-F]{6}$/, '#rrggbb'))]);

const DocumentGlob = v.union([text, v.object({ glob: text, quotes: v.optional(v.picklist(['kept', 'none'])), encoding: v.optional(Encoding) })]);

export const StancePosition = v.object({
  id: Id,
  label: text,
  color: v.optional(Color),
  description: v.optional(text),
  /** No degree between the others ("cannot tell"): an ordinal figure leaves it out. */
  'off-scale': v.optional(v.boolean()),
});
export const StanceQuestion = v.object({ id: Id, question: text, positions: v.array(StancePosition) });
export const NewsEvent = v.object({ id: Id, name: text, date: v.optional(PartialDate), description: v.optional(text) });
export const Outlet = v.object({
  id: Id,
  name: text,
  aliases: v.optional(v.array(text)),
  domains: v.optional(v.array(text)),
  country: v.optional(text),
  'describes-itself': v.optional(text),
  ownership: v.optional(v.object({ value: text, source: v.optional(text), 'as-of': v.optional(PartialDate) })),
  replaces: v.optional(ids),
});

const tagFields = {
  id: Id,
  label: text,
  color: v.optional(Color),
  description: v.optional(text),
  include: v.optional(text),
  exclude: v.optional(text),
  example: v.optional(text),
  pin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  /** A day as a person writes it, or the moment, as the editor does: what was coded earlier that day is told from what was coded after. */
  revised: v.optional(v.union([PartialDate, Timestamp])),
  replaces: v.optional(ids),
};
/** A code of the codebook. Ids are permanent; nesting lives here and may change. */
export interface Tag extends v.InferOutput<v.ObjectSchema<typeof tagFields, undefined>> {
  children?: Tag[] | undefined;
}
export const Tag: v.GenericSchema<Tag> = v.object({ ...tagFields, children: v.optional(v.array(v.lazy(() => Tag))) });

export const actorKinds = ['person', 'organisation', 'state', 'place', 'group'] as const;
export const Actor = v.object({
  id: Id,
  name: text,
  kind: v.picklist(actorKinds),
  aliases: v.optional(v.array(text)),
  roles: v.optional(v.array(v.object({ title: text, from: v.optional(PartialDate), to: v.optional(PartialDate) }))),
  'member-of': v.optional(v.union([Id, ids])),
  'not-same-as': v.optional(ids),
  replaces: v.optional(ids),
  wikidata: v.optional(v.pipe(text, v.regex(/^Q[1-9]\d{0,14}$/, 'a Wikidata id such as Q123'))),
});

/** Who codes a document: its path below the project's folder, with `/`. */
export const Assignment = v.object({ document: text, coders: v.array(Coder) });

export const Project = v.object({
  pressmark: v.literal(1),
  documents: v.optional(v.array(DocumentGlob)),
  exclude: v.optional(v.array(DocumentGlob)),
  encoding: v.optional(Encoding),
  coders: v.optional(v.picklist(['shared', 'separate'])),
  unit: v.optional(text),
  assignments: v.optional(v.array(Assignment)),
  stance: v.optional(v.array(StanceQuestion)),
  events: v.optional(v.array(NewsEvent)),
  outlets: v.optional(v.array(Outlet)),
  tags: v.optional(v.array(Tag)),
  actors: v.optional(v.array(Actor)),
  'not-actors': v.optional(v.array(text)),
});

export type Project = v.InferOutput<typeof Project>;
export type Actor = v.InferOutput<typeof Actor>;
export type Outlet = v.InferOutput<typeof Outlet>;
export type NewsEvent = v.InferOutput<typeof NewsEvent>;
export type StanceQuestion = v.InferOutput<typeof StanceQuestion>;
export type StancePosition = v.InferOutput<typeof StancePosition>;
export type Assignment = v.InferOutput<typeof Assignment>;
export type Color = v.InferOutput<typeof Color>;
