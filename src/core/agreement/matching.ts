/**
 * The cheapest way to pair rows with columns (H. W. Kuhn 1955; here with potentials and shortest augmenting paths,
 * R. Jonker and A. Volgenant 1987). Every row gets a column of its own; wants at least as many columns as rows.
 * O(rows² · columns).
 *
 * @returns for each row its column
 */
export function assignment(costs: readonly (readonly number[])[]): readonly number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  // Index 0 is a place to start from; rows and columns count from 1.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    do {
      used[column] = 1;
      const from = rowOf[column] as number;
      let step = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (used[j]) continue;
        const cost = (costs[from - 1]?.[j - 1] as number) - (rowPotential[from] as number) - (columnPotential[j] as number);
        if (cost < (least[j] as number)) {
          least[j] = cost;
          before[j] = column;
        }
        if ((least[j] as number) < step) {
          step = least[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j]) {
          const of = rowOf[j] as number;
          rowPotential[of] = (rowPotential[of] as number) + step;
          columnPotential[j] = (columnPotential[j] as number) - step;
        } else least[j] = (least[j] as number) - step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      const previous = before[column] as number;
      rowOf[column] = rowOf[previous] as number;
      column = previous;
    } while (column !== 0);
  }
  const result = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= columns; j++) if ((rowOf[j] as number) > 0) result[(rowOf[j] as number) - 1] = j - 1;
  return result;
}
