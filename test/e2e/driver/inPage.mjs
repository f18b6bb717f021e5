/**
 * What runs inside the page, over the editor's DOM. Plain JavaScript, so that the DOM's types stay out of the project's type check; each function is sent to the
 * page by its source and must stand alone.
 */

/** Where a text is drawn: the line nearest to the caret that has it, unbroken. Undefined if none in sight has. */
export function boxOfText(editor, wanted) {
  const caret = editor.querySelector('.cursors-layer .cursor')?.getBoundingClientRect().top ?? 0;
  const lines = [...editor.querySelectorAll('.view-lines .view-line')].map((element) => ({
    element,
    distance: Math.abs(element.getBoundingClientRect().top - caret),
  }));
  for (const { element } of lines.sort((a, b) => a.distance - b.distance)) {
    const walker = document.createTreeWalker(element, window.NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    // The editor draws spaces as no-break spaces.
    const start = nodes
      .map((node) => node.data)
      .join('')
      .replace(/\u00a0/g, ' ')
      .indexOf(wanted);
    if (start < 0) continue;
    const range = document.createRange();
    let offset = 0;
    for (const node of nodes) {
      const [from, to] = [start - offset, start + wanted.length - offset];
      if (from >= 0 && from < node.length) range.setStart(node, from);
      if (to > 0 && to <= node.length) range.setEnd(node, to);
      offset += node.length;
    }
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  }
  return undefined;
}

/** The styles of the decorations on and behind the middle of a box: the editor gives decorations made by extensions classes that begin with `ced-`. */
export function decorationsAt(editor, box) {
  const kept = [
    'backgroundColor',
    'borderBottomStyle',
    'borderBottomColor',
    'borderTopStyle',
    'color',
    'fontStyle',
    'fontWeight',
    'opacity',
    'outlineStyle',
    'textDecorationLine',
    'textDecorationStyle',
    'textDecorationColor',
  ];
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return [...editor.querySelectorAll('.view-overlays .cdr[class*="ced-"], .view-line span[class*="ced-"]')]
    .filter((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    })
    .map((element) => {
      const style = window.getComputedStyle(element);
      return Object.fromEntries([['layer', element.classList.contains('cdr') ? 'behind' : 'text'], ...kept.map((name) => [name, style[name]])]);
    });
}

/** The lines in sight from top to bottom, as drawn (a wrapped line is several). */
export function drawnText(editor) {
  return [...editor.querySelectorAll('.view-lines .view-line')]
    .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent.replace(/\u00a0/g, ' ') }))
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text)
    .join('\n');
}

/** What a screen reader says of each element. */
export function accessibleNames(elements) {
  return elements.map((element) => element.getAttribute('aria-label') ?? element.textContent);
}

/** The rows of a tree, with where they are drawn. */
export function treeRows(elements) {
  return elements.map((element) => ({
    top: element.getBoundingClientRect().top,
    level: Number(element.getAttribute('aria-level') ?? 1),
    label: element.getAttribute('aria-label') ?? element.textContent,
  }));
}

/** How many signs of a picture are drawn in the margin beside the lines in sight. */
export function signsInMargin(editor, picture) {
  const beside = [...editor.querySelectorAll('.glyph-margin-widgets *')];
  return beside.filter((sign) => editor.ownerDocument.defaultView.getComputedStyle(sign).backgroundImage.includes(picture)).length;
}

/** Whether one of the fields takes what is typed: it is drawn, has the focus, and does not fade out. Asked at once, as between two questions a field may have gone. */
export function takesKeys(fields) {
  return fields.some((field) => field === field.ownerDocument.activeElement && field.checkVisibility() && field.closest('[inert]') === null);
}
