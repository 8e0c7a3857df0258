/** Disjoint sets that are merged pair by pair (Tarjan's union-find with path halving). */
export class UnionFind<T> {
  private readonly parent = new Map<T, T>();

  find(one: T): T {
    let at = one;
    for (;;) {
      const up = this.parent.get(at) ?? at;
      if (up === at) return at;
      const above = this.parent.get(up) ?? up;
      this.parent.set(at, above);
      at = above;
    }
  }

  join(one: T, other: T): void {
    const a = this.find(one);
    const b = this.find(other);
    if (a !== b) this.parent.set(b, a);
  }
}
