/** Brings a document to what was drawn, by the least change: an element that stays keeps the focus, its scroll and what a screen reader reads in it. */
import type { VNode } from './vnode';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Which node an element was made of, for its key. */
const keys = new WeakMap<Element, string>();

export function patchChildren(parent: Element, wanted: readonly (VNode | string)[]): void {
  const known = new Map<string, Element>();
  for (const child of parent.children) {
    const key = keys.get(child);
    if (key !== undefined) known.set(key, child);
  }
  const kept = new Set(wanted.map((node) => (typeof node === 'string' ? undefined : node.key)));
  const goes = (child: ChildNode): boolean => child instanceof Element && keys.has(child) && !kept.has(keys.get(child));
  let at: ChildNode | null = parent.firstChild;
  for (const node of wanted) {
    // What goes is taken away before anything is moved: a move would cost the moved the focus.
    while (at && goes(at)) at = removed(at);
    const reused = typeof node === 'string' ? textAt(at) : elementFor(node, at, known);
    if (reused === undefined) {
      parent.insertBefore(create(node, parent), at);
      continue;
    }
    if (reused === at) at = at.nextSibling;
    else parent.insertBefore(reused, at);
    if (typeof node === 'string') {
      if (reused.nodeValue !== node) reused.nodeValue = node;
    } else patch(reused as Element, node);
  }
  while (at) at = removed(at);
}

function removed(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function textAt(at: ChildNode | null): ChildNode | undefined {
  return at?.nodeType === Node.TEXT_NODE ? at : undefined;
}

function elementFor(node: VNode, at: ChildNode | null, known: ReadonlyMap<string, Element>): ChildNode | undefined {
  if (node.key !== undefined) {
    const element = known.get(node.key);
    return element?.localName === node.tag ? element : undefined;
  }
  return at instanceof Element && keys.get(at) === undefined && at.localName === node.tag ? at : undefined;
}

function create(node: VNode | string, parent: Element): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  const svg = node.tag === 'svg' || parent.namespaceURI === svgNamespace;
  const element = svg ? document.createElementNS(svgNamespace, node.tag) : document.createElement(node.tag);
  if (node.key !== undefined) keys.set(element, node.key);
  patch(element, node);
  return element;
}

export function patch(element: Element, { attrs, tone, children }: VNode): void {
  for (const { name } of [...element.attributes]) if (!(name in attrs) && name !== 'style') element.removeAttribute(name);
  for (const [name, value] of Object.entries(attrs)) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  if (element instanceof SVGElement) {
    if (tone === undefined) element.style.removeProperty('--tone');
    else element.style.setProperty('--tone', tone);
  }
  patchChildren(element, children);
  // What a reader chose in it would otherwise hide what is chosen.
  if (element instanceof HTMLSelectElement) {
    const chosen = [...element.options].find((option) => option.hasAttribute('selected'));
    if (chosen && element.value !== chosen.value) element.value = chosen.value;
  }
}
