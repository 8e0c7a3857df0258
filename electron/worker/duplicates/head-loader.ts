import type { LinkStore } from '../db/links.ts';
import { createHeads, MOST_BYTES } from './heads.ts';
import type { Index } from './index-report.ts';

/** Heads that one step reads. */
const AT_ONCE = 128;

export type HeadLoader = ReturnType<typeof createHeadLoader>;

/**
 * Brings the heads that are kept into memory after a start, as many as find room: whom a report meets is spread over the
 * whole file, and there a page is deciphered for each. What is read anew meanwhile is in memory already.
 *
 * @param since the first epoch whose heads can be compared; earlier ones wait for their own turn.
 */
export function createHeadLoader(store: Pick<LinkStore, 'headsFrom'>, index: Pick<Index, 'lookIn'>, since: number) {
  const heads = createHeads(MOST_BYTES);
  let next: number | null = 0;
  index.lookIn(heads);
  return {
    /** @returns whether something is left. */
    step: (): boolean => {
      if (next === null) return false;
      const some = store.headsFrom(next, AT_ONCE);
      const last = some.at(-1);
      const hasRoom = some.every(
        ({ id, epoch, head }) => epoch < since || heads.get(id) !== null || heads.put(id, head),
      );
      next = last === undefined || !hasRoom ? null : last.id + 1;
      return next !== null;
    },
  };
}
