/** Two documents as two texts whose lines answer each other, for VS Code's own diff: shared statements side by side, what only one has in its place. Pure. */
import type { Comparison, Place, Wording } from '../../../core/corpus/types';
import type { Translate } from '../../translate';
import { flat, relationWord } from './words';

/** A line that leads to its place in a document. */
export interface Link {
  readonly line: number;
  readonly place: Place;
}

export interface Side {
  readonly text: string;
  readonly links: readonly Link[];
}

type Item = { readonly kind: 'shared'; readonly wording: Wording; readonly number: number } | { readonly kind: 'left' | 'right'; readonly place: Place };

export function sidesOf({ shared, onlyA, onlyB }: Comparison, t: Translate): { readonly left: Side; readonly right: Side } {
  const [left, right] = [new Writer(), new Writer()];
  for (const item of ordered(shared, onlyA, onlyB)) {
    if (item.kind === 'shared') {
      // The same line on both sides: the diff holds on to it, and sets the wordings below it against each other.
      const head = t('— {0} · {1}', item.number, relationWord(item.wording.relation, t));
      left.write(head, item.wording.a);
      right.write(head, item.wording.b);
    } else if (item.kind === 'left') left.write(t('— only here'), item.place);
    else right.write(t('— only here'), item.place);
  }
  return { left: left.side(), right: right.side() };
}

/** In the order of the first document; what only the second has goes behind the shared statement that it follows there. */
function ordered(shared: readonly Wording[], onlyA: readonly Place[], onlyB: readonly Place[]): readonly Item[] {
  const numbered = [...shared].sort((x, y) => x.a.range.start - y.a.range.start).map((wording, i): Item => ({ kind: 'shared', wording, number: i + 1 }));
  const lefts = onlyA.map((place): Item => ({ kind: 'left', place }));
  const start = (item: Item): number => (item.kind === 'shared' ? item.wording.a.range.start : item.place.range.start);
  const items = [...numbered, ...lefts].sort((x, y) => start(x) - start(y));
  for (const place of [...onlyB].reverse()) {
    let at = -1;
    let nearest = -1;
    items.forEach((item, i) => {
      if (item.kind === 'shared' && item.wording.b.range.start <= place.range.start && item.wording.b.range.start > nearest) {
        nearest = item.wording.b.range.start;
        at = i;
      }
    });
    items.splice(at + 1, 0, { kind: 'right', place });
  }
  return items;
}

class Writer {
  private readonly lines: string[] = [];
  private readonly links: Link[] = [];

  write(head: string, place: Place): void {
    this.links.push({ line: this.lines.length, place });
    this.lines.push(head, flat(place.text), '');
  }

  side(): Side {
    return { text: this.lines.join('\n'), links: this.links };
  }
}
