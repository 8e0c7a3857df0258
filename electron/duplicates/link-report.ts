import { countsAsRepeat, MOST_REPEATS, type Repeat } from '#shared/domain/repeat.ts';
import type { Report } from '#shared/domain/report.ts';
import { explainKeys, KEY_MODEL, REPEAT_WINDOW_DAYS, repeatKeys } from '#shared/link/repeat-keys.ts';
import type { PairStore } from '../db/pairs.ts';
import type { RepeatKeys } from '../db/repeat-keys.ts';

const WINDOW_MS = REPEAT_WINDOW_DAYS * 86_400_000;
/** A telephone number that stands in more reports than this tells nothing. */
const MOST_SHARED = 200;

/** Which reports may repeat which: what the queue shows of it is written when a report is stored, in the same transaction. */
export function createLinker({ repeatKeys: store, pairs }: { repeatKeys: RepeatKeys; pairs: PairStore }) {
  const partners = (seq: number) => new Set(store.shared(seq, WINDOW_MS, MOST_SHARED).map((one) => one.seq));

  const ofSeq = (seq: number, reportId: string): Repeat[] => {
    const decided = new Map(
      pairs
        .ofReport(reportId)
        .map(({ reports: [left, right], decision }) => [left === reportId ? right : left, decision]),
    );
    const found = new Map<string, { number: string; keys: string[] }>();
    for (const { id, number, key } of store.shared(seq, WINDOW_MS, MOST_SHARED)) {
      const one = found.get(id) ?? { number, keys: [] };
      one.keys.push(key);
      found.set(id, one);
    }
    const repeats: Repeat[] = [];
    for (const [id, { number, keys }] of found) {
      const state = decided.get(id) ?? 'suggested';
      repeats.push({ reportId: id, trackingNumber: number, modelVersion: KEY_MODEL, state, ...explainKeys(keys) });
    }
    return repeats
      .sort((a, b) => b.weight - a.weight || (a.trackingNumber < b.trackingNumber ? -1 : 1))
      .slice(0, MOST_REPEATS);
  };

  const mark = (seq: number): void => {
    const id = store.idOf(seq);
    if (id === null) return;
    const counted = ofSeq(seq, id).filter(countsAsRepeat);
    store.mark(seq, counted.length, counted.length === 0 ? null : Math.max(...counted.map((one) => one.probability)));
  };

  const unlink = (seq: number): void => {
    const before = partners(seq);
    store.replace(seq, 0, []);
    for (const other of before) mark(other);
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
      mark(seq);
      for (const other of partners(seq)) mark(other);
    },
    /** To be called before a report is removed. */
    unlink,
    /** Somebody decided about these reports: what the queue shows of them is written anew. */
    decided: (reportIds: readonly string[]): void => {
      for (const id of reportIds) {
        const seq = store.seqOf(id);
        if (seq !== null) mark(seq);
      }
    },
    /** The strongest first, at most `MOST_REPEATS`, with those that people have decided about. */
    repeats: (reportId: string): Repeat[] => {
      const seq = store.seqOf(reportId);
      return seq === null ? [] : ofSeq(seq, reportId);
    },
  };
}
