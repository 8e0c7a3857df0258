import type { Kysely } from 'kysely';
import { figureSums } from '#server/db/figures.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { addDays, dayOf } from '#shared/domain/working-days.ts';

const DAYS = 30;
/** Minimum number of decisions; with fewer, a median says little. */
const LEAST = 10;
const KEPT_MS = 600_000;

/**
 * The median number of business days from receipt to the first decision, over the decisions of the last 30 days about
 * reports of one kind; null if there were fewer than ten. Asks the database at most every ten minutes for each kind.
 */
export function typicalDays(db: Kysely<Database>, now: () => Date) {
  const kept = new Map<ReportKind, { until: number; days: Promise<number | null> }>();
  const ask = async (kind: ReportKind, timeZone: string): Promise<number | null> => {
    const today = dayOf(now(), timeZone);
    const sums = await figureSums(db, 'decision_days', { from: addDays(today, -DAYS), to: today, kind }, ['bucket']);
    const all = sums.reduce((sum, { count }) => sum + count, 0);
    if (all < LEAST) return null;
    let passed = 0;
    return sums.find(({ count }) => (passed += count) >= all / 2)?.bucket ?? null;
  };
  return (kind: ReportKind, timeZone: string): Promise<number | null> => {
    const found = kept.get(kind);
    if (found !== undefined && found.until > now().getTime()) return found.days;
    const days = ask(kind, timeZone);
    // A failed query is retried by the next caller.
    days.catch(() => kept.delete(kind));
    kept.set(kind, { until: now().getTime() + KEPT_MS, days });
    return days;
  };
}
