/** Documents that wait to be read: those that the reader has before him first, whenever they were opened, the others as they came. */
export class ReadingOrder {
  private readonly front = new Set<string>();
  private readonly others = new Set<string>();

  constructor(private readonly isOpen: (path: string) => boolean) {}

  get size(): number {
    return this.front.size + this.others.size;
  }

  has(path: string): boolean {
    return this.front.has(path) || this.others.has(path);
  }

  add(path: string): void {
    if (this.isOpen(path)) this.toFront(path);
    else if (!this.front.has(path)) this.others.add(path);
  }

  delete(path: string): void {
    this.front.delete(path);
    this.others.delete(path);
  }

  /** The reader has opened it. */
  opened(path: string): void {
    if (this.others.has(path)) this.toFront(path);
  }

  /** The next ones, which wait on: those before the reader by themselves, for a few are soon read. @param passed who is to be left out */
  next(most: number, passed: ReadonlySet<string>): readonly string[] {
    const front = first(this.front, most, passed);
    return front.length > 0 ? front : first(this.others, most, passed);
  }

  private toFront(path: string): void {
    this.others.delete(path);
    this.front.add(path);
  }
}

function first(paths: ReadonlySet<string>, most: number, passed: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (const path of paths) {
    if (found.length === most) break;
    if (!passed.has(path)) found.push(path);
  }
  return found;
}
