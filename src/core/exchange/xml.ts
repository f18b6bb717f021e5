/** Writing XML 1.0. Reading is a library's. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

/** An element; without children, or with none that is there, it is empty. */
export function element(name: string, attributes: XmlElement['attributes'], ...children: readonly (XmlElement | string | undefined)[]): XmlElement {
  return { name, attributes, children: children.filter((child) => child !== undefined) };
}

/** A container, or nothing where it would be empty: the schema wants at least one member. */
export function container(name: string, members: readonly XmlElement[]): XmlElement | undefined {
  return members.length === 0 ? undefined : element(name, {}, ...members);
}

export function printXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${printed(root, '')}\n`;
}

function printed({ name, attributes, children }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value)).replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)}"`],
  );
  const head = `${indent}<${name}${given.join('')}`;
  if (children.length === 0) return `${head}/>`;
  if (children.every((child) => typeof child === 'string')) return `${head}>${children.map(escaped).join('')}</${name}>`;
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : printed(child, `${indent}  `)));
  return `${head}>\n${inner.join('\n')}\n${indent}</${name}>`;
}

/** What XML cannot hold at all (most control characters, single surrogates) becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
}
