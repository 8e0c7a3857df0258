const BLOCK = 256;

/** Numbers grouped into bins, in memory that grows in small blocks and is freed bin by bin. */
export function createBins() {
  const bins: { blocks: Float64Array[]; used: number }[] = [];
  const empty = () => ({ blocks: [], used: BLOCK });

  return {
    add: (bin: number, value: number): void => {
      const own = (bins[bin] ??= empty());
      if (own.used === BLOCK) {
        own.blocks.push(new Float64Array(BLOCK));
        own.used = 0;
      }
      const last = own.blocks.at(-1);
      if (last !== undefined) last[own.used++] = value;
    },
    /** Returns all numbers of a bin in insertion order and empties it. */
    take: (bin: number): Float64Array => {
      const own = bins[bin] ?? empty();
      bins[bin] = empty();
      const all = new Float64Array(own.blocks.length * BLOCK + own.used - BLOCK);
      for (const [i, block] of own.blocks.entries())
        all.set(i === own.blocks.length - 1 ? block.subarray(0, own.used) : block, i * BLOCK);
      return all;
    },
  };
}
