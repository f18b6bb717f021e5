/** What is to be on the page, as data: drawing is a function of the view, tested without a browser. `patch.ts` brings a document to it. */

export interface VNode {
  readonly tag: string;
  /** Keeps an element, and with it the focus, while its neighbours come and go. */
  readonly key?: string;
  readonly attrs: Readonly<Record<string, string>>;
  /** Goes into the custom property `--tone`; set by script, for the page's policy allows no style attribute. */
  readonly tone?: string;
  readonly children: readonly (VNode | string)[];
}

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Children = readonly (VNode | string | undefined | false)[];

/** An element. `key` and `tone` are no attributes; what is undefined or false is left out, true is an empty attribute. */
export function h(tag: string, attributes: Attributes = {}, children: Children = []): VNode {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'key' || name === 'tone' || value === undefined || value === false) continue;
    attrs[name] = value === true ? '' : String(value);
  }
  return {
    tag,
    ...(attributes['key'] !== undefined && { key: String(attributes['key']) }),
    ...(typeof attributes['tone'] === 'string' && { tone: attributes['tone'] }),
    attrs,
    children: children.filter((child) => child !== undefined && child !== false),
  };
}
