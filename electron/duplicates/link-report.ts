import type { Report } from '#shared/domain/report.ts';
import { REPEAT_WINDOW_DAYS, repeatKeys } from '#shared/link/repeat-keys.ts';
import type { RepeatKeys } from '../db/repeat-keys.ts';

const WINDOW_MS = REPEAT_WINDOW_DAYS * 86_400_000;

/** Which reports may repeat which: links are counted when a report is stored, in the same transaction. */

export function createLinker(store: RepeatKeys) {
  const unlink = (seq: number): void => {
    for (const other of store.partners(seq, WINDOW_MS)) store.changeCount(other, -1);
    store.replace(seq, 0, []);
  };
  return {
    link: (seq: number, report: Report): void => {
      const at = Date.parse(report.facts.when.from);
      const keys = repeatKeys(report).sort();
      const before = store.of(seq);
      // Most changes of a report are to its state: its keys, and so its links, stay.
      if (before.length === keys.length && before.every((one, i) => one.key === keys[i] && one.at === at)) return;
      unlink(seq);
      store.replace(seq, at, keys);
      const partners = store.partners(seq, WINDOW_MS);
      store.setCount(seq, partners.length);
      for (const other of partners) store.changeCount(other, 1);
    },
    /** To be called before a report is removed. */
    unlink,
    partners: (reportId: string): number[] => {
      const seq = store.seqOf(reportId);
      return seq === null ? [] : store.partners(seq, WINDOW_MS);
    },
  };
}
