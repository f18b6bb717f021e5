/**
 * Documents that wait to be read: those that the reader has before him first, whenever they were opened, the others as they came. Others can be set aside: they
 * are none of the next ones until the reader opens them.
 */
export class ReadingOrder {
  private readonly front = new Set<string>();
  private readonly others = new Set<string>();
  private readonly aside = new Set<string>();

  constructor(private readonly isOpen: (path: string) => boolean) {}

  get size(): number {
    return this.waiting + this.aside.size;
  }

  /** Without what is set aside. */
  get waiting(): number {
    return this.front.size + this.others.size;
  }

  has(path: string): boolean {
    return this.front.has(path) || this.others.has(path) || this.aside.has(path);
  }

  clear(): void {
    for (const paths of [this.front, this.others, this.aside]) paths.clear();
  }

  /** Sets aside all but those before the reader. */
  setAside(): void {
    for (const path of this.others) this.aside.add(path);
    this.others.clear();
  }

  takeUp(): void {
    for (const path of this.aside) this.others.add(path);
    this.aside.clear();
  }

  add(path: string): void {
    if (this.isOpen(path)) this.toFront(path);
    else if (!this.has(path)) this.others.add(path);
  }

  delete(path: string): void {
    this.front.delete(path);
    this.others.delete(path);
    this.aside.delete(path);
  }

  /** The reader has opened it. */
  opened(path: string): void {
    if (this.has(path) && !this.front.has(path)) this.toFront(path);
  }

  /** The next ones, which wait on: those before the reader by themselves, for a few are soon read. @param passed who is to be left out */
  next(most: number, passed: ReadonlySet<string>): readonly string[] {
    const front = first(this.front, most, passed);
    return front.length > 0 ? front : first(this.others, most, passed);
  }

  private toFront(path: string): void {
    this.delete(path);
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
