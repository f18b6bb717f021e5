/** Two documents as two texts whose lines answer each other, for VS Code's own diff: shared statements side by side, what only one has in its place. Pure. */
import type { Comparison, Place, Wording } from '../../../core/corpus/types';
import type { Translate } from '../../translate';
import { plural } from '../hovers/words';
import { flat, relationWord } from './words';

/** Characters [start, end) of a line that lead to a place in a document. */
export interface Link {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly place: Place;
}

export interface Side {
  readonly text: string;
  readonly links: readonly Link[];
}

type Item =
  | { readonly kind: 'shared'; readonly wording: Wording; readonly number: number }
  /** Sentences that only one has, where the other has none of its own in between. */
  | { readonly kind: 'left' | 'right'; readonly places: readonly Place[] };

/**
 * Both sides have the same headings in the same order, so that the diff holds on to them: shared statements are set against each other
 * below theirs, and what only one has stands beside nothing.
 *
 * @param names of the two documents, for the headings
 */
export function sidesOf({ shared, onlyA, onlyB }: Comparison, names: readonly [string, string], t: Translate): { readonly left: Side; readonly right: Side } {
  const [left, right] = [new Writer(), new Writer()];
  for (const item of ordered(shared, onlyA, onlyB)) {
    if (item.kind === 'shared') {
      const head = t('— {0} · {1}', String(item.number), relationWord(item.wording.relation, t));
      left.statement(head, item.wording.a);
      right.statement(head, item.wording.b);
      continue;
    }
    const head = t('— only in {0}: {1}', flat(names[item.kind === 'left' ? 0 : 1]), plural(item.places.length, t('sentence'), t('sentences')));
    left.sentences(head, item.kind === 'left' ? item.places : [], t);
    right.sentences(head, item.kind === 'right' ? item.places : [], t);
  }
  return { left: left.side(), right: right.side() };
}

/** In the order of the first document; what only the second has goes behind the shared statement that it follows there. */
function ordered(shared: readonly Wording[], onlyA: readonly Place[], onlyB: readonly Place[]): readonly Item[] {
  const numbered = [...shared].sort((x, y) => x.a.range.start - y.a.range.start);
  const following = (places: readonly Place[], side: 'a' | 'b'): ReadonlyMap<number, readonly Place[]> => {
    const groups = new Map<number, Place[]>();
    for (const place of places) {
      let at = -1;
      numbered.forEach((wording, i) => {
        const start = wording[side].range.start;
        if (start <= place.range.start && start > (numbered[at]?.[side].range.start ?? -1)) at = i;
      });
      groups.set(at, [...(groups.get(at) ?? []), place]);
    }
    return groups;
  };
  const [lefts, rights] = [following(onlyA, 'a'), following(onlyB, 'b')];
  const alone = (kind: 'left' | 'right', places: readonly Place[] | undefined): readonly Item[] => (places ? [{ kind, places }] : []);
  return [-1, ...numbered.keys()].flatMap((i): readonly Item[] => {
    const wording = numbered[i];
    const head: readonly Item[] = wording ? [{ kind: 'shared', wording, number: i + 1 }] : [];
    return [...head, ...alone('left', lefts.get(i)), ...alone('right', rights.get(i))];
  });
}

class Writer {
  private readonly lines: string[] = [];
  private readonly links: Link[] = [];

  /** The heading leads to the statement. */
  statement(head: string, place: Place): void {
    this.links.push({ line: this.lines.length, start: 0, end: head.length, place });
    this.lines.push(head, flat(place.text), '');
  }

  /** Each sentence with its line in the document, which leads there. */
  sentences(head: string, places: readonly Place[], t: Translate): void {
    this.lines.push(head);
    for (const place of places) {
      const line = t('line {0}', String(place.line + 1));
      this.links.push({ line: this.lines.length, start: 0, end: line.length, place });
      this.lines.push(`${line}: ${flat(place.text)}`);
    }
    this.lines.push('');
  }

  side(): Side {
    return { text: this.lines.join('\n'), links: this.links };
  }
}
