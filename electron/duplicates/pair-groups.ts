import { createBins } from './bins.ts';
import { SHIFT } from './sift.ts';
import { type Sifter, type SiftOrder, startSifter } from './sifter.ts';

/**
 * Pairs of reports that share a key, each as one number (sift.ts): by the block of the later report, and in it by groups of
 * so many earlier ones. Those of the first block can be sifted on another thread before their turn.
 */
export function createPairGroups(perGroup: number) {
  const blocks = [createBins()];
  let sifter: Sifter | null = null;
  let next = 0;
  const groupOf = (id: number): number => Math.floor(id / perGroup);
  const inOrder = (block: number, group: number): Float64Array =>
    blocks[block]?.take(group).sort() ?? new Float64Array();

  return {
    groupOf,
    addBlock: (): void => void blocks.push(createBins()),
    add: (block: number, earlier: number, later: number): void =>
      blocks[block]?.add(groupOf(earlier), earlier * SHIFT + later),
    siftBy: (order: SiftOrder): void => {
      sifter = startSifter(order);
    },
    /** Hands over groups behind this one, up to the last, while the other thread wants some. */
    siftAhead: (group: number, last: number): void => {
      next = Math.max(next, group + 1);
      for (; sifter?.wants() === true && next <= last; next += 1) sifter.give(next, inOrder(0, next));
    },
    /** The pairs of a group in rising order, sifted where that is done; they are not here any more after that. */
    take: (block: number, group: number): Float64Array =>
      (block === 0 ? sifter?.take(group) : null) ?? inOrder(block, group),
    stop: (): void => {
      sifter?.stop();
      sifter = null;
    },
  };
}
