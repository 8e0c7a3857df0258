import type { LinkStore } from '../db/links.ts';
import { createHeads, MOST_BYTES } from './heads.ts';
import type { Index } from './index-report.ts';

/** Number of heads (see heads.ts) read per step. */
const AT_ONCE = 128;

export type HeadLoader = ReturnType<typeof createHeadLoader>;

/**
 * After a restart, loads as many stored heads as fit into memory. Without them, each comparison would decrypt a page,
 * because a report's candidates are spread over the whole file. Heads of newly read reports are already in memory.
 * @param since the first epoch whose heads can be compared; reports from older epochs are read again later.
 */
export function createHeadLoader(store: Pick<LinkStore, 'headsFrom'>, index: Pick<Index, 'lookIn'>, since: number) {
  const heads = createHeads(MOST_BYTES);
  let next: number | null = 0;
  index.lookIn(heads);
  return {
    /** @returns whether there is more to do. */
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
