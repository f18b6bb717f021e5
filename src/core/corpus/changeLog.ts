/** Which documents have changed, in the order in which they did: who shows many of them asks for what is new, never for all. */

/** Entries that are outdated before the log is written anew: looking over them costs less than that. */
const slack = 1000;

export class ChangeLog {
  private latest = 0;
  private paths: string[] = [];
  private numbers: number[] = [];
  private kept = 0;

  add(path: string): void {
    this.paths.push(path);
    this.numbers.push(++this.latest);
    if (this.paths.length > 2 * this.kept + slack) this.compact();
  }

  /**
   * @param revision what an earlier answer said; 0 for all
   * @param most paths in one answer
   * @returns each path once; `revision` is to be asked with next, and there is more while `complete` is false
   */
  since(revision: number, most: number): { readonly revision: number; readonly paths: readonly string[]; readonly complete: boolean } {
    const found = new Set<string>();
    let at = this.firstAfter(revision);
    while (at < this.paths.length && found.size < most) found.add(this.paths[at++] ?? '');
    const complete = at >= this.paths.length;
    return { revision: complete ? this.latest : (this.numbers[at - 1] ?? this.latest), paths: [...found], complete };
  }

  private firstAfter(revision: number): number {
    let [low, high] = [0, this.numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.numbers[middle] ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of each path its last entry alone is needed. */
  private compact(): void {
    const seen = new Set<string>();
    const last: number[] = [];
    for (let at = this.paths.length - 1; at >= 0; at--) {
      const path = this.paths[at] ?? '';
      if (!seen.has(path)) last.push(at);
      seen.add(path);
    }
    last.reverse();
    this.paths = last.map((at) => this.paths[at] ?? '');
    this.numbers = last.map((at) => this.numbers[at] ?? 0);
    this.kept = this.paths.length;
  }
}
