/** What a mark says while it is pointed at or focused. Its accessible name says the same, so the tip itself is hidden from screen readers. */

const distance = 8;

export class Tip {
  private readonly element = document.createElement('div');
  private shown: Element | undefined;

  constructor() {
    this.element.className = 'tip';
    this.element.hidden = true;
    this.element.setAttribute('aria-hidden', 'true');
    document.body.append(this.element);
  }

  get visible(): boolean {
    return !this.element.hidden;
  }

  show(mark: Element, lines: readonly string[]): void {
    if (this.shown === mark && this.visible) return;
    this.shown = mark;
    this.element.replaceChildren(
      ...lines.map((line) => {
        const row = document.createElement('div');
        row.textContent = line;
        return row;
      }),
    );
    this.element.hidden = false;
    this.place(mark);
  }

  hide(): void {
    this.element.hidden = true;
    this.shown = undefined;
  }

  /** Whether the pointer is on the tip: it stays as long. */
  holds(target: EventTarget | null): boolean {
    return target instanceof Node && this.element.contains(target);
  }

  /** Below the mark, above it where there is no room, never out of the page. */
  private place(mark: Element): void {
    const at = mark.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const room = document.documentElement;
    const left = Math.max(distance, Math.min(at.left + at.width / 2 - width / 2, room.clientWidth - width - distance));
    const below = at.bottom + distance;
    const top = below + height < room.clientHeight || at.top < height + 2 * distance ? below : at.top - height - distance;
    this.element.style.left = `${left + window.scrollX}px`;
    this.element.style.top = `${top + window.scrollY}px`;
  }
}
