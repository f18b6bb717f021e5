/**
 * Takes a new tree over into the one that is shown: nodes that are still there stay the objects they were, as VS Code knows nodes by identity, and what
 * says the same as before is not drawn anew. Pure.
 */

interface Row {
  readonly id: string;
  readonly type: string;
}

export interface Reconciling<Node extends Row> {
  /** All that a row says, and those below it that are not compared by themselves. */
  readonly says: (node: Node) => string;
  /** The rows below that are compared; they stand in `children`. Undefined where it has none. */
  readonly below: (node: Node) => readonly Node[] | undefined;
}

/** @returns the roots, and what has to be drawn anew: the topmost nodes that changed, or undefined for all */
export function reconcile<Node extends Row>(
  shown: readonly Node[],
  fresh: readonly Node[],
  how: Reconciling<Node>,
): { readonly roots: readonly Node[]; readonly changed: readonly Node[] | undefined } {
  const changed: Node[] = [];
  const same = sameIds(shown, fresh);
  const roots = adopt(shown, fresh, changed, how);
  return { roots, changed: same ? changed : undefined };
}

function adopt<Node extends Row>(shown: readonly Node[], fresh: readonly Node[], changed: Node[], how: Reconciling<Node>): readonly Node[] {
  const known = new Map(shown.map((node) => [node.id, node] as const));
  return fresh.map((node) => {
    const old = known.get(node.id);
    if (old?.type !== node.type) return node;
    const [was, now] = [how.below(old), how.below(node)];
    const differs = how.says(old) !== how.says(node) || !sameIds(was ?? [], now ?? []);
    // What is drawn anew takes what is below along.
    const below: Node[] = [];
    const children = was && now ? adopt(was, now, below, how) : undefined;
    Object.assign(old, node, children && { children });
    if (differs) changed.push(old);
    else changed.push(...below);
    return old;
  });
}

function sameIds(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
}
