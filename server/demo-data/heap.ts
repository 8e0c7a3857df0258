/** A priority queue: the smallest key comes out first, equal keys in insertion order. */
export type Heap<T> = { push: (key: number, value: T) => void; pop: () => T | undefined; least: () => number };

export function createHeap<T>(): Heap<T> {
  type Node = { key: number; order: number; value: T };
  const nodes: Node[] = [];
  let order = 0;
  const before = (a: Node, b: Node) => a.key < b.key || (a.key === b.key && a.order < b.order);

  const sink = (node: Node) => {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      const left = nodes[child];
      if (left === undefined) break;
      const right = nodes[child + 1];
      const least = right !== undefined && before(right, left) ? right : left;
      if (least === right) child += 1;
      if (!before(least, node)) break;
      nodes[at] = least;
      at = child;
    }
    nodes[at] = node;
  };

  return {
    push: (key, value) => {
      const node = { key, order: order++, value };
      let at = nodes.length;
      nodes.push(node);
      while (at > 0) {
        const above = (at - 1) >>> 1;
        const parent = nodes[above];
        if (parent === undefined || !before(node, parent)) break;
        nodes[at] = parent;
        at = above;
      }
      nodes[at] = node;
    },
    pop: () => {
      const top = nodes[0];
      const last = nodes.pop();
      if (last !== undefined && nodes.length > 0) sink(last);
      return top?.value;
    },
    least: () => nodes[0]?.key ?? Number.POSITIVE_INFINITY,
  };
}
