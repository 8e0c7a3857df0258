import { sql } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { noteClock, readClock, releaseJobs } from '#server/db/clock.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Deps } from '#server/deps.ts';
import { HELD_CODES } from '#server/jobs/clock-guard.ts';
import { dayOf } from '#shared/domain/working-days.ts';

const DAY_MS = 86_400_000;
export type Confirmed = 'done' | 'no_administrator' | 'other_day' | 'other_database_clock';

/**
 * An administrator confirms that the clock is right by naming today's date: jobs that were held back run again, and for
 * a day, however much is due.
 */
export async function confirmClock(
  deps: Deps,
  { name, today }: { name: string; today: string },
  source: string,
): Promise<Confirmed> {
  return deps.db.transaction().execute(async (trx) => {
    const at = deps.now();
    const { agency } = await currentPolicy(trx);
    const { rows } = await sql<{ id: string }>`select id from officer
      where name = ${name} and role = 'administrator' and disabled_at is null`.execute(trx);
    const [officer] = rows;
    if (officer === undefined) return 'no_administrator';
    if (dayOf(at, agency.timeZone) !== today) return 'other_day';
    const { knownAt, databaseAt } = await readClock(trx);
    if (Math.abs(databaseAt.getTime() - at.getTime()) > DAY_MS) return 'other_database_clock';
    await noteClock(trx, at, new Date(at.getTime() + DAY_MS));
    await releaseJobs(trx, HELD_CODES, at);
    const detail = { seenAt: knownAt?.toISOString() ?? null };
    const entry = { at, actor: officer.id, action: 'clock.confirm', target: null, source, detail } as const;
    await appendAudit(trx, { ...entry, outcome: 'success' });
    return 'done';
  });
}
