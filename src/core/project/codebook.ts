/**
 * Curating the codebook. A draft takes a person's acts one after the other and tells the decisions that lead from the project
 * to it. Sidecars are never touched: ids are permanent, and a tag that is merged away or deleted leaves its id in `replaces:` of
 * the tag that takes its passages. What adds comes before what takes away, so that whatever was decided when a crash came,
 * every id that passages carry still stands for a tag.
 */
import { sameData } from '../yaml/equal';
import type { ProjectDecision } from './decision';
import { applyProjectDecision } from './index';
import { type FlatTag, indexProject, type ProjectIndex, subtree } from './lookup';
import { freeId, isName, tidyName } from './registry';
import type { Color, Project, Tag } from './schema';

/** The texts that define a tag, in the order in which a coder reads them. */
export const definitionFields = ['description', 'include', 'exclude', 'example'] as const;
export type DefinitionField = (typeof definitionFields)[number];
export type Definition = { readonly [F in DefinitionField]?: string | undefined };

/** A definition is read in a hover. In UTF-16 code units. */
export const longestDefinition = 10_000;

/** A label as it can stand in a codebook, or undefined: one line of 200 characters at most. */
export function tidyLabel(text: string): string | undefined {
  const label = tidyName(text);
  return isName(label) ? label : undefined;
}

export interface DraftOptions {
  /** Whether an id that no tag has is still somebody's, in a sidecar say: it is given to no new tag. */
  readonly used?: (id: string) => boolean;
  /** Whether two tags stand in one file. One can only be moved below another of its own file. */
  readonly sameFile?: (a: string, b: string) => boolean;
}

/** What becomes of the tags below one that is deleted: they move up to where it stood, or go with it. */
export type Below = 'up' | 'gone';

export class CodebookDraft {
  private now: Project;
  private readonly made: ProjectDecision[] = [];
  private lookups: ProjectIndex;

  constructor(
    private readonly before: Project,
    private readonly options: DraftOptions = {},
  ) {
    this.now = before;
    this.lookups = indexProject(before);
  }

  /** The project as the draft has it. */
  get project(): Project {
    return this.now;
  }

  get index(): ProjectIndex {
    return this.lookups;
  }

  /**
   * A new tag, the last below `parent`, or at the top.
   * @param wanted an id that it has elsewhere, and has here too if it is nobody's; else one is made from the label
   * @returns its id
   */
  create(label: string, parent?: string, fields: Omit<Tag, 'id' | 'label' | 'children'> = {}, wanted?: string): string {
    const ids = new Set(this.lookups.tags.flatMap(({ tag }) => [tag.id, ...(tag.replaces ?? [])]));
    const taken = (candidate: string): boolean => ids.has(candidate) || this.options.used?.(candidate) === true;
    const id = wanted !== undefined && !taken(wanted) ? wanted : freeId(wanted ?? label, taken);
    this.decide({ type: 'add', section: 'tags', entry: { id, label, ...fields }, ...(parent !== undefined && { parent }) });
    return id;
  }

  /** The id stays: passages carry it. */
  rename(id: string, label: string): void {
    this.change(id, { label });
  }

  /**
   * Empty texts take the field away.
   * @param revised when what counts changed; undefined where only the wording did. Passages coded before it are shown as such.
   */
  describe(id: string, definition: Definition, revised?: string): void {
    const tag = this.lookups.tag(id)?.tag;
    if (!tag) return;
    const changes: Record<string, string | null> = {};
    for (const field of definitionFields) {
      const text = definition[field]?.trim();
      if (text !== undefined && text !== (tag[field] ?? '')) changes[field] = text === '' ? null : text;
    }
    if (Object.keys(changes).length > 0) this.change(id, { ...changes, ...(revised !== undefined && { revised }) });
  }

  /** @param color undefined: that of the tag above */
  recolour(ids: readonly string[], color: Color | undefined): void {
    for (const id of ids) this.change(id, { color: color ?? null });
  }

  /** A key is one tag's: who has it loses it. @param key 1 to 9; undefined takes the tag's key away */
  pin(id: string, key: number | undefined): void {
    const own = this.lookups.tagId(id);
    for (const { tag } of this.lookups.tags) if (key !== undefined && tag.pin === key && tag.id !== own) this.change(tag.id, { pin: null });
    this.change(id, { pin: key ?? null });
  }

  /**
   * Moves tags with all that is below them, in the order given.
   * @param parent undefined for the top
   * @param before a sibling to stand before; else they are the last
   * @returns those that cannot: they would come below themselves, or into another file
   */
  move(ids: readonly string[], parent: string | undefined, before?: string): readonly string[] {
    return ids.filter((id) => {
      const flat = this.lookups.tag(id);
      const refused = !flat || (parent !== undefined && (this.isBelow(parent, flat.tag.id) || !this.sameFile(flat.tag.id, parent)));
      if (!refused) this.decide({ type: 'move', section: 'tags', key: flat.tag.id, parent, before: before ?? null });
      return refused;
    });
  }

  /** Tags become one: the others' passages, and the tags below them, are the one's that stays. Its definition holds. */
  merge(into: string, ids: readonly string[]): void {
    const stays = this.lookups.tag(into)?.tag.id;
    if (stays === undefined) return;
    for (const id of ids) {
      const gone = this.lookups.tag(id);
      if (!gone || gone.tag.id === stays) continue;
      this.resolveTo(stays, [gone.tag]);
      if (this.isBelow(stays, gone.tag.id)) this.lift([stays], gone);
      const below = (this.lookups.tag(gone.tag.id)?.tag.children ?? []).map((child) => child.id);
      if (this.sameFile(stays, gone.tag.id)) this.move(below, stays);
      else this.lift(below, gone);
      this.decide({ type: 'remove', section: 'tags', key: gone.tag.id });
    }
  }

  /**
   * Deletes tags.
   * @param into the tag that takes their passages; undefined only where they have none
   * @returns false where `into` would be deleted too, and nothing was done
   */
  remove(ids: readonly string[], into: string | undefined, below: Below): boolean {
    const gone = ids.map((id) => this.lookups.tag(id)).filter((flat) => flat !== undefined);
    const stays = into === undefined ? undefined : this.lookups.tag(into)?.tag.id;
    const going = new Set(gone.flatMap(({ tag }) => (below === 'gone' ? subtree(tag) : [tag]).map(({ id }) => id)));
    if (into !== undefined && (stays === undefined || going.has(stays))) return false;
    for (const { tag } of gone) {
      const flat = this.lookups.tag(tag.id);
      // Gone already with the tag above it.
      if (flat?.tag.id !== tag.id) continue;
      if (stays !== undefined) this.resolveTo(stays, below === 'gone' ? subtree(flat.tag) : [flat.tag]);
      if (below === 'up')
        this.lift(
          (flat.tag.children ?? []).map(({ id }) => id),
          flat,
        );
      this.decide({ type: 'remove', section: 'tags', key: tag.id });
    }
    return true;
  }

  /** In the order in which they must be taken; none where the draft says what the project does. */
  decisions(): readonly ProjectDecision[] {
    return sameData(this.now, this.before) ? [] : this.made;
  }

  private change(id: string, changes: Readonly<Record<string, unknown>>): void {
    const tag = this.lookups.tag(id)?.tag;
    if (tag) this.decide({ type: 'change', section: 'tags', key: tag.id, changes });
  }

  /** What passages carry as any of these stands for `into` from now on. */
  private resolveTo(into: string, gone: readonly Tag[]): void {
    const ids = gone.flatMap(({ id, replaces }) => [id, ...(replaces ?? [])]);
    const known = this.lookups.tag(into)?.tag.replaces ?? [];
    this.change(into, { replaces: [...new Set([...known, ...ids])].filter((id) => id !== into) });
  }

  /** To where a tag stands, before it. */
  private lift(ids: readonly string[], { tag, parent }: FlatTag): void {
    for (const id of ids) this.decide({ type: 'move', section: 'tags', key: id, parent: parent?.id, before: tag.id });
  }

  private isBelow(id: string, above: string): boolean {
    for (let flat = this.lookups.tag(id); flat; flat = flat.parent && this.lookups.tag(flat.parent.id)) if (flat.tag.id === above) return true;
    return false;
  }

  private sameFile(a: string, b: string): boolean {
    return this.options.sameFile?.(a, b) ?? true;
  }

  private decide(decision: ProjectDecision): void {
    const after = applyProjectDecision(this.now, decision);
    if (after === this.now) return;
    this.now = after;
    this.lookups = indexProject(after);
    this.made.push(decision);
  }
}
