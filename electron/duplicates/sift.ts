import { createScorer } from '#shared/link/link.ts';
import type { Model } from '#shared/link/model.ts';
import type { Head } from './heads.ts';

/** Both numbers of a pair in one; ids stay below 2^26. */
export const SHIFT = 2 ** 26;

/** What ends the look at a pair that gets so far that two heads are not enough; made once, for a trace takes its time. */
const NEEDS_REST = new Error('The rest of a report is needed, which is not here.');
const rest = (): never => {
  throw NEEDS_REST;
};

/**
 * Leaves out the pairs of which two heads are enough to know that the model does not show them, which are most of those
 * that share a key. What remains has still to be compared.
 *
 * @param headOf null where a head is not at hand: then nothing is known of its pairs, and they remain.
 * @returns takes pairs in rising order, the earlier report first, and gives those that remain in the same order.
 */
export function createSift(model: Model, headOf: (id: number) => Head | null) {
  const scorer = createScorer(model);
  const mayBeShown = (one: number, other: number): boolean => {
    const [own, theirs] = [headOf(one), headOf(other)];
    if (own === null || theirs === null) return true;
    const read = ({ bytes, at }: Head) => scorer.reader.unpack(bytes, rest, at);
    try {
      return scorer.shown(read(theirs), read(own)) !== null;
    } catch (error) {
      if (error === NEEDS_REST) return true;
      throw error;
    }
  };
  return (pairs: Float64Array): Float64Array<ArrayBuffer> =>
    Float64Array.from(
      // Two reports that share two keys stand there twice.
      pairs.filter((pair, at) => pair !== pairs[at - 1] && mayBeShown(Math.floor(pair / SHIFT), pair % SHIFT)),
    );
}
