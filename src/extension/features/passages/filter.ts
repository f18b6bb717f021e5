/** Which passages the view shows: conditions of several kinds, all of which must hold. Pure. */
import type { AnchorState } from '../../../core/annotations/types';
import { type ProjectIndex, subtree } from '../../../core/project/lookup';
import type { Translate } from '../../translate';
import { outletName } from '../hovers/words';
import type { StanceState } from '../sources/model';
import type { Indexes, PassageRow } from './rows';

/** A tag stands for itself and for those below it. */
export interface TagCondition {
  /** Every one of these. */
  readonly all: readonly string[];
  /** At least one of these, where there are any. */
  readonly any: readonly string[];
  /** None of these. */
  readonly none: readonly string[];
}

/** What is asked of a passage's state: that of its anchor; coded before a revision; with a note. */
export type AskedState = AnchorState | 'older' | 'noted';

/** A kind of condition that is absent asks nothing. Within a list one has to fit. */
export interface PassageFilter {
  /** In the quote or the note; case, accents and line breaks aside. */
  readonly text?: string | undefined;
  readonly tags?: TagCondition | undefined;
  /** Ids; null for documents whose outlet is not set. */
  readonly outlets?: readonly (string | null)[] | undefined;
  /** Keys of {@link stanceKey}. */
  readonly stances?: readonly string[] | undefined;
  /** Days, inclusive: documents that may have been published between the two. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly coders?: readonly string[] | undefined;
  readonly states?: readonly AskedState[] | undefined;
}

export const noFilter: PassageFilter = {};
export const noTags: TagCondition = { all: [], any: [], none: [] };

export function stanceKey(stance: StanceState): string {
  return stance.kind === 'coded' ? `position ${stance.position}` : stance.kind;
}

export function isEmpty(filter: PassageFilter): boolean {
  return Object.values(tidyFilter(filter)).every((part) => part === undefined);
}

/** Without conditions that ask nothing. */
export function tidyFilter({ text, tags, outlets, stances, from, to, coders, states }: PassageFilter): PassageFilter {
  const list = <T>(items: readonly T[] | undefined): readonly T[] | undefined => (items?.length ? items : undefined);
  const asked = tags && tags.all.length + tags.any.length + tags.none.length > 0 ? tags : undefined;
  const given = (value: string | undefined): string | undefined => (value?.trim() ? value.trim() : undefined);
  const kept = {
    text: given(text),
    tags: asked,
    outlets: list(outlets),
    stances: list(stances),
    from: given(from),
    to: given(to),
    coders: list(coders),
    states: list(states),
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** Case, accents and line breaks aside. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toLowerCase();
}

/** A test for rows: made once, and linear in the rows. */
export function matcher(given: PassageFilter, indexes: Indexes): (row: PassageRow) => boolean {
  const filter = tidyFilter(given);
  const tests: ((row: PassageRow) => boolean)[] = [];
  const { text, tags, outlets, stances, from, to, coders, states } = filter;
  if (outlets) tests.push(among(outlets, ({ document }) => document.metadata.outlet ?? null));
  if (stances) tests.push(among(stances, ({ document }) => stanceKey(document.stance)));
  if (coders) tests.push(among(coders, ({ annotation }) => annotation.by));
  if (from !== undefined || to !== undefined)
    tests.push(
      ({ document: { publication } }) =>
        publication !== undefined && (to === undefined || publication.start <= to) && (from === undefined || publication.end >= from),
    );
  if (states) tests.push((row) => states.some((state) => isIn(row, state)));
  if (tags) tests.push(taggedBy(tags, indexes));
  if (text !== undefined) {
    const words = folded(text).trim();
    tests.push(
      ({ annotation }) => folded(annotation.quote ?? '').includes(words) || (annotation.note !== undefined && folded(annotation.note).includes(words)),
    );
  }
  return (row) => tests.every((test) => test(row));
}

function among<T>(items: readonly T[], of: (row: PassageRow) => T): (row: PassageRow) => boolean {
  const wanted = new Set(items);
  return (row) => wanted.has(of(row));
}

function isIn({ state, older, annotation }: PassageRow, asked: AskedState): boolean {
  return asked === 'older' ? older.length > 0 : asked === 'noted' ? annotation.note !== undefined : state === asked;
}

function taggedBy({ all, any, none }: TagCondition, indexes: Indexes): (row: PassageRow) => boolean {
  // By project: an id of one means nothing in another.
  const families = new Map<string, Families>();
  const familiesOf = (project: string): Families => {
    let known = families.get(project);
    if (!known) {
      const index = indexes(project);
      const family = (tag: string): ReadonlySet<string> => familyOf(tag, index);
      families.set(project, (known = { all: all.map(family), any: any.map(family), none: none.map(family) }));
    }
    return known;
  };
  return ({ tags, document }) => {
    const own = familiesOf(document.project);
    const has = (family: ReadonlySet<string>): boolean => tags.some((tag) => family.has(tag));
    return own.all.every(has) && (own.any.length === 0 || own.any.some(has)) && !own.none.some(has);
  };
}

type Families = Readonly<Record<keyof TagCondition, readonly ReadonlySet<string>[]>>;

/** A tag and those below it, by their ids of now. */
export function familyOf(tag: string, index: Pick<ProjectIndex, 'tag'> | undefined): ReadonlySet<string> {
  const found = index?.tag(tag)?.tag;
  return new Set(found ? subtree(found).map(({ id }) => id) : [tag]);
}

// ---- in words ----

/** What is asked, one phrase a condition, as it stands above the view. */
export function filterWords(given: PassageFilter, index: ProjectIndex | undefined, t: Translate): readonly string[] {
  const { text, tags, outlets, stances, from, to, coders, states } = tidyFilter(given);
  const label = (id: string): string => index?.tag(id)?.tag.label ?? id;
  return [
    ...(text === undefined ? [] : [t('words “{0}”', text)]),
    ...(tags ? tagWords(tags, label, t) : []),
    ...(outlets && index
      ? [
          listed(
            outlets.map((id) => outletName(index.project, id ?? undefined, t)),
            t,
          ),
        ]
      : []),
    ...(stances
      ? [
          t(
            'stance {0}',
            listed(
              stances.map((key) => stanceWords(key, index, t)),
              t,
            ),
          ),
        ]
      : []),
    ...(from === undefined && to === undefined ? [] : [dateWords(from, to, t)]),
    ...(coders ? [t('coded by {0}', listed(coders, t))] : []),
    ...(states
      ? [
          listed(
            states.map((state) => stateWords(state, t)),
            t,
          ),
        ]
      : []),
  ];
}

function tagWords({ all, any, none }: TagCondition, label: (id: string) => string, t: Translate): readonly string[] {
  return [
    ...(all.length ? [all.map(label).join(` ${t('and')} `)] : []),
    ...(any.length ? [listed(any.map(label), t)] : []),
    ...(none.length ? [none.map((id) => t('not {0}', label(id))).join(` ${t('and')} `)] : []),
  ];
}

function listed(items: readonly string[], t: Translate): string {
  return items.join(` ${t('or')} `);
}

function dateWords(from: string | undefined, to: string | undefined, t: Translate): string {
  if (from === undefined) return t('until {0}', to ?? '');
  return to === undefined ? t('from {0}', from) : t('from {0} to {1}', from, to);
}

export function stanceWords(key: string, index: ProjectIndex | undefined, t: Translate): string {
  if (key === 'not-coded') return t('not coded');
  if (key === 'disagree') return t('coders disagree');
  if (key === 'draft') return t('drafts only');
  const id = key.slice(key.indexOf(' ') + 1);
  return index?.defaultQuestion?.positions.find((position) => position.id === id)?.label ?? id;
}

export function stateWords(state: AskedState, t: Translate): string {
  const words: Readonly<Record<AskedState, string>> = {
    exact: t('in place'),
    moved: t('moved'),
    fuzzy: t('edited'),
    ambiguous: t('two places'),
    orphan: t('lost'),
    older: t('before a revision'),
    noted: t('with a note'),
  };
  return words[state];
}
