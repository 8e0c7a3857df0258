import type { LinkStore } from '../db/links.ts';
import { createHeads, MOST_BYTES } from './heads.ts';
import type { Index } from './index-report.ts';

/** Heads read per step. */
const AT_ONCE = 128;

export type HeadLoader = ReturnType<typeof createHeadLoader>;

/**
 * Loads the stored heads into memory after a start, as many as fit: a report's candidates are spread over the whole file,
 * where each would cost decrypting a page. Heads of newly read reports are in memory already.
 * @param since the first epoch whose heads can be compared; older ones are read again later.
 */
export function createHeadLoader(store: Pick<LinkStore, 'headsFrom'>, index: Pick<Index, 'lookIn'>, since: number) {
  const heads = createHeads(MOST_BYTES);
  let next: number | null = 0;
  index.lookIn(heads);
  return {
    /** @returns whether any are left. */
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
