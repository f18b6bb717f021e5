/** Arrow keys over marks that stand in rows: one stop for Tab, the rest by arrows. */

export interface Stop {
  readonly key: string;
  /** Rows count from the top. */
  readonly row: number;
  readonly x: number;
}

export type RoveKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'FirstOfAll' | 'LastOfAll';

/** Where a key leads from `current`; undefined where it leads nowhere. Up and down go to the nearest mark of the next row that has one. */
export function goal(stops: readonly Stop[], current: string, key: RoveKey): string | undefined {
  const here = stops.find((stop) => stop.key === current);
  if (!here) return stops[0]?.key;
  const inOrder = (row: readonly Stop[]): readonly Stop[] => [...row].sort((a, b) => a.x - b.x);
  const row = inOrder(stops.filter((stop) => stop.row === here.row));
  const at = row.indexOf(here);
  switch (key) {
    case 'ArrowLeft':
      return row[at - 1]?.key;
    case 'ArrowRight':
      return row[at + 1]?.key;
    case 'Home':
      return row[0]?.key;
    case 'End':
      return row.at(-1)?.key;
    case 'ArrowUp':
    case 'ArrowDown': {
      const others = stops.filter((stop) => (key === 'ArrowUp' ? stop.row < here.row : stop.row > here.row)).map((stop) => stop.row);
      if (others.length === 0) return undefined;
      const next = key === 'ArrowUp' ? Math.max(...others) : Math.min(...others);
      return stops.filter((stop) => stop.row === next).reduce((best, stop) => (Math.abs(stop.x - here.x) < Math.abs(best.x - here.x) ? stop : best)).key;
    }
    case 'FirstOfAll':
    case 'LastOfAll': {
      const rows = stops.map((stop) => stop.row);
      const edge = key === 'FirstOfAll' ? Math.min(...rows) : Math.max(...rows);
      const edgeRow = inOrder(stops.filter((stop) => stop.row === edge));
      return (key === 'FirstOfAll' ? edgeRow[0] : edgeRow.at(-1))?.key;
    }
    default:
      return key satisfies never;
  }
}

/** The key of a keyboard event, if it is one that goes over marks. */
export function roveKey(key: string, ctrl: boolean): RoveKey | undefined {
  if (ctrl) return key === 'Home' ? 'FirstOfAll' : key === 'End' ? 'LastOfAll' : undefined;
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown' || key === 'Home' || key === 'End' ? key : undefined;
}
