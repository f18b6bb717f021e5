/**
 * Groups that are too many for one list, such as a thousand folders, stand under rows of their own, "a – f". Where such a range begins is said by the groups
 * themselves and not by their number, so one that comes or goes changes the range that it is in, and all others stay what they are, and open. Pure.
 */
import { hash32 } from '../../../core/hashing';
import { type Drop, type GroupLabel, type GroupNode, sum } from './nodes';

/** Of the rows in one list, so many stand in one range. */
const rangeShare = 1 / 3;

/** A group that may be put into a range. */
export interface Rangeable extends GroupNode {
  /** Where it stands now. */
  below(parent: GroupNode): void;
}

/** The groups themselves where a list has room for all of them. @param most rows in one list */
export function inRanges(owner: GroupNode, groups: readonly Rangeable[], most: number): readonly Rangeable[] {
  let shown = groups;
  for (let level = 1; shown.length > most; level++) {
    shown = runs(shown, Math.max(2, Math.ceil(most * rangeShare))).map((run, at) => new Range(owner, level, at === 0 ? '' : (run[0]?.id ?? ''), run));
  }
  for (const group of shown) group.below(owner);
  return shown;
}

/** Cut where the lowest of certain numbers of the groups is, away from the ends, until no run is longer than `most`: who is new is rarely the lowest. */
function runs(groups: readonly Rangeable[], most: number): readonly (readonly Rangeable[])[] {
  if (groups.length <= most) return [groups];
  const margin = Math.max(1, Math.floor(groups.length / 4));
  let [cut, lowest] = [margin, Infinity];
  for (let at = margin; at <= groups.length - margin; at++) {
    const number = hash32(groups[at]?.id ?? '');
    if (number < lowest) [cut, lowest] = [at, number];
  }
  return [...runs(groups.slice(0, cut), most), ...runs(groups.slice(cut), most)];
}

/** Groups that follow each other. */
class Range implements Rangeable {
  readonly type = 'group';
  readonly what = 'bucket';
  readonly expanded = false;
  readonly drop: Drop | undefined;
  readonly id: string;
  readonly label: GroupLabel;
  readonly size: number;
  readonly count: number;
  readonly coverage: GroupNode['coverage'];
  readonly coders = [];

  /** @param from id of the group that it begins with; '' for the first range, whatever comes to stand before all others */
  constructor(
    public parent: GroupNode,
    level: number,
    from: string,
    readonly children: readonly Rangeable[],
  ) {
    for (const child of children) child.below(this);
    const total = (of: (node: GroupNode) => number): number => children.reduce((all, child) => all + of(child), 0);
    this.drop = parent.drop;
    this.id = `${parent.id}/r${level}:${from}`;
    this.label = { name: `${ends(children[0])[0]} – ${ends(children.at(-1))[1]}` };
    this.size = total(({ size }) => size);
    this.count = total(({ count }) => count);
    this.coverage = children.reduce((all, { coverage }) => sum(all, coverage, 1), { coded: 0, draft: 0, read: 0 });
  }

  below(parent: GroupNode): void {
    this.parent = parent;
  }
}

/** What a row begins and ends with: a range has two names. */
function ends(node: GroupNode | undefined): readonly [string, string] {
  if (node instanceof Range) return [ends(node.children[0])[0], ends(node.children.at(-1))[1]];
  const { label } = node ?? {};
  const name = !label || 'word' in label ? '' : 'name' in label ? label.name.replace(/…$/, '') : 'month' in label ? label.month : label.day;
  return [name, name];
}
