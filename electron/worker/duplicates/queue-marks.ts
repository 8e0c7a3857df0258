import { countsAsDuplicate } from '#shared/domain/duplicate.ts';
import type { LinkStore } from '../db/links.ts';
import type { PairStore } from '../db/pairs.ts';
import type { Tx } from '../db/write.ts';
import type { pairSummaries } from './pair-summaries.ts';

type Parts = {
  links: LinkStore;
  pairs: PairStore;
  summaries: (id: number, reportId: string) => ReturnType<typeof pairSummaries>;
  /** The hypotheses that make two reports duplicates, as a bit mask. */
  counted: () => number;
};

/** Keeps the duplicate counts in the rows of the queue up to date. */
export function createQueueMarks({ links, pairs, summaries, counted }: Parts) {
  /** Reports whose queue row must be updated with a new duplicate count. */
  const changed = new Set<number>();
  let anyChanged = false;

  const mark = (tx: Tx, id: number): void => {
    // The report's identifiers are needed only to look up pair decisions, so don't read them if there are none.
    const name = pairs.any() ? links.name(id) : null;
    if (name === null) {
      const { count, strongest } = links.counted(id, counted());
      links.mark(tx, id, count, strongest);
      return;
    }
    const all = summaries(id, name.id).filter(countsAsDuplicate);
    const likely = Math.max(0, ...all.map((one) => one.probability));
    links.mark(tx, id, all.length, all.length === 0 ? null : likely);
  };

  return {
    /** Updates one report's row. */
    mark,
    /**
     * Pairs with the same reporter but different incidents are not counted as duplicates, so a change to them matters
     * only if officers have decided about pairs.
     */
    pairsChanged: (id: number, hypotheses: number): void => {
      anyChanged = true;
      if ((hypotheses & counted()) !== 0 || pairs.any()) changed.add(id);
    },
    /** Makes the next `markChanged` report a change, even if no pair changed. */
    changedAnyway: (): void => {
      anyChanged = true;
    },
    /** Updates the rows of all reports whose pairs changed; returns whether any pair changed. */
    markChanged: (tx: Tx): boolean => {
      const any = anyChanged;
      for (const id of changed) mark(tx, id);
      changed.clear();
      anyChanged = false;
      return any;
    },
    /** Call before a report is removed. */
    forget: (id: number): void => {
      changed.delete(id);
    },
    /** Call when the writes were rolled back. */
    forgetReports: (): void => changed.clear(),
    /** Call when every row is updated in another way. */
    forgetAll: (): void => {
      changed.clear();
      anyChanged = false;
    },
  };
}
